// The only file that names compilers and platforms: attributes, and the atomic byte access of the gates.
#pragma once

#include <stdlib.h>  // defines the C library's macro, such as __GLIBC__

#include "../../config.hpp"

// Windows has no symbol visibility; sluice exports nothing there.
#if defined(_WIN32)
#define SLUICE_DETAIL_WINDOWS 1
// Binds a declaration of sluice's to a system function; Size is the size of its arguments, in bytes. So windows.h may
// be included as well, and declare the function in its own way.
#if defined(__i386__)
#define SLUICE_DETAIL_WINDOWS_NAME(Name, Size) __asm__("_" #Name "@" #Size)
#else
#define SLUICE_DETAIL_WINDOWS_NAME(Name, Size) __asm__(#Name)
#endif
#define SLUICE_DETAIL_HIDDEN
#else
#define SLUICE_DETAIL_WINDOWS 0
#define SLUICE_DETAIL_HIDDEN __attribute__((__visibility__("hidden")))
#endif
// 1 if the system has fork().
#if SLUICE_DETAIL_WINDOWS
#define SLUICE_DETAIL_FORKS 0
#else
#define SLUICE_DETAIL_FORKS 1
#endif
// 1 for Clang, and for its tools that analyse a program, such as clang-tidy.
#if defined(__clang__)
#define SLUICE_DETAIL_CLANG 1
#else
#define SLUICE_DETAIL_CLANG 0
#endif
#if defined(__clang_analyzer__)
#define SLUICE_DETAIL_ANALYSED 1
#else
#define SLUICE_DETAIL_ANALYSED 0
#endif
// For functions that must be inlined into call sites. With Clang's CUDA, device functions may call them too.
#if defined(__clang__) && defined(__CUDA__)
#define SLUICE_DETAIL_ALWAYS_INLINE __attribute__((__always_inline__, host, device)) inline
#else
#define SLUICE_DETAIL_ALWAYS_INLINE __attribute__((__always_inline__)) inline
#endif

// For one-line accessors, which -Og and -O0 would not inline.
#if defined(__clang__) && defined(__CUDA__)
#define SLUICE_DETAIL_ACCESSOR __attribute__((__always_inline__, host, device))
#else
#define SLUICE_DETAIL_ACCESSOR __attribute__((__always_inline__))
#endif

// preserve_most makes the cold function save nearly all registers itself, so that its callers needn't. Only from Clang
// 17 on: older ones can't move the stack adjustment that such a call needs out of the hot path, whereas a call with the
// ordinary convention in tail position needs none.
#if defined(__clang__) && __clang_major__ >= 17 && (defined(__x86_64__) || defined(__aarch64__))
//
// Such functions are in their own inline namespace, so that the linker never substitutes a definition from another
// compiler, which doesn't save the registers.
#define SLUICE_DETAIL_PRESERVE_MOST __attribute__((__preserve_most__, noinline))
#define SLUICE_DETAIL_PRESERVE_MOST_BEGIN inline namespace preserve_most {
#define SLUICE_DETAIL_PRESERVE_MOST_END }
#else
#define SLUICE_DETAIL_PRESERVE_MOST
#define SLUICE_DETAIL_PRESERVE_MOST_BEGIN
#define SLUICE_DETAIL_PRESERVE_MOST_END
#endif

// Code that runs only when something is logged or set is never inlined next to a test: the caller's prologue would save
// registers for it. In the header-only form every file that logs compiles the runtime, so GCC optimizes it less than
// the file's -O2: -O1 for SLUICE_DETAIL_OUT_OF_LINE, the path of each record, which costs a record 1 % more
// instructions; -Og for SLUICE_DETAIL_COLD, the rare paths (settings, opening files, mistakes). Together they save GCC
// 12 a third of the time for a file's first call.
#if defined(__GNUC__) && !defined(__clang__) && defined(__OPTIMIZE__)
#define SLUICE_DETAIL_OPTIMIZE(...) __attribute__((__optimize__(__VA_ARGS__)))
#else
#define SLUICE_DETAIL_OPTIMIZE(...)
#endif
#define SLUICE_DETAIL_OUT_OF_LINE SLUICE_DETAIL_OPTIMIZE("O1") __attribute__((noinline)) SLUICE_DETAIL_HIDDEN
#define SLUICE_DETAIL_SELDOM SLUICE_DETAIL_OPTIMIZE("Og") __attribute__((__cold__))
#define SLUICE_DETAIL_COLD SLUICE_DETAIL_SELDOM __attribute__((noinline)) SLUICE_DETAIL_HIDDEN
// For functions that run once or on a mistake: they read settings, and write help and messages. GCC takes a third less
// time if it optimizes nothing.
#define SLUICE_DETAIL_MESSAGE SLUICE_DETAIL_OPTIMIZE("O0") __attribute__((__cold__, noinline)) SLUICE_DETAIL_HIDDEN
// For functions that call sites call after the test: placed at the end of the text section, and optimized for size.
#define SLUICE_DETAIL_AFTER_TEST SLUICE_DETAIL_PRESERVE_MOST __attribute__((__cold__, noinline)) SLUICE_DETAIL_HIDDEN

// For the functions that SLUICE_CFG_RUNTIME controls, which code in every file calls. Their namespace contains the
// version, so that the linker never uses another version's, and, for its error message, what to include.
#define SLUICE_DETAIL_CAT(A, B) SLUICE_DETAIL_CAT_(A, B)
#define SLUICE_DETAIL_CAT_(A, B) A##B
#define SLUICE_DETAIL_RUNTIME_IS_inline 1
#define SLUICE_DETAIL_RUNTIME_IS_extern 2
#define SLUICE_DETAIL_RUNTIME_IS SLUICE_DETAIL_CAT(SLUICE_DETAIL_RUNTIME_IS_, SLUICE_CFG_RUNTIME)
#if SLUICE_DETAIL_RUNTIME_IS == 1
#define SLUICE_DETAIL_RUNTIME_BEGIN inline namespace SLUICE_DETAIL_VERSIONED(v) {
#define SLUICE_DETAIL_RUNTIME_END }
#elif SLUICE_DETAIL_RUNTIME_IS == 2
#define SLUICE_DETAIL_RUNTIME_BEGIN \
    inline namespace SLUICE_DETAIL_VERSIONED(include_sluice_runtime_hpp_in_one_source_file_v) {
#define SLUICE_DETAIL_RUNTIME_END }
#else
#error "sluice: SLUICE_CFG_RUNTIME must be inline or extern"
#endif
#define SLUICE_DETAIL_RUNTIME SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN SLUICE_CFG_RUNTIME
// For the runtime function that call sites call: a jump to others.
#define SLUICE_DETAIL_RUNTIME_ENTRY \
    SLUICE_DETAIL_OPTIMIZE("O1", "optimize-sibling-calls") SLUICE_DETAIL_HIDDEN SLUICE_CFG_RUNTIME
// For runtime functions that a call site calls directly after its test, without a cold function in between.
#define SLUICE_DETAIL_COLD_ENTRY SLUICE_DETAIL_PRESERVE_MOST SLUICE_DETAIL_RUNTIME

// CUDA compiles a file for the host and again for the device; in device code a call only names its arguments.
#if defined(__CUDA_ARCH__)
#define SLUICE_DETAIL_FOR_DEVICE 1
#else
#define SLUICE_DETAIL_FOR_DEVICE 0
#endif
#if defined(__NVCC__)
#define SLUICE_DETAIL_NVCC 1
#else
#define SLUICE_DETAIL_NVCC 0
#endif
#define SLUICE_DETAIL_NOT_CALLED(...)                                           \
    do {                                                                        \
        static_cast<void>(sizeof(::sluice::detail::never_called(__VA_ARGS__))); \
    } while (false)

// 1 if detail/shared/loader.hpp can find what a process has loaded. The C library must keep libraries loaded meanwhile,
// which musl doesn't promise. The letter is the assembler constraint for a symbol operand.
#if SLUICE_CFG_SHARED && defined(__linux__) && defined(__LP64__) && defined(__GLIBC__)
#define SLUICE_DETAIL_LOADER 1
#else
#define SLUICE_DETAIL_LOADER 0
#endif
// 1 if call sites list themselves in a section of the program or library: os/listed_sites.hpp. nvcc's front end has no such
// operands; Clang on AArch64 would save registers at the entry of a function with a limited call.
#if SLUICE_CFG_EXTENDED && defined(__linux__) && defined(__LP64__) && !defined(__NVCC__) && \
    !(defined(__clang__) && defined(__aarch64__))
#define SLUICE_DETAIL_LISTS_SITES 1
#else
#define SLUICE_DETAIL_LISTS_SITES 0
#endif
#if defined(__clang__)
#define SLUICE_DETAIL_SYMBOL "i"
#elif defined(__aarch64__)
#define SLUICE_DETAIL_SYMBOL "S"
#else
#define SLUICE_DETAIL_SYMBOL "X"
#endif

// For code that only SLUICE_CFG_EXTENDED compiles, within the runtime.
#if SLUICE_CFG_EXTENDED
#define SLUICE_DETAIL_EXTENDED_ONLY(...) __VA_ARGS__
#else
#define SLUICE_DETAIL_EXTENDED_ONLY(...)
#endif

// 1 if the system tells of changes in folders (inotify).
#if defined(__linux__)
#define SLUICE_DETAIL_INOTIFY 1
#else
#define SLUICE_DETAIL_INOTIFY 0
#endif
// 1 if a forked child may start threads, which ThreadSanitizer refuses if its parent had several.
#if defined(__SANITIZE_THREAD__)
#define SLUICE_DETAIL_THREADS_AFTER_FORK 0
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SLUICE_DETAIL_THREADS_AFTER_FORK 0
#endif
#endif
#if !defined(SLUICE_DETAIL_THREADS_AFTER_FORK)
#define SLUICE_DETAIL_THREADS_AFTER_FORK 1
#endif

// 1 if the processor has a counter of ticks that programs can read.
#if defined(__x86_64__)
#define SLUICE_DETAIL_TSC 1
#else
#define SLUICE_DETAIL_TSC 0
#endif

// For hashes, whose arithmetic wraps around on purpose: silences Clang's -fsanitize=integer.
#if defined(__clang__)
#define SLUICE_DETAIL_WRAPS __attribute__((__no_sanitize__("unsigned-integer-overflow", "unsigned-shift-base")))
#else
#define SLUICE_DETAIL_WRAPS
#endif

// For Clang's -Wthread-safety, which checks that guarded members are accessed with their mutex held.
#if defined(__clang__)
#define SLUICE_DETAIL_LOCKABLE __attribute__((capability("mutex")))
#define SLUICE_DETAIL_SCOPED_LOCK __attribute__((scoped_lockable))
#define SLUICE_DETAIL_GUARDED_BY(...) __attribute__((guarded_by(__VA_ARGS__)))
#define SLUICE_DETAIL_REQUIRES(...) __attribute__((requires_capability(__VA_ARGS__)))
#define SLUICE_DETAIL_ACQUIRES(...) __attribute__((acquire_capability(__VA_ARGS__)))
#define SLUICE_DETAIL_RELEASES(...) __attribute__((release_capability(__VA_ARGS__)))
#define SLUICE_DETAIL_UNCHECKED __attribute__((no_thread_safety_analysis))
#else
#define SLUICE_DETAIL_LOCKABLE
#define SLUICE_DETAIL_SCOPED_LOCK
#define SLUICE_DETAIL_GUARDED_BY(...)
#define SLUICE_DETAIL_REQUIRES(...)
#define SLUICE_DETAIL_ACQUIRES(...)
#define SLUICE_DETAIL_RELEASES(...)
#define SLUICE_DETAIL_UNCHECKED
#endif

#if defined(__cpp_exceptions)
#define SLUICE_DETAIL_TRY try
#define SLUICE_DETAIL_CATCH_ALL catch (...)
#define SLUICE_DETAIL_EXCEPTIONS 1
#else
#define SLUICE_DETAIL_TRY if constexpr (true)
#define SLUICE_DETAIL_CATCH_ALL else
#define SLUICE_DETAIL_EXCEPTIONS 0
#endif

// 1 if names of types show characters in template arguments as text.
#if defined(__clang__) && __clang_major__ < 15
#define SLUICE_DETAIL_PRINTS_LITERALS 0
#else
#define SLUICE_DETAIL_PRINTS_LITERALS 1
#endif

// 1 if a pragma makes a warning end the compilation: the use of something deprecated between these two.
#if defined(__clang__)
#define SLUICE_DETAIL_FATAL_WARNINGS 1
#define SLUICE_DETAIL_FATAL_BEGIN \
    _Pragma("clang diagnostic push") _Pragma("clang diagnostic fatal \"-Wdeprecated-declarations\"")
#define SLUICE_DETAIL_FATAL_END _Pragma("clang diagnostic pop")
#else
#define SLUICE_DETAIL_FATAL_WARNINGS 0
#define SLUICE_DETAIL_FATAL_BEGIN
#define SLUICE_DETAIL_FATAL_END
#endif

namespace sluice::detail {

/// For SLUICE_DETAIL_NOT_CALLED. Never defined; constexpr, so that Clang's CUDA accepts it in device code.
template <class... Arguments>
constexpr char never_called(Arguments const&... arguments) noexcept;

/// Keeps the compiler from moving code across it. GCC would merge two consecutive tests, and evaluate a condition
/// before the gate's test.
SLUICE_DETAIL_ALWAYS_INLINE void compiler_barrier() noexcept { asm volatile(""); }

// Relaxed accesses through compiler builtins: including <atomic> costs a file a quarter of a second.
template <class Number>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE Number load_relaxed(Number const& from) noexcept {
    return __atomic_load_n(&from, __ATOMIC_RELAXED);
}
template <class Number>
SLUICE_DETAIL_ALWAYS_INLINE void store_relaxed(Number& to, Number value) noexcept {
    __atomic_store_n(&to, value, __ATOMIC_RELAXED);
}
/// Returns the previous value.
template <class Number>
SLUICE_DETAIL_ALWAYS_INLINE Number fetch_add_relaxed(Number& to, Number value) noexcept {
    return __atomic_fetch_add(&to, value, __ATOMIC_RELAXED);
}
/// Acquire and release accesses: order earlier writes of one thread before later reads of another.
template <class Number>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE Number load_ordered(Number const& from) noexcept {
    return __atomic_load_n(&from, __ATOMIC_ACQUIRE);
}
template <class Number>
SLUICE_DETAIL_ALWAYS_INLINE void store_ordered(Number& to, Number value) noexcept {
    __atomic_store_n(&to, value, __ATOMIC_RELEASE);
}
template <class Number>
SLUICE_DETAIL_ALWAYS_INLINE Number fetch_add_ordered(Number& to, Number value) noexcept {
    return __atomic_fetch_add(&to, value, __ATOMIC_ACQ_REL);
}
template <class Number>
SLUICE_DETAIL_ALWAYS_INLINE Number exchange_relaxed(Number& of, Number value) noexcept {
    return __atomic_exchange_n(&of, value, __ATOMIC_RELAXED);
}
template <class Number>
SLUICE_DETAIL_ALWAYS_INLINE Number exchange_ordered(Number& of, Number value) noexcept {
    return __atomic_exchange_n(&of, value, __ATOMIC_ACQ_REL);
}
/// Stores `value` if the current value is `expected`; otherwise returns false. Acquire and release.
template <class Number>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool replace_ordered(Number& of, Number expected, Number value) noexcept {
    return __atomic_compare_exchange_n(&of, &expected, value, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}
/// The same, relaxed.
template <class Number>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool replace_relaxed(Number& of, Number expected, Number value) noexcept {
    return __atomic_compare_exchange_n(&of, &expected, value, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

}  // namespace sluice::detail
