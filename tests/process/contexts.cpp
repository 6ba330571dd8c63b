// Creates contexts in coroutines, objects and thread pools, which end in any order and in any thread while others log.
// Also built with sanitizers.
#include <atomic>
#include <coroutine>
#include <memory>
#include <sluice/sluice.hpp>
#include <string>
#include <thread>
#include <vector>

SLUICE_REGISTRY(app, "APP_LOGS", (net, "Network") (disk, "Disk"))

namespace {

struct task {
    struct promise_type {
        task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
    std::coroutine_handle<promise_type> handle;
};

task request(int number) {
    sluice::context const where("request " + std::to_string(number) + " with a text of more than forty characters");
    SLUICE_WARNING(app::net, "begin");
    co_await std::suspend_always{};
    SLUICE_WARNING(app::net, "end");
}

void coroutines() {
    task first = request(1), second = request(2);
    std::thread([&] {
        for (task* each : {&first, &second}) {
            each->handle.resume();
            each->handle.destroy();
        }
        SLUICE_WARNING(app::net, "the other thread has no context");
    }).join();
    SLUICE_WARNING(app::net, "nor has this one");
}

void destroy_while_logging() {
    std::atomic<sluice::context*> shared = nullptr;
    std::atomic<bool> done = false;
    std::thread other([&] {
        while (!done) delete shared.exchange(nullptr);
    });
    for (int i = 0; i < 200; ++i) {
        auto kept = std::make_unique<sluice::context>("kept " + std::to_string(i));
        shared = new sluice::context("given away");
        while (shared != nullptr) SLUICE_ERROR(app::disk, "meanwhile");
        kept.reset();
        sluice::context const next("next");
    }
    done = true;
    other.join();
}

void outlive_threads() {
    std::vector<std::unique_ptr<sluice::context>> kept(20);
    std::vector<std::thread> threads;
    for (auto& each : kept)
        threads.emplace_back([&each] {
            each = std::make_unique<sluice::context>("of a thread that has ended");
            SLUICE_ERROR(app::disk, "before the end");
        });
    for (auto& each : threads) each.join();
}

void captured() {
    sluice::context const where("[7/0]");
    std::vector<std::thread> pool;
    for (int i = 0; i < 4; ++i)
        pool.emplace_back([captured = sluice::context::capture()] {
            sluice::context const here(captured);
            SLUICE_WARNING(app::net, "in the pool");
        });
    for (auto& each : pool) each.join();
}

}  // namespace

int main() {
    coroutines();
    app::logs.set("disk=off");
    destroy_while_logging();
    app::logs.set("disk=critical");
    outlive_threads();
    captured();
}
