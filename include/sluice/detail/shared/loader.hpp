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

/// Whether a segment is in memory, as notes need not be.
[[nodiscard]] inline bool is_mapped(dl_phdr_info const& loaded, ElfW(Phdr) const& segment) noexcept {
    for (size_t i = 0; i < loaded.dlpi_phnum; ++i) {
        ElfW(Phdr) const& each = loaded.dlpi_phdr[i];
        if (each.p_type == PT_LOAD && segment.p_vaddr >= each.p_vaddr &&
            segment.p_vaddr + segment.p_memsz <= each.p_vaddr + each.p_filesz)
            return true;
    }
    return false;
}

/// Calls visit(place) for each place that the notes of a segment tell of.
template <class Visit>
SLUICE_DETAIL_COLD void visit_notes(char const* notes, size_t size, size_t alignment, int number, Visit& visit) {
    constexpr char name[] = "sluice";
    ElfW(Nhdr) head;
    auto const aligned = [alignment](size_t end) noexcept { return (end + alignment - 1) & ~(alignment - 1); };
    for (size_t at = 0; at + sizeof head <= size;) {
        memcpy(&head, notes + at, sizeof head);
        char const* const owner = notes + at + sizeof head;
        size_t const inside = at + aligned(sizeof head + head.n_namesz);
        at = inside + aligned(head.n_descsz);
        int distance = 0;
        if (at > size || head.n_namesz != sizeof name || head.n_descsz != sizeof distance) continue;
        if (head.n_type != static_cast<unsigned>(number)) continue;
        if (memcmp(owner, name, sizeof name) != 0) continue;
        memcpy(&distance, notes + inside, sizeof distance);
        visit(*reinterpret_cast<void**>(const_cast<char*>(notes) + inside + distance));
    }
}

/// Calls a function while nothing is loaded or unloaded, and no other thread is in here.
template <class Function>
SLUICE_DETAIL_COLD void with_loader_held(Function function) noexcept {
    dl_iterate_phdr(
        [](dl_phdr_info*, size_t, void* called) noexcept {
            (*static_cast<Function*>(called))();
            return 1;  // once
        },
        &function);
}

/// Calls visit(place, in_program) for each place of this number in the process, the program's first. For use within
/// with_loader_held.
template <class Visit>
SLUICE_DETAIL_COLD void visit_places(int number, Visit visit) noexcept {
    struct walk {
        int number;
        Visit& visit;
    } context{number, visit};
    dl_iterate_phdr(
        [](dl_phdr_info* loaded, size_t, void* given) noexcept {
            walk& now = *static_cast<walk*>(given);
            bool const is_program = loaded->dlpi_name == nullptr || *loaded->dlpi_name == '\0';
            auto with_place = [&](void*& place) noexcept { now.visit(place, is_program); };
            for (size_t i = 0; i < loaded->dlpi_phnum; ++i) {
                ElfW(Phdr) const& segment = loaded->dlpi_phdr[i];
                if (segment.p_type != PT_NOTE || !is_mapped(*loaded, segment)) continue;
                // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader tells of addresses as numbers.
                visit_notes(reinterpret_cast<char const*>(loaded->dlpi_addr + segment.p_vaddr), segment.p_memsz,
                            segment.p_align == 8 ? 8 : 4, now.number, with_place);
            }
            return 0;
        },
        &context);
}

}  // namespace sluice::detail
#endif
