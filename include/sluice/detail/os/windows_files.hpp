// Files of settings, for Windows: reading one. Independent of their contents.
#pragma once

#include "../base/compiler.hpp"

#if SLUICE_DETAIL_WINDOWS

#include "windows.hpp"

namespace sluice::detail {

namespace windows {

int __stdcall read_file(void* file, void* into, unsigned long size, unsigned long* got, void* overlapped) noexcept
    SLUICE_DETAIL_WINDOWS_NAME(ReadFile, 20);
unsigned long __stdcall file_type(void* file) noexcept SLUICE_DETAIL_WINDOWS_NAME(GetFileType, 4);
unsigned long __stdcall current_folder(unsigned long size, char* into) noexcept
    SLUICE_DETAIL_WINDOWS_NAME(GetCurrentDirectoryA, 8);

}  // namespace windows

inline constexpr char path_separator = '\\';
[[nodiscard]] constexpr bool is_absolute(text_view path) noexcept {
    return is_path_separator(path[0]) || path.part(1, 1) == ":";
}

/// Appends the working directory; nothing if it can't be had.
inline void append_current_folder(buffer& out) noexcept {
    constexpr unsigned long longest = 4096;
    if (!out.has_room(longest)) return;
    unsigned long const size = windows::current_folder(longest, out.data() + out.size());
    if (size < longest) out.shorten(out.size() + size);
}

/// Sets a variable.
inline void set_variable(char const* name, char const* value) noexcept { _putenv_s(name, value); }

inline constexpr int not_a_regular_file = -1;

/// Appends the contents of a file of at most `limit` bytes. Returns 0, an error number, EFBIG for a larger file, or
/// not_a_regular_file.
[[nodiscard]] inline int read_text_file(char const* path, buffer& into, size_t limit) noexcept {
    constexpr unsigned long generic_read = 0x80000000, share_all = 7, open_existing = 3, normal = 0x80, on_disk = 1;
    void* const file = windows::create_file(path, generic_read, share_all, nullptr, open_existing, normal, nullptr);
    if (file == reinterpret_cast<void*>(static_cast<ptrdiff_t>(-1))) return windows::error_number();
    int error = windows::file_type(file) == on_disk ? 0 : not_a_regular_file;
    while (error == 0) {
        constexpr unsigned long piece = 4096;
        unsigned long got = 0;
        if (!into.has_room(piece)) {
            error = ENOMEM;
            break;
        }
        if (windows::read_file(file, into.data() + into.size(), piece, &got, nullptr) == 0)
            error = windows::error_number();
        if (got == 0) break;
        into.shorten(into.size() + got);
        if (into.size() > limit) error = EFBIG;
    }
    windows::close_handle(file);
    return error;
}

}  // namespace sluice::detail
#endif
