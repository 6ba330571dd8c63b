// The small program whose size is measured: it sets logging up and calls the first of its sites, which logs where the
// program gets an argument.
#include <string>

void set_up(bool on);
void site_0001(int number, std::string const& text);

int main(int argc, char** argv) {
    set_up(argc > 1);
    site_0001(argc, argv[0]);
}
