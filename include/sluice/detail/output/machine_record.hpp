// Fields for machines, which only SLUICE_CFG_EXTENDED compiles: a record as a JSON object or in logfmt, on one line, and
// times in RFC 3339's form. Pure.
#pragma once

#include "../../record.hpp"
#include "../base/text.hpp"
#include "../base/utf8.hpp"
#include "line_format.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED
/// Appends a number of at least this many digits, after a character.
SLUICE_DETAIL_COLD inline void append_part(buffer& out, char before, unsigned long long value,
                                           unsigned digits) noexcept {
    out.append(before);
    out.append_number(value, digits);
}

/// Appends a time in RFC 3339's form with microseconds: 2026-11-22T10:00:00.123456Z; as local time with its offset from
/// UTC in place of the Z. Dates are computed from days, and days from dates, as in
/// https://howardhinnant.github.io/date_algorithms.html.
SLUICE_DETAIL_COLD inline void append_rfc3339(buffer& out, wall_time const& time, bool utc) noexcept {
    unsigned long long const seconds = time.since_epoch;
    unsigned year = time.year, month = time.month, day = time.day, minutes = time.hour * 60 + time.minute;
    if (utc) {
        auto const days = static_cast<unsigned>(seconds / 86400) + 719468;  // since 1 March of the year 0
        unsigned const rest = days % 146097;                                // of a period of 400 years
        unsigned const years = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
        unsigned const of_year = rest - (365 * years + years / 4 - years / 100);
        unsigned const from_march = (5 * of_year + 2) / 153;
        day = of_year - (153 * from_march + 2) / 5 + 1;
        month = (from_march + 2) % 12 + 1;
        year = days / 146097 * 400 + years + (month <= 2 ? 1 : 0);
        minutes = static_cast<unsigned>(seconds / 60 % 1440);
    }
    out.append_number(year, 4);
    append_part(out, '-', month, 2);
    append_part(out, '-', day, 2);
    append_part(out, 'T', minutes / 60, 2);
    append_part(out, ':', minutes % 60, 2);
    append_part(out, ':', seconds % 60, 2);
    append_part(out, '.', time.nanosecond / 1000, 6);
    if (utc) return out.append('Z');
    unsigned const years = month <= 2 ? year - 1 : year;
    unsigned const of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    unsigned const days = years * 365 + years / 4 - years / 100 + years / 400 + of_year - 719468;
    unsigned long long const local = days * 1440ull + minutes, universal = seconds / 60;
    auto const offset = static_cast<unsigned>(local < universal ? universal - local : local - universal);
    append_part(out, local < universal ? '-' : '+', offset / 60, 2);
    append_part(out, ':', offset % 60, 2);
}

/// Returns true if a value in logfmt with this character needs no quotes.
[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr bool is_bare_character(char c) noexcept {
    return c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\';
}

/// Appends a record as a JSON object (RFC 8259); or in logfmt, the same members as key=value with blanks between them,
/// and texts in quotes if they have other characters than letters, digits and signs. Invalid UTF-8 is replaced by
/// U+FFFD. Members without a value are left out. The message is the text at the start of the buffer.
SLUICE_DETAIL_COLD inline void append_machine_record(buffer& out, record const& from, size_t message_size,
                                                     bool json) noexcept {
    out.reserve(message_size * 6 + 512);  // from here on the message doesn't move: escaped, a character takes six
    local_buffer<64> time;
    append_rfc3339(time, from.time, true);
    struct {
        text_view name, text;
        long long number = -1;  // -1: none
    } const members[] = {
        {"time", time.view()},       {"level", to_text(from.at)},   {"logger", from.logger},
        {"artifact", from.artifact}, {"file", from.file},           {"line", {}, from.line},
        {"function", from.function}, {"process", {}, from.process}, {"thread", {}, static_cast<long long>(from.thread)},
        {"rank", {}, from.rank},     {"trace_id", from.trace_id},   {"message", {out.data(), message_size}},
    };
    if (json) out.append('{');
    for (auto const& each : members) {
        if (each.text.empty() && each.number < 0 && &each != members + 11) continue;
        if (&each != members) out.append(json ? ',' : ' ');
        if (json) out.append('"');
        out.append(each.name);
        out.append(json ? "\":" : "=");
        bool is_bare = !json && !each.text.empty();
        for (size_t i = 0; is_bare && i != each.text.size(); ++i) is_bare = is_bare_character(each.text[i]);
        if (each.number >= 0)
            out.append_number(static_cast<unsigned long long>(each.number));
        else if (is_bare)
            out.append(each.text);
        else
            append_json_string(out, each.text);
    }
    if (json) out.append('}');
}

/// Appends the field of an extended key. The message is the text at the start of the buffer.
SLUICE_DETAIL_COLD inline void append_extended(buffer& out, line_key key, record const& from,
                                               size_t message_size) noexcept {
    if (key == line_key::json || key == line_key::logfmt)
        append_machine_record(out, from, message_size, key == line_key::json);
    else
        append_rfc3339(out, from.time, key == line_key::utctime);
}
#else
SLUICE_DETAIL_ALWAYS_INLINE void append_extended(buffer&, line_key, record const&, size_t) noexcept {}
#endif

}  // namespace sluice::detail
