// Functions called when a thread ends. Not a thread_local with a destructor, which ends the process if memory runs out,
// and keeps a library loaded until its threads end.
#pragma once

#include "../base/compiler.hpp"

#if !SLUICE_DETAIL_WINDOWS
#include <pthread.h>
#endif

namespace sluice::detail {

#if SLUICE_DETAIL_WINDOWS
template <class Data, void (*Function)(Data*)>
SLUICE_DETAIL_HIDDEN inline void at_thread_end(Data& data) noexcept {
    struct caller {
        Data* data = nullptr;
        ~caller() { Function(data); }
    };
    static thread_local caller at_end;
    at_end.data = &data;
}
#else
/// A key of pthread_key_create(), deleted when the program or library ends.
struct SLUICE_DETAIL_HIDDEN thread_key {
    pthread_key_t key;
    bool made;

    explicit thread_key(void (*function)(void*)) noexcept : made(pthread_key_create(&key, function) == 0) {}
    thread_key(thread_key const&) = delete;
    thread_key& operator=(thread_key const&) = delete;
    ~thread_key() {
        if (made) pthread_key_delete(key);
    }
};

/// Registers Function to be called with the thread's data when this thread ends, unless memory or keys run out.
/// Allocates at most the first time in a thread.
template <class Data, void (*Function)(Data*)>
SLUICE_DETAIL_HIDDEN inline void at_thread_end(Data& data) noexcept {
    static thread_key const at_end{[](void* of_thread) { Function(static_cast<Data*>(of_thread)); }};
    if (at_end.made) pthread_setspecific(at_end.key, static_cast<void*>(&data));
}
#endif

}  // namespace sluice::detail
