// The arguments of a call, as words and texts in a ring, and back. Independent of threads.
#pragma once

#include "../output/message.hpp"
#include "layout.hpp"

namespace sluice::detail {

/// The result of encoding: done; no room in the ring; or the message must be formatted first.
enum class encoding : unsigned char { done, no_room, unknown_type };

/// Encodes arguments, which the formatting library visits. There is room for the fixed size of all.
class SLUICE_DETAIL_HIDDEN argument_encoder {
public:
    SLUICE_DETAIL_ACCESSOR argument_encoder(char* to, char const* limit) noexcept : to_(to), limit_(limit) {}

    // Return true to go on.
    SLUICE_DETAIL_ACCESSOR bool operator()(int value) noexcept { return put(argument_tag::signed_int, static_cast<long long>(value)); }
    SLUICE_DETAIL_ACCESSOR bool operator()(unsigned value) noexcept { return put(argument_tag::unsigned_int, word{value}); }
    SLUICE_DETAIL_ACCESSOR bool operator()(long long value) noexcept { return put(argument_tag::signed_long, value); }
    SLUICE_DETAIL_ACCESSOR bool operator()(unsigned long long value) noexcept { return put(argument_tag::unsigned_long, value); }
    SLUICE_DETAIL_ACCESSOR bool operator()(bool value) noexcept { return put(argument_tag::boolean, word{value}); }
    SLUICE_DETAIL_ACCESSOR bool operator()(char value) noexcept { return put(argument_tag::character, static_cast<word>(static_cast<unsigned char>(value))); }
    SLUICE_DETAIL_ACCESSOR bool operator()(float value) noexcept { return put(argument_tag::single_float, static_cast<double>(value)); }
    SLUICE_DETAIL_ACCESSOR bool operator()(double value) noexcept { return put(argument_tag::double_float, value); }
    SLUICE_DETAIL_ACCESSOR bool operator()(void const* value) noexcept { return put(argument_tag::pointer, value); }
    bool operator()(long double value) noexcept { return put_two(argument_tag::long_double, value); }
#if defined(__SIZEOF_INT128__)
    bool operator()(__int128_t value) noexcept { return put_two(argument_tag::signed_int_128, value); }
    bool operator()(__uint128_t value) noexcept { return put_two(argument_tag::unsigned_int_128, value); }
#endif
    SLUICE_DETAIL_ACCESSOR bool operator()(char const* value) noexcept { return put_text(argument_tag::text, value, __builtin_strlen(value)); }
    SLUICE_DETAIL_ACCESSOR bool operator()(format_text value) noexcept { return put_text(argument_tag::text, value.data(), value.size()); }
    /// The end of the arguments.
    SLUICE_DETAIL_ACCESSOR bool operator()(format_library::monostate) noexcept { return false; }
    /// An object of a class, or a type of one compiler.
    template <class Other>
    SLUICE_DETAIL_ACCESSOR bool operator()(Other const&) noexcept {
        result_ = encoding::unknown_type;
        return false;
    }

    SLUICE_DETAIL_ACCESSOR bool put_text(argument_tag tag, char const* text, size_t size) noexcept {
        if (static_cast<ptrdiff_t>(size) > limit_ - to_ - static_cast<ptrdiff_t>(max_fixed_size)) {
            result_ = encoding::no_room;
            return false;
        }
        word const count = size;
        memcpy(to_ + sizeof count, text, size);
        memcpy(to_, &count, sizeof count);
        to_ += sizeof count + round_up(size, sizeof count);
        add(tag);
        return true;
    }

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR encoding result() const noexcept { return result_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR char* end() const noexcept { return to_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR word tags() const noexcept { return tags_; }

private:
    char* to_;
    char const* limit_;
    word tags_ = 0;
    unsigned shift_ = 0;
    encoding result_ = encoding::done;

    SLUICE_DETAIL_ACCESSOR void add(argument_tag tag) noexcept {
        tags_ |= static_cast<word>(tag) << shift_;
        shift_ += 4;
    }
    template <class Value>
    SLUICE_DETAIL_ACCESSOR bool put(argument_tag tag, Value value) noexcept {
        static_assert(sizeof value == sizeof(word));
        memcpy(to_, &value, sizeof value);
        to_ += sizeof value;
        add(tag);
        return true;
    }
    template <class Value>
    bool put_two(argument_tag tag, Value value) noexcept {
        constexpr size_t size = round_up(sizeof value, sizeof(word));
        memset(to_, 0, size);
        memcpy(to_, &value, sizeof value);
        to_ += size;
        add(tag);
        return true;
    }
};

template <class Argument>
SLUICE_DETAIL_ALWAYS_INLINE bool visit_argument(argument_encoder& to, Argument const& each) noexcept {
    if constexpr (requires { each.visit(to); })
        return each.visit(to);
    else
        return visit_format_arg(to, each);
}

/// Visits the arguments in turn.
SLUICE_DETAIL_ALWAYS_INLINE encoding encode_arguments(argument_encoder& to, format_arguments const& arguments) noexcept {
#if SLUICE_DETAIL_FORMAT_IS == 1
    using number = int;
#else
    using number = size_t;
#endif
    for (number i = 0;; ++i) {
        auto const each = arguments.get(i);
        if (i == number{max_encoded_arguments}) return each ? encoding::unknown_type : to.result();
        if (!visit_argument(to, each)) return to.result();
    }
}

/// Reads arguments that argument_encoder wrote. The texts stay where they are. Reads no further than the limit, whatever
/// the bytes are.
class SLUICE_DETAIL_HIDDEN argument_decoder {
public:
    argument_decoder(char const* from, char const* limit, word tags) noexcept : from_(from), limit_(limit), tags_(tags) {}

    /// Appends the message. Returns false if the arguments are damaged.
    bool append_message(buffer& out, format_text format) noexcept {
        if (static_cast<argument_tag>(tags_ & 15) == argument_tag::message) {
            format_text const text = take_text();
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

private:
    char const* from_;
    char const* limit_;
    word tags_;
    bool is_good_ = true;

    template <class Value>
    Value take_value() noexcept {
        constexpr size_t size = round_up(sizeof(Value), sizeof(word));
        Value value{};
        is_good_ = is_good_ && static_cast<size_t>(limit_ - from_) >= size;
        if (!is_good_) return value;
        memcpy(&value, from_, sizeof value);
        from_ += size;
        return value;
    }
    format_text take_text() noexcept {
        word const size = take_value<word>();
        is_good_ = is_good_ && size <= static_cast<size_t>(limit_ - from_);
        if (!is_good_) return {};
        format_text const text(from_, static_cast<size_t>(size));
        size_t const padded = round_up(static_cast<size_t>(size), sizeof(word)), left = static_cast<size_t>(limit_ - from_);
        from_ += padded < left ? padded : left;
        return text;
    }

    /// Calls a function with the next argument.
    template <class Function>
    void take(Function const& function) noexcept {
        switch (static_cast<argument_tag>(tags_ & 15)) {
        case argument_tag::signed_int: return function(static_cast<int>(take_value<long long>()));
        case argument_tag::unsigned_int: return function(static_cast<unsigned>(take_value<word>()));
        case argument_tag::signed_long: return function(take_value<long long>());
        case argument_tag::unsigned_long: return function(take_value<word>());
        case argument_tag::boolean: return function(take_value<word>() != 0);
        case argument_tag::character: return function(static_cast<char>(take_value<word>()));
        case argument_tag::single_float: return function(static_cast<float>(take_value<double>()));
        case argument_tag::double_float: return function(take_value<double>());
        case argument_tag::pointer: return function(take_value<void const*>());
        case argument_tag::text: return function(take_text());
        case argument_tag::long_double: return function(take_value<long double>());
#if defined(__SIZEOF_INT128__)
        case argument_tag::signed_int_128: return function(take_value<__int128_t>());
        case argument_tag::unsigned_int_128: return function(take_value<__uint128_t>());
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
        char const* const first = from_;
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
            from_ = first;
            for (unsigned skipped = 0; skipped < number && is_good_; ++skipped, tags_ >>= 4) take([](auto const&) {});
            take([&](auto const& value) {
                if (is_good_)
                    format_message(out, format_text(field.view().data(), field.view().size()),
                                   format_library::make_format_args(value));
            });
            if (!is_good_) return;
        }
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
