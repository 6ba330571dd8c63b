// Writes arbitrary metadata and payloads: a strict JSON parser must get the same values back from one line, and each
// line of the payload must start with a tab.
#include <cmath>
#include <cstring>
#include <memory>
#include <sluice/trace.hpp>

#include "check.hpp"

namespace {

// A JSON value, for comparison.
struct value {
    enum class kind { null, yes, no, number, text, array, object } is = kind::null;
    std::string text;  // or the number, as written
    std::vector<std::string> names;
    std::vector<value> parts;
};

// Takes values from the input.
class source {
public:
    explicit source(std::string_view bytes) : rest_(bytes) {}
    std::size_t byte() {
        if (rest_.empty()) return 0;
        auto const first = static_cast<unsigned char>(rest_[0]);
        rest_.remove_prefix(1);
        return first;
    }
    template <class Number>
    Number number() {
        Number made{};
        std::string_view const taken = text(sizeof made);
        if (!taken.empty()) std::memcpy(&made, taken.data(), taken.size());
        return made;
    }
    std::string_view text(std::size_t size) {
        std::string_view const taken = rest_.substr(0, size);
        rest_.remove_prefix(taken.size());
        return taken;
    }
    std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

std::string in_utf8(std::string_view text) {
    std::string made;
    for (fuzz::unit const& each : fuzz::units(text)) made += each.code < 0 ? "\xef\xbf\xbd" : each.bytes;
    return made;
}

// Creates a value, and the value that the reader must return.
sluice::json make(source& from, value& model, int depth = 0) {
    auto const as_number = [&](std::string const& written) {
        model.is = value::kind::number;
        model.text = written;
    };
    std::size_t const what = from.byte();
    switch (what % 10) {
    case 0: return nullptr;
    case 1: model.is = value::kind::yes; return true;
    case 2: model.is = value::kind::no; return false;
    case 3: {
        auto const number = from.number<long long>();
        as_number(std::to_string(number));
        return number;
    }
    case 4: {
        auto const number = from.number<unsigned long long>();
        as_number(std::to_string(number));
        return number;
    }
    case 5: {
        auto const number = from.number<double>();
        if (std::isfinite(number)) {
            char written[40];
            std::snprintf(written, sizeof written, "%.17g", number);
            as_number(std::string("=") + written);  // compared by value
        } else {
            model.is = value::kind::text;
            model.text = std::isnan(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity";
        }
        return number;
    }
    case 6:
    case 7: {
        std::string_view const text = from.text(from.byte());
        model.is = value::kind::text;
        model.text = in_utf8(text);
        return text;
    }
    default: break;
    }
    std::size_t const count = depth > 6 ? 0 : from.byte() % 6;
    if (what % 10 == 8) {
        model.is = value::kind::array;
        sluice::json_array array;
        for (std::size_t i = 0; i < count; ++i) array.add(make(from, model.parts.emplace_back(), depth + 1));
        return array;
    }
    model.is = value::kind::object;
    sluice::json_object object;
    for (std::size_t i = 0; i < count; ++i) {
        std::string_view const name = from.text(from.byte() % 20);
        model.names.push_back(in_utf8(name));
        object.add(name, make(from, model.parts.emplace_back(), depth + 1));
    }
    return object;
}

// A strict parser of RFC 8259.
class reader {
public:
    explicit reader(std::string_view text) : rest_(text) {}
    value read_all() {
        value made = read();
        MUST(rest_.empty());
        return made;
    }

private:
    std::string_view rest_;

    bool take(std::string_view wanted) {
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(wanted.size());
        return true;
    }
    void blank() {
        while (take(" ")) {
        }
    }
    value read() {
        value made;
        if (take("null")) return made;
        if (take("true")) {
            made.is = value::kind::yes;
        } else if (take("false")) {
            made.is = value::kind::no;
        } else if (take("[")) {
            made.is = value::kind::array;
            for (bool more = !take("]"); more; more = !take("]")) {
                if (!made.parts.empty()) MUST(take(","));
                blank();
                made.parts.push_back(read());
                blank();
            }
        } else if (take("{")) {
            made.is = value::kind::object;
            for (bool more = !take("}"); more; more = !take("}")) {
                if (!made.parts.empty()) MUST(take(","));
                blank();
                made.names.push_back(read_text());
                blank();
                MUST(take(":"));
                blank();
                made.parts.push_back(read());
                blank();
            }
        } else if (rest_.starts_with('"')) {
            made.is = value::kind::text;
            made.text = read_text();
        } else {
            made.is = value::kind::number;
            made.text = read_number();
        }
        return made;
    }
    std::string read_digits() {
        std::string made;
        for (; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; rest_.remove_prefix(1)) made += rest_[0];
        MUST(!made.empty());
        return made;
    }
    std::string read_number() {
        std::string made = take("-") ? "-" : "";
        std::string const whole = read_digits();
        MUST(whole.size() == 1 || whole[0] != '0');
        made += whole;
        if (take(".")) made += "." + read_digits();
        if (take("e") || take("E")) {
            made += "e";
            if (take("-"))
                made += "-";
            else
                take("+");
            made += read_digits();
        }
        return made;
    }
    std::string read_text() {
        std::string made;
        MUST(take("\""));
        while (!take("\"")) {
            MUST(!rest_.empty() && static_cast<unsigned char>(rest_[0]) >= ' ' && rest_[0] != '\x7f');
            if (!take("\\")) {
                made += rest_[0];
                rest_.remove_prefix(1);
            } else if (take("u")) {
                MUST(rest_.size() >= 4 && rest_.substr(0, 2) == "00");  // sluice escapes only control characters so
                made += static_cast<char>(std::stoi(std::string(rest_.substr(2, 2)), nullptr, 16));
                rest_.remove_prefix(4);
            } else {
                constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
                MUST(!rest_.empty() && letters.find(rest_[0]) != letters.npos);
                made += meanings[letters.find(rest_[0])];
                rest_.remove_prefix(1);
            }
        }
        return made;
    }
};

bool same(value const& read, value const& model) {
    if (read.is != model.is || read.names != model.names || read.parts.size() != model.parts.size()) return false;
    for (std::size_t i = 0; i < read.parts.size(); ++i)
        if (!same(read.parts[i], model.parts[i])) return false;
    if (!model.text.starts_with("=") || model.is != value::kind::number) return read.text == model.text;
    double const got = std::strtod(read.text.c_str(), nullptr), wanted = std::strtod(model.text.c_str() + 1, nullptr);
    return std::memcmp(&got, &wanted, sizeof got) == 0 && read.text.find_first_of(".e") != std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    source from{fuzz::as_text(data, size)};
    value model;
    sluice::json const made = make(from, model);
    std::string_view const written = fuzz::view(made.text());
    for (fuzz::unit const& each : fuzz::units(written)) MUST(each.code >= ' ' && each.code != 0x7f);
    MUST(same(reader{written}.read_all(), model));

    sluice::detail::message_buffer prefix;
    append_trace_prefix(prefix, sluice::wall_time{}, from.text(from.byte() % 40), 1);
    std::string_view const head = fuzz::view(prefix.view());
    for (fuzz::unit const& each : fuzz::units(head)) MUST(each.code >= ' ' && each.code != 0x7f);
    MUST(head.starts_with('V') && head.ends_with(":1] ") && head.find(':', head.find(' ', 7)) == head.size() - 4);

    // The payload as readers see it: lines without tab and trailing '\r', in UTF-8.
    std::vector<std::string> expected = fuzz::split(from.rest(), '\n');
    for (std::string& each : expected) {
        while (each.ends_with('\r')) each.pop_back();
        each = in_utf8(each);
    }
    sluice::detail::message_buffer payload;
    append_payload(payload, from.rest());
    std::vector<std::string> lines = fuzz::split(fuzz::view(payload.view()), '\n');
    MUST(lines.back().empty());
    lines.pop_back();
    for (std::string& each : lines) {
        MUST(each.starts_with('\t'));
        each.erase(0, 1);
    }
    MUST(lines == expected);
    return 0;
}
