// JSON values built from C++ values: the metadata of the structured trace. Independent of traces.
//
//     sluice::json_object({{"nodes", 12}, {"inputs", sluice::json_array({1, "x", nullptr, 1.5, true})}})
//
// A value is stored as its text. Numbers keep their value: 64-bit integers are exact, doubles have as many digits as
// needed to read back the same number. NaN and the infinities are the strings "NaN", "Infinity" and "-Infinity". U+FFFD
// replaces invalid UTF-8.
#pragma once

#include "detail/base/macros_push.hpp"

#include <initializer_list>

#include "detail/base/compiler.hpp"
#include "text_view.hpp"

namespace sluice {

class json;

namespace detail {

enum class json_kind : unsigned char { none, null, boolean, integer, natural, floating, text, made };

// The kind of JSON value for a C++ type. A char has none: it could be a number or a string.
template <class>
inline constexpr json_kind json_kind_of = json_kind::none;
template <>
inline constexpr json_kind json_kind_of<decltype(nullptr)> = json_kind::null;
template <>
inline constexpr json_kind json_kind_of<bool> = json_kind::boolean;
template <>
inline constexpr json_kind json_kind_of<signed char> = json_kind::integer;
template <>
inline constexpr json_kind json_kind_of<short> = json_kind::integer;
template <>
inline constexpr json_kind json_kind_of<int> = json_kind::integer;
template <>
inline constexpr json_kind json_kind_of<long> = json_kind::integer;
template <>
inline constexpr json_kind json_kind_of<long long> = json_kind::integer;
template <>
inline constexpr json_kind json_kind_of<unsigned char> = json_kind::natural;
template <>
inline constexpr json_kind json_kind_of<unsigned short> = json_kind::natural;
template <>
inline constexpr json_kind json_kind_of<unsigned> = json_kind::natural;
template <>
inline constexpr json_kind json_kind_of<unsigned long> = json_kind::natural;
template <>
inline constexpr json_kind json_kind_of<unsigned long long> = json_kind::natural;
template <>
inline constexpr json_kind json_kind_of<float> = json_kind::floating;
template <>
inline constexpr json_kind json_kind_of<double> = json_kind::floating;

template <class Type>
inline constexpr bool is_json_text =
    json_kind_of<Type> == json_kind::none && requires(Type const& text) { text_view{text}; };
template <class Type>
inline constexpr bool is_json = __is_base_of(json, Type);
template <class Type>
inline constexpr bool is_json_value = json_kind_of<Type> != json_kind::none || is_json_text<Type> || is_json<Type>;

// The text of a json, in its own memory. Empty, which isn't valid JSON, for null and after memory ran out.
struct json_text {
    char* data = nullptr;
    size_t size = 0;
    size_t capacity = 0;
};

}  // namespace detail

/// A view of a JSON value: null, bool, a number, a text, or a json. Refers to texts and json objects, so use it only as
/// an argument. Allocates nothing, throws nothing.
class json_view {
public:
    template <class Value>
    requires(detail::json_kind_of<Value> != detail::json_kind::none)
    constexpr json_view(Value value) noexcept : kind_(detail::json_kind_of<Value>) {
        using detail::json_kind;
        if constexpr (detail::json_kind_of<Value> == json_kind::boolean ||
                      detail::json_kind_of<Value> == json_kind::natural)
            natural_ = value;
        else if constexpr (detail::json_kind_of<Value> == json_kind::integer)
            integer_ = value;
        else if constexpr (detail::json_kind_of<Value> == json_kind::floating)
            floating_ = static_cast<double>(value);
    }
    template <class Text>
    requires detail::is_json_text<Text>
    constexpr json_view(Text const& text) noexcept : kind_(detail::json_kind::text) {
        text_view const view{text};
        text_ = {view.data(), view.size()};
    }
    template <class Json>
    requires detail::is_json<Json>
    json_view(Json const& made) noexcept : kind_(detail::json_kind::made) {
        text_view const view = made.text();
        text_ = {view.data(), view.size()};
    }

    /// Rejects all other types, with a message.
    template <class Other>
    requires(!detail::is_json_value<Other>)
    constexpr json_view(Other const&) noexcept : kind_(detail::json_kind::null) {
        static_assert(detail::is_json_value<Other>,
                      "sluice: JSON values are null, bool, numbers, texts, json_array({...}) and json_object({...}); "
                      "convert chars, enumerators, pointers and classes to one of these");
    }

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr detail::json_kind kind() const noexcept { return kind_; }
    // Each may be called only for its own kinds.
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr text_view text() const noexcept { return {text_.data, text_.size}; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr long long integer() const noexcept { return integer_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr unsigned long long natural() const noexcept { return natural_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr double floating() const noexcept { return floating_; }

private:
    struct characters {
        char const* data;
        size_t size;
    };
    union {
        unsigned long long natural_ = 0;
        long long integer_;
        double floating_;
        characters text_;
    };
    detail::json_kind kind_;
};

/// A member of an object, its name and its value: {"nodes", 12}. Refers to both, so use it only as an argument.
struct json_member {
    text_view name;
    json_view value;
};

namespace detail {

SLUICE_DETAIL_RUNTIME_BEGIN
SLUICE_DETAIL_PRESERVE_MOST_BEGIN

SLUICE_DETAIL_COLD_ENTRY void make_json(json_text& to, json_view const& value) noexcept;
SLUICE_DETAIL_COLD_ENTRY void add_to_array(json_text& to, json_view const* first, size_t count) noexcept;
SLUICE_DETAIL_COLD_ENTRY void add_to_object(json_text& to, json_member const* first, size_t count) noexcept;
SLUICE_DETAIL_COLD_ENTRY void release_json(json_text& text) noexcept;

SLUICE_DETAIL_PRESERVE_MOST_END
SLUICE_DETAIL_RUNTIME_END

}  // namespace detail

/// A JSON value that owns its text. Null by default, and if memory runs out. Allocates; throws nothing. Objects are not
/// synchronized.
class json {
public:
    json() noexcept = default;
    template <class Value>
    requires(detail::is_json_value<Value> && !detail::is_json<Value>)
    json(Value const& value) noexcept {
        detail::make_json(text_, value);
    }
    json(json const& other) noexcept { detail::make_json(text_, other); }
    json(json&& other) noexcept : text_(other.text_) { other.text_ = {}; }
    json& operator=(json other) noexcept {
        detail::json_text const mine = text_;
        text_ = other.text_;
        other.text_ = mine;
        return *this;
    }
    ~json() { detail::release_json(text_); }

    /// Returns the value as one line of JSON. Valid until this object is changed or destroyed.
    [[nodiscard]] text_view text() const noexcept {
        return text_.size == 0 ? text_view{"null"} : text_view{text_.data, text_.size};
    }

protected:
    detail::json_text text_;
};

/// A JSON array: [1, "x", null].
class json_array : public json {
public:
    json_array() noexcept { detail::add_to_array(text_, nullptr, 0); }
    /// Creates an array of values of any kinds. A template, so that {} is the empty array.
    template <class = void>
    json_array(::std::initializer_list<json_view> values) noexcept {
        detail::add_to_array(text_, values.begin(), values.size());
    }
    /// Creates an array of arrays. Without it, overload resolution would copy a single array in braces. Not a template:
    /// if copying matches too, Clang from 21 on doesn't consider templates.
    json_array(::std::initializer_list<json_array> arrays) noexcept : json_array() {
        for (json_array const& each : arrays) add(each);
    }
    /// Creates an array of the elements of a container.
    template <class Range>
    requires(!detail::is_json_value<Range> && requires(Range const& range) { range.begin() != range.end(); })
    explicit json_array(Range const& range) : json_array() {
        for (auto const& value : range) add(value);
    }

    /// Appends a value.
    json_array& add(json_view const& value) noexcept {
        detail::add_to_array(text_, &value, 1);
        return *this;
    }
};

/// A JSON object: {"nodes": 12, "name": "x"}. Names must be unique; this is not checked.
class json_object : public json {
public:
    json_object() noexcept { detail::add_to_object(text_, nullptr, 0); }
    json_object(::std::initializer_list<json_member> members) noexcept {
        detail::add_to_object(text_, members.begin(), members.size());
    }

    /// Appends a member.
    json_object& add(text_view name, json_view const& value) noexcept {
        json_member const member{name, value};
        detail::add_to_object(text_, &member, 1);
        return *this;
    }
};

}  // namespace sluice

#if SLUICE_DETAIL_RUNTIME_IS == 1
#include "detail/trace/json_text.hpp"
#endif

#include "detail/base/macros_pop.hpp"
