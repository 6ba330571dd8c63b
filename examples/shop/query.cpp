// The query language: a lexer, a recursive-descent parser, and conversion back to text.
#include "query.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace shop {
namespace {

constexpr std::string_view function_names[] = {"", "count", "sum", "min", "max", "avg"};
constexpr std::string_view comparison_names[] = {"", "<", "=", "<=", ">", "!=", ">="};  // by accepted outcomes

enum class lexeme { word, number, text, symbol, end };

struct token {
    lexeme is = lexeme::end;
    std::string text;  // a word in lower case; a quoted text without its quotes
    std::size_t at = 0;
    std::size_t length = 0;
};

bool is_digit(char c) { return (c >= '0' && c <= '9') || c == '.'; }
bool is_letter(char c) {
    bool const ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return ascii || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;  // bytes of UTF-8 characters stay together
}

token next_token(std::string_view query, std::size_t from) {
    std::size_t const at = std::min(query.find_first_not_of(' ', from), query.size());
    std::string_view const rest = query.substr(at);
    if (rest.empty()) return {lexeme::end, "", at, 0};
    if (rest[0] == '\'') {
        std::string text;
        for (std::size_t i = 1; i < rest.size(); ++i) {
            if (rest[i] == '\'' && !rest.substr(++i).starts_with('\'')) return {lexeme::text, text, at, i};
            text.push_back(rest[i]);
        }
        throw query_error{"this quote is never closed (a quote inside a text is written twice)", at, 1};
    }
    auto const run_of = [&](bool is_part(char)) {
        auto const end = std::find_if_not(rest.begin(), rest.end(), is_part);
        return std::string(rest.begin(), end);
    };
    if (is_digit(rest[0])) return {lexeme::number, run_of(is_digit), at, run_of(is_digit).size()};
    if (is_letter(rest[0])) {
        std::string word = run_of(is_letter);
        for (char& c : word)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return {lexeme::word, word, at, word.size()};
    }
    bool const two = rest.starts_with("!=") || rest.starts_with("<=") || rest.starts_with(">=");
    return {lexeme::symbol, std::string{rest.substr(0, two ? 2 : 1)}, at, two ? 2u : 1u};
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> distances(b.size() + 1);  // from the processed part of a to each prefix of b
    for (std::size_t j = 0; j <= b.size(); ++j) distances[j] = j;
    for (char const c : a) {
        std::size_t corner = distances[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            std::size_t const replaced = corner + (c == b[j] ? 0 : 1);
            corner = distances[j + 1];
            distances[j + 1] = std::min({replaced, corner + 1, distances[j] + 1});
        }
    }
    return distances.back();
}

class parser {
public:
    explicit parser(std::string_view text) : text_(text), next_(next_token(text, 0)) {}

    query parse() {
        if (!take("select")) fail_expecting("select");
        do parse_output();
        while (take(","));
        made_.shown = made_.outputs.size();
        if (take("from") && !take("orders")) fail_expecting("orders, the only table,");
        if (take("where")) {
            do parse_condition();
            while (take("and"));
        }
        if (take_by("group")) made_.group_by = parse_column();
        for (std::size_t i = 0; i < made_.shown; ++i) check_grouped(made_.outputs[i], places_[i]);
        if (take_by("order")) parse_order();
        if (take("limit")) {
            made_.limit = parse_number(next_.text, kind::whole);
            if (next_.is != lexeme::number || !made_.limit) fail_expecting(expected(kind::whole));
            advance();
        }
        if (next_.is != lexeme::end)
            fail_expecting("a comma, and, or a clause (where, group by, order by, limit: in this order)");
        return made_;
    }

private:
    [[noreturn]] static void fail(token const& at, std::string message) {
        throw query_error{std::move(message), at.at, at.length};
    }
    [[noreturn]] void fail_expecting(std::string_view wanted) const {
        auto const found = text_.substr(next_.at, next_.length);
        fail(next_, found.empty() ? fmt::format("the query ends where {} is expected", wanted)
                                  : fmt::format("{} is expected here, not {}", wanted, found));
    }

    void advance() { next_ = next_token(text_, next_.at + next_.length); }
    /// Consumes this word or symbol if it comes next.
    bool take(std::string_view wanted) {
        bool const comes = next_.is != lexeme::text && next_.text == wanted;
        if (comes) advance();
        return comes;
    }
    bool take_by(std::string_view clause) {
        if (!take(clause)) return false;
        if (!take("by")) fail_expecting("by");
        return true;
    }

    std::size_t parse_column() {
        if (next_.is != lexeme::word) fail_expecting("a column");
        token const name = next_;
        advance();
        auto const distance = [&](column const& c) { return edit_distance(name.text, c.name); };
        auto const* const nearest = std::min_element(std::begin(columns), std::end(columns),
                                                     [&](auto& a, auto& b) { return distance(a) < distance(b); });
        if (nearest->name != name.text)
            fail(name, fmt::format("there is no column {}; the nearest is {}", name.text, nearest->name));
        return static_cast<std::size_t>(nearest - columns);
    }

    output parse_expression() {
        token const name = next_;
        token const next = next_token(text_, name.at + name.length);
        if (next.is != lexeme::symbol || next.text != "(") return {function::none, parse_column()};
        auto const* const found = std::find(std::begin(function_names) + 1, std::end(function_names), name.text);
        if (found == std::end(function_names)) fail_expecting("a function (count, sum, min, max, avg)");
        output made{static_cast<function>(found - function_names), 0};
        advance();
        advance();
        token const of = next_;
        if (made.apply != function::count)
            made.of = parse_column();
        else if (!take("*"))
            fail_expecting("*, as in count(*),");
        bool const adds = made.apply == function::sum || made.apply == function::avg;
        if (adds && columns[made.of].holds == kind::text) fail(of, fmt::format("{} needs numbers", name.text));
        if (!take(")")) fail_expecting(")");
        return made;
    }

    void parse_output() {
        token const at = next_;
        if (take("*")) {
            for (std::size_t i = 0; i < std::size(columns); ++i) made_.outputs.push_back({function::none, i});
        } else {
            made_.outputs.push_back(parse_expression());
        }
        places_.resize(made_.outputs.size(), at);
    }

    /// Checks that a column is the same in all rows of a group, as each row of the result represents a group.
    void check_grouped(output const& shown, token const& at) const {
        if (!made_.aggregates() || shown.apply != function::none || shown.of == made_.group_by) return;
        fail(at, fmt::format("{0} may differ within a group: group by {0}, or ask for max({0})", shown.name()));
    }

    void parse_condition() {
        condition made;
        made.of = parse_column();
        auto const* const found = std::find(std::begin(comparison_names) + 1, std::end(comparison_names), next_.text);
        if (next_.is != lexeme::symbol || found == std::end(comparison_names))
            fail_expecting("a comparison (= != < <= > >=)");
        made.accepts = static_cast<unsigned>(found - comparison_names);
        advance();
        auto const [name, held] = columns[made.of];
        auto const number = next_.is == lexeme::number ? parse_number(next_.text, held) : std::nullopt;
        if (held == kind::text ? next_.is != lexeme::text : !number)
            fail_expecting(fmt::format("{}, for {},", expected(held), name));
        made.against = held == kind::text ? value{value::nothing, next_.text} : value{*number, ""};
        made_.conditions.push_back(std::move(made));
        advance();
    }

    void parse_order() {
        token const at = next_;
        output const key = parse_expression();
        if (key.apply != function::none && !made_.aggregates()) fail(at, "there are no groups that it could order");
        check_grouped(key, at);
        auto const found = std::find(made_.outputs.begin(), made_.outputs.end(), key);
        made_.order_by = static_cast<std::size_t>(found - made_.outputs.begin());
        if (found == made_.outputs.end()) made_.outputs.push_back(key);
        made_.descending = take("desc");
        if (!made_.descending) take("asc");
    }

    std::string_view text_;
    token next_;
    query made_;
    std::vector<token> places_;  // of the outputs
};

}  // namespace

std::string output::name() const {
    if (apply == function::none) return std::string{columns[of].name};
    return fmt::format("{}({})", function_names[static_cast<std::size_t>(apply)],
                       apply == function::count ? "*" : columns[of].name);
}

kind output::holds() const {
    return apply == function::count ? kind::whole : apply == function::avg ? kind::money : columns[of].holds;
}

bool condition::passes(value const& given) const {
    auto const outcome = given <=> against;
    return (accepts & (outcome < 0 ? less : outcome > 0 ? more : equal)) != 0;
}

std::string condition::text() const {
    auto const [name, held] = columns[of];
    return fmt::format("{0} {1} {2}{3}{2}", name, comparison_names[accepts], held == kind::text ? "'" : "",
                       to_text(against, held));
}

bool query::aggregates() const {
    auto const is_function = [](output const& o) { return o.apply != function::none; };
    return group_by || std::any_of(outputs.begin(), outputs.end(), is_function);
}

query parse_query(std::string_view text) { return parser{text}.parse(); }

}  // namespace shop
