// The arguments of a call, as words and texts in a ring, and back. Independent of threads.
#pragma once

#include "../output/message.hpp"
#include "layout.hpp"

namespace sluice::detail {

/// The result of encoding: done; no room in the ring; or the message must be formatted first.
enum class encoding : unsigned char { done, no_room, unknown_type };

/// True for the types of arguments that take two words.
template <class Value>
inline constexpr bool is_wide_type = sizeof(Value) > sizeof(word);
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
        put(argument_tag::message, word{message.size()});
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
    [[nodiscard]] word tags() const noexcept { return tags_; }

private:
    char* to_;
    char const* limit_;
    word tags_ = 0;
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
        constexpr size_t size = is_wide_type<Value> ? 2 * sizeof(word) : sizeof(word);
        memset(to_, 0, size);
        memcpy(to_, &value, sizeof value);
        to_ += size;
        tags_ |= static_cast<word>(tag) << shift_;
        shift_ += 4;
        return true;
    }
    bool put_text(text_view text) noexcept {
        texts_[text_count_++] = text;
        return put(argument_tag::text, word{text.size()});
    }
    encoding append_texts(text_view context) noexcept {
        texts_[text_count_++] = context;
        for (unsigned i = 0; i < text_count_; ++i) {
            text_view const each = texts_[i];
            if (static_cast<size_t>(limit_ - to_) < each.size() + sizeof(word)) return encoding::no_room;
            memcpy(to_, each.data(), each.size());
            to_ += round_up(each.size(), sizeof(word));
        }
        return encoding::done;
    }
};

#if SLUICE_DETAIL_FORMAT_IS == 1 && SLUICE_DETAIL_FMT_VERSION < 130000
/// {fmt}'s list of arguments, known from 9 to 12: up to 15 types, four bits each, and values. Visiting them takes three times
/// as many instructions.
struct packed_arguments {
    static constexpr bool is_known = true;

    word types;
    union value {
        char bytes[16];
        struct {
            char const* data;
            size_t size;
        } text;
    } const* values;
};
static_assert(sizeof(packed_arguments) == sizeof(format_arguments) &&
              static_cast<int>(::fmt::detail::type::custom_type) == static_cast<int>(argument_tag::message) &&
              static_cast<int>(::fmt::detail::type::string_type) == static_cast<int>(argument_tag::text) &&
              static_cast<int>(::fmt::detail::type::double_type) == static_cast<int>(argument_tag::double_float));
#else
struct packed_arguments {
    static constexpr bool is_known = false;

    word types, values;
};
#endif

[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE packed_arguments unpack(format_arguments const& arguments) noexcept {
    packed_arguments packed{};
    if constexpr (packed_arguments::is_known) memcpy(&packed, &arguments, sizeof packed);
    return packed;
}

/// Returns the number of arguments, and from the ninth bit on a bit for each that is a text; 0 if only argument_encoder can
/// encode them.
[[nodiscard]] SLUICE_DETAIL_COLD inline word plan_of(format_arguments const& arguments) noexcept {
    constexpr word flags = word{3} << 62;  // more arguments, or names
    packed_arguments const packed = unpack(arguments);
    if (!packed_arguments::is_known || (packed.types & flags) != 0) return 0;
    word count = 0, texts = 0;
    for (word types = packed.types; types != 0; types >>= 4, ++count) {
        auto const tag = static_cast<argument_tag>(types & 15);
        if (takes_two_words(tag) || tag == argument_tag::message || tag == argument_tag::c_text) return 0;
        if (tag == argument_tag::text) texts |= word{1} << count;
    }
    return count == 0 ? 0 : count | texts << 8;
}

/// Reads arguments that argument_encoder wrote. The texts stay where they are. Reads no further than the limit, whatever
/// the bytes are.
class SLUICE_DETAIL_HIDDEN argument_decoder {
public:
    argument_decoder(encoded_record const& from) noexcept
        : from_(reinterpret_cast<char const*>(&from + 1)), limit_(reinterpret_cast<char const*>(&from) + from.size),
          texts_(from_), tags_(from.tags) {
        size_t words = 0;
        for (word tags = tags_; tags != 0; tags >>= 4) words += takes_two_words(static_cast<argument_tag>(tags & 15)) ? 2 : 1;
        is_good_ = words * sizeof(word) <= static_cast<size_t>(limit_ - from_);
        if (is_good_) texts_ += words * sizeof(word);
        first_ = from_;
        first_text_ = texts_;
    }

    /// Appends the message. Returns false if the arguments are damaged.
    bool append_message(buffer& out, format_text format) noexcept {
        if (static_cast<argument_tag>(tags_ & 15) == argument_tag::message) {
            format_text const text = take_text(take_value<word>());
            if (is_good_) out.append({text.data(), text.size()});
            return is_good_;
        }
#if SLUICE_DETAIL_FORMAT_IS == 1
        using argument = format_library::basic_format_arg<format_library::format_context>;
        argument all[max_encoded_arguments + 1];
        int count = 0;
        for (; (tags_ & 15) != 0 && is_good_; tags_ >>= 4)
            take([&](auto const& value) { all[count++] = make_argument<argument>(value); });
        if (is_good_) format_message(out, format, format_arguments(all, count));
#else
        append_fields(out, format);
#endif
        return is_good_;
    }

    /// Returns the context's text, after append_message().
    [[nodiscard]] text_view context(size_t size) noexcept {
        format_text const text = take_text(size);
        return is_good_ ? text_view{text.data(), text.size()} : text_view{};
    }

private:
    char const* from_;
    char const* limit_;
    char const* texts_;
    word tags_;
    char const* first_;
    char const* first_text_;
    bool is_good_;

    template <class Value>
    Value take_value() noexcept {
        Value value{};
        if (!is_good_) return value;
        memcpy(&value, from_, sizeof value);
        from_ += is_wide_type<Value> ? 2 * sizeof(word) : sizeof(word);
        return value;
    }
    format_text take_text(word size) noexcept {
        auto const left = static_cast<size_t>(limit_ - texts_);
        is_good_ = is_good_ && size <= left;
        if (!is_good_) return {};
        format_text const text(texts_, static_cast<size_t>(size));
        size_t const padded = round_up(static_cast<size_t>(size), sizeof(word));
        texts_ += padded < left ? padded : left;
        return text;
    }

    /// Calls a function with the next argument.
    template <class Function>
    void take(Function const& function) noexcept {
        switch (static_cast<argument_tag>(tags_ & 15)) {
        case argument_tag::signed_int: return function(take_value<int>());
        case argument_tag::unsigned_int: return function(take_value<unsigned>());
        case argument_tag::signed_long: return function(take_value<long long>());
        case argument_tag::unsigned_long: return function(take_value<word>());
        case argument_tag::boolean: return function(take_value<char>() != 0);
        case argument_tag::character: return function(take_value<char>());
        case argument_tag::single_float: return function(take_value<float>());
        case argument_tag::double_float: return function(take_value<double>());
        case argument_tag::pointer: return function(take_value<void const*>());
        case argument_tag::c_text:
        case argument_tag::text: return function(take_text(take_value<word>()));
        case argument_tag::long_double: return function(take_value<long double>());
#if defined(__SIZEOF_INT128__)
        case argument_tag::signed_wide: return function(take_value<__int128_t>());
        case argument_tag::unsigned_wide: return function(take_value<__uint128_t>());
#endif
        default: is_good_ = false;
        }
    }

#if SLUICE_DETAIL_FORMAT_IS == 1
    template <class Argument, class Value>
    static Argument make_argument(Value const& value) noexcept {
        if constexpr (requires { Argument(value); })
            return Argument(value);
        else
            return ::fmt::detail::make_arg<::fmt::format_context>(value);
    }
#else
    /// Formats each field on its own, because std::format makes no list of arguments at run time. The format has no
    /// fields within fields.
    void append_fields(buffer& out, format_text format) noexcept {
        word const tags = tags_;
        unsigned next = 0;
        for (size_t i = 0; i < format.size(); ++i) {
            if (format[i] != '{' || (i + 1 < format.size() && format[i + 1] == '{')) {
                out.append(format[i]);
                if (format[i] == '{' || format[i] == '}') ++i;  // twice in the format
                continue;
            }
            unsigned number = 0, digits = 0;
            for (++i; i < format.size() && format[i] >= '0' && format[i] <= '9' && digits < 3; ++i, ++digits)
                number = number * 10 + static_cast<unsigned>(format[i] - '0');
            if (digits == 0) number = next++;
            local_buffer<64> field;
            field.append("{0");
            for (; i < format.size() && format[i] != '}'; ++i) field.append(format[i]);
            field.append('}');
            tags_ = tags;
            from_ = first_;
            texts_ = first_text_;
            for (unsigned skipped = 0; skipped < number && is_good_; ++skipped, tags_ >>= 4) take([](auto const&) {});
            take([&](auto const& value) {
                if (is_good_)
                    format_message(out, format_text(field.view().data(), field.view().size()),
                                   format_library::make_format_args(value));
            });
            if (!is_good_) return;
        }
        for (; tags_ != 0 && is_good_; tags_ >>= 4) take([](auto const&) {});  // the context is after all
    }
#endif
};

/// Returns true if messages of a format are formatted in the call: it has a field with a name, or with another field in it,
/// as the width may be.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool needs_first_format(text_view format) noexcept {
    for (size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '{' && format[i] != '}') continue;
        if (i + 1 < format.size() && format[i + 1] == format[i]) {
            ++i;
            continue;
        }
        size_t const id = ++i;
        for (; i < format.size() && format[i] != '}'; ++i)
            if (format[i] == '{') return true;
        bool const is_number = id == i || format[id] == ':' || (format[id] >= '0' && format[id] <= '9');
        if (!is_number) return true;
    }
    return false;
}

}  // namespace sluice::detail
