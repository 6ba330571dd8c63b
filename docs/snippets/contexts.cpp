// Captures a context for another thread and for a coroutine.
#include <coroutine>
#include <functional>
#include <sluice/sluice.hpp>
#include <thread>
#include <utility>

SLUICE_REGISTRY(server, "SERVER_LOGS",
    (requests, "What is asked, and what is answered")
    (storage,  "Reading and writing pages"))

// A thread pool, of one thread here.
std::thread submit(std::function<void()> work) {
    return std::thread([work = std::move(work), where = sluice::context::capture()] {
        sluice::context const here(where);
        work();
    });
}

// A coroutine that keeps its context while it is suspended.
struct task {
    struct promise_type {
        sluice::captured_context where = sluice::context::capture();  // of the caller that starts it

        task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
    std::coroutine_handle<promise_type> handle;

    void resume() const {
        sluice::context const here(handle.promise().where);  // whichever thread this is
        handle.resume();
    }
};

task read_pages() {
    SLUICE_WARNING(server::storage, "page 1 is slow");
    co_await std::suspend_always{};
    SLUICE_WARNING(server::storage, "page 2 is slow");
}

int main() {
    auto const start = [](char const* name) {
        sluice::context const where(name);
        submit([] { SLUICE_WARNING(server::requests, "queued"); }).join();
        return read_pages();
    };
    task const first = start("request 1"), second = start("request 2");
    for (task const& each : {first, second, first, second}) std::thread([&] { each.resume(); }).join();
    first.handle.destroy();
    second.handle.destroy();
}
