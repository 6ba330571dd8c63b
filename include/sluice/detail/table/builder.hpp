// Collects the rows that SLUICE_REGISTRY hands over, one call a row, into arrays of just the right size.
// Used at compile time only, in three passes over the same rows: count, spell the loggers' names, fill.
#pragma once

#include "row.hpp"

namespace sluice::detail {

template <class>
inline constexpr bool always_false = false;

/// What a row calls things in C++: itself and, for an artifact, its component.
struct identifiers {
    text_view row;
    text_view component;
};

class table_builder {
public:
    constexpr table_builder(text_view root) noexcept : root_(root) {}

    // What the pass is for. Not told from the pointers: with -fsanitize=undefined GCC takes no comparison of a
    // pointer with null for a constant.
    enum class pass : unsigned char { count, spell, fill } now = pass::count;

    char* spell_to = nullptr;     // spell: where "root.name" goes, for loggers that no row names
    char const* spelt = nullptr;  // fill: the same characters
    component_row* components = nullptr;
    artifact_row* artifacts = nullptr;
    text_view* loggers = nullptr;
    identifiers* names = nullptr;  // the components', then the artifacts'

    size_t component_count = 0;
    size_t artifact_count = 0;
    size_t logger_count = 0;
    size_t spelt_count = 0;

    template <class... Options>
    constexpr void component(text_view name, text_view description, Options const&... options) noexcept {
        component_row row{};
        row.name = name;
        row.description = description;
        row.first_logger = static_cast<unsigned>(logger_count);
        (apply(row, options), ...);  // loggers(...) adds to them
        row.logger_count = static_cast<unsigned>(logger_count) - row.first_logger;
        if (row.logger_count == 0) {
            add_logger(below_root(row.name));
            row.logger_count = 1;
        }
        if (now == pass::fill) {
            components[component_count] = row;
            names[component_count] = {name, {}};
        }
        ++component_count;
    }
    template <class... Options>
    constexpr void artifact(text_view name, text_view component_name, text_view description,
                            Options const&... options) noexcept {
        if (now == pass::fill) {
            artifact_row row{};
            row.name = name;
            row.description = description;
            (apply(row, options), ...);
            artifacts[artifact_count] = row;
            names[component_count + artifact_count] = {name, component_name};
        }
        ++artifact_count;
    }
    // Rows that end after their names. Templates, so that they are wrong only when they are used.
    template <class Builder = table_builder>
    constexpr void component(text_view) noexcept {
        no_description<Builder>();
    }
    template <class Builder = table_builder>
    constexpr void artifact(text_view) noexcept {
        no_description<Builder>();
    }
    template <class Builder = table_builder>
    constexpr void artifact(text_view, text_view) noexcept {
        no_description<Builder>();
    }

private:
    text_view root_;

    constexpr void add_logger(text_view name) noexcept {
        if (now == pass::fill) loggers[logger_count] = name;
        ++logger_count;
    }
    constexpr text_view below_root(text_view name) noexcept {
        size_t const first = spelt_count;
        spelt_count += root_.size() + 1 + name.size();
        if (now == pass::spell) {
            char* to = spell_to + first;
            for (char c : root_) *to++ = c;
            *to++ = '.';
            for (char c : name) *to++ = c;
        }
        return now == pass::fill ? text_view{spelt + first, spelt_count - first} : text_view{};
    }

    template <class Builder>
    static constexpr void no_description() noexcept {
        static_assert(always_false<Builder>,
                      "sluice: a row of SLUICE_REGISTRY lacks its description: components are (name, \"description\", "
                      "options...), artifacts (name, component, \"description\", options...)");
    }
    template <class Option>
    static constexpr void apply(component_row&, Option const&) noexcept {
        static_assert(always_false<Option>,
                      "sluice: a component's options are hidden, named(\"...\") and loggers(\"...\", ...)");
    }
    template <class Option>
    static constexpr void apply(artifact_row&, Option const&) noexcept {
        static_assert(always_false<Option>,
                      "sluice: an artifact's options are off_by_default, hidden, at(level), named(\"...\"), "
                      "logger(\"...\") and format(\"...\")");
    }
    static constexpr void apply(component_row& row, hidden_option) noexcept { row.hidden = true; }
    static constexpr void apply(artifact_row& row, hidden_option) noexcept { row.hidden = true; }
    static constexpr void apply(component_row& row, named_option name) noexcept { row.name = name.value; }
    static constexpr void apply(artifact_row& row, named_option name) noexcept { row.name = name.value; }
    template <size_t Count>
    constexpr void apply(component_row&, loggers_option<Count> const& added) noexcept {
        for (text_view name : added.values) add_logger(name);
    }
    static constexpr void apply(artifact_row& row, off_by_default_option) noexcept { row.off_by_default = true; }
    static constexpr void apply(artifact_row& row, at_option at) noexcept { row.at = at.value; }
    static constexpr void apply(artifact_row& row, logger_option name) noexcept { row.logger = name.value; }
    static constexpr void apply(artifact_row& row, format_option text) noexcept { row.format = text.value; }
};

}  // namespace sluice::detail
