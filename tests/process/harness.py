"""Runs test cases by name: what the scripts beside this one share.

A script's functions whose names start with "case_" are its tests. Meson lists them with --list and runs each as
a test of its own.
"""
import argparse
import os


def run_cases(script, description, program):
    """Runs the cases among `script` (the caller's globals()) that the command line picks.

    `program` names the option for the program under test; the cases find its path in the global of that name.
    """
    cases = {name[len("case_"):]: function for name, function in script.items() if name.startswith("case_")}
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="print the names of the cases")
    parser.add_argument(f"--{program}", help="the program's path")
    parser.add_argument("case", nargs="?", choices=cases, help="which case to run (default: all)")
    arguments = parser.parse_args()
    if arguments.list:
        print("\n".join(cases))
        return
    path = getattr(arguments, program)
    if not path:
        parser.error(f"--{program} is needed")
    script[program] = os.path.abspath(path)
    for name in [arguments.case] if arguments.case else cases:
        cases[name]()
        print(f"{name}: ok")
