// A small program whose size is measured: sets up logging and calls its first site, which logs if the program has an
// argument.
#include <string>

void set_up(bool on);
void site_0001(int number, std::string const& text);

int main(int argc, char** argv) {
    set_up(argc > 1);
    site_0001(argc, argv[0]);
}
