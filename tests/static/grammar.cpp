// The grammar of settings, one case per row, checked at compile time.
#include "../unit/shop.hpp"

namespace {

using sluice::text_view;
using sluice::detail::directive;
using sluice::detail::local_buffer;
using sluice::detail::request;
using sluice::detail::settings_fault;
using sluice::detail::settings_parser;

constexpr auto& table = sluice::detail::tables_of<shop::sluice_registry>;

// Checks that a text parses without mistakes to `expected`: "target:threshold" for each directive. A target is "c0" for
// the first component, "a1" for the second artifact, or a logger's name, with a '*' if it includes loggers below it.
template <std::size_t Size>
constexpr bool parses(text_view settings, char const (&expected)[Size]) {
    local_buffer<256> made;
    settings_parser parser{settings, table};
    while (parser.next()) {
        if (parser.fault != settings_fault::none || parser.asked != request::none) return false;
        directive const& each = parser.parsed;
        if (!made.empty()) made.append(' ');
        if (each.target == directive::kind::component || each.target == directive::kind::artifact) {
            made.append(each.target == directive::kind::component ? 'c' : 'a');
            made.append_number(each.index);
        } else {
            made.append(each.logger);
            if (each.target == directive::kind::subtree) made.append('*');
            if (each.target == directive::kind::pattern) made.append('~');
            if (each.target == directive::kind::file) made.append('/');
        }
        made.append(':');
        made.append(to_text(each.threshold));
        sluice::detail::modifiers const& more = each.more;
        if (!more.ranks.empty()) {
            made.append('@');
            made.append(more.ranks);
        }
        if (more.has_budget) {
            made.append('#');
            made.append_number(more.budget);
            made.append(more.lines ? "l" : "");
            made.append(more.each_second ? "/s" : "");
        }
        if (more.recorded != 0) {
            made.append('?');
            made.append_number(more.recorded);
        }
        if (!more.route.empty()) {
            made.append(more.adds_route ? ">>" : ">");
            made.append(more.route);
        }
    }
    return made.view() == text_view{expected};
}

// Checks the first mistake of a text, its place, and the number of directives that still parse (`good`).
constexpr bool fails(text_view settings, settings_fault fault, std::size_t offset, std::size_t length, int good = 0) {
    bool found = false, is_it = false;
    settings_parser parser{settings, table};
    while (parser.next()) {
        if (parser.fault == settings_fault::none) --good;
        if (parser.fault == settings_fault::none || found) continue;
        found = true;
        is_it =
            parser.fault == fault && parser.place.data() == settings.data() + offset && parser.place.size() == length;
    }
    return is_it && good == 0;
}

// Checks the words of a text: `word`, and how many directives there are beside it.
constexpr bool asks(text_view settings, request word, int others = 0) {
    int words = 0;
    settings_parser parser{settings, table};
    while (parser.next()) {
        if (parser.fault != settings_fault::none) return false;
        if (parser.asked == word)
            ++words;
        else
            --others;
    }
    return words == 1 && others == 0;
}

using enum settings_fault;

// empty settings
static_assert(parses("", ""));
static_assert(parses(" \t\n", ""));

// components, by sign and by level
static_assert(parses("reader", "c0:info"));
static_assert(parses("+reader", "c0:debug"));
static_assert(parses("-reader", "c0:error"));
static_assert(parses("reader=debug", "c0:debug"));
static_assert(parses("reader=info", "c0:info"));
static_assert(parses("reader=warning", "c0:warning"));
static_assert(parses("reader=error", "c0:error"));
static_assert(parses("reader=critical", "c0:critical"));
static_assert(parses("reader=off", "c0:off"));
static_assert(parses("export", "c2:info"));
static_assert(parses("reader,-planner", "c0:info c1:error"));

// artifacts: the sign has no meaning
static_assert(parses("plan_tree", "a0:debug"));
static_assert(parses("+plan_tree", "a0:debug"));
static_assert(parses("-plan_tree", "a0:debug"));
static_assert(parses("plan_tree=on", "a0:debug"));
static_assert(parses("plan_tree=off", "a0:off"));
static_assert(parses("summary", "a2:debug"));

// loggers: the root by both of its names, modules, undeclared names
static_assert(parses("all", "shop:info"));
static_assert(parses("+all", "shop:debug"));
static_assert(parses("all=off", "shop:off"));
static_assert(parses("-shop", "shop:error"));
static_assert(parses("+shop.reader.csv", "shop.reader.csv*:debug"));
static_assert(parses("other.thing=critical", "other.thing*:critical"));
static_assert(parses("_.0", "_.0*:info"));

// white space around tokens, and a pair of quotes around the settings
static_assert(parses("reader =debug", "c0:debug"));
static_assert(parses("reader= debug", "c0:debug"));
static_assert(parses("reader\t=\n debug , planner", "c0:debug c1:info"));
static_assert(parses("\"reader,+planner\"", "c0:info c1:debug"));
static_assert(parses(" 'reader' ", "c0:info"));
static_assert(parses("\"\"", ""));
static_assert(fails("\"", bad_character, 0, 1));
static_assert(fails("\"reader'", bad_character, 0, 1));
static_assert(fails("\"\"reader\"\"", bad_character, 0, 1));
static_assert(fails("\"reader\"x\"", bad_character, 0, 1));
static_assert(parses(" reader", "c0:info"));
static_assert(parses("reader ", "c0:info"));
static_assert(parses("reader ,\n\t+planner\r\n", "c0:info c1:debug"));

// words, alone and beside directives
static_assert(asks("help", request::help));
static_assert(asks("+help", request::full_help));
static_assert(asks(" help ", request::help));
static_assert(asks(" 'help' ", request::help));
static_assert(asks("help,reader", request::help, 1));
static_assert(asks("-all,+help,reader", request::full_help, 2));
static_assert(asks("help = json", request::help_json));
static_assert(asks("explain=reader", request::explain));
static_assert(asks("+reader,explain = shop.reader.csv", request::explain, 1));
static_assert(asks("sites,reader", request::sites, 1));
static_assert(asks("sites=json", request::sites_json));
static_assert(asks("sites=hits", request::sites_hits));
static_assert(fails("-help", not_a_word, 0, 5));
static_assert(fails("reader, +sites", not_a_word, 8, 6, 1));
static_assert(fails("help=debug", not_a_word, 0, 10));
static_assert(fails("sites=xml", not_a_word, 0, 9));
static_assert(fails("explain", not_a_word, 0, 7));
static_assert(fails("explain=", not_a_word, 0, 8));
static_assert(fails("+help=json", sign_and_value, 0, 10));
static_assert(fails("+help,", empty_directive, 6, 0, 1));
static_assert(fails("Help", unknown_name, 0, 4));

// empty directives are mistakes, as in PyTorch
static_assert(fails(",", empty_directive, 0, 0));
static_assert(fails("reader,", empty_directive, 7, 0, 1));
static_assert(fails(",reader", empty_directive, 0, 0, 1));
static_assert(fails("reader,,planner", empty_directive, 7, 0, 2));
static_assert(fails("+", no_name, 0, 1));
static_assert(fails("-", no_name, 0, 1));
static_assert(fails("=debug", no_name, 0, 6));
static_assert(fails("+=debug", no_name, 0, 7));

// signs
static_assert(fails("++reader", second_sign, 1, 1));
static_assert(fails("+-reader", second_sign, 1, 1));
static_assert(fails("reader+", bad_character, 6, 1));
static_assert(fails("rea-der", bad_character, 3, 1));
static_assert(fails("+reader=debug", sign_and_value, 0, 13));
static_assert(fails("-plan_tree=on", sign_and_value, 0, 13));

// characters
static_assert(fails("+ reader", space_inside, 1, 1));
static_assert(fails("reader planner", space_inside, 6, 1));
static_assert(fails("rea\nder", space_inside, 3, 1));
static_assert(fails("reader;planner", bad_character, 6, 1));
static_assert(fails("reader:debug", bad_character, 6, 1));
static_assert(
    fails("r\xc3\xa9"
          "ader",
          bad_character, 1, 1));

// dots
static_assert(fails("shop.", bad_dots, 0, 5));
static_assert(fails(".shop", bad_dots, 0, 5));
static_assert(fails("+shop..reader", bad_dots, 1, 12));
static_assert(fails(".", bad_dots, 0, 1));

// names: they are case-sensitive
static_assert(fails("planer", unknown_name, 0, 6));
static_assert(fails("+planer,reader", unknown_name, 1, 6, 1));
static_assert(fails("Reader", unknown_name, 0, 6));
static_assert(fails("ALL", unknown_name, 0, 3));
static_assert(fails("export_", unknown_name, 0, 7));  // the C++ name; settings say "export"

// levels: names in any case, of other tools too, and numbers
static_assert(parses("reader=DEBUG", "c0:debug"));
static_assert(parses("reader=Trace,planner=verbose", "c0:debug c1:debug"));
static_assert(parses("reader=warn,planner=err", "c0:warning c1:error"));
static_assert(parses("reader=crit,planner=FATAL", "c0:critical c1:critical"));
static_assert(parses("reader=none", "c0:off"));
static_assert(parses("reader=0,planner=10", "c0:debug c1:debug"));
static_assert(parses("reader=11,planner=20", "c0:info c1:info"));
static_assert(parses("reader=30,planner=40", "c0:warning c1:error"));
static_assert(parses("reader=50,planner=51", "c0:critical c1:off"));
static_assert(parses("reader=99999999999999999999", "c0:off"));
static_assert(fails("reader=-1", not_a_level, 7, 2));
static_assert(fails("reader=1O", not_a_level, 7, 2));

// a level alone, and '*', are about the root
static_assert(parses("debug", "shop:debug"));
static_assert(parses("INFO", "shop:info"));
static_assert(parses("warn,+reader", "shop:warning c0:debug"));
static_assert(parses("off", "shop:off"));
static_assert(parses("*", "shop:info"));
static_assert(parses("+*", "shop:debug"));
static_assert(parses("*=error", "shop:error"));
static_assert(fails("+debug", unknown_name, 1, 5));
static_assert(fails("debug=on", unknown_name, 0, 5));
static_assert(fails("20", unknown_name, 0, 2));

// patterns: '*' for any characters, '?' for one, of rows' names and loggers
static_assert(parses("*er=debug", "*er~:debug"));
static_assert(parses("+read?r", "read?r~:debug"));
static_assert(parses("-p*", "p*~:error"));
static_assert(parses("shop.r*", "shop.r*~:info"));
static_assert(parses("shop.later.*=off", "shop.later.*~:off"));
static_assert(parses("plan_*=on", "plan_*~:debug"));
static_assert(parses("plan_*=0", "plan_*~:off"));
static_assert(fails("graph*", no_match, 0, 6));
static_assert(fails("+other.*", no_match, 1, 7));
static_assert(fails("p*=on", not_a_level, 3, 2));
static_assert(fails("shop.*=on", not_a_level, 7, 2));  // no artifact
static_assert(parses("shop.*=1", "shop.*~:debug"));
static_assert(fails("*er=", not_a_level, 3, 1));
static_assert(fails("+*er=debug", sign_and_value, 0, 10));
static_assert(fails("*..x", bad_dots, 0, 4));

// source files
static_assert(parses("planner.cpp=debug", "planner.cpp/:debug"));
static_assert(parses("+src/reader/*", "src/reader/*/:debug"));
static_assert(parses("my-file.c++", "my-file.c++/:info"));
static_assert(parses("re*.hpp=off@rank=1", "re*.hpp/:off@1"));
static_assert(parses("shop.reader.h", "shop.reader.h*:info"));  // a module below the root
static_assert(parses("a.b.c,lexer.tab.cc", "a.b.c*:info lexer.tab.cc/:info"));
static_assert(fails("src/reader", bad_character, 3, 1));
static_assert(fails("planner.cpp=on", not_a_level, 12, 2));
static_assert(fails("planner.cpp#100", not_for_files, 11, 4));

// modifiers, in any order, a route last
static_assert(parses("+reader@rank=0", "c0:debug@0"));
static_assert(parses("reader=off@rank=0|2-3", "c0:off@0|2-3"));
static_assert(parses("plan_tree#100", "a0:debug#100"));
static_assert(parses("reader#100/s", "c0:info#100/s"));
static_assert(parses("plan_tree#1000lines", "a0:debug#1000l"));
static_assert(parses("+reader#0", "c0:debug#0"));
static_assert(parses("reader?64", "c0:info?64"));
static_assert(parses("reader ?65536 @rank=1 #5 > a b#?@.txt", "c0:info@1#5?65536>a b#?@.txt"));
static_assert(parses("plan_tree>graph.%p.txt,reader>>all.txt", "a0:debug>graph.%p.txt c0:info>>all.txt"));
static_assert(parses("all#9,*er?1,debug>d", "shop:info#9 *er~:info?1 shop:debug>d"));
static_assert(fails("reader@rank=", bad_ranks, 6, 6));
static_assert(fails("reader@rank=a", bad_ranks, 6, 7));
static_assert(fails("reader@rank=3-1", bad_ranks, 6, 9));
static_assert(fails("reader@rank=1|", bad_ranks, 6, 8));
static_assert(fails("reader@0", bad_ranks, 6, 2));
static_assert(fails("reader#", bad_budget, 6, 1));
static_assert(fails("reader#x", bad_budget, 6, 2));
static_assert(fails("reader#1/m", bad_budget, 6, 4));
static_assert(fails("reader#100=debug", bad_budget, 6, 10));
static_assert(fails("reader?0", bad_recorder, 6, 2));
static_assert(fails("reader?65537", bad_recorder, 6, 6));
static_assert(fails("reader?9999999999", bad_recorder, 6, 11));
static_assert(fails("reader>", no_route, 6, 1));
static_assert(fails(">>x", no_route, 0, 2));
static_assert(fails("reader?x", no_match, 0, 8));  // a pattern

// whole names, with backtracking
static_assert(sluice::detail::matches("*_test", "unit_test_test"));
static_assert(sluice::detail::matches("a*b*c", "aXbXbXc"));
static_assert(sluice::detail::matches("**", ""));
static_assert(sluice::detail::matches("w?rk*", "worker"));
static_assert(!sluice::detail::matches("work", "worker"));
static_assert(!sluice::detail::matches("work?", "work"));
static_assert(!sluice::detail::matches("*ab", "abc"));

// files: the last part of a path; or, with a slash, its end
static_assert(sluice::detail::is_file("src/planner.cpp", "planner.cpp"));
static_assert(sluice::detail::is_file("src/planner.cpp", "src/planner.cpp"));
static_assert(sluice::detail::is_file("/home/me/src/planner.cpp", "src/*.cpp"));
static_assert(sluice::detail::is_file("planner.cpp", "pl*"));
static_assert(sluice::detail::is_file("src\\planner.cpp", "planner.cpp"));
static_assert(!sluice::detail::is_file("src/my_planner.cpp", "planner.cpp"));
static_assert(!sluice::detail::is_file("asrc/planner.cpp", "src/planner.cpp"));

// ranks
static_assert(sluice::detail::lists_rank("0|2-3", 2));
static_assert(!sluice::detail::lists_rank("0|2-3", 1));
static_assert(!sluice::detail::lists_rank("0-9", -1));

// artifacts: on and off, in other words too
static_assert(parses("plan_tree=ON,summary=Off", "a0:debug a2:off"));
static_assert(parses("plan_tree=true,summary=false", "a0:debug a2:off"));
static_assert(parses("plan_tree=yes,summary=no", "a0:debug a2:off"));
static_assert(parses("plan_tree=1,summary=0", "a0:debug a2:off"));
static_assert(fails("plan_tree=none", not_on_or_off, 10, 4));

// spellings of help in other tools
static_assert(fails("?", unknown_name, 0, 1));
static_assert(fails("--help", unknown_name, 0, 6));

static_assert(fails("reader=", not_a_level, 6, 1));
static_assert(fails("reader=dbug", not_a_level, 7, 4));
static_assert(fails("reader=on", not_a_level, 7, 2));
static_assert(fails("reader=debug=info", not_a_level, 7, 10));
static_assert(fails("plan_tree=debug", not_on_or_off, 10, 5));
static_assert(fails("plan_tree=", not_on_or_off, 9, 1));
static_assert(fails("all=on", not_a_level, 4, 2));

static_assert(sluice::detail::settings_verdict{"+reader,@shop.logs", table}.view() ==
              text_view{"a settings file is read only at run time"});

}  // namespace
