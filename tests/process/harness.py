"""Runs test cases by name, for the scripts in this folder.

The functions of a script whose names start with "case_" are its tests. Meson lists them with --list and runs each as
a separate test.
"""
import argparse
import os


def run_cases(script, description, program):
    """Runs the cases in `script` (the caller's globals()) that the command line selects.

    `program` is the name of the option for the program under test, and of the global that receives its path.
    """
    cases = {name[len("case_"):]: function for name, function in script.items() if name.startswith("case_")}
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="print the names of the cases")
    parser.add_argument(f"--{program}", help="path of the program under test")
    parser.add_argument("case", nargs="?", choices=cases, help="the case to run (default: all)")
    arguments = parser.parse_args()
    if arguments.list:
        print("\n".join(cases))
        return
    path = getattr(arguments, program)
    if not path:
        parser.error(f"--{program} is required")
    script[program] = os.path.abspath(path)
    for name in [arguments.case] if arguments.case else cases:
        cases[name]()
        print(f"{name}: ok")
