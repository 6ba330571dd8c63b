// Iterates over the rows of a table: the only file that includes Boost.Preprocessor. Independent of the meaning of
// rows; registry.hpp defines the four macros that process them.
//
// A table is a variadic sequence in Boost.Preprocessor's sense, (a, b)(c, d, e), and is iterated over as by
// BOOST_PP_VARIADIC_SEQ_TO_SEQ: two macros alternate, each leaving the other's name before the next row, and the last
// name is pasted to that of an empty macro. That takes linear time; BOOST_PP_SEQ_FOR_EACH passes all remaining rows
// through every step, which costs a file two seconds for two tables of 256 rows. So each pass over a table is four
// lines here.
#pragma once

#if !__has_include(<boost/preprocessor/cat.hpp>)
// In full: install Boost's headers (Debian: libboost-dev); or use the single header, which contains what it needs.
#error "sluice: Boost's headers aren't found: install them (libboost-dev), or use tools/single-header"
#endif
#include <boost/preprocessor/cat.hpp>

#pragma GCC system_header  // see log.hpp

// SLUICE_DETAIL_WALK(PASS, (a, b)(c)) is PASS(a, b) PASS(c), and nothing if there are no rows. The expansion of a pass
// has no comma outside parentheses.
#define SLUICE_DETAIL_WALK(PASS, ...) __VA_OPT__(BOOST_PP_CAT(PASS##_1 __VA_ARGS__, _END))

// clang-format off
#define SLUICE_DETAIL_DESCRIBE_COMPONENT_1(...) SLUICE_DETAIL_DESCRIBE_COMPONENT(__VA_ARGS__) SLUICE_DETAIL_DESCRIBE_COMPONENT_2
#define SLUICE_DETAIL_DESCRIBE_COMPONENT_2(...) SLUICE_DETAIL_DESCRIBE_COMPONENT(__VA_ARGS__) SLUICE_DETAIL_DESCRIBE_COMPONENT_1
#define SLUICE_DETAIL_DESCRIBE_COMPONENT_1_END
#define SLUICE_DETAIL_DESCRIBE_COMPONENT_2_END

#define SLUICE_DETAIL_DESCRIBE_ARTIFACT_1(...) SLUICE_DETAIL_DESCRIBE_ARTIFACT(__VA_ARGS__) SLUICE_DETAIL_DESCRIBE_ARTIFACT_2
#define SLUICE_DETAIL_DESCRIBE_ARTIFACT_2(...) SLUICE_DETAIL_DESCRIBE_ARTIFACT(__VA_ARGS__) SLUICE_DETAIL_DESCRIBE_ARTIFACT_1
#define SLUICE_DETAIL_DESCRIBE_ARTIFACT_1_END
#define SLUICE_DETAIL_DESCRIBE_ARTIFACT_2_END

#define SLUICE_DETAIL_DECLARE_COMPONENT_1(...) SLUICE_DETAIL_DECLARE_COMPONENT(__VA_ARGS__) SLUICE_DETAIL_DECLARE_COMPONENT_2
#define SLUICE_DETAIL_DECLARE_COMPONENT_2(...) SLUICE_DETAIL_DECLARE_COMPONENT(__VA_ARGS__) SLUICE_DETAIL_DECLARE_COMPONENT_1
#define SLUICE_DETAIL_DECLARE_COMPONENT_1_END
#define SLUICE_DETAIL_DECLARE_COMPONENT_2_END

#define SLUICE_DETAIL_DECLARE_ARTIFACT_1(...) SLUICE_DETAIL_DECLARE_ARTIFACT(__VA_ARGS__) SLUICE_DETAIL_DECLARE_ARTIFACT_2
#define SLUICE_DETAIL_DECLARE_ARTIFACT_2(...) SLUICE_DETAIL_DECLARE_ARTIFACT(__VA_ARGS__) SLUICE_DETAIL_DECLARE_ARTIFACT_1
#define SLUICE_DETAIL_DECLARE_ARTIFACT_1_END
#define SLUICE_DETAIL_DECLARE_ARTIFACT_2_END
// clang-format on
