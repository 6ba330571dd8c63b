// Settings, between parse and resolve: what a text asks for, in order. Pure data.
#pragma once

#include "../../level.hpp"

namespace sluice::detail {

/// What one directive sets.
struct directive {
    enum class kind : unsigned char { logger, component, artifact };

    kind target;
    level threshold;   // an artifact's is debug (on) or off
    unsigned index;    // of the component or the artifact in its table
    text_view logger;  // the name, for a logger; it is part of the settings' text
};

/// The directives of one setting, owned elsewhere.
struct plan {
    directive const* first = nullptr;
    size_t count = 0;

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr directive const* begin() const noexcept { return first; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr directive const* end() const noexcept { return first + count; }
};

/// A text that asks for the tables in place of setting anything.
enum class help_request : unsigned char { none, brief, full };

/// What can be wrong with a directive. Each has its message in diagnose.hpp.
enum class settings_fault : unsigned char {
    empty_directive,
    no_name,
    second_sign,
    space_inside,
    bad_character,
    bad_dots,
    unknown_name,
    help_not_alone,
    sign_and_value,
    not_a_level,
    not_on_or_off
};

/// A fault and its place in the settings.
struct settings_problem {
    settings_fault fault;
    size_t offset;
    size_t length;
    text_view directive;  // as written
    text_view name;       // the name that the directive sets, where it has one
};

}  // namespace sluice::detail
