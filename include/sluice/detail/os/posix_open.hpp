// Opens files at paths that other users may have prepared. A part of os.hpp.
//
// Linux refuses to follow a link in a folder like /tmp that another user has put there (protected_symlinks), where it
// is set up so. Containers and other systems may not be: so the path is walked here, link by link.
#pragma once

#include "../base/compiler.hpp"

#if !SLUICE_DETAIL_WINDOWS

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../text_view.hpp"

namespace sluice::detail {

/// Where a path leads: a folder, and a name in it. Each link on the way has been looked at.
class SLUICE_DETAIL_HIDDEN path_walk {
public:
    explicit path_walk(char const* path) noexcept {
        size_t const size = strlen(path);
        if (size == 0 || size >= sizeof rest_) {
            errno = size == 0 ? ENOENT : ENAMETOOLONG;
            return;
        }
        memcpy(rest_, path, size + 1);
        folder_ = open(rest_[0] == '/' ? "/" : ".", folder_flags);
    }
    path_walk(path_walk const&) = delete;
    path_walk& operator=(path_walk const&) = delete;
    ~path_walk() { move_to(-1); }

    /// Opens the file, and makes it where `flags` say so. Returns its descriptor; -1, with errno set, where that fails.
    int open_file(int flags, mode_t mode) noexcept {
        while (enter_folders()) {
            if (is_folder_) {  // "a/", "..": no file
                errno = EISDIR;
                return -1;
            }
            int const file = openat(folder_, name_, flags | O_NOFOLLOW | O_CLOEXEC, mode);
            if (file >= 0 || errno != ELOOP) return file;
            if (!follow_link()) return is_kernels_ ? openat(folder_, name_, flags | O_CLOEXEC, mode) : -1;
        }
        return -1;
    }
    /// Makes the folder, and those above it, where there is none. Returns 0, or -1 with errno set.
    int make_folders(mode_t mode) noexcept {
        makes_ = mode;
        if (!enter_folders()) return -1;
        return name_[0] == '\0' || mkdirat(folder_, name_, mode) == 0 || errno == EEXIST ? 0 : -1;
    }

private:
    static constexpr int folder_flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
    static constexpr int most_links = 40;  // as the kernel has it

    int folder_ = -1;
    int links_ = 0;
    mode_t makes_ = 0;         // of folders that aren't there; 0: makes none
    bool is_folder_ = false;   // the name stands for one
    bool is_kernels_ = false;  // the link that was looked at last is one of /proc's, which hold no path
    char name_[256] = {};
    char rest_[4096] = {};  // of the path, behind the name

    void move_to(int folder) noexcept {
        int const kept = errno;
        if (folder_ >= 0) close(folder_);
        folder_ = folder;
        errno = kept;
    }

    // Takes the first name off the rest.
    bool take_name() noexcept {
        size_t first = strspn(rest_, "/");
        size_t const size = strcspn(rest_ + first, "/");
        if (size >= sizeof name_) {
            errno = ENAMETOOLONG;
            return false;
        }
        memcpy(name_, rest_ + first, size);
        name_[size] = '\0';
        first += size;
        is_folder_ = rest_[first] == '/' || size == 0 || strcmp(name_, ".") == 0 || strcmp(name_, "..") == 0;
        memmove(rest_, rest_ + first, strlen(rest_ + first) + 1);
        return true;
    }
    // Goes down to the folder of the path's last name.
    bool enter_folders() noexcept {
        if (folder_ < 0) return false;
        for (;;) {
            if (!take_name()) return false;
            if (rest_[strspn(rest_, "/")] == '\0') return true;
            int inner = openat(folder_, name_, folder_flags | O_NOFOLLOW);
            if (inner < 0 && errno == ENOENT && makes_ != 0) {
                if (mkdirat(folder_, name_, makes_) != 0 && errno != EEXIST) return false;
                inner = openat(folder_, name_, folder_flags | O_NOFOLLOW);
            }
            if (inner < 0 && errno != ENOTDIR && errno != ELOOP) return false;
            if (inner < 0 && follow_link()) continue;
            if (inner < 0 && is_kernels_) inner = openat(folder_, name_, folder_flags);
            if (inner < 0) return false;
            move_to(inner);
        }
    }
    // Puts what the link of this name holds in front of the rest. The link is opened once, and stays the same while it
    // is looked at and read.
    bool follow_link() noexcept {
        is_kernels_ = false;
        int const link = openat(folder_, name_, O_PATH | O_NOFOLLOW | O_CLOEXEC);
        if (link < 0) return false;
        bool const good = read_link(link);
        int const kept = errno;
        close(link);
        errno = kept;
        return good;
    }
    bool read_link(int link) noexcept {
        struct stat of_link{};
        struct stat of_folder{};
        struct stat of_kernel{};
        if (fstat(link, &of_link) != 0 || fstat(folder_, &of_folder) != 0) return false;
        if (!S_ISLNK(of_link.st_mode)) {
            errno = ENOTDIR;
            return false;
        }
        constexpr mode_t shared = S_ISVTX | S_IWOTH;  // everybody may add to it, and take away only what is their own
        if ((of_folder.st_mode & shared) == shared && of_link.st_uid != geteuid() &&
            of_link.st_uid != of_folder.st_uid) {
            errno = EACCES;  // the kernel's answer too
            return false;
        }
        if (stat("/proc/self/fd", &of_kernel) == 0 && of_kernel.st_dev == of_link.st_dev) {
            is_kernels_ = true;
            return false;
        }
        char path[sizeof rest_];
        ssize_t const got = readlinkat(link, "", path, sizeof path);
        if (got <= 0) return false;
        auto const size = static_cast<size_t>(got);
        if (++links_ > most_links || size + strlen(rest_) >= sizeof rest_) {
            errno = links_ > most_links ? ELOOP : ENAMETOOLONG;
            return false;
        }
        memmove(rest_ + size, rest_, strlen(rest_) + 1);
        memcpy(rest_, path, size);
        if (path[0] == '/') move_to(open("/", folder_flags));
        return folder_ >= 0;
    }
};

}  // namespace sluice::detail

#endif
