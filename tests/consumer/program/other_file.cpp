#include <string>

#include "logs.hpp"

void other_file() { SLUICE_WARNING(depot::gate, "{}", std::string("closed")); }
