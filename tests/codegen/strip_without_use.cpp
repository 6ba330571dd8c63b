// A stripped call is the only use of a variable and a parameter: no warning. Its arguments and its format are checked
// all the same.
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
#if defined(BAD_FORMAT)
    SLUICE_DEBUG(demo::reader, "{} {}", variable);
#elif defined(BAD_ARGUMENT)
    SLUICE_DEBUG(demo::reader, "{}", no_such_variable);
#endif
}
