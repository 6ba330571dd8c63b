// Checks what a function logs, with Catch2 2 or 3.
#include <sluice/sluice.hpp>
#include <sluice/testing.hpp>
#include <string>
#include <string_view>

#if __has_include(<catch2/matchers/catch_matchers.hpp>)  // Catch2 3
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>
template <class T>
using matcher_base = Catch::Matchers::MatcherBase<T>;
#else
#include <catch2/catch.hpp>
template <class T>
using matcher_base = Catch::MatcherBase<T>;
#endif

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader,  "Opening and decoding order files")
    (planner, "How a query will be run"),
    (row_dump,  reader,  "Every row")
    (plan_tree, planner, "The chosen plan"))
// clang-format on

static void read_orders(std::string_view text) {
    SLUICE_DEBUG(shop::reader, "{} bytes", text.size());
    if (!text.starts_with("#")) SLUICE_WARNING(shop::reader, "orders.csv: no header");
}

TEST_CASE("an order file without a header is reported") {
    sluice::testing::capture const logs{shop::logs, "+reader"};
    read_orders("17,apples\n");
    CHECK(logs.contains(shop::reader, sluice::warning, "no header"));
    CHECK(logs.size() == 2);
    CHECK_FALSE(logs.contains(sluice::error, ""));
}

struct with_logs {
    sluice::testing::capture logs{shop::logs, "+reader"};
};

TEST_CASE_METHOD(with_logs, "an order file with a header is not") {
    read_orders("#number,fruit\n17,apples\n");
    CHECK_FALSE(logs.contains(sluice::warning, ""));
    CHECK(logs.records().front().text == "24 bytes");
}

class has_record : public matcher_base<sluice::testing::capture> {
public:
    has_record(sluice::level at, std::string text) : at_(at), text_(std::move(text)) {}
    bool match(sluice::testing::capture const& logs) const override { return logs.contains(at_, text_); }
    std::string describe() const override {
        return "has a record of level " + std::string(to_text(at_)) + " with \"" + text_ + '"';
    }

private:
    sluice::level at_;
    std::string text_;
};

TEST_CASE("matchers can be combined") {
    sluice::testing::capture const logs{shop::logs, "+reader"};
    read_orders("17,apples\n");
    CHECK_THAT(logs, has_record(sluice::warning, "no header") && !has_record(sluice::error, ""));
}

// These fail: they show what is printed. Catch2 runs them only by name.
TEST_CASE("failure of contains", "[.]") {
    sluice::testing::capture const logs{shop::logs, "+reader"};
    read_orders("17,apples\n");
    CHECK(logs.contains(sluice::error, "no header"));
}

TEST_CASE("failure of a matcher", "[.]") {
    sluice::testing::capture const logs{shop::logs, "+reader"};
    read_orders("17,apples\n");
    CHECK_THAT(logs, has_record(sluice::error, "no header"));
}
