#include <cerrno>
#include <sluice/trace.hpp>
#include <string_view>

#include "../catch.hpp"
#include "../shop.hpp"

using sluice::detail::is_trace_name;

static_assert(is_trace_name("plan"));
static_assert(is_trace_name("rank_"));
static_assert(is_trace_name("Rank"));
static_assert(!is_trace_name("rank"));
static_assert(!is_trace_name("compiled_autograd_id"));
static_assert(!is_trace_name("frame_id"));
static_assert(!is_trace_name("frame_compile_id"));
static_assert(!is_trace_name("attempt"));
static_assert(!is_trace_name("severity"));
static_assert(!is_trace_name("timestamp"));
static_assert(!is_trace_name("pathname"));
static_assert(!is_trace_name("thread"));
static_assert(!is_trace_name("has_payload"));
static_assert(!is_trace_name("str"));
static_assert(!is_trace_name("stack"));
static_assert(!is_trace_name("lineno"));
static_assert(!is_trace_name("payload_filename"));
static_assert(!is_trace_name(""));

namespace {

using sluice::json_object;

constexpr int in_constant_expression(int x) {
    SLUICE_TRACE(shop::logs, "call", json_object({{"x", x}}), "payload");
    return x;
}
static_assert(in_constant_expression(3) == 3);

template <class Registry, class Value>
Value in_template(Registry const& registry, Value value) noexcept {
    SLUICE_TRACE(registry, "call", value);
    return value;
}

struct holder {
    int number = 1;
    [[nodiscard]] int in_member() const {
        auto const in_lambda = [this, copy = number] {
            SLUICE_TRACE(shop::logs, "call", json_object({{"number", number}, {"copy", copy}}));
            return copy;
        };
        return in_lambda();
    }
};

int const in_initialiser = [] {
    SLUICE_TRACE(shop::logs, "call", nullptr);
    return 1;
}();

int evaluations = 0;
std::string evaluate() {
    ++evaluations;
    return "text";
}

}  // namespace

TEST_CASE("A trace call is a statement") {
    CHECK(in_constant_expression(in_initialiser) == 1);
    CHECK(in_template(shop::logs, 2.5) == 2.5);
    CHECK(holder{}.in_member() == 1);
    if (in_initialiser == 1)
        SLUICE_TRACE(shop::logs, "call", 1);
    else
        SLUICE_TRACE(shop::logs, "call", 2);
    char const array[] = "array";
    char buffer[] = "buffer";
    SLUICE_TRACE(shop::logs, array, array, array);
    SLUICE_TRACE(shop::logs, buffer, buffer, buffer);
    SLUICE_TRACE(shop::logs, std::string_view("view"), std::string_view("view"), std::string_view("view"));
}

TEST_CASE("A disabled trace call evaluates and interns nothing") {
    errno = 42;
    SLUICE_TRACE(shop::logs, evaluate(), evaluate(), evaluate());
    CHECK(evaluations == 0);
    CHECK(sluice::intern(shop::logs, "text") == sluice::not_interned);
    CHECK(errno == 42);
}
