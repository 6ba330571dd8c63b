// Sets all variables of a registry to arbitrary values, and logs: mistakes must be reported in ASCII, and the record
// must be written once, complete, to the destination that the valid values select.
//
// An input consists of texts separated by NULs: the variables in the order of `variables`, a message, a context.
#include <dirent.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sluice/trace.hpp>
#include <string>
#include <utility>

#include "../../examples/torch_logs/logs.hpp"
#include "layout_model.hpp"
#include "settings_model.hpp"

namespace {

enum variable { logs, format, escape, filter, out, trace, variable_count };
constexpr char const* variables[] = {"TORCH_LOGS",        "TORCH_LOGS_FORMAT",
                                     "TORCH_LOGS_ESCAPE", "TORCH_LOGS_TRACE_ID_FILTER",
                                     "TORCH_LOGS_OUT",    "TORCH_TRACE"};

// A temporary folder for files.
struct scratch_folder {
    std::string path = "/tmp/sluice-fuzz-XXXXXX";
    scratch_folder() {
        if (access("/dev/shm", W_OK) == 0) path = "/dev/shm/sluice-fuzz-XXXXXX";
        MUST(mkdtemp(path.data()) != nullptr);
        path += '/';
    }
    ~scratch_folder() { rmdir(path.c_str()); }
};

std::string text_of(std::string const& path) {
    std::string text;
    if (FILE* const file = std::fopen(path.c_str(), "rb")) {
        char part[4096];
        for (std::size_t size; (size = std::fread(part, 1, sizeof part, file)) != 0;) text.append(part, size);
        std::fclose(file);
    }
    return text;
}

/// Removes all files of a folder. Returns their contents.
std::vector<std::string> empty_folder(std::string const& path) {
    std::vector<std::string> texts;
    DIR* const folder = opendir(path.c_str());
    if (folder == nullptr) return texts;
    while (dirent const* const each = readdir(folder)) {
        std::string const name = path + "/" + each->d_name;
        if (struct stat is{}; stat(name.c_str(), &is) != 0 || !S_ISREG(is.st_mode)) continue;
        texts.push_back(text_of(name));
        unlink(name.c_str());
    }
    closedir(folder);
    return texts;
}

/// Returns what `work` writes to stderr.
template <class Work>
std::string capture_stderr(Work const& work) {
    static int const memory = memfd_create("stderr", MFD_CLOEXEC);
    MUST(memory >= 0 && ftruncate(memory, 0) == 0 && lseek(memory, 0, SEEK_SET) == 0);
    dup2(memory, STDERR_FILENO);
    work();
    dup2(fuzz::messages_fd, STDERR_FILENO);
    std::string text(static_cast<std::size_t>(lseek(memory, 0, SEEK_END)), '\0');
    MUST(pread(memory, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
    return text;
}

std::string trim_id(std::string const& id) {
    std::size_t const first = id.find_first_not_of(" \t[]");
    return first == id.npos ? "" : id.substr(first, id.find_last_not_of(" \t[]") - first + 1);
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// Returns a variable's value without white space and quotes around it.
std::string bare(std::string const& text) {
    constexpr char const* blank = " \t\n\v\f\r";
    std::size_t const first = text.find_first_not_of(blank);
    if (first == text.npos) return "";
    std::string const all = text.substr(first, text.find_last_not_of(blank) - first + 1);
    bool const is_quoted = all.size() > 1 && (all[0] == '"' || all[0] == '\'') && all.find(all[0], 1) == all.size() - 1;
    return is_quoted ? all.substr(1, all.size() - 2) : all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static scratch_folder const folder;
    if (fuzz::messages_fd == STDERR_FILENO) {
        fuzz::messages_fd = dup(STDERR_FILENO);
        torch::logs.reload();  // reads the variables for the first time, which would report mistakes again
    }
    if (size > 4000) return 0;
    std::vector<std::string> texts = fuzz::split(fuzz::as_text(data, size), '\0');
    texts.resize(variable_count + 2);
    // Keep files in the folder, and exclude fields in names, so that they are used literally.
    for (int each : {out, trace})
        if (texts[each].find_first_of("/%") != std::string::npos || texts[each].starts_with('.')) return 0;
    bool const only = texts[out].ends_with(",only");
    for (int each : {out, trace})  // tests/process/answers has these
        if (texts[each].find_first_of(";~\"' \t\n\v\f\r") != std::string::npos) return 0;
    if (texts[out].find(',') != (only ? texts[out].size() - 5 : std::string::npos) || lower(texts[out]) == "only") return 0;
    if (texts[out].substr(0, texts[out].size() - (only ? 5 : 0)) == texts[trace]) texts[trace].clear();
    // The record that says where the trace is would be lost, too, if the format shows it or not.
    if (texts[out].size() > 200) texts[trace].clear();
    for (int each : {out, trace})
        if (!texts[each].empty() && texts[each] != ",only") texts[each].insert(0, folder.path);
    for (int i = 0; i < variable_count; ++i) {
        if (texts[i].empty())
            unsetenv(variables[i]);
        else
            setenv(variables[i], texts[i].c_str(), 1);
    }
    std::string const path = texts[out].substr(0, texts[out].size() - (only ? 5 : 0));
    std::string const& message = texts[variable_count];

    // Model the values.
    for (int each : {format, escape, filter}) texts[each] = bare(texts[each]);
    texts[escape] = lower(texts[escape]);
    bool const is_short = lower(texts[format]) == "short" || lower(texts[format]) == "basic";
    bool const is_for_machines = lower(texts[format]) == "json" || lower(texts[format]) == "logfmt";
    std::string chosen = is_short          ? "%(levelname)s:%(name)s:%(message)s"
                         : is_for_machines ? "%(" + lower(texts[format]) + ")s"
                                           : texts[format];
    if (chosen.size() > 2 && chosen.ends_with("\\n")) chosen.resize(chosen.size() - 2);
    fuzz::settings_model const model{torch::logs.tables(), texts[logs]};
    if (model.has_controls()) return 0;  // where records go then, the settings target and tests/process check
    fuzz::layout_model const layout{chosen};
    bool has_message = false, all_known = true;
    for (auto const& each : layout.pieces) {
        has_message = has_message || (each.is_field && (each.text == "message" || each.text == "json" ||
                                                        each.text == "logfmt"));
        all_known =
            all_known && (!each.is_field || each.text == "message" || each.text == "levelname" || each.text == "name");
    }

    std::string const messages = capture_stderr([] { torch::logs.reload(); });
    bool const wants_help = !model.words.empty();
    if (!wants_help) {
        for (char c : messages) MUST(c == '\n' || (c >= ' ' && c <= '~'));
        std::size_t expected = model.mistakes.size() * 3;  // lines
        if (!chosen.empty() && !layout.good) expected += 3;
        std::string const& escapes = texts[escape];
        if (!escapes.empty() && escapes != "always" && escapes != "never" && escapes != "terminal") ++expected;
        if (only && path.empty()) ++expected;
        if (!texts[filter].empty() && texts[filter].find_first_not_of(", \t[]") == std::string::npos) ++expected;
        if (!chosen.empty() && layout.good && !has_message) expected += 3;
        std::size_t const lines = fuzz::split(messages, '\n').size() - 1;
        MUST(lines >= expected && (lines - expected) % 3 == 0);  // notes on directives have three too
    }
    for (std::string const& name : model.mentioned)
        MUST(fuzz::settings_model::number(torch::logs.level_of(name)) == model.threshold(name));

    // Log a record; then write one to the trace, which also logs where it is.
    std::string printed_records, trace_messages, context_text, file;
    bool file_failed = false;
    {
        sluice::context const where(texts[variable_count + 1]);
        context_text = fuzz::copy(where.text());
        printed_records = capture_stderr([&] { SLUICE_ERROR(torch::dynamo, "{}", message); });
        if (printed_records.starts_with("sluice: TORCH_LOGS_OUT: can't open ") && path.size() > 255) {
            printed_records.erase(0, printed_records.find('\n') + 1);
            file_failed = true;
        }
        if (!path.empty() && !file_failed) file = text_of(path);
        trace_messages = capture_stderr(
            [&] { SLUICE_TRACE(torch::logs, "text", sluice::json_object({{"text", message}}), message); });
    }
    bool shown = model.threshold("torch._dynamo") <= 40;
    if (texts[filter].find_first_not_of(", \t[]") != std::string::npos) {
        bool listed = false;
        for (std::string const& id : fuzz::split(texts[filter], ','))
            listed = listed || (!trim_id(id).empty() && trim_id(id) == trim_id(context_text));
        shown = shown && listed;
    }

    bool const trace_failed = texts[trace].size() > 200 &&
                              trace_messages.find("sluice: TORCH_TRACE: can't make a file in ") != std::string::npos;

    // When a file or a trace works again, it reports the records lost by earlier inputs.
    static unsigned lost_by_file = 0, lost_by_trace = 0;
    auto const loss_report = [](char const* name, unsigned& lost, char const* one, char const* more) {
        std::string const made = std::string("sluice: ") + name + ": " + std::to_string(lost) +
                                 (lost == 1 ? std::string(" record ") + one : std::string(" records ") + more) +
                                 " (File name too long)\n";
        return std::exchange(lost, 0u) == 0 ? std::string() : made;
    };
    if (trace_failed) ++lost_by_trace;
    if (!texts[trace].empty() && !trace_failed) {
        std::string const wanted = loss_report("TORCH_TRACE", lost_by_trace, "was lost", "were lost");
        MUST(trace_messages.find(wanted) != std::string::npos);
    }

    // Check the record.
    bool const exact = !chosen.empty() && layout.good && all_known;
    std::vector<std::string> lines = fuzz::lines_of(message);
    if (!chosen.empty() && layout.good && !has_message) lines.resize(1);
    bool const to_file = shown && !path.empty() && !file_failed;
    if (shown && file_failed) ++lost_by_file;
    if (to_file) {
        std::string const wanted = loss_report("TORCH_LOGS_OUT", lost_by_file, "went to stderr", "went to stderr");
        MUST(file.starts_with(wanted));
        file.erase(0, wanted.size());
    }
    if (!path.empty()) unlink(path.c_str());
    auto const check = [&](std::string_view written, bool here) {
        if (!here) return MUST(written.empty());
        for (std::string line : lines) {
            if (texts[escape] == "always") line = fuzz::printable(line);
            if (exact) {
                std::string const wanted =
                    layout.line({{"message", line}, {"levelname", "ERROR"}, {"name", "torch._dynamo"}}) + "\n";
                MUST(written.starts_with(wanted));
                written.remove_prefix(wanted.size());
            } else if (chosen.empty() || !layout.good) {
                MUST(written.starts_with('E'));
                std::size_t const place = written.find("environment.cpp:");
                std::size_t const head = written.find(']', place);
                MUST(place < 80 && head < 100);
                std::string const context = context_text.empty() ? "" : " " + fuzz::printable(context_text);
                std::string const wanted = context + " " + line + "\n";
                MUST(written.substr(head + 1).starts_with(wanted));
                written.remove_prefix(head + 1 + wanted.size());
            } else {
                return;  // times and other fields are tested by the target line_format
            }
        }
        MUST(written.empty());
    };
    check(file, to_file);
    check(printed_records, shown && (!only || !to_file));

    // Check the trace: the record and its payload.
    if (!texts[trace].empty() && !trace_failed) {
        std::vector<std::string> const files = empty_folder(texts[trace]);
        rmdir(texts[trace].c_str());
        MUST(files.size() == 1);
        std::vector<std::string> const written = fuzz::split(files[0], '\n');
        MUST(written.size() == fuzz::split(message, '\n').size() + 2 && written.back().empty());
        for (std::size_t i = 0; i + 1 < written.size(); ++i) MUST(written[i].starts_with(i == 0 ? 'V' : '\t'));
    }
    return 0;
}
