// A registry's tables as all code but the macros sees them: rows, the options of a row, and the syntax of names. Pure
// data; independent of gates, thresholds and help.
#pragma once

#include "../../level.hpp"

namespace sluice::detail {

[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool is_name_character(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Returns true for letters, digits and underscores, at least one of them: a name that settings can use.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool is_plain_name(text_view name) noexcept {
    for (char c : name)
        if (!is_name_character(c)) return false;
    return !name.empty();
}

/// Returns true for a name that a shell can set.
[[nodiscard]] constexpr bool is_variable_name(text_view name) noexcept {
    return is_plain_name(name) && !(name[0] >= '0' && name[0] <= '9');
}

/// Returns true for plain names joined by single dots: a logger's name.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool is_logger_name(text_view name) noexcept {
    bool part = false;
    for (char c : name) {
        if (c == '.' ? !part : !is_name_character(c)) return false;
        part = c != '.';
    }
    return part;
}

/// Returns true if `name` is `ancestor` or below it: "a.b" is within "a", "ab" is not.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool is_within(text_view name, text_view ancestor) noexcept {
    return name.starts_with(ancestor) && (name.size() == ancestor.size() || name[ancestor.size()] == '.');
}

/// The common part of components and artifacts.
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
    text_view logger;      // home logger: logger(...), or its component's first
    text_view format;      // own line format, or empty
    size_t component = 0;  // its row; not a component's if the registry has none of that name
    level at = level::debug;
    bool off_by_default = false;
};

/// A view of the tables, the same type for every registry.
struct tables {
    unsigned long long key;  // differs if the rows do
    text_view root;          // name of the registry and of its root logger
    text_view environment;   // the environment variable
    component_row const* components;
    size_t component_count;
    artifact_row const* artifacts;
    size_t artifact_count;
    text_view const* loggers;

    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr size_t row_count() const noexcept {
        return component_count + artifact_count;
    }
    /// Returns any row; components come first.
    [[nodiscard]] SLUICE_DETAIL_COLD constexpr row const& row_at(size_t i) const noexcept {
        if (i < component_count) return components[i];
        return artifacts[i - component_count];
    }
    /// Returns the index of the row that settings call by this name; row_count() if there is none.
    [[nodiscard]] SLUICE_DETAIL_COLD constexpr size_t find(text_view name) const noexcept {
        size_t i = 0;
        while (i < row_count() && !(row_at(i).name == name)) ++i;
        return i;
    }
    /// Returns the logger of a component's own messages.
    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr text_view logger_of(component_row const& row) const noexcept {
        return loggers[row.first_logger];
    }
};

// The options of a row, before they are copied into the row.
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

/// The options that a row may have after its description. Members of the class in which a registry's rows are
/// evaluated, so that they hide the declarations of the user's namespaces.
struct row_options {
    static constexpr level debug = level::debug;
    static constexpr level info = level::info;
    static constexpr level warning = level::warning;
    static constexpr level error = level::error;
    static constexpr level critical = level::critical;

    /// Omitted from the short help. For components and artifacts.
    static constexpr hidden_option hidden{};
    /// Only the artifact's own name turns it on; its home logger's level does not.
    static constexpr off_by_default_option off_by_default{};
    /// The artifact's level; debug by default.
    static constexpr at_option at(level value) noexcept { return {value}; }
    /// The name in settings, if the C++ name can't be it.
    static constexpr named_option named(text_view name) noexcept { return {name}; }
    /// The artifact's home logger, in place of its component's first logger.
    static constexpr logger_option logger(text_view name) noexcept { return {name}; }
    /// The artifact's own line format.
    static constexpr format_option format(text_view text) noexcept { return {text}; }
    /// The loggers of a component; its messages go through the first.
    template <class... Names>
    static constexpr loggers_option<sizeof...(Names)> loggers(Names const&... names) noexcept {
        static_assert(sizeof...(Names) > 0, "sluice: loggers(...) needs at least one name");
        return {{text_view(names)...}};
    }
};

}  // namespace sluice::detail
