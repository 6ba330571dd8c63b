// Routes: files of their own for the records of some names, as in "graph>graph.%p.txt". Names with the same path share a
// route. Faults are handled as those of the variable _OUT.
#pragma once

#include "../output/log_file.hpp"
#include "../runtime/extensions.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

/// A file, under the path that settings give it. Listed as long as its registry, and used again for the same path.
struct SLUICE_DETAIL_HIDDEN route : log_file {
    owned_text path{};
    route* next_route = nullptr;

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

SLUICE_DETAIL_MESSAGE inline void handle_route(part& self, part_event event) noexcept {
    handle_log_file(self, event);
    if (event != part_event::unload) return;
    auto& ended = static_cast<route&>(self);
    ended.path.release();
    delete &ended;
}

/// Finds or makes the route of a path. Returns null if memory runs out.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline route* route_of(route*& first, text_view path, text_view variable) noexcept
    SLUICE_DETAIL_UNCHECKED {
    for (route* each = first; each != nullptr; each = each->next_route)
        if (each->path.view() == path) return each;
    auto* const made = new route;
    if (made == nullptr) return nullptr;
    if (!made->path.assign(path)) {
        delete made;
        return nullptr;
    }
    made->to.name = {variable, {}, "went to stderr"};
    made->next_route = first;
    first = made;
    register_part(*made, part_rank::file, handle_route);
    return made;
}

#endif

}  // namespace sluice::detail
