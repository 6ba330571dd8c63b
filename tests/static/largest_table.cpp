// A registry with the largest supported tables: 256 rows each.
#include <sluice/sluice.hpp>

#define COMPONENTS_16(H) \
    (c##H##0, "component") \
    (c##H##1, "component") \
    (c##H##2, "component") \
    (c##H##3, "component") \
    (c##H##4, "component") \
    (c##H##5, "component") \
    (c##H##6, "component") \
    (c##H##7, "component") \
    (c##H##8, "component") \
    (c##H##9, "component") \
    (c##H##A, "component") \
    (c##H##B, "component") \
    (c##H##C, "component") \
    (c##H##D, "component") \
    (c##H##E, "component") \
    (c##H##F, "component")
#define ARTIFACTS_16(H) \
    (a##H##0, c##H##0, "artifact") \
    (a##H##1, c##H##1, "artifact") \
    (a##H##2, c##H##2, "artifact") \
    (a##H##3, c##H##3, "artifact") \
    (a##H##4, c##H##4, "artifact") \
    (a##H##5, c##H##5, "artifact") \
    (a##H##6, c##H##6, "artifact") \
    (a##H##7, c##H##7, "artifact") \
    (a##H##8, c##H##8, "artifact") \
    (a##H##9, c##H##9, "artifact") \
    (a##H##A, c##H##A, "artifact") \
    (a##H##B, c##H##B, "artifact") \
    (a##H##C, c##H##C, "artifact") \
    (a##H##D, c##H##D, "artifact") \
    (a##H##E, c##H##E, "artifact") \
    (a##H##F, c##H##F, "artifact")

// clang-format off
SLUICE_REGISTRY(largest, "LARGEST_LOGS",
    COMPONENTS_16(0) COMPONENTS_16(1) COMPONENTS_16(2) COMPONENTS_16(3) COMPONENTS_16(4) COMPONENTS_16(5) COMPONENTS_16(6) COMPONENTS_16(7)
    COMPONENTS_16(8) COMPONENTS_16(9) COMPONENTS_16(A) COMPONENTS_16(B) COMPONENTS_16(C) COMPONENTS_16(D) COMPONENTS_16(E) COMPONENTS_16(F),
    ARTIFACTS_16(0) ARTIFACTS_16(1) ARTIFACTS_16(2) ARTIFACTS_16(3) ARTIFACTS_16(4) ARTIFACTS_16(5) ARTIFACTS_16(6) ARTIFACTS_16(7)
    ARTIFACTS_16(8) ARTIFACTS_16(9) ARTIFACTS_16(A) ARTIFACTS_16(B) ARTIFACTS_16(C) ARTIFACTS_16(D) ARTIFACTS_16(E) ARTIFACTS_16(F))
// clang-format on

static_assert(largest::logs.tables().component_count == 256 && largest::logs.tables().artifact_count == 256);
static_assert(largest::cFF.logger() == "largest.cFF" && largest::aFF.logger() == "largest.cFF");
