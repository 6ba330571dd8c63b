// Names that programs have for macros, types and namespaces, and places where a call is easily misread.
#define ERROR 0
#define DEBUG 1
#define INFO 2
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define interface struct
#define emit
#define slots
#define signals public
#define info(text) static_assert(false, text)
#define debug this is no C++
#define error this is no C++ either
#define on yes
#define off no

#include <sluice/sluice.hpp>

#ifndef debug
#error "sluice took a macro away"
#endif
#undef info
#undef debug
#undef error

SLUICE_REGISTRY(hostile, "HOSTILE_LOGS", (part, "A part"), (list, part, "A list", at(info)))
// Two registries in one file; a registry inside namespaces, one of which is called as ours is.
namespace company::sluice {
SLUICE_REGISTRY(inner, "INNER_LOGS", (part, "A part of another registry"))
namespace inner {
SLUICE_MODULE(detail, "inner.part.detail")
}
}  // namespace company::sluice

namespace shadows {

struct std {};
struct fmt {};
struct level {};
struct text_view {};

void all(bool condition, int which) {
    struct sluice {};
    if (condition)
        SLUICE_INFO(hostile::part, "the only statement");
    else
        SLUICE_WARNING(hostile::part, "its else belongs to the right if");
    if (condition) SLUICE_ERROR_ONCE(hostile::part, "{}", which);
    for (int i = 0; i < which; ++i) SLUICE_LOG_EVERY_N(hostile::part, ::sluice::info, 10, "{}", i);
    switch (which) {
    case 0: SLUICE_ARTIFACT(hostile::list, "{}", which); break;
    default: SLUICE_TRACE(hostile::logs, "switch", which);
    }
    SLUICE_DEBUG(company::sluice::inner::detail, "{} {}", max(which, 1), min(which, 2));
}

#define PASS_ON(CALL) CALL
void in_an_argument(int which) {
    PASS_ON(SLUICE_INFO(hostile::part, "text"););
    PASS_ON(SLUICE_INFO(hostile::part, "{} {}", which, which););
}

}  // namespace shadows

namespace uses_all {
using namespace std;
using namespace sluice;
void call(level threshold) { SLUICE_INFO(hostile::part, "{}", to_text(threshold).size()); }
}  // namespace uses_all
