// Applies arbitrary texts as settings: each directive must be applied or reported, and thresholds must match the model.
#include <algorithm>

#include "../../examples/torch_logs/logs.hpp"
#include "settings_model.hpp"

namespace {

using namespace sluice::detail;
using fuzz::copy;
using fuzz::settings_model;

constexpr tables const& table = torch::logs.tables();

bool is_inside(sluice::text_view part, std::string_view whole) {
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = fuzz::as_text(data, size);
    settings_model const model{table, text};

    std::vector<directive> good;
    std::size_t mistakes = 0, words = 0;
    settings_parser parser{text, table};
    while (parser.next()) {
        if (parser.fault == settings_fault::none && parser.asked != request::none) {
            ++words;
            continue;
        }
        if (parser.fault == settings_fault::none) {
            good.push_back(parser.parsed);
            continue;
        }
        MUST(mistakes < model.mistakes.size() && is_inside(parser.place, text) && is_inside(parser.whole, text));
        auto const offset = static_cast<std::size_t>(parser.place.data() - text.data());
        MUST(offset >= model.mistakes[mistakes].first);
        MUST(offset + parser.place.size() <= model.mistakes[mistakes].last);
        ++mistakes;
        message_buffer message;
        explain(message, parser, "TORCH_LOGS");
        fuzz::check_message(fuzz::view(message.view()), 1);
    }
    MUST(words == model.words);
    MUST(good.size() == model.good && mistakes == model.mistakes.size());
    MUST(good.size() <= max_directives(text));

    plan const made{good.data(), good.size()};
    auto const check_logger = [&](std::string const& name) {
        MUST(settings_model::number(resolve_logger(name, made, table)) == model.threshold(name));
    };
    for (std::size_t i = 0; i < table.component_count; ++i)
        for (unsigned j = 0; j < table.components[i].logger_count; ++j)
            check_logger(copy(table.loggers[table.components[i].first_logger + j]));
    std::size_t asked = 0;
    for (std::string const& name : model.mentioned) {
        if (++asked > 20) break;
        for (std::string const& other : {name, name + ".below", name + "beside", name.substr(0, name.rfind('.'))})
            check_logger(other);
    }
    for (std::size_t i = 0; i < table.artifact_count; ++i)
        MUST(settings_model::number(resolve_row(table.component_count + i, made, table)) ==
             model.artifact_threshold(table.artifacts[i]));

    // From code: all or nothing.
    torch::logs.set("torch.before=critical", sluice::override_environment);
    sluice::set_result const result = torch::logs.set(text, sluice::override_environment);
    MUST(result.error_count() == mistakes);
    if (words == 0) {  // directives without mistakes may have notes, of the same form
        std::string_view const messages = fuzz::view(result.message());
        std::size_t const count = static_cast<std::size_t>(std::count(messages.begin(), messages.end(), '\n')) / 3;
        MUST(count >= mistakes && count <= mistakes + good.size());
        fuzz::check_message(messages, count);
    }
    bool const changed = mistakes == 0 && (words == 0 || !good.empty());
    MUST(settings_model::number(torch::logs.level_of("torch.before")) ==
         (changed ? model.threshold("torch.before") : 50));
    for (std::size_t i = 0; changed && i < table.artifact_count; ++i)
        MUST(settings_model::number(torch::logs.level_of(table.artifacts[i].name)) ==
             model.artifact_threshold(table.artifacts[i]));
    return 0;
}
