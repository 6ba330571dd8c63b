// The list of call sites, which the answer to "sites" reads: extended/sites.hpp. Independent of what a site is.
#pragma once

#include "../base/compiler.hpp"

// Calls a function with a call site, and lists the site: the distance from here to its object, in a section whose ends
// the linker knows. The section of a call in an inline function belongs to the function's group, so that the linker keeps
// or drops both. The relocation, which does nothing, keeps the section where linkers drop the ones that nothing refers to.
// The list is no instruction, but a place in the code: Clang before 17 needs the call to be the last thing; GCC, which
// needn't, keeps more in registers if the site isn't used before it is passed.
#if SLUICE_DETAIL_LISTS_SITES
#define SLUICE_DETAIL_LIST_SITE(SITE)                        \
    asm volatile inline(                                     \
        "771:\n"                                             \
        ".pushsection sluice_sites, \"a?\", %%progbits\n"    \
        "772: .long %c0 - .\n"                               \
        ".popsection\n"                                      \
        ".reloc 771b, BFD_RELOC_NONE, 772b"                  \
        :                                                    \
        : SLUICE_DETAIL_SYMBOL(&SITE));
#else
#define SLUICE_DETAIL_LIST_SITE(SITE)
#endif
#if SLUICE_DETAIL_CLANG
#define SLUICE_DETAIL_LISTED(SITE, CALL) \
    SLUICE_DETAIL_LIST_SITE(SITE)        \
    CALL;
#else
#define SLUICE_DETAIL_LISTED(SITE, CALL) \
    CALL;                                \
    SLUICE_DETAIL_LIST_SITE(SITE)
#endif
