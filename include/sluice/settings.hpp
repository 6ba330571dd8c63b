// What shop::logs.set() and scoped() take: a text as in the environment, or names and what they are set to.
//
//     shop::logs.set({{shop::planner, sluice::debug}, {shop::plan_tree, sluice::on}});
#pragma once

#include "detail/base/macros_push.hpp"

#include <initializer_list>

#include "detail/base/text.hpp"
#include "detail/call/gate.hpp"
#include "detail/settings/compile_time.hpp"

namespace sluice {

namespace detail {

/// Called by on_or_off's constructor, which must be constant, and isn't constant itself.
inline void an_artifact_is_set_to_on_or_off() noexcept {}

}  // namespace detail

/// A text without mistakes, for the registry of these rows: the result of SLUICE_SETTINGS.
template <class Rows>
struct checked_settings {
    text_view text;
};

/// That an artifact is on; that it is off says sluice::off.
struct on_t {};
inline constexpr on_t on{};

/// On or off, for an artifact.
class on_or_off {
public:
    constexpr on_or_off(on_t) noexcept : on_(true) {}
    consteval on_or_off(level value) : on_(false) {
        if (value != level::off) detail::an_artifact_is_set_to_on_or_off();
    }
    [[nodiscard]] constexpr bool is_on() const noexcept { return on_; }

private:
    bool on_;
};

/// One name and what it is set to: {shop::reader, sluice::debug}, {shop::plan_tree, sluice::on}, or {"shop.reader.csv",
/// sluice::info} for any name that stands in settings. Refers to the name; for the braces of set() and scoped().
template <class Rows>
class setting {
public:
    template <class Gate>
    requires(detail::is_gate<Gate> && !Gate::is_artifact)
    constexpr setting(Gate which, level threshold) noexcept : name_(name_of(which)), value_(to_text(threshold)) {}
    template <class Gate>
    requires(detail::is_gate<Gate> && Gate::is_artifact)
    constexpr setting(Gate which, on_or_off state) noexcept
        : name_(name_of(which)), value_(state.is_on() ? "on" : "off") {}
    template <class Gate>
    requires(detail::is_gate<Gate> && !Gate::is_artifact)
    constexpr setting(Gate, on_t) noexcept {
        static_assert(!detail::is_gate<Gate>,
                      "sluice: a component or a module is set to a level: {shop::reader, sluice::debug}");
    }
    constexpr setting(text_view name, level threshold) noexcept : name_(name), value_(to_text(threshold)) {}
    constexpr setting(text_view name, on_t) noexcept : name_(name), value_("on") {}

    [[nodiscard]] constexpr text_view name() const noexcept { return name_; }
    [[nodiscard]] constexpr text_view value() const noexcept { return value_; }

private:
    text_view name_;
    text_view value_;

    template <class Gate>
    static constexpr text_view name_of(Gate) noexcept {
        static_assert(detail::same_rows<typename Gate::rows, Rows>, "sluice: this name belongs to another registry");
        if constexpr (Gate::is_artifact)
            return Gate::artifact_name;
        else if constexpr (requires { Gate::row; })
            return detail::tables_of<Rows>.components[Gate::row].name;
        else
            return Gate::logger();
    }
};

/// What set() and scoped() take: a text as in the environment, SLUICE_SETTINGS(...), or settings in braces. Refers to
/// the text; for the length of a call.
template <class Rows>
class settings {
public:
    template <class Text>
    requires requires(Text const& text) { text_view{text}; }
    settings(Text const& text) noexcept : text_(text) {}
    settings(checked_settings<Rows> const& checked) noexcept : text_(checked.text) {}
    settings(::std::initializer_list<setting<Rows>> list) noexcept {
        for (setting<Rows> const& each : list) {
            if (!made_.view().empty()) made_.append(',');
            for (char c : each.name()) made_.append(c == ',' || c == '=' ? ';' : c);  // which no name may hold either
            made_.append('=');
            made_.append(each.value());
        }
        text_ = made_.view();
    }
    settings(settings const&) = delete;
    settings& operator=(settings const&) = delete;

    [[nodiscard]] text_view text() const noexcept { return text_; }

private:
    detail::message_buffer made_;
    text_view text_;
};

}  // namespace sluice

/// Settings that are checked as the program is compiled, for set() and scoped():
///
///     shop::logs.set(SLUICE_SETTINGS(shop, "+planner,plan_tree"));
#define SLUICE_SETTINGS(REGISTRY, TEXT)                                                                        \
    [] {                                                                                                       \
        using sluice_rows = decltype(REGISTRY::logs)::rows;                                                    \
        struct sluice_text {                                                                                   \
            static constexpr ::sluice::text_view get() noexcept { return TEXT; }                               \
        };                                                                                                     \
        static_assert(::sluice::detail::settings_are_good<sluice_rows>(sluice_text::get()),                    \
                      "sluice: invalid SLUICE_SETTINGS(" #REGISTRY ", " #TEXT ")");                        \
        static_assert(::sluice::detail::explain_settings<sluice_rows, sluice_text>());                         \
        return ::sluice::checked_settings<sluice_rows>{sluice_text::get()};                                    \
    }()

#include "detail/base/macros_pop.hpp"
