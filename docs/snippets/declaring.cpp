// Declares a registry with every option, and a module.
#include <sluice/sluice.hpp>

SLUICE_REGISTRY(store, "STORE_LOGS",
    // components
    (wal,      "The write-ahead log")
    (pages,    "Reading and writing pages", loggers("store.pages", "store.cache"))
    (export_,  "Dumping tables", named("export"), hidden),
    // artifacts
    (page_map, pages, "Which page holds what", off_by_default)
    (replay,   wal,   "Each record that recovery replays", at(info))
    (layout,   pages, "The layout of each page", logger("store.pages.layout"), hidden))

namespace store {
SLUICE_MODULE(checksums, "store.pages.checksums")
}

int main() {
    int const page = 7, attempt = 2;
    SLUICE_WARNING(store::pages, "page {}: checksum differs, attempt {}", page, attempt);
    SLUICE_DEBUG(store::checksums, "page {}: {:#x}", page, 0xfeedu);
    SLUICE_ARTIFACT(store::page_map, "{}: free", page);
    SLUICE_LOG(store::wal, sluice::critical, "no space left for {} bytes", 4096);
}
