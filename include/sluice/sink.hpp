// Sinks: where records go beside stderr and the file of SHOP_LOGS_OUT.
//
//     auto const window = shop::logs.add_sink([&](sluice::record const& made) { show(made.at, made.text); });
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/base/text.hpp"
#include "detail/runtime/registry_state.hpp"
#include "record.hpp"

namespace sluice {

/// The second argument of add_sink(): records that the sink takes don't go to stderr. They still go to the file of
/// SHOP_LOGS_OUT: who runs the program comes first.
struct in_place_of_stderr_t {};
inline constexpr in_place_of_stderr_t in_place_of_stderr{};

namespace detail {

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void add_sink(registry_state& registry, sink& added) noexcept;
/// Waits for a call that another thread is in.
SLUICE_DETAIL_RUNTIME void remove_sink(registry_state& registry, sink& removed) noexcept;

SLUICE_DETAIL_RUNTIME void lay_out_record(buffer& lines, record const& from, text_view format) noexcept;

SLUICE_DETAIL_RUNTIME bool write_to_file(file_sink_state& to, record const& made) noexcept;
SLUICE_DETAIL_RUNTIME void end_file(file_sink_state& ended) noexcept;

SLUICE_DETAIL_RUNTIME_END

template <class>
inline constexpr bool is_bool = false;
template <>
inline constexpr bool is_bool<bool> = true;

template <class Callable>
concept takes_records = requires(Callable& callable, record const& made) { callable(made); };

}  // namespace detail

/// Hands records to a callable, for as long as it lives.
template <class Callable>
class [[nodiscard]] record_sink : detail::sink {
public:
    static_assert(
        detail::takes_records<Callable>,
        "sluice: a sink is called with a record: shop::logs.add_sink([](sluice::record const& made) { ... })");

    SLUICE_DETAIL_HIDDEN record_sink(detail::registry_state& registry, Callable&& callable, bool in_its_place)
        : detail::sink{&call_back, in_its_place}, registry_(registry), callable_(static_cast<Callable&&>(callable)) {
        detail::add_sink(registry_, *this);
    }
    record_sink(record_sink const&) = delete;
    record_sink& operator=(record_sink const&) = delete;
    /// Waits for a call that another thread is in: nothing calls the callable any more.
    SLUICE_DETAIL_HIDDEN ~record_sink() { detail::remove_sink(registry_, *this); }

    /// The callable. Other threads may be in it.
    [[nodiscard]] Callable& get() noexcept { return callable_; }

private:
    detail::registry_state& registry_;
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

/// Appends the record as stderr shows it, without colours: every line of its text behind all that the format puts
/// there, and ended by a newline. A format, in the notation of SHOP_LOGS_FORMAT, takes the place of stderr's, unless
/// there is a mistake in it. `to` is a std::string or whatever else has append(data, size); what that throws gets out.
/// Any thread; locks nothing; allocates for lines of over 1 KiB.
template <class Text>
SLUICE_DETAIL_HIDDEN void append_lines(Text& to, record const& from, text_view format = {}) {
    detail::local_buffer<1024> lines;
    detail::lay_out_record(lines, from, format);
    to.append(lines.view().data(), lines.view().size());
}

/// A sink that appends each record to a file, in one write:
///
///     auto const file = shop::logs.add_sink(sluice::file_sink{"shop.%p.log"}, sluice::in_place_of_stderr);
///
/// The first record opens the file, and makes it where there is none; in the path %p, %r, %h and %% mean what they do
/// in SHOP_LOGS_OUT. Lines are stderr's unless there is a format, in the notation of SHOP_LOGS_FORMAT. Where the file
/// can't be opened or written, that is said on stderr, and each record tries again; when one gets through, the file says
/// how many it couldn't be given.
class file_sink {
public:
    /// Copies both texts; allocates; throws nothing.
    SLUICE_DETAIL_HIDDEN explicit file_sink(text_view path, text_view format = {}) noexcept {
        state_.path.assign(path);
        state_.format.assign(format);
    }
    SLUICE_DETAIL_HIDDEN file_sink(file_sink&& other) noexcept : state_(other.state_) { other.state_ = {}; }
    file_sink& operator=(file_sink&&) = delete;
    SLUICE_DETAIL_HIDDEN ~file_sink() { detail::end_file(state_); }

    /// Has the next record open the file again, as after a log rotation. Any thread; signal handlers too.
    SLUICE_DETAIL_HIDDEN void reopen() noexcept { detail::store_relaxed(state_.stale, true); }

    /// False where the record didn't get there. For one thread at a time, as sinks are called.
    SLUICE_DETAIL_HIDDEN bool operator()(record const& made) noexcept { return detail::write_to_file(state_, made); }

private:
    detail::file_sink_state state_;
};

}  // namespace sluice

#if SLUICE_DETAIL_RUNTIME_IS == 1
#include "runtime.hpp"
#endif

#include "detail/base/macros_pop.hpp"
