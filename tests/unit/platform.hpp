// System functions for tests that have other names on Windows.
#pragma once

#include <cstdlib>
#include <string>
#if __has_include(<sys/socket.h>)
#include <unistd.h>

inline void set_variable(char const* name, char const* value) { setenv(name, value, 1); }
inline void clear_variable(char const* name) { unsetenv(name); }
inline std::string host() {
    char name[256] = {};
    gethostname(name, sizeof name);
    return name;
}
#else
inline void set_variable(char const* name, char const* value) { _putenv_s(name, value); }
inline void clear_variable(char const* name) { _putenv_s(name, ""); }
inline std::string host() { return std::getenv("COMPUTERNAME"); }
#endif
