// The only file that names compilers and platforms: attributes, and the atomic byte access of the gates.
#pragma once

#include "../config.hpp"

#define SLUICE_DETAIL_HIDDEN __attribute__((visibility("hidden")))
#define SLUICE_DETAIL_ALWAYS_INLINE __attribute__((always_inline)) inline

// preserve_most makes the cold function save nearly all registers itself, so that its callers need not.
// Only from Clang 17 on: older ones can't move the one stack adjustment that such a call needs out of the
// hot path, whereas a call with the ordinary convention in tail position needs none.
#if defined(__clang__) && __clang_major__ >= 17 && (defined(__x86_64__) || defined(__aarch64__))
#define SLUICE_DETAIL_PRESERVE_MOST __attribute__((preserve_most))
#else
#define SLUICE_DETAIL_PRESERVE_MOST
#endif

// For all that runs only when something is logged or set. Never beside a test: cold moves the call to the far end
// of the text, noinline keeps the body out of the caller, whose prologue would otherwise save registers for it. And
// cold code is compiled for size, which takes the compiler a quarter of the time.
#define SLUICE_DETAIL_COLD __attribute__((cold, noinline))

// The functions that code in every file calls and that SLUICE_CFG_RUNTIME is about. The namespace is for whoever
// reads the linker's message.
#define SLUICE_DETAIL_CAT(A, B) SLUICE_DETAIL_CAT_(A, B)
#define SLUICE_DETAIL_CAT_(A, B) A##B
#define SLUICE_DETAIL_RUNTIME_IS_inline 1
#define SLUICE_DETAIL_RUNTIME_IS_extern 2
#define SLUICE_DETAIL_RUNTIME_IS SLUICE_DETAIL_CAT(SLUICE_DETAIL_RUNTIME_IS_, SLUICE_CFG_RUNTIME)
#if SLUICE_DETAIL_RUNTIME_IS == 1
#define SLUICE_DETAIL_RUNTIME_BEGIN
#define SLUICE_DETAIL_RUNTIME_END
#elif SLUICE_DETAIL_RUNTIME_IS == 2
#define SLUICE_DETAIL_RUNTIME_BEGIN inline namespace include_sluice_runtime_hpp_in_one_source_file {
#define SLUICE_DETAIL_RUNTIME_END }
#else
#error "sluice: SLUICE_CFG_RUNTIME is inline or extern"
#endif
#define SLUICE_DETAIL_RUNTIME __attribute__((cold, visibility("hidden"))) SLUICE_CFG_RUNTIME

#if defined(__cpp_exceptions)
#define SLUICE_DETAIL_TRY try
#define SLUICE_DETAIL_CATCH_ALL catch (...)
#else
#define SLUICE_DETAIL_TRY if constexpr (true)
#define SLUICE_DETAIL_CATCH_ALL else
#endif

namespace sluice::detail {

// Relaxed accesses through the compiler's builtins: <atomic> costs a file a quarter of a second.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE unsigned char load_relaxed(unsigned char const& from) noexcept {
    return __atomic_load_n(&from, __ATOMIC_RELAXED);
}
inline void store_relaxed(unsigned char& to, unsigned char value) noexcept {
    __atomic_store_n(&to, value, __ATOMIC_RELAXED);
}

}  // namespace sluice::detail
