// A correct and an incorrect function for Clang's -Wthread-safety, to check that the warning works.
#include <sluice/trace.hpp>

namespace sluice::detail {

unsigned long long with_the_lock() noexcept {
    lock_guard const held{the_standard_error.lock};
    return the_standard_error.to.lost;
}
#ifdef WITHOUT
unsigned long long without_the_lock() noexcept { return the_standard_error.to.lost; }
#endif

}  // namespace sluice::detail
