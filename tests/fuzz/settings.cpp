// Applies arbitrary texts as settings: each directive must be applied or reported, and thresholds must match the model.
#include <algorithm>

#include "../../examples/torch_logs/logs.hpp"
#include "settings_model.hpp"

namespace {

using namespace sluice::detail;
using fuzz::copy;
using fuzz::settings_model;

constexpr tables const& table = torch::logs.tables();

/// Checks what a directive says besides a level.
void check_modifiers(directive const& made, settings_model::step const& model) {
    modifiers const& more = made.more;
    MUST(more.has_budget == (model.budget >= 0));
    MUST(!more.has_budget || more.budget == model.budget);
    MUST(more.recorded == model.recorded);
    MUST(more.lines == model.lines && more.each_second == model.each_second && more.adds_route == model.adds_route);
    MUST(fuzz::view(more.route) == model.route);
    for (int rank = -1; rank < 5; ++rank) MUST(is_for_rank(made, rank) == settings_model::is_for(model, rank));
    MUST((made.target == directive::kind::file) == (model.target == settings_model::step::file));
    MUST((made.target == directive::kind::pattern) == (model.target == settings_model::step::pattern));
}

bool is_inside(sluice::text_view part, std::string_view whole) {
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = fuzz::as_text(data, size);
    settings_model const model{table, text};

    std::vector<directive> good;
    std::size_t mistakes = 0, words = 0, asked = 0;
    int const rank = static_cast<int>(size % 4) - 1;
    settings_parser parser{text, table};
    while (parser.next()) {
        if (parser.fault == settings_fault::none && parser.asked != request::none) {
            ++words;
            if (is_for_rank(parser.parsed, rank)) ++asked;
            continue;
        }
        if (parser.fault == settings_fault::none) {
            MUST(good.size() < model.steps.size());
            check_modifiers(parser.parsed, model.steps[good.size()]);
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
    MUST(words == model.words.size());
    MUST(good.size() == model.steps.size() && mistakes == model.mistakes.size());
    MUST(good.size() <= max_directives(text));

    std::vector<directive> applied;
    std::vector<int> numbers;  // of these among the good ones
    for (std::size_t i = 0; i < good.size(); ++i) {
        if (!is_for_rank(good[i], rank)) continue;
        applied.push_back(good[i]);
        numbers.push_back(static_cast<int>(i));
    }
    plan const made{applied.data(), applied.size()};
    auto const outcome = [&](sluice::level at, setter const& by) {
        return settings_model::outcome{settings_model::number(at),
                                       by.by == nullptr ? -1 : numbers[static_cast<std::size_t>(by.by - applied.data())]};
    };
    auto const check_logger = [&](std::string const& name) {
        setter by;
        sluice::level const at = resolve_logger(name, made, table, &by);
        MUST(outcome(at, by) == model.resolve(name, rank));
    };
    for (std::size_t i = 0; i < table.component_count; ++i)
        for (unsigned j = 0; j < table.components[i].logger_count; ++j)
            check_logger(copy(table.loggers[table.components[i].first_logger + j]));
    std::size_t names = 0;
    for (std::string const& name : model.mentioned) {
        if (++names > 20) break;
        for (std::string const& other : {name, name + ".below", name + "beside", name.substr(0, name.rfind('.'))})
            check_logger(other);
    }
    for (std::size_t i = 0; i < table.artifact_count; ++i) {
        setter by;
        sluice::level const at = resolve_row(table.component_count + i, made, table, &by);
        MUST(outcome(at, by) == model.resolve(table.artifacts[i], rank));
    }

    // Files of settings have tests of their own. Routes and recorders of all names ever set stay in memory.
    bool keeps_memory = false;
    for (directive const& each : good) keeps_memory = keeps_memory || !each.more.route.empty() || each.more.recorded != 0;
    if (model.names_files || (keeps_memory && size % 32 != 0)) return 0;
    static int last_rank = -1;
    if (rank != last_rank) torch::logs.set_rank(last_rank = rank);

    // From code: all or nothing.
    torch::logs.set("torch.before=critical", sluice::override_environment);
    sluice::set_result const result = torch::logs.set(text, sluice::override_environment);
    MUST(result.error_count() == mistakes + (mistakes == 0 && asked != 0 && !applied.empty()));
    if (asked == 0) {  // directives without mistakes may have notes, of the same form
        std::string_view const messages = fuzz::view(result.message());
        std::size_t const count = static_cast<std::size_t>(std::count(messages.begin(), messages.end(), '\n')) / 3;
        MUST(count >= mistakes && count <= mistakes + good.size());
        fuzz::check_message(messages, count);
    }
    bool const changed = mistakes == 0 && asked == 0;
    MUST(settings_model::number(torch::logs.level_of("torch.before")) ==
         (changed ? model.resolve("torch.before", rank).at : 50));
    for (std::size_t i = 0; changed && i < table.artifact_count; ++i)
        MUST(settings_model::number(torch::logs.level_of(table.artifacts[i].name)) ==
             model.resolve(table.artifacts[i], rank).at);
    return 0;
}
