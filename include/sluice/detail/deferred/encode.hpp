// The arguments of a call, encoded as words and texts in a ring. Independent of threads.
#pragma once

#include "../call/format.hpp"
#include "layout.hpp"

namespace sluice::detail {

/// The result of encoding: done; no room in the ring; or the message must be formatted first.
enum class encoding : unsigned char { done, no_room, unknown_type };

/// True for the types of arguments that take two words.
template <class Value>
inline constexpr bool is_wide_type = sizeof(Value) > sizeof(word64);
template <>
inline constexpr bool is_wide_type<long double> = true;

/// Copies a text. Most are short, and a call would make the caller save its registers.
SLUICE_DETAIL_ALWAYS_INLINE void copy_short(char* to, char const* from, size_t size) noexcept {
    if (size >= 16) {
        memcpy(to, from, 16);
        memcpy(to + size - 16, from + size - 16, 16);
    } else if (size >= 8) {
        memcpy(to, from, 8);
        memcpy(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
        memcpy(to, from, 4);
        memcpy(to + size - 4, from + size - 4, 4);
    } else {
        for (size_t i = 0; i < size; ++i) to[i] = from[i];
    }
}
inline constexpr size_t max_short_size = 32;

/// Encodes arguments, which the formatting library visits: first the words, then the texts. There is room for the words.
class SLUICE_DETAIL_HIDDEN argument_encoder {
public:
    argument_encoder(char* to, char const* limit) noexcept : to_(to), limit_(limit) {}

    // Return true to go on.
    bool operator()(int value) noexcept { return put(argument_tag::signed_int, value); }
    bool operator()(unsigned value) noexcept { return put(argument_tag::unsigned_int, value); }
    bool operator()(long long value) noexcept { return put(argument_tag::signed_long, value); }
    bool operator()(unsigned long long value) noexcept { return put(argument_tag::unsigned_long, value); }
    bool operator()(bool value) noexcept { return put(argument_tag::boolean, value); }
    bool operator()(char value) noexcept { return put(argument_tag::character, value); }
    bool operator()(float value) noexcept { return put(argument_tag::single_float, value); }
    bool operator()(double value) noexcept { return put(argument_tag::double_float, value); }
    bool operator()(void const* value) noexcept { return put(argument_tag::pointer, value); }
    bool operator()(long double value) noexcept { return put(argument_tag::long_double, value); }
#if defined(__SIZEOF_INT128__)
    bool operator()(__int128_t value) noexcept { return put(argument_tag::signed_wide, value); }
    bool operator()(__uint128_t value) noexcept { return put(argument_tag::unsigned_wide, value); }
#endif
    bool operator()(char const* value) noexcept { return put_text({value, __builtin_strlen(value)}); }
    bool operator()(format_text value) noexcept { return put_text({value.data(), value.size()}); }
    /// The end of the arguments.
    bool operator()(format_library::monostate) noexcept { return false; }
    /// An object of a class, or a type of one compiler.
    template <class Other>
    bool operator()(Other const&) noexcept {
        result_ = encoding::unknown_type;
        return false;
    }

    /// Encodes a message that is formatted.
    encoding encode_message(text_view message) noexcept {
        put(argument_tag::message, word64{message.size()});
        texts_[text_count_++] = message;
        return append_texts({});
    }
    encoding encode(format_arguments const& arguments, text_view context) noexcept {
#if SLUICE_DETAIL_FORMAT_IS == 1
        using number = int;
#else
        using number = size_t;
#endif
        for (number i = 0;; ++i) {
            auto const each = arguments.get(i);
            if (i == number{max_encoded_arguments} && each) result_ = encoding::unknown_type;
            if (i == number{max_encoded_arguments} || !visit(each)) break;
        }
        return result_ == encoding::done ? append_texts(context) : result_;
    }

    [[nodiscard]] char* end() const noexcept { return to_; }
    [[nodiscard]] word64 tags() const noexcept { return tags_; }

private:
    char* to_;
    char const* limit_;
    word64 tags_ = 0;
    unsigned shift_ = 0;
    unsigned text_count_ = 0;
    encoding result_ = encoding::done;
    text_view texts_[max_encoded_arguments + 1];

    template <class Argument>
    bool visit(Argument const& each) noexcept {
        if constexpr (requires { each.visit(*this); })
            return each.visit(*this);
        else
            return visit_format_arg(*this, each);
    }
    template <class Value>
    bool put(argument_tag tag, Value value) noexcept {
        constexpr size_t size = is_wide_type<Value> ? 2 * sizeof(word64) : sizeof(word64);
        memset(to_, 0, size);
        memcpy(to_, static_cast<void const*>(&value), sizeof value);
        to_ += size;
        tags_ |= static_cast<word64>(tag) << shift_;
        shift_ += 4;
        return true;
    }
    bool put_text(text_view text) noexcept {
        texts_[text_count_++] = text;
        return put(argument_tag::text, word64{text.size()});
    }
    encoding append_texts(text_view context) noexcept {
        texts_[text_count_++] = context;
        for (unsigned i = 0; i < text_count_; ++i) {
            text_view const each = texts_[i];
            if (static_cast<size_t>(limit_ - to_) < each.size() + sizeof(word64)) return encoding::no_room;
            memcpy(to_, each.data(), each.size());
            to_ += round_up(each.size(), sizeof(word64));
        }
        return encoding::done;
    }
};

#if SLUICE_DETAIL_FORMAT_IS == 1 && SLUICE_DETAIL_FMT_VERSION < 130000
#define SLUICE_DETAIL_FMT_IS_KNOWN (sizeof(::fmt::detail::value<::fmt::format_context>) == 16 && sizeof(void*) == 8)
#else
#define SLUICE_DETAIL_FMT_IS_KNOWN false
#endif
/// {fmt}'s list of arguments, known from 9 to 12: up to 15 types, four bits each, and values. Visiting them takes three times
/// as many instructions.
struct packed_arguments {
    static constexpr bool is_known = SLUICE_DETAIL_FMT_IS_KNOWN;

    word64 types;
    union value {
        char bytes[16];
        struct {
            char const* data;
            size_t size;
        } text;
    } const* values;
};
#if SLUICE_DETAIL_FORMAT_IS == 1
static_assert(!packed_arguments::is_known ||
              (sizeof(packed_arguments) == sizeof(format_arguments) &&
               static_cast<int>(::fmt::detail::type::custom_type) == static_cast<int>(argument_tag::message) &&
               static_cast<int>(::fmt::detail::type::string_type) == static_cast<int>(argument_tag::text) &&
               static_cast<int>(::fmt::detail::type::double_type) == static_cast<int>(argument_tag::double_float)));
#endif

[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE packed_arguments unpack(format_arguments const& arguments) noexcept {
    packed_arguments packed{};
    if constexpr (packed_arguments::is_known) memcpy(&packed, &arguments, sizeof packed);
    return packed;
}

/// Returns the bytes of the arguments' words, and from the ninth bit on a bit for each argument that is a text; 0 if only argument_encoder can
/// encode them.
[[nodiscard]] SLUICE_DETAIL_COLD inline word64 plan_of(format_arguments const& arguments) noexcept {
    constexpr word64 flags = word64{3} << 62;  // more arguments, or names
    packed_arguments const packed = unpack(arguments);
    if (!packed_arguments::is_known || (packed.types & flags) != 0) return 0;
    word64 count = 0, texts = 0;
    for (word64 types = packed.types; types != 0; types >>= 4, ++count) {
        auto const tag = static_cast<argument_tag>(types & 15);
        if (takes_two_words(tag) || tag == argument_tag::message || tag == argument_tag::c_text) return 0;
        if (tag == argument_tag::text) texts |= word64{1} << count;
    }
    return count == 0 ? 0 : count * sizeof(word64) | texts << 8;
}

}  // namespace sluice::detail
