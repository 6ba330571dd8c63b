// Formats arbitrary messages, contexts and names with arbitrary line formats, and compares the output with the model's.
//
// An input consists of texts separated by NULs: format, message, context, function, file; the size of the last text
// determines the rank.
#include <pthread.h>

#include <cctype>
#include <cstring>

#include "layout_model.hpp"

namespace {

using namespace sluice::detail;

// Reconstructs a format from its pieces.
std::string spell(line_piece const& piece) {
    if (!piece.text.empty()) return piece.text == "%" ? "%%" : fuzz::copy(piece.text);
    std::string made = "%(";
    made += fuzz::view(line_keys[static_cast<unsigned char>(piece.key)]);
    made += ')';
    if (piece.left) made += '-';
    if (piece.zeros) made += '0';
    if (piece.width != 0) made += std::to_string(piece.width);
    return made + (piece.is_integer ? 'd' : 's');
}

std::string respell(std::string_view format) {
    std::string made;
    line_format_reader reader{format};
    for (line_piece piece; reader.next(piece);) made += spell(piece);
    return made;
}

std::string module_of(std::string const& name) {
    std::size_t const dot = name.rfind('.');
    return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

// The whole record, as a JSON object or in logfmt.
std::string machine_record(sluice::record const& from, bool json) {
    std::string made;
    auto const add = [&](std::string const& name, std::string const& value) {
        made += (made.empty() ? "" : json ? "," : " ") + (json ? fuzz::json_string(name) + ":" : name + "=") + value;
    };
    auto const add_text = [&](std::string const& name, std::string_view text, bool always = false) {
        bool bare = !json && !text.empty();
        for (unsigned char c : text) bare = bare && std::isgraph(c) && !std::strchr("\"=\\", c);
        if (always || !text.empty()) add(name, bare ? std::string(text) : fuzz::json_string(text));
    };
    add_text("time", "2026-11-02T06:13:20.000067Z");
    add_text("level", "warning");
    add_text("logger", "fuzz.reader");
    add_text("artifact", "plan");
    add_text("file", from.file);
    add("line", "42");
    add_text("function", from.function);
    add("process", "12345");
    add("thread", std::to_string(from.thread));
    if (from.rank >= 0) add("rank", std::to_string(from.rank));
    add_text("trace_id", fuzz::view(from.trace_id));
    add_text("message", fuzz::view(from.text), true);
    return json ? "{" + made + "}" : made;
}

fuzz::layout_model::values values_of(sluice::record const& from, std::string const& line) {
    std::string const file = fuzz::printable(from.file);
    std::string const context = fuzz::printable(fuzz::view(from.trace_id));
    std::string const path = from.file;
    char thread[16] = {};
    pthread_getname_np(pthread_self(), thread, sizeof thread);
    std::string const rank = from.rank < 0 ? "" : std::to_string(from.rank);
    return {{"message", line},
            {"name", "fuzz.reader.__plan"},
            {"levelname", "WARNING"},
            {"levelno", "30"},
            {"shortlevel", "W"},
            {"artifact", "plan"},
            {"artifactprefix", " [__plan]"},
            {"pathname", file},
            {"filename", fuzz::printable(path.substr(path.rfind('/') + 1))},
            {"module", fuzz::printable(module_of(path.substr(path.rfind('/') + 1)))},
            {"lineno", "42"},
            {"funcName", fuzz::printable(from.function)},
            {"asctime", "2026-11-02 03:04:05,000"},
            {"glogtime", "1102 03:04:05.000067"},
            {"isotime", "2026-11-02T03:04:20.000067-03:09"},
            {"utctime", "2026-11-02T06:13:20.000067Z"},
            {"json", machine_record(from, true)},
            {"logfmt", machine_record(from, false)},
            {"created", "1793600000.000067"},
            {"msecs", "0"},
            {"process", "12345"},
            {"thread", std::to_string(thread_id())},
            {"threadName", thread},
            {"processName", fuzz::printable(program_invocation_short_name)},
            {"taskName", context},
            {"relativeCreated", "1000.000"},
            {"rank", rank},
            {"rankprefix", rank.empty() ? "" : "[rank" + rank + "]:"},
            {"traceid", context},
            {"traceprefix", context.empty() ? "" : " " + context}};
}

std::string laid_out(sluice::record const& from, std::string_view format, bool escaped) {
    compiled_format compiled;
    compiled.assign(format);
    local_buffer<1024> lines;
    lines.append(from.text);
    std::size_t const size = lines.size();
    lay_out(lines, from, {compiled.view(), false, escaped});
    compiled.release();
    return fuzz::copy(lines.view().part(size));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size > 4000) return 0;  // limits the output, as widths are up to 999
    std::vector<std::string> texts = fuzz::split(fuzz::as_text(data, size), '\0');
    texts.resize(5);
    std::string const& format = texts[0];
    fuzz::layout_model const model{format};

    line_format_reader reader{format};
    line_fault const fault = check_line_format(reader);
    MUST(model.good == (fault == line_fault::none));
    if (fault != line_fault::none) {
        MUST(reader.offset() <= format.size() && reader.offset() + reader.length() <= format.size());
        message_buffer message;
        message.append("sluice: ");
        explain_line_format(message, format, fault, reader);
        fuzz::check_message(fuzz::view(message.view()), 1);
        return 0;
    }

    sluice::detail::start_time = 1793599999'000067;  // a second before the record
    sluice::record made;
    made.at = sluice::warning;
    made.logger = "fuzz.reader";
    made.artifact = "plan";
    made.file = texts[4].c_str();
    made.line = 42;
    made.function = texts[3].c_str();
    made.time = {2026, 11, 2, 3, 4, 5, 67890, 1793600000};
    made.process = 12345;
    made.thread = thread_id();
    made.rank = static_cast<int>(texts[4].size() % 5) - 1;
    made.trace_id = texts[2];
    made.text = texts[1];
    bool has_message = false;
    for (auto const& each : model.pieces) has_message = has_message || (each.is_field && each.text == "message");
    for (bool const escaped : {false, true}) {
        std::string expected;
        for (std::string const& line : fuzz::lines_of(texts[1])) {
            expected += model.line(values_of(made, escaped ? fuzz::printable(line) : line)) + "\n";
            if (!has_message) break;
        }
        MUST(laid_out(made, format, escaped) == expected);
    }

    std::string const again = respell(format);
    MUST(respell(again) == again);
    MUST(laid_out(made, format, false) == laid_out(made, again, false));
    return 0;
}
