// Functions shared by the bridges to other logging libraries. Each bridge is a header for one library.
#pragma once

#ifndef SLUICE_SINGLE_HEADER
#if !__has_include("../record.hpp")
#error "sluice: include the single header before a bridge"
#endif
#include "../record.hpp"
#include "../sink.hpp"
#endif

#include <string>

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_push.hpp"
#endif

namespace sluice::detail {

/// Returns the value of %(name)s: the logger, followed for an artifact by ".__" and its name. Allocates.
inline std::string full_name(record const& from) {
    std::string name(from.logger.data(), from.logger.size());
    if (!from.artifact.empty()) name.append(".__").append(from.artifact.data(), from.artifact.size());
    return name;
}

/// Calls `each` for every line; a newline at the end doesn't begin another line.
template <class Callable>
void for_each_line(text_view text, Callable each) {
    do {
        size_t const end = text.find('\n');
        each(text.part(0, end));
        text = text.part(end + 1);
    } while (!text.empty());
}

}  // namespace sluice::detail

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_pop.hpp"
#endif
