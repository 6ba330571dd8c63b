// Sinks: receivers of records in addition to stderr and the file of SHOP_LOGS_OUT.
//
//     auto const window = shop::logs.add_sink([&](sluice::record const& made) { show(made.at, made.text); });
#pragma once

#include "detail/base/macros_push.hpp"

#include "control.hpp"
#include "detail/call/requests.hpp"
#include "record.hpp"

namespace sluice {

namespace detail {

template <class>
inline constexpr bool is_bool = false;
template <>
inline constexpr bool is_bool<bool> = true;

template <class Callable>
concept takes_records = requires(Callable& callable, record const& made) { callable(made); };

}  // namespace detail

/// Calls a callable with each record, for its lifetime. Returned by add_sink().
template <class Callable>
class [[nodiscard]] record_sink : detail::sink {
public:
    static_assert(
        detail::takes_records<Callable>,
        "sluice: a sink is called with a record: shop::logs.add_sink([](sluice::record const& made) { ... })");

    SLUICE_DETAIL_HIDDEN record_sink(detail::registry_core& registry, Callable&& callable, bool replaces)
        : detail::sink{&call_back, replaces}, registry_(registry), callable_(static_cast<Callable&&>(callable)) {
        detail::add_sink(registry_, *this);
    }
    record_sink(record_sink const&) = delete;
    record_sink& operator=(record_sink const&) = delete;
    /// Waits for a call in progress in another thread; the callable isn't called after that. Locks.
    SLUICE_DETAIL_HIDDEN ~record_sink() { detail::remove_sink(registry_, *this); }

    /// Returns the callable. Other threads may be calling it.
    [[nodiscard]] Callable& get() noexcept { return callable_; }

private:
    detail::registry_core& registry_;
    Callable callable_;

    SLUICE_DETAIL_HIDDEN static bool call_back(detail::sink& self, [[maybe_unused]] record const& made) noexcept {
        [[maybe_unused]] Callable& callable = static_cast<record_sink&>(self).callable_;
        if constexpr (detail::takes_records<Callable>) {
            SLUICE_DETAIL_TRY {
                if constexpr (detail::is_bool<decltype(callable(made))>)
                    return callable(made);
                else
                    callable(made);
            }
            SLUICE_DETAIL_CATCH_ALL { return false; }
        }
        return true;
    }
};

/// Appends the record's lines as stderr shows them, without colours: each with its prefix and a newline. A format, in
/// the notation of SHOP_LOGS_FORMAT, replaces stderr's, unless it has a mistake. `to` is a std::string or another type
/// with append(data, size). Throws what append() throws. Any thread; locks nothing; allocates for a format, and if the
/// text and its lines take more than 1 KiB.
template <class Text>
SLUICE_DETAIL_HIDDEN void append_lines(Text& to, record const& from, text_view format = {}) {
    detail::local_buffer<1024> lines;
    detail::lay_out_record(lines, from, format);
    to.append(lines.view().data(), lines.view().size());
}

/// Appends each record to a file, in one write. Used as a sink:
///
///     auto const file = shop::logs.add_sink(sluice::file_sink{"shop.%p.log"}, sluice::replace_stderr);
///
/// The first record opens the file, and creates it if it doesn't exist. The path may contain %p, %r, %h and %%, as in
/// SHOP_LOGS_OUT. Lines have stderr's format, unless a format in the notation of SHOP_LOGS_FORMAT is given. If the file
/// can't be opened or written, a message is written to stderr, and the file is tried again at most once a second; the
/// first record that it takes follows a line with the number of lost records.
class file_sink {
public:
    /// Stores copies of both texts. Allocates; throws nothing.
    explicit file_sink(text_view path, text_view format = {}) noexcept : state_(detail::make_file_sink(path, format)) {}
    file_sink(file_sink&& other) noexcept : state_(other.state_) { other.state_ = nullptr; }
    file_sink& operator=(file_sink&&) = delete;
    ~file_sink() { detail::end_file_sink(state_); }

    /// Makes the next record open the file again, as after a log rotation. Any thread; async-signal-safe.
    void reopen() noexcept { detail::reopen_file_sink(state_); }

    /// Writes a record. Returns false if that failed. Not synchronized: the registry calls sinks one at a time.
    /// Allocates if the text and its lines take more than 1 KiB; throws nothing.
    bool operator()(record const& made) noexcept { return detail::write_to_file_sink(state_, made); }

private:
    detail::file_sink_state* state_;
};

}  // namespace sluice

#if SLUICE_DETAIL_RUNTIME_IS == 1
#include "runtime.hpp"
#endif

#include "detail/base/macros_pop.hpp"
