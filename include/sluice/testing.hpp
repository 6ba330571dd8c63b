// Capturing records in tests. Opt-in: it includes heavy standard headers, and sluice.hpp doesn't include it.
//
//     sluice::testing::capture logs{shop::logs, "+reader"};
//     read_orders("orders.csv");
//     CHECK(logs.contains(shop::reader, sluice::warning, "no header"));
#pragma once

#ifndef SLUICE_SINGLE_HEADER
#if !__has_include("sink.hpp")
#error "sluice: include the single header before testing.hpp"
#endif
#include "sink.hpp"
#endif

#include <cstdlib>
#include <memory>
#include <mutex>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#ifndef SLUICE_SINGLE_HEADER
#include "detail/base/macros_push.hpp"
#endif

namespace sluice {

namespace detail {

SLUICE_DETAIL_HIDDEN inline std::string upper_case(text_view text) {
    std::string made(text);
    for (char& each : made)
        if (each >= 'a' && each <= 'z') each = static_cast<char>(each - 'a' + 'A');
    return made;
}

}  // namespace detail

namespace testing {

/// A record as a value. Owns its texts.
struct captured_record {
    level at = level::info;
    std::string logger;
    std::string artifact;  // name; empty for components and modules
    std::string text;      // as formatted: any number of lines
    std::string file;      // relative to the source root
    unsigned line = 0;
    std::string function;
    wall_time time{};
    unsigned process = 0;      // id
    unsigned long thread = 0;  // id, as the system's tools show it
    int rank = -1;             // -1: none
    std::string trace_id;      // the context's text, or empty

    /// Returns "WARNING shop.reader src/reader.cpp:42] no header". Further lines of the text are indented.
    [[nodiscard]] std::string to_text() const {
        std::string made = detail::upper_case(sluice::to_text(at)) + ' ' + logger;
        if (!artifact.empty()) made += ".__" + artifact;
        made += ' ' + file + ':' + std::to_string(line) + ']';
        if (!trace_id.empty()) made += ' ' + trace_id;
        made += ' ';
        for (char c : text) {
            made += c;
            if (c == '\n') made += "    ";
        }
        while (made.back() == ' ' || made.back() == '\n') made.pop_back();
        return made;
    }
    friend std::ostream& operator<<(std::ostream& out, captured_record const& shown) { return out << shown.to_text(); }
};

/// Answer of capture::contains(): true if a record matches. Its text, which test libraries print when a check fails,
/// lists the captured records.
class search_result {
public:
    search_result(bool found, std::string text) : found_(found), text_(std::move(text)) {}

    operator bool() const noexcept { return found_; }
    /// Returns the record that was found, or what was searched and all records.
    [[nodiscard]] std::string const& to_text() const noexcept { return text_; }
    friend std::ostream& operator<<(std::ostream& out, search_result const& shown) { return out << shown.to_text(); }

private:
    bool found_;
    std::string text_;
};

/// Captures the records of a registry for its lifetime, from all threads, as values. Settings apply as long, whatever
/// the environment and other settings of the program say; so do the default outputs: SHOP_LOGS_OUT, _FORMAT and
/// _TRACE_ID_FILTER are ignored, and captured records go neither to stderr nor to a file. The program's own sinks still
/// receive them.
///
/// Captures may be nested, and end in any order: the settings of the latest apply, and each receives all records. Any
/// thread may call every function, except that moving and destroying it isn't synchronized. Functions allocate, lock,
/// and throw std::bad_alloc if memory runs out. A moved-from object is empty, and captures nothing.
class [[nodiscard]] capture {
public:
    /// Throws std::invalid_argument, with sluice's message, if the settings have a mistake; without exceptions, prints
    /// the message and aborts.
    template <class Rows>
    SLUICE_DETAIL_HIDDEN explicit capture(registry<Rows> const&, text_view settings = {})
        : state_(new state{detail::registry_of<Rows>}) {
        state_->begin(settings);
    }
    template <class Rows>
    SLUICE_DETAIL_HIDDEN capture(registry<Rows> const& of, checked_settings<Rows> settings)
        : capture(of, settings.text) {}
    capture(capture&&) noexcept = default;
    /// Ends this capture, and continues the other.
    capture& operator=(capture&&) noexcept = default;
    /// Restores settings and outputs. Waits for a record that another thread is logging; calls listeners.
    ~capture() = default;

    /// Returns a copy of the records so far, in the order in which they were logged.
    [[nodiscard]] std::vector<captured_record> records() const {
        if (state_ == nullptr) return {};
        std::lock_guard const held{state_->lock};
        return state_->records;
    }
    [[nodiscard]] std::size_t size() const {
        if (state_ == nullptr) return 0;
        std::lock_guard const held{state_->lock};
        return state_->records.size();
    }
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// Removes the records so far.
    void clear() {
        if (state_ == nullptr) return;
        std::lock_guard const held{state_->lock};
        state_->records.clear();
    }

    /// Returns true if a record's text contains `text`; of that level, and of that component, module or artifact, if
    /// they are given. An empty text is contained in each.
    [[nodiscard]] search_result contains(text_view text) const { return find({}, {}, nullptr, text); }
    [[nodiscard]] search_result contains(level at, text_view text) const { return find({}, {}, &at, text); }
    template <class Channel>
    requires detail::is_channel<Channel>
    [[nodiscard]] search_result contains(Channel, text_view text) const {
        return find(Channel::logger(), Channel::artifact_name, nullptr, text);
    }
    template <class Channel>
    requires detail::is_channel<Channel>
    [[nodiscard]] search_result contains(Channel, level at, text_view text) const {
        return find(Channel::logger(), Channel::artifact_name, &at, text);
    }

    /// Returns the number of records, and a line for each.
    [[nodiscard]] std::string to_text() const { return list(records()); }
    friend std::ostream& operator<<(std::ostream& out, capture const& shown) { return out << shown.to_text(); }

private:
    struct state : detail::sink {
        detail::registry_core& registry;
        detail::settings_layer layer{};
        std::mutex lock;  // its holder takes no other lock
        std::vector<captured_record> records;

        SLUICE_DETAIL_HIDDEN explicit state(detail::registry_core& of) noexcept
            : detail::sink{&receive, true}, registry(of) {
            detail::add_sink(registry, *this);
            detail::ignore_outputs(registry, true);
        }
        state(state const&) = delete;
        state& operator=(state const&) = delete;
        SLUICE_DETAIL_HIDDEN ~state() {
            detail::remove_layer(registry, layer);
            detail::ignore_outputs(registry, false);
            detail::remove_sink(registry, *this);
        }

        SLUICE_DETAIL_HIDDEN void begin(text_view settings) {
            set_result const applied{registry, settings, true, &layer};
            if (applied.message().empty()) return;
#if SLUICE_DETAIL_EXCEPTIONS
            throw std::invalid_argument(std::string(applied.message()));
#else
            detail::write_stderr(applied.message());
            std::abort();
#endif
        }
    };
    std::unique_ptr<state> state_;

    SLUICE_DETAIL_HIDDEN static bool receive(detail::sink& self, record const& made) noexcept {
        SLUICE_DETAIL_TRY {
            auto& to = static_cast<state&>(self);
            std::lock_guard const held{to.lock};
            to.records.push_back({made.at, std::string(made.logger), std::string(made.artifact), std::string(made.text),
                                  made.file, made.line, made.function, made.time, made.process, made.thread, made.rank,
                                  std::string(made.trace_id)});
        }
        SLUICE_DETAIL_CATCH_ALL { return false; }
        return true;
    }

    [[nodiscard]] search_result find(text_view logger, text_view artifact, level const* at, text_view text) const {
        std::vector<captured_record> const all = records();
        for (captured_record const& each : all) {
            if (at != nullptr && each.at != *at) continue;
            if (!logger.empty() && (logger != each.logger || artifact != each.artifact)) continue;
            if (each.text.find(text.data(), 0, text.size()) != std::string::npos) return {true, each.to_text()};
        }
        std::string searched = "no ";
        if (at != nullptr) searched += detail::upper_case(sluice::to_text(*at)) + ' ';
        searched += "record";
        if (!logger.empty()) searched += " of " + std::string(artifact.empty() ? logger : artifact);
        searched += " contains \"" + std::string(text) + "\": ";
        return {false, searched + list(all)};
    }
    [[nodiscard]] static std::string list(std::vector<captured_record> const& all) {
        if (all.empty()) return "no records were captured";
        std::string made =
            all.size() == 1 ? "1 record was captured:" : std::to_string(all.size()) + " records were captured:";
        for (captured_record const& each : all) made += "\n  " + each.to_text();
        return made;
    }
};

}  // namespace testing
}  // namespace sluice

#ifndef SLUICE_SINGLE_HEADER
#include "detail/base/macros_pop.hpp"
#endif
