#include "logs.hpp"

void other_file();

int main() {
    SLUICE_INFO(depot::gate, "open for {}", 7);
    SLUICE_ARTIFACT(depot::list, "{}", "empty");
    other_file();
}
