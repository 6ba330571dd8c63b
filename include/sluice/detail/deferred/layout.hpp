// The layout of the file in which the deferred mode keeps records until they are written: a header, then blocks, each of
// whole pages. Written by one process, and read again after its death by recovery, perhaps of another program. All
// numbers are the machine's own; positions are offsets in the file.
#pragma once

#include <string.h>

#include "../base/compiler.hpp"
#include "../os/words.hpp"

namespace sluice::detail {

using word64 = unsigned long long;

inline constexpr word64 deferred_magic = 0x64656372756c7331;  // increment the last byte if the layout changes
inline constexpr size_t min_ring = 4096, max_ring = size_t{1} << 30;  // bytes, powers of two

/// Converts ticks of the records' clock to nanoseconds since 1970.
struct clock_rate {
    word64 ticks;  // at this tick
    word64 wall;   // it was this time
    double nanoseconds;  // of a tick

    [[nodiscard]] SLUICE_DETAIL_HIDDEN word64 at(word64 tick) const noexcept {
        auto const passed = static_cast<double>(static_cast<long long>(tick - ticks)) * nanoseconds;
        return wall + static_cast<word64>(static_cast<long long>(passed));
    }
};

/// A write to the output that may be in progress: the text is at the start of the batch block.
struct write_intent {
    word64 device, node;  // the output
    word64 offset;        // its size before the write
    word64 size;          // of the text; 0: none is in progress; ordered
};

/// The start of the file.
struct deferred_header {
    word64 magic;
    word64 page;     // bytes of a page; every block starts at a multiple
    word64 size;     // of the header, with its pages
    word64 process;  // id
    word64 rank;     // of the process plus 1; 0: none
    clock_rate rates[2];
    word64 rate;  // the current one of these; ordered
    write_intent intent;
    word64 path_size;  // of the output; 0: stderr; ordered
    word64 format_size;
    char root[64];  // of the registry, NUL-terminated
    char path[4096];
    char format[1024];  // line format; empty: the default
};

enum class block_kind : unsigned char { ring = 1, sites, batch };

/// The start of a block.
struct block_header {
    word64 kind;  // a block_kind; ordered, and stored last
    word64 size;        // with this header's page
};

/// A ring of records, in the pages after it. A ring has one producer and one consumer. Positions count bytes from the
/// start, and never go back.
struct ring_header : block_header {
    word64 capacity;  // bytes, a power of two
    word64 thread;    // id
    word64 dropped;   // records, because it was full; relaxed
    alignas(64) word64 head;  // of the producer; ordered
    word64 begun;  // not 0 while a record is encoded: a time that isn't later than the record's; relaxed
    alignas(64) word64 tail;  // of the consumer; ordered
    word64 next;              // the tail after the write in progress
};

/// A block of descriptions.
struct site_block : block_header {
    word64 used;  // bytes of descriptions after this; ordered
};

/// A description of a call site. Its texts follow.
struct site_entry {
    enum text_of : unsigned char { format, file, function, logger, artifact, line_format, count };

    word64 size;  // of all, a multiple of 8
    word64 sum;   // hash of the rest
    word64 id;    // in records
    unsigned line;
    unsigned char at;
    unsigned char unused[3];
    unsigned sizes[count];
};

/// A record in a ring. The words of the arguments follow: one for each, or two for the wide ones; of a text its size. Then the
/// texts, each with its bytes up to a whole word: those of the arguments, and the context's.
struct encoded_record {
    unsigned size;     // of all, a multiple of 8
    unsigned context;  // bytes of the context's text
    word64 time;         // ticks
    word64 site;         // id
    word64 tags;         // argument_tag of each argument, four bits each, from the lowest
};

/// The kind of an argument, and so its size: a word, or two for the wide ones. The numbers are {fmt}'s.
enum class argument_tag : unsigned char {
    none,
    signed_int,
    unsigned_int,
    signed_long,
    unsigned_long,
    signed_wide,
    unsigned_wide,
    boolean,
    character,
    single_float,
    double_float,
    long_double,
    c_text,  // as text
    text,
    pointer,
    message  // as text: the whole message, formatted
};

inline constexpr unsigned max_encoded_arguments = 15;
/// An upper limit of a record without the bytes of its texts, each of which may need most of a word more.
inline constexpr size_t max_fixed_size = sizeof(encoded_record) + (max_encoded_arguments * 3 + 1) * sizeof(word64);

[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr bool takes_two_words(argument_tag tag) noexcept {
    return tag == argument_tag::signed_wide || tag == argument_tag::unsigned_wide || tag == argument_tag::long_double;
}

[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr size_t round_up(size_t size, size_t multiple) noexcept {
    return (size + multiple - 1) & ~(multiple - 1);
}

/// Returns the hash of a description, from the id on, in words: descriptions may be many.
[[nodiscard]] SLUICE_DETAIL_HIDDEN SLUICE_DETAIL_WRAPS inline word64 sum_of(site_entry const& entry) noexcept {
    word64 sum = 0xcbf29ce484222325;
    auto const* const words = reinterpret_cast<char const*>(&entry);
    for (size_t i = 2 * sizeof(word64); i < entry.size; i += sizeof(word64)) {
        word64 each = 0;
        memcpy(&each, words + i, sizeof each);
        sum = (sum ^ each) * 0x100000001b3;
        sum ^= sum >> 29;
    }
    return sum;
}

}  // namespace sluice::detail
