// The arguments of records in tests of the deferred mode.
#pragma once

#include <sluice/sluice.hpp>
#include <string>
#include <string_view>

// An object of a class, formatted by the call.
struct measured {
    double value;
};
template <>
struct sluice::detail::format_library::formatter<measured, char> {
    constexpr auto parse(auto& context) { return context.begin(); }
    auto format(measured const& each, auto& context) const {
        return sluice::detail::format_library::vformat_to(context.out(), "{} m", sluice::detail::format_library::make_format_args(each.value));
    }
};

template <class Channel>
void log_types(Channel to) {
    int const counter = -42;
    std::string const text = "a string";
    char const* const c_text = "a C string";
    char const* const no_text = nullptr;
    char array[16] = "an array";
    SLUICE_ERROR(to, "no argument");
    SLUICE_ERROR(to, "{} {} {} {}", counter, 42u, -4'000'000'000'000ll, 18'000'000'000'000'000'000ull);
    SLUICE_ERROR(to, "{} {} {} {}", true, 'x', static_cast<short>(-3), static_cast<unsigned char>(200));
    SLUICE_ERROR(to, "{} {} {} {:.3f} {:e}", 1.5f, 0.1, -0.0, 3.14159, 1e300);
    SLUICE_ERROR(to, "{}", 2.5l);
    SLUICE_ERROR(to, "{} {} {} {} {}", text, c_text, no_text, array, std::string_view{"a view"});
    SLUICE_ERROR(to, "{} {} {}", "", "literal", std::string(100, 'l'));
    SLUICE_ERROR(to, "{} {}", reinterpret_cast<void*>(0x1234), nullptr);
    SLUICE_ERROR(to, "{1} {0} {1:>8} {0:#x} {0:+}", 255, "ab");
    SLUICE_ERROR(to, "{{}} {:>5}|{:<5}|{:^5}|{:05}", 1, 2, 3, 4);
    SLUICE_ERROR(to, "{:>{}}|{:.{}f}", "right", 9, 2.71828, 2);
    SLUICE_ERROR(to, "{} {}", measured{2.5}, sluice::level::error);
    SLUICE_ERROR(to, "{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
    SLUICE_ERROR(to, "{} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, "15");
    sluice::context const inside{"[0/1]"};
    SLUICE_ERROR(to, "in a context {} {}", counter, text);
#if defined(__SIZEOF_INT128__)
    SLUICE_ERROR(to, "{} {}", static_cast<__int128_t>(-7) * 1'000'000'000'000'000'000 * 1000, static_cast<__uint128_t>(7));
#endif
}
