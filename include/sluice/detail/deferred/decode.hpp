// The arguments of a record, decoded and formatted. Independent of threads.
#pragma once

#include "../output/message.hpp"
#include "encode.hpp"
#include "fields.hpp"

namespace sluice::detail {

/// Reads arguments that argument_encoder wrote. The texts stay where they are. Reads no further than the limit, whatever
/// the bytes are.
class SLUICE_DETAIL_HIDDEN argument_decoder {
public:
    argument_decoder(encoded_record const& from) noexcept
        : from_(reinterpret_cast<char const*>(&from + 1)), limit_(reinterpret_cast<char const*>(&from) + from.size),
          texts_(from_), tags_(from.tags), all_tags_(tags_) {
        size_t words = 0;
        for (word64 tags = tags_; tags != 0; tags >>= 4) words += takes_two_words(static_cast<argument_tag>(tags & 15)) ? 2 : 1;
        is_good_ = words * sizeof(word64) <= static_cast<size_t>(limit_ - from_);
        if (is_good_) texts_ += words * sizeof(word64);
        first_ = from_;
        first_text_ = texts_;
    }

    /// Appends the message. Returns false if the arguments are damaged.
    bool append_message(buffer& out, format_text format) noexcept {
        if (static_cast<argument_tag>(tags_ & 15) == argument_tag::message) {
            format_text const text = take_text(take_value<word64>());
            if (is_good_) out.append({text.data(), text.size()});
            return is_good_;
        }
        size_t const start = out.size();
        if (append_plain_fields(out, format) || !is_good_) return is_good_;
        out.shorten(start);
        rewind();
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
    word64 tags_;
    word64 all_tags_;
    char const* first_;
    char const* first_text_;
    bool is_good_;

    void rewind() noexcept {
        tags_ = all_tags_;
        from_ = first_;
        texts_ = first_text_;
    }

    /// Appends a message whose fields are all plain, in order. Returns false if the formatting library must do it.
    bool append_plain_fields(buffer& out, format_text format) noexcept {
        char const* const end = format.data() + format.size();
        char const* literal = format.data();
        for (char const* at = literal; at != end;) {
            if (*at != '{' && *at != '}') {
                ++at;
                continue;
            }
            out.append({literal, static_cast<size_t>(at - literal)});
            int digits = 0;
            if (at + 1 != end && at[1] == *at) {
                literal = at + 1;
                at += 2;
                continue;
            }
            at = literal = read_plain_field(at + 1, end, digits);
            if (at == nullptr || tags_ == 0) return false;
            bool done = false;
            take([&](auto const& value) noexcept { done = is_good_ && append_field_value(out, value, digits); });
            if (!done) return false;
            tags_ >>= 4;
        }
        out.append({literal, static_cast<size_t>(end - literal)});
        for (; tags_ != 0 && is_good_; tags_ >>= 4) take([](auto const&) noexcept {});
        return true;
    }

    template <class Value>
    Value take_value() noexcept {
        Value value{};
        if (!is_good_) return value;
        memcpy(static_cast<void*>(&value), from_, sizeof value);
        from_ += is_wide_type<Value> ? 2 * sizeof(word64) : sizeof(word64);
        return value;
    }
    format_text take_text(word64 size) noexcept {
        auto const left = static_cast<size_t>(limit_ - texts_);
        is_good_ = is_good_ && size <= left;
        if (!is_good_) return {};
        format_text const text(texts_, static_cast<size_t>(size));
        size_t const padded = round_up(static_cast<size_t>(size), sizeof(word64));
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
        case argument_tag::unsigned_long: return function(take_value<word64>());
        case argument_tag::boolean: return function(take_value<char>() != 0);
        case argument_tag::character: return function(take_value<char>());
        case argument_tag::single_float: return function(take_value<float>());
        case argument_tag::double_float: return function(take_value<double>());
        case argument_tag::pointer: return function(take_value<void const*>());
        case argument_tag::c_text:
        case argument_tag::text: return function(take_text(take_value<word64>()));
        case argument_tag::long_double: return function(take_value<long double>());
#if defined(__SIZEOF_INT128__) && !SLUICE_DETAIL_NVCC  // {fmt} doesn't format them there
        case argument_tag::signed_wide: return function(take_value<__int128_t>());
        case argument_tag::unsigned_wide: return function(take_value<__uint128_t>());
#endif
        default: is_good_ = false;
        }
    }

#if SLUICE_DETAIL_FORMAT_IS == 1
    template <class Argument, class Value>
    static Argument make_argument(Value const& value) noexcept {
#if SLUICE_DETAIL_FMT_VERSION >= 110100
        return Argument(value);
#else
        return ::fmt::detail::make_arg<::fmt::format_context>(value);
#endif
    }
#else
    /// Formats each field on its own, because std::format makes no list of arguments at run time. The format has no
    /// fields within fields.
    void append_fields(buffer& out, format_text format) noexcept {
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
            rewind();
            for (unsigned skipped = 0; skipped < number && is_good_; ++skipped, tags_ >>= 4) take([](auto const&) {});
            take([&](auto const& value) {
                if (is_good_)
                    format_message(out, format_text(field.view().data(), field.view().size()),
                                   format_library::make_format_args(value));
            });
            if (!is_good_) return;
        }
        rewind();
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
