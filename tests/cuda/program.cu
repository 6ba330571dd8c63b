// Calls in code for the host, for the device and for both. -DWITHOUT_CALLS removes them, to compare the device code.
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(grid, "GRID_LOGS", (steps, "Computations"), (cells, steps, "Each cell"))

#ifdef WITHOUT_CALLS
#define CALL(...) static_cast<void>(0)
#else
#define CALL(...) __VA_ARGS__
#endif

__host__ __device__ int twice(int x) {
    CALL(SLUICE_INFO(grid::steps, "twice {}", x));
    return 2 * x;
}

__device__ int thrice(int x) {
    [[maybe_unused]] int const only_logged = x + 1;
    if (x > 0)
        CALL(SLUICE_WARNING_ONCE(grid::steps, "thrice {}", only_logged));
    else
        CALL(SLUICE_LOG_EVERY_N(grid::steps, sluice::info, 10, "thrice {}", x));
    CALL(SLUICE_LOG_IF(grid::steps, sluice::info, x == 3, "three"));
    return 3 * x;
}

template <class Number>
__host__ __device__ Number half(Number x) {
    CALL(SLUICE_ARTIFACT(grid::cells, "half {}", x));
    CALL(SLUICE_TRACE(grid::logs, "half", 1));
    return x / 2;
}

__global__ void kernel(int* out) {
    CALL(SLUICE_ERROR(grid::steps, "on the device {}", *out));
    *out = twice(*out) + thrice(*out) + half(*out);
}

int main() {
    SLUICE_INFO(grid::steps, "on the host {}", twice(1));
    half(5.0);
    kernel<<<1, 1>>>(nullptr);  // fails without a device; not waited for
}
