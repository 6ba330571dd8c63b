// Calls that SLUICE_STRIP_demo=row_dump,reader=info,planner=off removes, and calls that stay. With -DDELETED the lines
// are removed too.
#include <sluice/sluice.hpp>
#include <string>

SLUICE_REGISTRY(demo, "DEMO_LOGS", (reader, "A component")(planner, "Another one"),
                (row_dump, reader, "An artifact")(plan_tree, planner, "Another one"))

namespace demo {
SLUICE_MODULE(csv, "demo.reader.csv")
}

#ifdef DELETED
#define CALL(...)
#else
#define CALL(...) __VA_ARGS__
#endif

std::string render(int number);

int sum(int const* numbers, int count) {
    int total = 0;
    for (int i = 0; i < count; ++i) {
        [[maybe_unused]] int const unused_otherwise = i * 2;
        CALL(SLUICE_DEBUG(demo::reader, "STRIPPED {} {}", unused_otherwise, total);)
        CALL(SLUICE_ARTIFACT(demo::row_dump, "STRIPPED {}", render(i));)
        CALL(SLUICE_LOG_FIRST_N(demo::reader, sluice::debug, count, "STRIPPED {}", total);)
        CALL(SLUICE_LOG_EVERY_N(demo::row_dump, sluice::on, 10, "STRIPPED {}", render(i));)
        CALL(SLUICE_LOG_EVERY_SECONDS(demo::csv, sluice::debug, count, "STRIPPED {}", total);)
        CALL(SLUICE_LOG_IF(demo::reader, sluice::debug, render(i).empty(), "STRIPPED {}", total);)
        CALL(SLUICE_LOG_ONCE(demo::planner, sluice::critical, "STRIPPED {}", total);)
        CALL(SLUICE_DEBUG(demo::reader, "STRIPPED {}", sluice::lazy([&] { return render(i); }));)
        total += numbers[i];
    }
    return total;
}
template <class Type>
Type in_template(Type value, [[maybe_unused]] std::string const& text) {
    CALL(SLUICE_CRITICAL(demo::planner, "STRIPPED {} {}", value, text);)
    return value;
}
int instantiate(int number) { return in_template(number, "text"); }
void in_module() { CALL(SLUICE_DEBUG(demo::csv, "STRIPPED");) }
int stays(int number) {
    SLUICE_INFO(demo::reader, "KEPT {}", number);
    SLUICE_ARTIFACT(demo::plan_tree, "KEPT {}", number);
    SLUICE_LOG_ONCE(demo::reader, sluice::info, "KEPT {}", number);
    SLUICE_LOG_EVERY_N(demo::plan_tree, sluice::on, 10, "KEPT {}", number);
    return number;
}
