// A row of a registry's tables, and the options that it may carry. The tables are constexpr values; what
// is built from them (gates, thresholds, help) lives elsewhere.
#pragma once

#include "../../level.hpp"

namespace sluice::detail {

/// What components and artifacts have in common.
struct row {
    text_view name;         // in settings
    text_view description;  // one line, for help
    bool hidden = false;
};

struct component_row : row {
    unsigned first_logger = 0;  // in tables::loggers; without loggers(...), one logger: root.name
    unsigned logger_count = 0;
};

struct artifact_row : row {
    text_view logger;      // its home: logger(...), or its component's first
    text_view format;      // a line format of its own, or empty
    size_t component = 0;  // its row; no component's where the registry has none of that name
    level at = level::debug;
    bool off_by_default = false;
};

// What a row's options leave behind before they are copied into the row.
struct hidden_option {};
struct off_by_default_option {};
struct at_option {
    level value;
};
struct named_option {
    text_view value;
};
struct logger_option {
    text_view value;
};
struct format_option {
    text_view value;
};
template <size_t Count>
struct loggers_option {
    text_view values[Count];
};

/// The words that a row may use after its description. They are members of the class that a registry's rows
/// are evaluated in, so that nothing that the user's namespaces declare can come before them.
struct row_options {
    static constexpr level debug = level::debug;
    static constexpr level info = level::info;
    static constexpr level warning = level::warning;
    static constexpr level error = level::error;
    static constexpr level critical = level::critical;

    /// Left out of the short help. For components and artifacts.
    static constexpr hidden_option hidden{};
    /// An artifact that only its own name turns on; its home logger's level does not.
    static constexpr off_by_default_option off_by_default{};
    /// An artifact's level; debug without it.
    static constexpr at_option at(level value) noexcept { return {value}; }
    /// The name in settings, where the C++ name can't be it.
    static constexpr named_option named(text_view name) noexcept { return {name}; }
    /// An artifact's home, in place of its component's first logger.
    static constexpr logger_option logger(text_view name) noexcept { return {name}; }
    /// An artifact's own line format.
    static constexpr format_option format(text_view text) noexcept { return {text}; }
    /// The loggers that a component stands for; the first is the one that its messages go through.
    template <class... Names>
    static constexpr loggers_option<sizeof...(Names)> loggers(Names const&... names) noexcept {
        static_assert(sizeof...(Names) > 0, "sluice: loggers(...) needs at least one name");
        return {{text_view(names)...}};
    }
};

}  // namespace sluice::detail
