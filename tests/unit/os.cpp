#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "catch.hpp"
#include "shop.hpp"

namespace sluice::detail {

namespace {

/// A folder of its own for a test.
class folder {
public:
    explicit folder(char const* name)
        : path_(std::filesystem::temp_directory_path() / (name + std::to_string(process_id()))) {
        std::filesystem::create_directories(path_);
    }
    folder(folder const&) = delete;
    folder& operator=(folder const&) = delete;
    ~folder() { std::filesystem::remove_all(path_); }

    std::string operator/(char const* name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

std::string content(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("files are appended to, by several at once, and their bytes stay as they are") {
    folder const where("sluice-append-");
    std::string const path = where / "a.log";
    int const first = open_for_appending(path.c_str());
    int const second = open_for_appending(path.c_str());
    REQUIRE(first >= 0);
    REQUIRE(second >= 0);
    CHECK(write_to(first, kind_of(first), "one\n").error == 0);
    CHECK(write_to(second, kind_of(second), "two\r\n").error == 0);
    CHECK(write_to(first, kind_of(first), {"\0\x1a", 2}).error == 0);
    close_file(first);
    close_file(second);
    CHECK(content(path) == std::string("one\ntwo\r\n\0\x1a", 11));
}

TEST_CASE("a new file is cut where what follows is not wanted") {
    folder const where("sluice-cut-");
    std::string const path = where / "a.log";
    int const file = open_for_appending(path.c_str(), true);
    REQUIRE(file >= 0);
    CHECK(write_to(file, kind_of(file), "whole and half").error == 0);
    cut_file(file, 5);
    CHECK(write_to(file, kind_of(file), ".").error == 0);
    close_file(file);
    CHECK(content(path) == "whole.");
    CHECK(open_for_appending(path.c_str(), true) == -1);
    CHECK(errno == EEXIST);
}

TEST_CASE("a file that is open can be renamed, and is written to on") {
    folder const where("sluice-rename-");
    int const file = open_for_appending((where / "a.log").c_str());
    REQUIRE(file >= 0);
    CHECK(write_to(file, kind_of(file), "before ").error == 0);
    std::filesystem::rename(where / "a.log", where / "b.log");
    CHECK(write_to(file, kind_of(file), "behind").error == 0);
    close_file(file);
    CHECK(content(where / "b.log") == "before behind");
}

TEST_CASE("folders are made as far as they are missing") {
    folder const where("sluice-folders-");
    CHECK(open_for_appending((where / "x/y/a.log").c_str()) == -1);
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
    wall_time const now = local_time_now();
    CHECK(now.year >= 2024);
    CHECK(now.nanosecond < 1000000000);
    CHECK(static_cast<long long>(now.since_epoch) - static_cast<long long>(time(nullptr)) <= 1);
    unsigned long long const before = monotonic_nanoseconds();
    CHECK(monotonic_nanoseconds() >= before);
    CHECK(text_view{error_text{ENOENT}.text}.size() > 5);
#if !SLUICE_DETAIL_WINDOWS  // where threads have no names unless they are given one
    CHECK(thread_name().text[0] != '\0');
#endif
    CHECK(environment_variable("SLUICE_THERE_IS_NO_SUCH_VARIABLE") == nullptr);
}

TEST_CASE("file names in log lines lose the way up to the source folder") {
    CHECK(relative_file("../src/a.cpp") == std::string("src/a.cpp"));
    CHECK(relative_file("../../a.cpp") == std::string("a.cpp"));
    CHECK(relative_file("..a.cpp") == std::string("..a.cpp"));
    CHECK(relative_file("..") == std::string(".."));
#if SLUICE_DETAIL_WINDOWS
    CHECK(relative_file("..\\..\\src\\a.cpp") == std::string("src\\a.cpp"));
#else
    CHECK(relative_file("..\\a.cpp") == std::string("..\\a.cpp"));
#endif
}

}  // namespace sluice::detail
