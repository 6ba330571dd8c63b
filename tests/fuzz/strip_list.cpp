// Parses arbitrary texts as strip lists: valid entries must be applied, others must have the right fault.
#include "../unit/shop.hpp"
#include "settings_model.hpp"

namespace {

using namespace sluice::detail;

constexpr tables const& table = shop::logs.tables();

std::map<std::string, sluice::level> const levels{{"debug", sluice::debug},       {"info", sluice::info},
                                                  {"warning", sluice::warning},   {"error", sluice::error},
                                                  {"critical", sluice::critical}, {"off", sluice::off}};
std::map<std::string, std::vector<std::string>> const components{
    {"reader", {"shop.reader"}}, {"planner", {"shop.planner"}}, {"export", {"shop.export", "shop.export.pdf"}}};
std::set<std::string> const artifacts{"plan_tree", "row_dump", "summary", "pages"};

bool is_dotted(std::string const& name) {
    for (std::string const& part : fuzz::split(name, '.'))
        if (part.empty() ||
            part.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != part.npos)
            return false;
    return true;
}

declaring fault_of(std::string const& entry) {
    std::string const name = entry.substr(0, entry.find('='));
    bool const has_value = name.size() < entry.size();
    if (!is_dotted(name)) return declaring::strip_no_name;
    if (artifacts.contains(name)) return has_value ? declaring::strip_artifact_with_level : declaring::correct;
    bool const known = name == "all" || name == "shop" || components.contains(name) || name.find('.') != name.npos;
    if (!known) return declaring::strip_unknown_name;
    if (!has_value) return declaring::strip_no_level;
    return levels.contains(entry.substr(name.size() + 1)) ? declaring::correct : declaring::strip_bad_level;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = fuzz::as_text(data, size);
    std::vector<std::string> const entries = text.empty() ? std::vector<std::string>() : fuzz::split(text, ',');

    std::size_t count = 0;
    bool good = true;
    for (strip_reader reader{text, table}; reader.next(); ++count) {
        MUST(count < entries.size() && fuzz::view(reader.entry) == entries[count]);
        declaring const fault = fault_of(entries[count]);
        MUST(reader.fault() == fault);
        good = good && fault == declaring::correct;
    }
    MUST((strip_mistake(text, table).kind == declaring::correct) == good);
    MUST(count == entries.size());
    if (!good) return 0;  // doesn't compile

    std::set<std::string> stripped;
    std::map<std::string, sluice::level> kept;
    for (std::string const& entry : entries) {
        std::string const name = entry.substr(0, entry.find('='));
        if (artifacts.contains(name)) {
            stripped.insert(name);
            continue;
        }
        sluice::level const at = levels.at(entry.substr(name.size() + 1));
        if (auto const found = components.find(name); found != components.end())
            for (std::string const& logger : found->second) kept[logger] = at;
        else
            kept[name == "all" ? "shop" : name] = at;
    }
    for (std::string const& each : artifacts) MUST(strips_artifact(text, table, each) == stripped.contains(each));
    for (std::string name :
         {"shop", "shop.reader", "shop.planner", "shop.export", "shop.export.pdf", "shop.reader.csv"}) {
        sluice::level const got = strip_threshold(text, table, name);
        while (!name.empty() && !kept.contains(name)) name.resize(name.find('.') == name.npos ? 0 : name.rfind('.'));
        MUST(got == (name.empty() ? sluice::debug : kept.at(name)));
    }
    return 0;
}
