// Variables and parameters that are used only in stripped calls: no warnings. Arguments and formats are still checked.
#include <sluice/sluice.hpp>
#include <string>

SLUICE_REGISTRY(demo, "DEMO_LOGS", (reader, "A component"))

template <class Type>
void in_template(Type parameter) {
    auto const variable = parameter + 1;
    SLUICE_DEBUG(demo::reader, "{}", variable);
}
void in_function(std::string const& parameter) {
    auto const variable = parameter.size();
    SLUICE_DEBUG(demo::reader, "{}", variable);
    auto const lambda = [&] { SLUICE_DEBUG(demo::reader, "{}", parameter); };
    lambda();
    in_template(1);
    int const n = 10;
    double const seconds = 0.5;
    bool const condition = true;
    SLUICE_LOG_FIRST_N(demo::reader, sluice::debug, n, "{}", variable);
    SLUICE_LOG_EVERY_SECONDS(demo::reader, sluice::debug, seconds, "{}", variable);
    SLUICE_LOG_IF(demo::reader, sluice::debug, condition, "{}", variable);
    auto const lazy = sluice::lazy([&] { return parameter; });
    SLUICE_LOG_ONCE(demo::reader, sluice::debug, "{}", lazy);
#if defined(BAD_FORMAT)
    SLUICE_DEBUG(demo::reader, "{} {}", variable);
#elif defined(BAD_ARGUMENT)
    SLUICE_DEBUG(demo::reader, "{}", no_such_variable);
#elif defined(BAD_LIMIT)
    SLUICE_LOG_FIRST_N(demo::reader, sluice::debug, "{}", variable);
#elif defined(BAD_CONDITION)
    SLUICE_LOG_IF(demo::reader, sluice::debug, parameter, "{}", variable);
#endif
}
