#include "../catch.hpp"
#include "../shop.hpp"

namespace {

std::string message(std::string_view settings) {
    sluice::set_result const result = shop::logs.set(settings);
    return copy(result.message());
}

constexpr sluice::detail::tables const& table = shop::logs.tables();

constexpr sluice::text_view nearest(sluice::text_view typed) {
    sluice::detail::nearest_name made{typed};
    for (std::size_t i = 0; i < table.row_count(); ++i) made.consider(table.row_at(i).name);
    made.consider("all");
    made.consider("help");
    return made.found;
}
// A name is near if its distance is at most a third of the typed name's length, plus one.
constexpr bool is_near(sluice::text_view typed, sluice::text_view name) {
    sluice::detail::nearest_name made{typed};
    made.consider(name);
    return !made.found.empty();
}
static_assert(is_near("abc", "abc"));
static_assert(is_near("palnner", "planner"));  // neighbours swapped
static_assert(is_near("kitten", "sitting"));   // 3
static_assert(!is_near("kitte", "sitting"));   // 4, but 2 are allowed
static_assert(is_near("ab", "ba") && !is_near("ab", "cd") && is_near("abc", "bac"));
static_assert(is_near("abcdef", "badcfe") && !is_near("abcde", "badcx"));
static_assert(!is_near("", "a") && !is_near("a", "b"));

static_assert(nearest("planer") == "planner");
static_assert(nearest("plantree") == "plan_tree");
static_assert(nearest("al") == "all");
static_assert(nearest("hepl") == "help");
static_assert(nearest("zebra").empty());
static_assert(nearest("x").empty());

}  // namespace

TEST_CASE("a message has the mistake, the text, and a caret below the place") {
    CHECK(message("+planer,reader") ==
          "sluice: shop::logs.set: there is no component or artifact \"planer\"; did you mean \"planner\"?\n"
          "    +planer,reader\n"
          "     ^~~~~~\n");
    CHECK(message("reader,zebra") ==
          "sluice: shop::logs.set: there is no component or artifact \"zebra\"; SHOP_UNIT_TEST_LOGS=help lists them; a module "
          "is named by its logger, such as shop.reader.zebra\n"
          "    reader,zebra\n"
          "           ^~~~~\n");
    CHECK(message("reader=dbug") ==
          "sluice: shop::logs.set: \"dbug\" is not a level; did you mean \"debug\"?\n"
          "    reader=dbug\n"
          "           ^~~~\n");
}

TEST_CASE("every fault has its own message") {
    auto const says = [](std::string_view settings, std::string_view sentence) {
        INFO(settings);
        CHECK(message(settings).find(sentence) != std::string::npos);
    };
    says("reader,", "a name is missing here: names are separated by single commas");
    says("+", "\"+\" has no name in it");
    says("++reader", "only one sign is allowed before a name");
    says("reader planner", "white space inside a directive; separate names with commas: write reader,planner");
    says("reader;planner", "\";\" is not allowed in a name; separate names with commas: write reader,planner");
    says("reader / planner", "white space inside a directive; separate names with commas: write reader,/,planner");
    says("%%", "names are letters, digits, '_' and '.', separated by commas");
    says("shop..csv", "\"shop..csv\" is not a logger's name: its parts are joined by single dots");
    says("reader,-help", "\"-help\" is not understood: write help, +help, help=json, explain=name, sites, sites=json or sites=hits");
    says("+reader=debug", "a sign and a level can't be combined: write \"reader=debug\"");
    says("reader=loud", "\"loud\" is not a level; use debug, info, warning, error, critical or off");
    says("reader=", "\"\" is not a level; use debug, info, warning, error, critical or off");
    says("reader=debug planner", "\"debug planner\" is not a level; separate names with commas: write reader=debug,planner");
    says("reader=on", "\"on\" is not a level; write reader (info) or +reader (debug)");
    says("true", "there is no component or artifact \"true\"; write all (info) or +all (debug)");
    says("READER", "there is no component or artifact \"READER\"; did you mean \"reader\"?");
    says("HELP", "did you mean \"help\"?");
    says("--help", "there is no component or artifact \"--help\"; write help");
    says("?", "there is no component or artifact \"?\"; write help");
    says("plan-tree", "\"-\" is not allowed in a name; did you mean \"plan_tree\"?");
    says("row", "did you mean \"row_dump\"?");
    says("reader:debug", "\":\" is not allowed in a name; write reader=debug");
    says("shop::reader", "\":\" is not allowed in a name; names are joined by dots: write shop.reader");
    says("plan_tree=debug", "\"plan_tree\" is an artifact: it can be set to on or off");
}

TEST_CASE("dotted names near a logger's, and signs of artifacts, get a note") {
    auto const notes = [](std::string_view settings, std::string_view sentence) {
        INFO(settings);
        sluice::set_result const result = shop::logs.set(settings);
        CHECK(result);
        CHECK(copy(result.message()).find(sentence) != std::string::npos);
    };
    notes("+shop.planer", "no logger is called \"shop.planer\" so far; did you mean \"shop.planner\"?");
    notes("SHOP.READER.csv", "did you mean \"shop.reader.csv\"?");
    notes("reader.csv", "did you mean \"shop.reader.csv\"?");
    notes("plan_tree,-plan_tree", "\"-plan_tree\" turns plan_tree on, as in PyTorch; write plan_tree=off to turn it off");
    for (char const* good : {"shop.reader.csv", "shop.cache", "other.library", "shop", "shop.io", "my.own", "-reader"}) {
        INFO(good);
        CHECK(message(good).empty());
    }
}

TEST_CASE("each problem is reported separately") {
    sluice::set_result const result = shop::logs.set("planer,,reader=x,plan_tree");
    CHECK_FALSE(result);
    CHECK(result.error_count() == 3);
}

TEST_CASE("control characters and line breaks are escaped, and the caret is below the escaped text") {
    CHECK(message("re\x1b[31mader\n\t\xff") ==
          "sluice: shop::logs.set: \"\\x1b\" is not allowed in a name; names are letters, digits, '_' and '.', "
          "separated by commas\n"
          "    re\\x1b[31mader\\n\\t\\xff\n"
          "      ^~~~\n");
}

TEST_CASE("an excerpt of a long text is shown") {
    std::string const many(1000, 'a');
    std::string const shown = message("shop." + many + ",planer," + "shop." + many);
    CHECK(shown.find("\n    ..." + std::string(39, 'a') + ",planer,shop." + std::string(24, 'a') + "...\n") !=
          std::string::npos);
    CHECK(shown.find("\n" + std::string(4 + 3 + 40, ' ') + "^~~~~~\n") != std::string::npos);
    CHECK(message(std::string(100000, 'x')).size() < 300);
}

TEST_CASE("help in place of settings returns the tables and changes nothing") {
    REQUIRE(shop::logs.set("+reader,row_dump"));
    std::string const help = message("help");
    CHECK(help.find("  reader     debug     Opening, decoding and checking order files\n") != std::string::npos);
    CHECK(help.find("  row_dump   on        Every row that passes a filter\n") != std::string::npos);
    CHECK(help.find("  plan_tree  off       The chosen plan, one line per node\n") != std::string::npos);
    CHECK(help.find("export") == std::string::npos);
    CHECK(help.find("summary") == std::string::npos);
    CHECK(help.find("2 more with SHOP_UNIT_TEST_LOGS=+help\n") != std::string::npos);
    std::string const all = message("+help");
    CHECK(all.find("  export     warning   Handing results on\n") != std::string::npos);
    CHECK(all.find("    shop.export.pdf\n") != std::string::npos);
    CHECK(all.find("  summary    off       What a query cost\n") != std::string::npos);
    CHECK(shop::logs.level_of(shop::reader) == sluice::debug);
}

TEST_CASE("in settings from code, questions stand alone") {
    REQUIRE(shop::logs.set("+reader"));
    std::string const text = message("reader=error,help");
    CHECK(text == "sluice: shop::logs.set: questions such as help stand alone in settings from code\n");
    CHECK(shop::logs.level_of(shop::reader) == sluice::debug);
    sluice::set_result const result = shop::logs.set("help");
    CHECK(result);
    CHECK(copy(result.message()).find("  reader     debug     Opening") != std::string::npos);
    CHECK(message("help,nothing").find("SHOP_UNIT_TEST_LOGS selects") == std::string::npos);
    auto const scope = shop::logs.scoped("+all,help");
    CHECK(scope.result().error_count() == 1);
    CHECK(shop::logs.level_of(shop::planner) == sluice::warning);
    CHECK(shop::logs.defaults("help").error_count() == 1);
}
