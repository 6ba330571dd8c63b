// The dynamic loader interface: visits the notes (os/notes.hpp) of everything that a process has loaded, however it was
// loaded. Independent of the notes' contents.
#pragma once

#include "../os/notes.hpp"

#if SLUICE_DETAIL_LOADER
#include <link.h>
#include <string.h>

namespace sluice::detail {

/// A walk over everything that the process has loaded: calls `visit` for each note of a type, with the address in it.
struct note_walk {
    int number;
    void (*visit)(note_walk& walk, void* found, bool in_program) noexcept;
};

/// Returns true if a segment is in memory; notes needn't be.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_mapped(dl_phdr_info const& loaded, ElfW(Phdr) const& segment) noexcept {
    for (size_t i = 0; i < loaded.dlpi_phnum; ++i) {
        ElfW(Phdr) const& each = loaded.dlpi_phdr[i];
        if (each.p_type == PT_LOAD && segment.p_vaddr >= each.p_vaddr &&
            segment.p_vaddr + segment.p_memsz <= each.p_vaddr + each.p_filesz)
            return true;
    }
    return false;
}

/// Visits the notes of a segment.
SLUICE_DETAIL_COLD inline void visit_notes(char const* notes, ElfW(Phdr) const& segment, bool in_program,
                                           note_walk& walk) noexcept {
    constexpr char name[] = "sluice";
    size_t const padding = segment.p_align == 8 ? 7 : 3;
    ElfW(Nhdr) head;
    for (size_t at = 0; at + sizeof head <= segment.p_memsz;) {
        memcpy(&head, notes + at, sizeof head);
        char const* const owner = notes + at + sizeof head;
        size_t const inside = at + ((sizeof head + head.n_namesz + padding) & ~padding);
        at = inside + ((head.n_descsz + padding) & ~padding);
        int distance = 0;
        if (at > segment.p_memsz || head.n_namesz != sizeof name || head.n_descsz != sizeof distance) continue;
        if (head.n_type != static_cast<unsigned>(walk.number) || memcmp(owner, name, sizeof name) != 0) continue;
        memcpy(&distance, notes + inside, sizeof distance);
        walk.visit(walk, const_cast<char*>(notes) + inside + distance, in_program);
    }
}

/// For dl_iterate_phdr(): visits the notes of a program or library, with a note_walk.
SLUICE_DETAIL_COLD inline int visit_loaded(dl_phdr_info* loaded, size_t, void* walk) noexcept {
    bool const is_program = loaded->dlpi_name == nullptr || *loaded->dlpi_name == '\0';
    for (size_t i = 0; i < loaded->dlpi_phnum; ++i) {
        ElfW(Phdr) const& segment = loaded->dlpi_phdr[i];
        if (segment.p_type != PT_NOTE || !is_mapped(*loaded, segment)) continue;
        // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader returns addresses as integers.
        visit_notes(reinterpret_cast<char const*>(loaded->dlpi_addr + segment.p_vaddr), segment, is_program,
                    *static_cast<note_walk*>(walk));
    }
    return 0;
}

/// Visits the notes of everything that the process has loaded, the program's first.
SLUICE_DETAIL_ALWAYS_INLINE void visit_all_notes(note_walk& walk) noexcept { dl_iterate_phdr(visit_loaded, &walk); }

/// Calls a function, which may visit notes, with the loader's lock held: nothing is loaded or unloaded meanwhile.
SLUICE_DETAIL_ALWAYS_INLINE void with_loader_held(int (*function)(dl_phdr_info*, size_t, void*) noexcept,
                                                  void* data) noexcept {
    dl_iterate_phdr(function, data);  // the function returns 1, and is called once
}

}  // namespace sluice::detail
#endif
