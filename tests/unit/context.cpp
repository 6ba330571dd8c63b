#include <memory>
#include <sluice/sluice.hpp>
#include <string>
#include <thread>

#include "catch.hpp"
#include "shop.hpp"

namespace {

std::string current() { return copy(sluice::context::capture().text()); }

/// Returns compiled_autograd_id, frame_id, frame_compile_id and attempt, with "-" for none.
std::string ids_of(sluice::context const& where) {
    std::string text;
    for (sluice::optional_id const& id : {where.ids().compiled_autograd_id, where.ids().frame_id,
                                          where.ids().frame_compile_id, where.ids().attempt})
        text += (text.empty() ? "" : " ") + (id.given() ? std::to_string(id.value()) : "-");
    return text;
}

}  // namespace

TEST_CASE("contexts nest") {
    CHECK(current() == "");
    {
        sluice::context const outer("[0/0]");
        CHECK(current() == "[0/0]");
        {
            sluice::context const inner("[0/1]");
            CHECK(current() == "[0/1]");
        }
        CHECK(current() == "[0/0]");
    }
    CHECK(current() == "");
}

TEST_CASE("contexts end in any order") {
    auto outer = std::make_unique<sluice::context>("outer");
    auto middle = std::make_unique<sluice::context>("middle");
    auto inner = std::make_unique<sluice::context>("inner");
    middle.reset();
    CHECK(current() == "inner");
    inner.reset();
    CHECK(current() == "outer");
    sluice::context const again("again");
    outer.reset();
    CHECK(current() == "again");
}

TEST_CASE("a context that ends in another thread is removed from its own") {
    auto moved = std::make_unique<sluice::context>("moved");
    std::thread([&] { moved.reset(); }).join();
    CHECK(current().empty());
    {
        sluice::context const next("next");
        CHECK(current() == "next");
    }
    CHECK(current().empty());
}

TEST_CASE("a context may outlive its thread") {
    std::unique_ptr<sluice::context> kept;
    std::thread([&] { kept = std::make_unique<sluice::context>("kept"); }).join();
    CHECK(copy(kept->text()) == "kept");
    std::thread([&] { CHECK(current().empty()); }).join();
}

TEST_CASE("a context is captured in one thread and installed in another") {
    CHECK(sluice::context::capture().text().empty());
    sluice::captured_context captured;
    {
        sluice::context const where("[3/1]");
        captured = sluice::context::capture();
    }
    std::thread([copied = captured] {
        sluice::context const here(copied);
        CHECK(current() == "[3/1]");
        CHECK(ids_of(here) == "- 3 1 0");
    }).join();
    sluice::context const around("around");
    sluice::context const none(sluice::captured_context{});
    CHECK(current().empty());
}

TEST_CASE("a context belongs to its thread, and copies its text") {
    std::string text = "a request with a name that is longer than forty characters, number 17";
    sluice::context const where(text);
    text.assign(text.size(), '?');
    CHECK(current() == "a request with a name that is longer than forty characters, number 17");
    std::thread([] { CHECK(current() == ""); }).join();
}

TEST_CASE("a context's text is one line") {
    sluice::context const where("a\nb\r\nc");
    CHECK(current() == "a b  c");
}

TEST_CASE("ids are parsed in PyTorch's notation") {
    CHECK(ids_of(sluice::context("[0/1]")) == "- 0 1 0");
    CHECK(ids_of(sluice::context("12/34")) == "- 12 34 0");
    CHECK(ids_of(sluice::context("[3/1_2]")) == "- 3 1 2");
    CHECK(ids_of(sluice::context("[!1/0/2_4294967295]")) == "1 0 2 4294967295");
    CHECK(ids_of(sluice::context("[!5]")) == "5 - - 0");
}

TEST_CASE("any other text has no ids") {
    for (char const* text : {"", "[]", "request 7", "[0/]", "[0/1", "[0/1]x", "[0/1_]", "[-1/0]", "[4294967296/0]", "[!]"})
        CHECK(ids_of(sluice::context(text)) == "- - - -");
}

TEST_CASE("ids form the text, which has only the given ones") {
    sluice::context const all(sluice::trace_id{.frame_id = 1, .frame_compile_id = 2, .attempt = 3, .compiled_autograd_id = 4});
    CHECK(current() == "[!4/1/2_3]");
    CHECK(ids_of(all) == "4 1 2 3");
    sluice::context const frame(sluice::trace_id{.frame_id = 1, .frame_compile_id = 2});
    CHECK(current() == "[1/2]");
    CHECK(ids_of(frame) == "- 1 2 -");
}
