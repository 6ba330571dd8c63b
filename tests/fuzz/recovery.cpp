// Fuzz target: recovery from a damaged file of buffers. The input is a list of changes to a good file, which a process has left:
// four bytes each, a place among the words and a new value. Recovery must survive; it must find no more records than there
// were, unless the bytes of rings are changed; and each that it finds must be one of them.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sluice/deferred.hpp>

#include "check.hpp"

// clang-format off
SLUICE_REGISTRY(damaged, "DAMAGED_LOGS",
    (part,  "A component")
    (other, "Another"),
    (dump, other, "An artifact", format("%(levelname)s %(message)s")))
// clang-format on

namespace {

namespace fs = std::filesystem;
namespace detail = sluice::detail;

struct good_file {
    fs::path folder;
    std::string bytes;
    std::vector<std::pair<std::size_t, std::size_t>> rings;  // where their records are
    std::set<std::string> messages;
    std::size_t count = 0;

    good_file() {
        char name[] = "/tmp/fuzz-recovery-XXXXXX";
        if (mkdtemp(name) == nullptr) std::abort();
        folder = name;
        if (pid_t const child = fork(); child == 0) {
            setenv("DAMAGED_LOGS", "all=info,dump", 1);
            setenv("DAMAGED_LOGS_OUT", (folder / "log").string().append(",only").c_str(), 1);
            auto const writer = damaged::logs.defer({.buffer_size = 4096, .period = 1'000'000});
            for (int i = 0; i < 4; ++i) {
                SLUICE_INFO(damaged::part, "number {} {:.2f} {}", i, 1.5 * i, "text");
                SLUICE_ERROR(damaged::other, "{} {}", std::string(50, 'x'), 2.5l);
                SLUICE_ARTIFACT(damaged::dump, "{:#x} {}", i, true);
                sluice::context const inside{"[0/1]"};
                SLUICE_INFO(sluice::channel(damaged::part), "{} {:>{}}", 'c', i, 5);
            }
            _exit(0);
        } else {
            waitpid(child, nullptr, 0);
        }
        for (fs::directory_entry const& each : fs::directory_iterator(folder)) {
            if (each.path().extension() != ".rings") continue;
            std::ifstream file(each.path(), std::ios::binary);
            bytes.assign(std::istreambuf_iterator<char>(file), {});
        }
        MUST(!bytes.empty());
        auto const* const header = reinterpret_cast<detail::deferred_header const*>(bytes.data());
        for (std::size_t at = header->size; at < bytes.size();) {
            auto const* const block = reinterpret_cast<detail::block_header const*>(bytes.data() + at);
            if (static_cast<detail::block_kind>(block->kind) == detail::block_kind::ring) rings.emplace_back(at + header->page, at + block->size);
            at += block->size;
        }
        std::string const text = recovered(bytes);
        for (std::string const& each : split(text)) messages.insert(each);
        count = split(text).size();
        MUST(count == 16 && messages.size() > 5);
    }
    ~good_file() { fs::remove_all(folder); }

    /// Returns the messages in a log.
    static std::vector<std::string> split(std::string const& text) {
        std::vector<std::string> made;
        for (std::string const& line : fuzz::split(text, '\n'))
            if (std::size_t const at = line.find("[recovered] "); at != std::string::npos) made.push_back(line.substr(at));
        return made;
    }

    /// Returns what recovery writes.
    [[nodiscard]] std::string recovered(std::string const& from) const {
        for (fs::directory_entry const& each : fs::directory_iterator(folder)) fs::remove(each.path());
        std::ofstream(folder / ("sluice-" + std::to_string(geteuid()) + "-damaged.1-1.rings"), std::ios::binary) << from;
        fs::permissions(folder / ("sluice-" + std::to_string(geteuid()) + "-damaged.1-1.rings"), fs::perms::owner_read | fs::perms::owner_write);
        static std::string elsewhere;
        elsewhere.clear();
        std::string const path = folder.string() + '/';
        detail::recover_folder(
            path.c_str(), "damaged",
            [](sluice::text_view text) {
                elsewhere += fuzz::view(text);
                return true;
            },
            [](sluice::text_view, bool) {});
        std::ifstream file(folder / "log", std::ios::binary);
        return elsewhere + std::string(std::istreambuf_iterator<char>(file), {});
    }
};

/// Places whose change would only make recovery write another file.
bool is_path(std::size_t at) {
    return at + 8 > offsetof(detail::deferred_header, path_size) && at < offsetof(detail::deferred_header, format);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static good_file const good;
    std::string bytes = good.bytes;
    bool changes_records = false;
    // Most of the file is free room: three quarters of the places are in the words that aren't zero.
    static std::vector<std::size_t> const used = [] {
        std::vector<std::size_t> made;
        for (std::size_t at = 0; at + 8 <= good.bytes.size(); at += 8)
            if (!is_path(at) && good.bytes.compare(at, 8, std::string(8, '\0')) != 0) made.push_back(at);
        return made;
    }();
    for (std::size_t i = 0; i + 4 <= size; i += 4) {
        std::size_t const number = data[i] | data[i + 1] << 8;
        std::size_t const at = number % 4 == 0 ? number * 8 % bytes.size() : used[number % used.size()];
        std::uint64_t value = 0;
        std::memcpy(&value, &bytes[at], sizeof value);
        switch (data[i + 2] % 8) {
        case 0: value = data[i + 3]; break;
        case 1: value ^= std::uint64_t{1} << (data[i + 3] % 64); break;
        case 2: value = ~std::uint64_t{0} - data[i + 3]; break;
        case 3: value += data[i + 3]; break;
        case 4: value -= data[i + 3]; break;
        case 5: std::memcpy(&value, &good.bytes[used[data[i + 3] * 7 % used.size()]], sizeof value); break;
        case 6: value = std::uint64_t{data[i + 3]} << 56; break;
        default: bytes.resize(std::max<std::size_t>(at, 64)); continue;
        }
        if (at + 8 > bytes.size() || is_path(at)) continue;
        std::memcpy(&bytes[at], &value, sizeof value);
        for (auto const& [first, last] : good.rings) changes_records = changes_records || (at + 8 > first && at < last);
        // The positions in a ring's header decide where records begin, and the batch is text.
        for (auto const& [first, last] : good.rings) changes_records = changes_records || (at + 8 > first - 4096 && at < last);
        auto const* const header = reinterpret_cast<detail::deferred_header const*>(good.bytes.data());
        changes_records = changes_records || (at >= header->size && at < good.rings[0].first - 4096) || at < sizeof *header;
    }
    std::vector<std::string> const found = good_file::split(good.recovered(bytes));
    if (!changes_records) {
        MUST(found.size() <= good.count);
        for (std::string const& each : found) MUST(good.messages.count(each) == 1);
    }
    for (std::string const& each : found) MUST(each.size() < 4096 * 4);
    MUST(found.size() <= good.bytes.size() / sizeof(detail::encoded_record));
    return 0;
}
