#include <sluice/sluice.hpp>

#include <csignal>
#include <iostream>
#include <string>

SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (net, "Requests and answers")
    (planner, "How a query will be run"),
    (plan_tree, planner, "The chosen plan, one line per node"))

int main() {
    std::signal(SIGHUP, [](int) { shop::logs.request_reload(); });
    shop::logs.start();
    for (std::string request; std::getline(std::cin, request);) {
        SLUICE_DEBUG(shop::net, "request: {}", request);
        SLUICE_ARTIFACT(shop::plan_tree, "Scan");
    }
}
