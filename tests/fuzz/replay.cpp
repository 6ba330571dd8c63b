// A driver for compilers without libFuzzer: runs a target with each file of the given folders.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

int main(int argc, char** argv) {
    int count = 0;
    for (int i = 1; i < argc; ++i)
        for (auto const& each : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream file(each.path(), std::ios::binary);
            std::string const text{std::istreambuf_iterator<char>(file), {}};
            LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(text.data()), text.size());
            ++count;
        }
    std::printf("%d inputs\n", count);
    return count == 0;
}
