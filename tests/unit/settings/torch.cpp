// Tests every row of torch_settings.tsv: over a thousand settings and their meaning by PyTorch's rules.
#include <fstream>
#include <vector>

#include "../../../examples/torch_logs/escape.hpp"
#include "../../../examples/torch_logs/resolve.hpp"
#include "../catch.hpp"

TEST_CASE("settings have the same meaning as in PyTorch") {
    std::ifstream rows{TORCH_SETTINGS};
    REQUIRE(rows);
    int checked = 0, extensions = 0;
    for (std::string row; std::getline(rows, row);) {
        std::size_t const tab = row.find('\t');
        REQUIRE(tab != row.npos);
        std::string const setting = torch_logs::unescape(row.substr(0, tab)), expected = row.substr(tab + 1);
        INFO("setting: " << row.substr(0, tab));
        if (expected.starts_with("error-in-torch")) {
            ++extensions;
            continue;
        }
        CHECK(torch_logs::resolve(setting) == expected);
        ++checked;
    }
    CHECK(checked == 1350);
    CHECK(extensions == 42);
}

TEST_CASE("white space around directives, which PyTorch rejects, is ignored") {
    auto const same = [](std::string_view setting, std::string_view as) {
        INFO(setting);
        CHECK(torch_logs::resolve(setting) == torch_logs::resolve(as));
    };
    same(" dynamo", "dynamo");
    same("dynamo ,aot", "dynamo,aot");
    same("graph ", "graph");
    same("\t+torch.distributed.elastic.agent,onnx", "+torch.distributed.elastic.agent,onnx");
    same("dynamo=debug", "+dynamo");
    CHECK(torch_logs::resolve("+dynamo=debug").starts_with("error"));
}
