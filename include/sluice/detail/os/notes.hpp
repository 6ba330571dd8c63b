// ELF notes, by which the programs and libraries of a process find each other: the address of each one's pointer to the
// hub, and the names in its registries. detail/shared/loader.hpp reads them.
//
// Symbol lookup wouldn't work: a library that is opened with RTLD_LOCAL, or linked with -Bsymbolic or a version script,
// would find its own. Neither function does anything at run time: they contain entries of other sections, which the
// linker keeps or drops together with the function.
#pragma once

#include "../base/compiler.hpp"

namespace sluice::detail {

/// The type of notes with names. All versions write names in the layout of names_of (table/builder.hpp).
inline constexpr int names_note = 1000;

#if SLUICE_DETAIL_LOADER
// Emits a note: the sizes, the type, the name, and the distance from here to the object.
#define SLUICE_DETAIL_NOTE(WHAT, NUMBER)         \
    ".pushsection .note.sluice, \"a?\", %%note\n" \
    ".balign 4\n"                                \
    ".long 7, 4, " NUMBER "\n"                   \
    ".asciz \"sluice\"\n"                        \
    ".balign 4\n"                                \
    ".long " WHAT " - .\n"                       \
    ".popsection\n"

/// Publishes Place in a note of this type, and registers Last to be called when all destructors of this program or
/// library have run: immediately before it is unloaded, or at the end of the process.
template <int Number, void*& Place, void (&Last)() noexcept>
SLUICE_DETAIL_COLD inline void publish_place() noexcept {
    asm volatile(
        SLUICE_DETAIL_NOTE("%c0", "%c2")
        ".pushsection .fini_array.00101, \"aw?\", %%fini_array\n"  // the lowest unreserved priority: called last
        ".balign 8\n"
        ".quad %c1\n"
        ".popsection"
        :
        : SLUICE_DETAIL_SYMBOL(&Place), SLUICE_DETAIL_SYMBOL(&Last), "i"(Number));
}

/// Publishes the names of a registry in a note.
template <auto const& Names>
SLUICE_DETAIL_COLD inline void publish_names() noexcept {
    asm volatile(SLUICE_DETAIL_NOTE("%c0", "%c1") : : SLUICE_DETAIL_SYMBOL(&Names), "i"(names_note));
}
#undef SLUICE_DETAIL_NOTE
#else
template <auto const& Names>
SLUICE_DETAIL_COLD inline void publish_names() noexcept {}
#endif

}  // namespace sluice::detail
