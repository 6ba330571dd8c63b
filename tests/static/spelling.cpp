// How declarations are read as text, checked at compile time.
#include "../../include/sluice/detail/table/spelling.hpp"

namespace {

using sluice::detail::declaring;

consteval declaring mistake_in(char const* arguments) {
    return sluice::detail::first_mistake("", "shop", arguments).kind;
}
consteval declaring mistake_in_component(sluice::text_view row) {
    char text[200] = "\"V\", (";
    char* to = text + 6;
    for (char c : row) *to++ = c;
    *to = ')';
    return mistake_in(text);
}
consteval declaring mistake_in_artifact(sluice::text_view row) {
    char text[200] = "\"V\", (a, \"b\"), (";
    char* to = text + 16;
    for (char c : row) *to++ = c;
    *to = ')';
    return mistake_in(text);
}
consteval bool names(char const* arguments, sluice::text_view row, sluice::text_view detail) {
    auto const found = sluice::detail::first_mistake("", "shop", arguments);
    return sluice::text_view{found.texts[0], found.sizes[0]} == row &&
           sluice::text_view{found.texts[1], found.sizes[1]} == detail;
}

static_assert(mistake_in("\"V\", (a, \"b\")") == declaring::correct);
static_assert(mistake_in("\"V\", (a, \"b\") (c, \"d\", hidden), (e, a, \"f\", at(info), off_by_default)") == declaring::correct);
static_assert(mistake_in("\"V\", (a, \"b\"), ") == declaring::correct);
static_assert(mistake_in("\"V\", ") == declaring::correct);
static_assert(mistake_in("\"V\", (a, \"b\") c") == declaring::row_without_parentheses);
static_assert(mistake_in("V, (a, \"b\")") == declaring::variable_without_quotes);
static_assert(mistake_in("(a, \"b\"), (e, a, \"f\")") == declaring::variable_without_quotes);
static_assert(mistake_in("\"V\", (a, \"b\"), (c, \"d\")") == declaring::comma_between_rows);
static_assert(mistake_in("\"V\", (a, \"b\") (e, a, \"f\")") == declaring::comma_missing_between_lists);
static_assert(mistake_in("\"V\", (a, \"b\"), (e, a, \"f\"), (g, a, \"h\")") == declaring::more_than_two_lists);
static_assert(mistake_in("\"V\", (a, \"b\"), (e, a, \"f\"), ") == declaring::correct);

static_assert(mistake_in_component("\"a\", \"b\"") == declaring::row_name_in_quotes);
static_assert(mistake_in_component("a.b, \"b\"") == declaring::row_name_with_dots);
static_assert(mistake_in_component("export, \"b\"") == declaring::row_name_is_keyword);
static_assert(mistake_in_component("xor_eq, \"b\"") == declaring::row_name_is_keyword);
static_assert(mistake_in_component("alignas, \"b\"") == declaring::row_name_is_keyword);
static_assert(mistake_in_component("consteval, \"b\"") == declaring::row_name_is_keyword);
static_assert(mistake_in_component("exports, \"b\"") == declaring::correct);
static_assert(mistake_in_component("expor, \"b\"") == declaring::correct);
static_assert(mistake_in_component("zip, \"b\"") == declaring::correct);
static_assert(mistake_in_component("_a9, \"b\"") == declaring::correct);
static_assert(mistake_in_component("9a, \"b\"") == declaring::row_name_not_identifier);
static_assert(mistake_in_component("a-b, \"b\"") == declaring::row_name_not_identifier);
static_assert(mistake_in_component("") == declaring::row_name_not_identifier);
static_assert(mistake_in_component("logs, \"b\"") == declaring::row_named_logs);
static_assert(mistake_in_component("a") == declaring::no_description);
static_assert(mistake_in_component("a, ") == declaring::description_without_quotes);
static_assert(mistake_in_component("a, b c, d") == declaring::description_without_quotes);
static_assert(mistake_in_component("a, b, \"c\"") == declaring::comma_missing_between_lists);
static_assert(mistake_in_component("a, \"b\" \"c\"") == declaring::correct);
static_assert(mistake_in_component("a, \"b, (c\"") == declaring::correct);
static_assert(mistake_in_component("a, \"b\\\"), (\", hidden") == declaring::correct);
static_assert(mistake_in_component("a, \"b\\\\\", hiden") == declaring::bad_component_option);
static_assert(mistake_in_component("a, \"b\", at(info)") == declaring::bad_component_option);
static_assert(mistake_in_component("a, \"b\", loggers(\"x\", \"y\"), named(\"z\")") == declaring::correct);
// What looks like an option may be a part of the raw string.
static_assert(mistake_in_component("a, R\"(\")\", hiden") == declaring::correct);

static_assert(mistake_in_artifact("e, a") == declaring::no_description);
static_assert(mistake_in_artifact("e") == declaring::no_description);
static_assert(mistake_in_artifact("e, a, f") == declaring::description_without_quotes);
static_assert(mistake_in_artifact("e, a, \"f\", loggers(\"x\")") == declaring::bad_artifact_option);
static_assert(mistake_in_artifact("e, a, \"f\", at(warn)") == declaring::bad_level);
static_assert(mistake_in_artifact("e, a, \"f\", at(sluice::info)") == declaring::correct);
static_assert(mistake_in_artifact("e, a, \"f\", at (error)") == declaring::correct);

static_assert(sluice::detail::first_mistake("main", "shop", "\"V\", (a, \"b\")").kind == declaring::inside_function);
static_assert(sluice::detail::first_mistake("", "\"shop\"", "\"V\", (a, \"b\")").kind == declaring::bad_registry_name);
static_assert(sluice::detail::first_mistake("", "class", "\"V\", (a, \"b\")").kind == declaring::bad_registry_name);
static_assert(names("\"V\", (a, \"b\"), (e, a, \"f\", at( warn ))", "e", "at( warn )"));
static_assert(names("\"V\", (a, \"b\") (a_name_that_is_longer_than_forty_characters)", "a_name_that_is_longer_than_forty_charact", ""));

}  // namespace
