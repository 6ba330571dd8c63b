// Creates a folder for a test, and removes it at the end of the object's lifetime.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sluice/sluice.hpp>
#include <string>

class folder {
public:
    explicit folder(char const* name)
        : path_(std::filesystem::temp_directory_path() / (name + std::to_string(sluice::detail::process_id()))) {
        std::filesystem::create_directories(path_);
    }
    folder(folder const&) = delete;
    folder& operator=(folder const&) = delete;
    ~folder() { std::filesystem::remove_all(path_); }

    std::string operator/(std::string const& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// Returns the contents of a file.
inline std::string read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
