// The tables of SLUICE_REGISTRY, checked at compile time.
#include "../unit/shop.hpp"

SLUICE_REGISTRY(tiny, "TINY_LOGS", (only, "A registry without artifacts"))
SLUICE_REGISTRY(tinier, "TINIER_LOGS", (only, "An empty artifact list"), )

namespace company::product {
SLUICE_REGISTRY(nested, "NESTED_LOGS", (part, "A registry inside a namespace"), (shown, part, "An artifact of it"))
}

namespace shop {
SLUICE_MODULE(csv, "shop.reader.csv")
namespace deeper {
SLUICE_MODULE(quotes, "shop.reader.csv.quotes")
}
}  // namespace shop

namespace {

using sluice::level;
constexpr auto const& table = shop::logs.tables();

static_assert(table.root == "shop");
static_assert(table.environment == "SHOP_UNIT_TEST_LOGS");
static_assert(table.component_count == 3 && table.artifact_count == 4);

static_assert(table.components[0].name == "reader");
static_assert(table.components[0].description == "Opening, decoding and checking order files");
static_assert(!table.components[0].hidden);
static_assert(table.components[0].logger_count == 1 && table.logger_of(table.components[0]) == "shop.reader");
static_assert(table.components[2].name == "export" && table.components[2].hidden);
static_assert(table.components[2].logger_count == 2);
static_assert(table.loggers[table.components[2].first_logger + 1] == "shop.export.pdf");

static_assert(table.artifacts[0].name == "plan_tree" && table.artifacts[0].logger == "shop.planner");
static_assert(table.artifacts[0].at == level::debug);
static_assert(!table.artifacts[0].off_by_default && !table.artifacts[0].hidden && table.artifacts[0].format.empty());
static_assert(table.artifacts[1].off_by_default && table.artifacts[1].component == 0);
static_assert(table.artifacts[2].at == level::info && table.artifacts[2].hidden);
static_assert(table.artifacts[3].logger == "shop.export.pdf" && table.artifacts[3].format == "%(message)s");

static_assert(shop::reader.logger() == "shop.reader" && shop::export_.logger() == "shop.export");
static_assert(shop::plan_tree.at == level::debug && shop::summary.at == level::info);
static_assert(shop::csv.logger() == "shop.reader.csv");
static_assert(shop::deeper::quotes.logger() == "shop.reader.csv.quotes");
static_assert(sizeof(shop::reader) == 1 && sizeof(shop::logs) == 1);

static_assert(tiny::logs.tables().artifact_count == 0 && tinier::logs.tables().artifact_count == 0);
static_assert(company::product::nested::logs.tables().root == "nested");

// A call in a constexpr function does nothing in a constant expression.
constexpr int next(int x) {
    SLUICE_WARNING(shop::reader, "next of {}", x);
    SLUICE_ARTIFACT(shop::plan_tree, "next of {}", x);
    return x + 1;
}
static_assert(next(1) == 2);

}  // namespace
