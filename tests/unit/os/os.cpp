#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "../catch.hpp"
#include "../folder.hpp"
#include "../shop.hpp"

namespace sluice::detail {

namespace {

bool written(opened_file const& to, text_view text) { return write_record(to, text).error == 0; }

}  // namespace

TEST_CASE("several descriptors append to a file, and bytes are not changed") {
    folder const where("sluice-append-");
    std::string const path = where / "a.log";
    opened_file first = open_for_appending(path.c_str());
    opened_file second = open_for_appending(path.c_str());
    REQUIRE(first.is_open());
    REQUIRE(second.is_open());
    CHECK(written(first, "one\n"));
    CHECK(written(second, "two\r\n"));
    CHECK(written(first, {"\0\x1a", 2}));
    close_file(first);
    close_file(second);
    CHECK(read_file(path) == std::string("one\ntwo\r\n\0\x1a", 11));
}

TEST_CASE("a new file can be truncated") {
    folder const where("sluice-cut-");
    std::string const path = where / "a.log";
    opened_file file = open_for_appending(path.c_str(), true);
    REQUIRE(file.is_open());
    CHECK(written(file, "whole and half"));
    cut_file(file, 5);
    CHECK(written(file, "."));
    close_file(file);
    CHECK(read_file(path) == "whole.");
    CHECK(open_for_appending(path.c_str(), true).descriptor == -1);
    CHECK(errno == EEXIST);
}

TEST_CASE("an open file can be renamed while it is written") {
    folder const where("sluice-rename-");
    opened_file file = open_for_appending((where / "a.log").c_str());
    REQUIRE(file.is_open());
    CHECK(written(file, "before "));
    std::filesystem::rename(where / "a.log", where / "b.log");
    CHECK(written(file, "after"));
    close_file(file);
    CHECK(read_file(where / "b.log") == "before after");
}

TEST_CASE("missing folders are created") {
    folder const where("sluice-folders-");
    CHECK(open_for_appending((where / "x/y/a.log").c_str()).descriptor == -1);
    CHECK(errno == ENOENT);
    CHECK(make_folders((where / "x/y").c_str()) == 0);
    CHECK(make_folders((where / "x/y").c_str()) == 0);
    CHECK(std::filesystem::is_directory(where / "x/y"));
    std::ofstream(where / "file") << "x";
    CHECK(make_folders((where / "file/y").c_str()) != 0);
#if SLUICE_DETAIL_WINDOWS
    CHECK(make_folders((where / "p\\q").c_str()) == 0);
    CHECK(std::filesystem::is_directory(where / "p/q"));
#endif
}

TEST_CASE("clocks and names are the system's") {
    unsigned nanoseconds = 0;
    unsigned long long const seconds = wall_seconds(nanoseconds);
    wall_time const now = local_time(seconds);
    CHECK(now.year >= 2024);
    CHECK(nanoseconds < 1000000000);
    CHECK(static_cast<long long>(now.since_epoch) - static_cast<long long>(time(nullptr)) <= 1);
    unsigned long long const before = monotonic_nanoseconds();
    CHECK(monotonic_nanoseconds() >= before);
    CHECK(text_view{error_text{ENOENT}.text}.size() > 5);
#if !SLUICE_DETAIL_WINDOWS  // threads have no names by default on Windows
    CHECK(thread_name().text[0] != '\0');
#endif
    CHECK(environment_variable("SLUICE_THERE_IS_NO_SUCH_VARIABLE") == nullptr);
}

TEST_CASE("file names in log lines are relative to the source folder") {
    CHECK(relative_file("../src/a.cpp", "") == std::string("src/a.cpp"));
    CHECK(relative_file("../../a.cpp", "") == std::string("a.cpp"));
    CHECK(relative_file("..a.cpp", "") == std::string("..a.cpp"));
    CHECK(relative_file("..", "") == std::string(".."));
    CHECK(relative_file("..\\..\\src\\a.cpp", "") == std::string("src\\a.cpp"));
}

}  // namespace sluice::detail
