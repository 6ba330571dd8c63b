// MD5 (RFC 1321), with which readers of a trace check that a payload is complete. Pure; works at compile time too.
//
// Implemented here, because header-only libraries keep it among their details. No protection against forgery.
#pragma once

#include "../../text_view.hpp"
#include "../base/compiler.hpp"

namespace sluice::detail {

// The 32-bit fractions of |sin(1)| to |sin(64)|.
SLUICE_DETAIL_HIDDEN inline constexpr unsigned md5_sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};
// The rotation of each step, in bits: four numbers a round, in turn.
SLUICE_DETAIL_HIDDEN inline constexpr unsigned char md5_rotations[4][4] = {
    {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

/// An MD5 sum in lowercase hex digits.
struct SLUICE_DETAIL_HIDDEN md5_digits {
    char text[32] = {};
    [[nodiscard]] constexpr text_view view() const noexcept { return {text, sizeof text}; }
};

/// Computes the sum of a text that is appended in pieces.
class SLUICE_DETAIL_HIDDEN md5 {
public:
    SLUICE_DETAIL_COLD constexpr void append(text_view text) noexcept {
        for (char c : text) append(static_cast<unsigned char>(c));
    }

    /// Returns the sum. May be called once, at the end.
    SLUICE_DETAIL_COLD constexpr md5_digits digits() noexcept {
        unsigned long long const bits = size_ * 8;
        append(0x80);
        while (size_ % 64 != 56) append(0);
        for (int i = 0; i < 8; ++i) append(static_cast<unsigned char>(bits >> 8 * i));
        md5_digits made;
        for (unsigned i = 0; i < 32; ++i) {
            unsigned const byte = state_[i / 8] >> 8 * (i / 2 % 4);
            made.text[i] = "0123456789abcdef"[(i % 2 == 0 ? byte >> 4 : byte) & 15];
        }
        return made;
    }

private:
    unsigned state_[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    unsigned words_[16] = {};      // of the current block
    unsigned long long size_ = 0;  // bytes so far

    constexpr void append(unsigned char byte) noexcept {
        unsigned& word = words_[size_ / 4 % 16];
        unsigned const shift = size_ % 4 * 8;
        word = (shift == 0 ? 0 : word) | static_cast<unsigned>(byte) << shift;
        if (++size_ % 64 == 0) mix();
    }
    SLUICE_DETAIL_WRAPS constexpr void mix() noexcept {
        unsigned a = state_[0], b = state_[1], c = state_[2], d = state_[3];
        for (unsigned i = 0; i < 64; ++i) {
            unsigned f = 0, word = 0;
            switch (i / 16) {
            case 0: f = (b & c) | (~b & d), word = i; break;
            case 1: f = (d & b) | (~d & c), word = 5 * i + 1; break;
            case 2: f = b ^ c ^ d, word = 3 * i + 5; break;
            default: f = c ^ (b | ~d), word = 7 * i;
            }
            unsigned const sum = a + f + md5_sines[i] + words_[word % 16];
            unsigned const bits = md5_rotations[i / 16][i % 4];
            a = d;
            d = c;
            c = b;
            b += sum << bits | sum >> (32 - bits);
        }
        state_[0] += a;
        state_[1] += b;
        state_[2] += c;
        state_[3] += d;
    }
};

}  // namespace sluice::detail
