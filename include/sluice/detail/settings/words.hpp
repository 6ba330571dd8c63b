// The words of settings, which ask for answers instead of setting anything. Pure.
#pragma once

#include "../table/tables.hpp"

namespace sluice::detail {

/// The answer that a word asks for.
enum class request : unsigned char { none, help, full_help, help_json, explain, sites, sites_json, sites_hits };

#if SLUICE_CFG_EXTENDED
struct word_row {
    request kind;
    char sign;
    char const* name;
    char const* value;  // null: any
};
SLUICE_DETAIL_HIDDEN inline constexpr word_row word_rows[] = {
    {request::help, ' ', "help", ""},          {request::full_help, '+', "help", ""},
    {request::help_json, ' ', "help", "json"}, {request::explain, ' ', "explain", nullptr},
    {request::sites, ' ', "sites", ""},        {request::sites_json, ' ', "sites", "json"},
    {request::sites_hits, ' ', "sites", "hits"}};

/// Returns true if a word has this name. Sets what it asks for, unless its sign or value is wrong.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool find_word(text_view name, char sign, text_view value, request& asked) noexcept {
    bool is_word = false;
    for (word_row const& each : word_rows) {
        if (!(name == each.name)) continue;
        is_word = true;
        if (sign == each.sign && (each.value == nullptr ? !value.empty() : value == each.value)) asked = each.kind;
    }
    return is_word;
}
#else
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr bool find_word(text_view name, char sign, text_view value,
                                                                   request& asked) noexcept {
    if (!(name == "help")) return false;
    asked = sign == '-' || !value.empty() ? request::none : sign == '+' ? request::full_help : request::help;
    return true;
}
#endif

}  // namespace sluice::detail
