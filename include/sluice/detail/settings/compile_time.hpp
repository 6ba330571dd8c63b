// Checks settings in a program's source at compile time: SLUICE_SETTINGS. Pure.
#pragma once

#include "../table/builder.hpp"
#include "explain.hpp"
#include "strip.hpp"

namespace sluice::detail {

/// The messages for the mistakes in a text. Truncated to a reasonable length of a template argument.
struct SLUICE_DETAIL_HIDDEN settings_verdict : local_buffer<1024> {
    constexpr settings_verdict(text_view text, tables const& table) noexcept {
        settings_parser parser{text, table};
        while (parser.next()) {
            if (parser.fault == settings_fault::none && parser.asked == request::none) continue;
            if (!empty()) append(". ");
            if (parser.whole.starts_with("@"))
                append("a settings file is read only at run time");
            else if (parser.fault != settings_fault::none)
                append_fault(*this, parser, true);
            else
                append_filled(*this, "$a can't be used here", &parser.whole);
        }
    }
};

template <class Rows>
consteval bool settings_are_good(text_view text) noexcept {
    return settings_verdict{text, tables_of<Rows>}.empty();
}

template <bool Good, auto Mistake>
struct settings_check {
    static_assert(Good, "sluice: the Mistake of this template says what is wrong with the settings");
    static constexpr bool good = Good;
};

template <class Rows, class Text>
consteval bool explain_settings() noexcept {
    constexpr size_t size = settings_verdict{Text::get(), tables_of<Rows>}.size();
    constexpr literal<size> mistake{settings_verdict{Text::get(), tables_of<Rows>}.view()};
    return settings_check<size == 0, mistake>::good;
}

}  // namespace sluice::detail
