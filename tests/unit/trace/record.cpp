#if __has_include(<sys/socket.h>)
#include <sys/socket.h>
#endif

#include <sluice/trace.hpp>

#include "../catch.hpp"
#include "../shop.hpp"

namespace sluice::detail {

namespace {

std::string place_of(text_view file) {
    message_buffer out;
    append_trace_prefix(out, wall_time{}, file, 7);
    std::string const prefix = copy(out.view());
    return prefix.substr(prefix.find(' ', prefix.find(' ', 6) + 1) + 1);  // after time and process
}

std::string payload_of(text_view payload) {
    message_buffer out;
    append_payload(out, payload);
    return copy(out.view());
}

}  // namespace

TEST_CASE("Paths in traces contain nothing that looks like the end of a path") {
    CHECK(place_of("src/a b.cpp") == "src/a b.cpp:7] ");
    CHECK(place_of("C:/a:b.cpp") == "C_/a_b.cpp:7] ");
    CHECK(place_of("a\nb\tc\x7f\r.cpp") == "a_b_c__.cpp:7] ");
    CHECK(place_of("\xc3\xa9\xff.cpp") == "\xc3\xa9\xef\xbf\xbd.cpp:7] ");
}

TEST_CASE("Each line of a trace's payload starts with a tab") {
    CHECK(payload_of("") == "\t\n");
    CHECK(payload_of("a") == "\ta\n");
    CHECK(payload_of("a\r\n\r\r\nb\rc\r") == "\ta\n\t\n\tb\rc\n");
    CHECK(payload_of("a\n") == "\ta\n\t\n");
}

#if __has_include(<sys/socket.h>)
TEST_CASE("A trace's record is written by one call") {
    int ends[2];  // a packet socket keeps writes separate
    REQUIRE(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0);
    SLUICE_TRACE(shop::logs, "configures", nullptr);
    trace_state& trace = trace_of<decltype(shop::logs)::rows>;
    trace.to.file = inspect_file(ends[0]);
    trace.to.file.kind = file_kind::plain;  // like a trace's file
    trace.own.set(level::debug);

    std::string const line(100, 'x');
    std::string payload;
    while (payload.size() < 100000) payload += line + "\n";
    SLUICE_TRACE(shop::logs, "long", json_object({{"a", 1}}), payload);
    SLUICE_TRACE(shop::logs, "short", intern(shop::logs, "text"));

    trace.own.set(level::off);
    close_file(trace.to.file);
    std::string got(300000, '\0');
    auto const next = [&] {
        ssize_t const size = recv(ends[1], got.data(), got.size(), 0);
        return std::string_view(got.data(), size < 0 ? 0 : static_cast<std::size_t>(size));
    };
    std::string_view record = next();
    CHECK(record.substr(0, 1) == "V");
    CHECK(record.find("] {\"long\": {\"a\": 1}, \"has_payload\": \"") < record.find('\n'));
    CHECK(record.size() > payload.size() + payload.size() / 101);
    CHECK(record.substr(record.size() - 3) == "\n\t\n");
    record = next();
    CHECK(record.substr(record.find(']')) == "] {\"str\": [\"text\", 0]}\n");
    record = next();
    CHECK(record.substr(record.find(']')) == "] {\"short\": 0}\n");
    CHECK(next().empty());
    close(ends[1]);
}
#endif

}  // namespace sluice::detail
