// Settings that a program has in its source, read at compile time: SLUICE_SETTINGS. Pure.
#pragma once

#include "strip.hpp"
#include "explain.hpp"
#include "parse.hpp"

namespace sluice {

namespace detail {

// Counts what is appended, and keeps what there is room for.
template <size_t Capacity>
struct constant_buffer {
    literal<Capacity> text{};
    size_t size = 0;

    constexpr void append(text_view more) noexcept {
        for (char c : more) {
            if (size < Capacity) text.characters[size] = c;
            ++size;
        }
    }
};

/// Appends a sentence for each thing that is wrong.
template <class Rows, class Out>
constexpr void explain_all(Out& out, text_view text) noexcept {
    help_request const help = parse_settings(text, tables_of<Rows>, [](directive const&) {},
                                             [&](settings_problem const& bad) {
                                                 if (out.size != 0) out.append(". ");
                                                 explain_problem(out, bad, text, tables_of<Rows>);
                                             });
    if (help != help_request::none) out.append("help is for whoever runs the program");
}

template <class Rows>
consteval bool settings_are_good(text_view text) noexcept {
    constant_buffer<0> counted;
    explain_all<Rows>(counted, text);
    return counted.size == 0;
}

template <bool Good, auto Mistake>
struct settings_check {
    static_assert(Good, "sluice: the Mistake of this template says what is wrong with the settings");
    static constexpr bool good = Good;
};

template <class Rows, class Text>
consteval bool explain_settings() noexcept {
    constexpr size_t size = [] {
        constant_buffer<0> counted;
        explain_all<Rows>(counted, Text::get());
        return counted.size;
    }();
    constexpr auto mistake = [] {
        constant_buffer<size> made;
        explain_all<Rows>(made, Text::get());
        return made.text;
    }();
    return settings_check<size == 0, mistake>::good;
}

}  // namespace detail
}  // namespace sluice
