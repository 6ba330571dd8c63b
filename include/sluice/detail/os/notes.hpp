// What a program or library tells the others in its process of, in notes that the loader maps: where its place in the hub
// is, and the names in its registries. detail/shared/loader.hpp reads them.
//
// No symbol is looked up: a library that is opened with RTLD_LOCAL, or linked with -Bsymbolic or a version script,
// would find its own. Neither function does anything at run time: in them are entries in other sections, which belong to
// the function and so are dropped and kept with it.
#pragma once

#include "../base/compiler.hpp"

namespace sluice::detail {

/// The number of notes with names. Names are written as names_of (table/builder.hpp) has them, whatever the version.
inline constexpr int names_note = 1000;

#if SLUICE_DETAIL_LOADER
// The sizes of what follows, the number, the name; and how far what the note tells of is from here.
#define SLUICE_DETAIL_NOTE(WHAT, NUMBER)         \
    ".pushsection .note.sluice, \"a?\", %%note\n" \
    ".balign 4\n"                                \
    ".long 7, 4, " NUMBER "\n"                   \
    ".asciz \"sluice\"\n"                        \
    ".balign 4\n"                                \
    ".long " WHAT " - .\n"                       \
    ".popsection\n"

/// Has the others find Place, by this number, and `last` called when all destructors of this program or library have
/// run: the last thing before it is unloaded, or at the end of the process.
template <int Number, void*& Place, void (&Last)() noexcept>
SLUICE_DETAIL_COLD inline void publish_place() noexcept {
    asm volatile(
        SLUICE_DETAIL_NOTE("%c0", "%c2")
        ".pushsection .fini_array.00101, \"aw?\", %%fini_array\n"  // the lowest number that is ours: called last
        ".balign 8\n"
        ".quad %c1\n"
        ".popsection"
        :
        : SLUICE_DETAIL_SYMBOL(&Place), SLUICE_DETAIL_SYMBOL(&Last), "i"(Number));
}

/// Has the others find these names of a registry.
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
