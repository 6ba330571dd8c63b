// Logs with limits and with a lazy argument.
#include <sluice/sluice.hpp>
#include <string>

SLUICE_REGISTRY(store, "STORE_LOGS",
    (disk,  "Reading and writing blocks")
    (cache, "Keeping blocks in memory"),
    (blocks,    disk,  "The contents of each block", off_by_default)
    (evictions, cache, "Each block that leaves memory", off_by_default))

static std::string contents(int block) { return std::string(8, static_cast<char>('a' + block % 26)); }

template <class Detail>
static void complain(int block, Detail const& detail) {
    SLUICE_ERROR(store::disk, "block {}: checksum differs: {:.4}", block, detail);
}

int main() {
    int const all = 2500, interval = 60;
    for (int block = 0; block < all; ++block) {
        int const number = block / 1500;
        if (block % 500 == 0) SLUICE_WARNING_ONCE(store::disk, "disk {} is slow", number);
        SLUICE_LOG_EVERY_N(store::disk, sluice::info, 1000, "block {} of {}", block, all);
        SLUICE_LOG_EVERY_SECONDS(store::disk, sluice::info, interval, "{} blocks left", all - block);
        SLUICE_LOG_FIRST_N(store::blocks, sluice::on, 2, "{}", contents(block));
        SLUICE_LOG_IF(store::disk, sluice::info, block + 1 == all, "done");
    }
    complain(7, sluice::lazy([] { return contents(7); }));
}
