// Escape sequences for settings, one per line of text: white space other than spaces is escaped.
#pragma once

#include <string>
#include <string_view>

namespace torch_logs {

/// Replaces \\, \t, \n, \r, \f and \v by the characters they represent; keeps any other backslash.
inline std::string unescape(std::string_view text) {
    constexpr std::string_view letters = "\\tnrfv", meanings = "\\\t\n\r\f\v";
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t const letter = text[i] == '\\' && i + 1 < text.size() ? letters.find(text[i + 1]) : letters.npos;
        plain += letter == letters.npos ? text[i] : meanings[letter];
        i += letter == letters.npos ? 0 : 1;
    }
    return plain;
}

}  // namespace torch_logs
