// Strip lists, checked at compile time.
#include "../unit/shop.hpp"

namespace {

using sluice::level;
using sluice::text_view;
constexpr auto const& table = shop::logs.tables();

constexpr level kept(text_view list, text_view logger) {
    return sluice::detail::strip_threshold(list, table, logger);
}
constexpr bool strips(text_view list, text_view artifact) {
    return sluice::detail::strips_artifact(list, table, artifact);
}

static_assert(kept("", "shop.reader") == level::debug);
static_assert(kept("reader=info", "shop.reader") == level::info);
static_assert(kept("reader=info", "shop.planner") == level::debug);
static_assert(kept("reader=off", "shop.reader.csv") == level::off);
static_assert(kept("export=error", "shop.export.pdf") == level::error);
static_assert(kept("all=warning", "shop.reader") == level::warning);
static_assert(kept("reader=debug,all=off", "shop.reader") == level::debug);
static_assert(kept("all=off", "other.thing") == level::debug);
static_assert(kept("shop.reader.csv=critical,reader=info", "shop.reader.csv") == level::critical);
static_assert(kept("row_dump,reader=info", "shop.reader") == level::info);
static_assert(kept("reader=info,reader=error", "shop.reader") == level::error);

static_assert(!strips("", "row_dump"));
static_assert(strips("row_dump", "row_dump") && strips("reader=info,row_dump", "row_dump"));
static_assert(!strips("row_dump", "plan_tree") && !strips("reader=off", "row_dump"));

static_assert(sluice::detail::defined_or_empty("SLUICE_STRIP_shop", "SLUICE_STRIP_shop").empty());
static_assert(sluice::detail::defined_or_empty("a,b", "SLUICE_STRIP_shop") == "a,b");

}  // namespace
