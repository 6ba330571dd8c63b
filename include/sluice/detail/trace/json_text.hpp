// Converts C++ values to JSON text. Part of the runtime. Independent of traces.
#pragma once

#include <stdlib.h>
#include <string.h>

#include "../../json.hpp"
#include "../base/text.hpp"
#include "../output/message.hpp"
#include "../base/utf8.hpp"

namespace sluice::detail {

/// Appends the shortest digits that read back as the same number, with a '.' or an exponent.
SLUICE_DETAIL_COLD inline void append_json_number(buffer& out, double value) noexcept {
    unsigned long long bits = 0;
    memcpy(&bits, &value, sizeof bits);
    constexpr unsigned long long fraction = (1ull << 52) - 1, exponent = 0x7ffull << 52;
    if ((bits & exponent) == exponent)  // tests bits: with -ffast-math no number compares as NaN
        return out.append((bits & fraction) != 0 ? "\"NaN\"" : bits >> 63 != 0 ? "\"-Infinity\"" : "\"Infinity\"");
    size_t const first = out.view().size();
    format_message(out, "{}", format_library::make_format_args(value));
    for (char c : out.view().part(first))
        if (c == '.' || c == 'e') return;
    out.append(".0");
}

SLUICE_DETAIL_COLD inline void append_json(buffer& out, json_view const& value) noexcept {
    switch (value.kind()) {
    case json_kind::boolean: return out.append(value.natural() != 0 ? "true" : "false");
    case json_kind::natural: return out.append_number(value.natural());
    case json_kind::integer:
        if (value.integer() >= 0) return out.append_number(static_cast<unsigned long long>(value.integer()));
        out.append('-');
        return out.append_number(static_cast<unsigned long long>(-(value.integer() + 1)) + 1);
    case json_kind::floating: return append_json_number(out, value.floating());
    case json_kind::text: return append_json_string(out, value.text());
    case json_kind::made: return out.append(value.text());
    default: return out.append("null");
    }
}

/// Appends to the text, replacing its last `overwritten` characters. If memory runs out, now or before, discards the
/// whole text: a part of it isn't valid JSON.
SLUICE_DETAIL_COLD inline void append_json_text(json_text& to, size_t overwritten, buffer const& more) noexcept {
    size_t const kept = to.size - overwritten;
    size_t const size = kept + more.view().size();
    char* data = to.data;
    if (size > to.capacity) {
        to.capacity = to.capacity == 0 ? size : size * 2;
        data = static_cast<char*>(realloc(to.data, to.capacity));
    }
    if (data == nullptr || more.is_truncated()) {
        free(data == nullptr ? to.data : data);
        to = {nullptr, 0, 1};  // a capacity without data: failed
        return;
    }
    memcpy(data + kept, more.view().data(), more.view().size());
    to.data = data;
    to.size = size;
}

/// Adds elements to an array or object, which the first call starts. append_element(buffer, element) appends one.
template <class Element, class AppendElement>
SLUICE_DETAIL_COLD void add_to_json(json_text& to, char const (&brackets)[3], Element const* first, size_t count,
                                    AppendElement const& append_element) noexcept {
    bool const started = to.size != 0;
    if (!started && to.capacity != 0) return;  // it failed before
    local_buffer<1024> more;
    if (!started) more.append(brackets[0]);
    for (size_t i = 0; i < count; ++i) {
        if (i != 0 || to.size > 2) more.append(", ");
        append_element(more, first[i]);
    }
    more.append(brackets[1]);
    append_json_text(to, started ? 1 : 0, more);
}

SLUICE_DETAIL_RUNTIME_BEGIN
SLUICE_DETAIL_PRESERVE_MOST_BEGIN

SLUICE_DETAIL_COLD_ENTRY void make_json(json_text& to, json_view const& value) noexcept {
    local_buffer<1024> text;
    append_json(text, value);
    append_json_text(to, 0, text);
}

SLUICE_DETAIL_COLD_ENTRY void add_to_array(json_text& to, json_view const* first, size_t count) noexcept {
    add_to_json(to, "[]", first, count, [](buffer& out, json_view const& value) noexcept { append_json(out, value); });
}

SLUICE_DETAIL_COLD_ENTRY void add_to_object(json_text& to, json_member const* first, size_t count) noexcept {
    add_to_json(to, "{}", first, count, [](buffer& out, json_member const& member) noexcept {
        append_json_string(out, member.name);
        out.append(": ");
        append_json(out, member.value);
    });
}

SLUICE_DETAIL_COLD_ENTRY void release_json(json_text& text) noexcept {
    free(text.data);
    text = {};
}

SLUICE_DETAIL_PRESERVE_MOST_END
SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
