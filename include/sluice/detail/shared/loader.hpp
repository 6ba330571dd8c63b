// What sluice asks of the dynamic loader: a pointer that each program and library has, and that the others find,
// however they were loaded. Knows nothing of what it points to.
//
// No symbol is looked up: a library that is opened with RTLD_LOCAL, or linked with -Bsymbolic or a version script,
// would find its own. A note in each file, which the loader maps, says where the pointer is.
#pragma once

#include "../base/compiler.hpp"

#if SLUICE_DETAIL_LOADER
#include <link.h>
#include <string.h>

namespace sluice::detail {

/// Has the others find Place, by this number, and `last` called when all destructors of this program or library have
/// run: the last thing before it is unloaded, or at the end of the process. Costs nothing at run time: what is in here
/// are entries in two sections, which belong to this function and so are dropped and kept with it.
template <int Number, void*& Place, void (&Last)() noexcept>
SLUICE_DETAIL_COLD inline void publish_place() noexcept {
    asm volatile(
        ".pushsection .note.sluice, \"a?\", %%note\n"
        ".balign 4\n"
        ".long 7, 4, %c2\n"  // the sizes of what follows, and the number
        ".asciz \"sluice\"\n"
        ".balign 4\n"
        ".long %c0 - .\n"
        ".popsection\n"
        ".pushsection .fini_array.00101, \"aw?\", %%fini_array\n"  // the lowest number that is ours: called last
        ".balign 8\n"
        ".quad %c1\n"
        ".popsection"
        :
        : SLUICE_DETAIL_SYMBOL(&Place), SLUICE_DETAIL_SYMBOL(&Last), "i"(Number));
}

/// What a walk over all that the process has loaded calls for each place that it finds.
struct place_walk {
    int number;  // of the places
    void (*visit)(place_walk& walk, void*& place, bool in_program) noexcept;
};

/// Whether a segment is in memory, as notes need not be.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_mapped(dl_phdr_info const& loaded, ElfW(Phdr) const& segment) noexcept {
    for (size_t i = 0; i < loaded.dlpi_phnum; ++i) {
        ElfW(Phdr) const& each = loaded.dlpi_phdr[i];
        if (each.p_type == PT_LOAD && segment.p_vaddr >= each.p_vaddr &&
            segment.p_vaddr + segment.p_memsz <= each.p_vaddr + each.p_filesz)
            return true;
    }
    return false;
}

/// Visits the places that the notes of a segment tell of.
SLUICE_DETAIL_COLD inline void visit_notes(char const* notes, ElfW(Phdr) const& segment, bool in_program,
                                           place_walk& walk) noexcept {
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
        walk.visit(walk, *reinterpret_cast<void**>(const_cast<char*>(notes) + inside + distance), in_program);
    }
}

/// For dl_iterate_phdr(): visits the places of a program or library, with a place_walk.
SLUICE_DETAIL_COLD inline int visit_loaded(dl_phdr_info* loaded, size_t, void* walk) noexcept {
    bool const is_program = loaded->dlpi_name == nullptr || *loaded->dlpi_name == '\0';
    for (size_t i = 0; i < loaded->dlpi_phnum; ++i) {
        ElfW(Phdr) const& segment = loaded->dlpi_phdr[i];
        if (segment.p_type != PT_NOTE || !is_mapped(*loaded, segment)) continue;
        // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader tells of addresses as numbers.
        visit_notes(reinterpret_cast<char const*>(loaded->dlpi_addr + segment.p_vaddr), segment, is_program,
                    *static_cast<place_walk*>(walk));
    }
    return 0;
}

/// Visits the places of all that the process has loaded, the program's first.
SLUICE_DETAIL_ALWAYS_INLINE void visit_places(place_walk& walk) noexcept { dl_iterate_phdr(visit_loaded, &walk); }

/// Calls a function while nothing is loaded or unloaded, and no other thread is in here. It may visit places.
SLUICE_DETAIL_ALWAYS_INLINE void with_loader_held(int (*function)(dl_phdr_info*, size_t, void*) noexcept,
                                                  void* data) noexcept {
    dl_iterate_phdr(function, data);  // the function returns 1, and is called once
}

}  // namespace sluice::detail
#endif
