"""Lists instructions that compilers add to a disabled call and that the library can't avoid.

Each entry tolerates accesses to the stack in some functions, and nothing else: no other access to memory, no call, no
further compare. tests/codegen/check prints how often each entry was needed, and by which functions (--details); an
entry that is never needed can be removed.
"""
import dataclasses
import re
import typing


@dataclasses.dataclass
class Limit:
    key: str
    compiler: typing.Callable  # returns True if a Compiler (see check) has this limit
    functions: str             # a regular expression that matches whole names
    why: str
    levels: tuple = ("O1", "O2", "O3", "Os")


LIMITS = [
    Limit("A", lambda c: c.clang and c.version < 17,
          r"arguments::(arrays|bit_fields|c_strings|enums|integers|move_only|pointers|strings|user_formatted)_[678]"
          r"|arguments::one_register_structs_[678]|arguments::object::members_[78]|arguments::mixed_8"
          r"|arguments::(string_views|two_register_structs)_[3-8]"
          r"|arguments::(numbers_of_functions|string_temporaries|strings_of_functions)_[1-8]|arguments::lazies_[678]"
          r"|arguments::(limited_\w+|once_temporary|if_function|trace_\w+)|places::limited_in_\w+(<\w+>)?"
          r"|places::(before_\w+|after_call|between_calls|in_try)",
          "Clang before 17 saves registers at the entry if the call can't be a jump: if code follows it, if its "
          "arguments don't fit the registers, or if functions are called before it, for its arguments, for the "
          "condition of SLUICE_LOG_IF, to check a limit that counts, or to create a trace's record"),
    Limit("B", lambda c: c.clang and c.version >= 17,
          r"arguments::(string_temporaries|strings_of_functions)_[2-8]|loops::with_temporary",
          "Clang saves registers at the entry, not after the test, if the arguments create two or more objects that "
          "must be destroyed if the next constructor throws (not with -fno-exceptions)"),
    Limit("C", lambda c: c.clang and c.version >= 17,
          r"places::before_double|loops::over_doubles",
          "preserve_most covers general registers only: a double that is needed after the call has to be saved"),
    Limit("D", lambda c: c.clang and c.version >= 17,
          r"loops::(in_loop|with_eight_arguments|limited_by_parameter)",
          "the loop needs more registers than remain, without saving any, after those for arguments and results"),
    Limit("E", lambda c: c.clang and c.version >= 20 and not c.aarch64,
          r"places::before_string",
          "Clang turns a last call that returns the function's result object into a jump, but not after another call"),
    Limit("F", lambda c: c.gcc,
          r"places::(before_\w+|after_call|between_calls)",
          "GCC has no preserve_most: it keeps values needed after the call on the stack, or in registers that it has "
          "to save at the entry"),
    Limit("G", lambda c: c.gcc and not c.aarch64,
          r"arguments::(enums|lazies)_[78]",
          "GCC loads a parameter at the entry if it is passed on the stack, as the seventh is, and has less than four "
          "bytes or is copied into an object"),
    Limit("H", lambda c: c.gcc and not c.aarch64,
          r"arguments::(numbers_of_functions_[78]|(string_temporaries|strings_of_functions)_[678])"
          r"|loops::(in_loop|with_temporary|trace_object|trace_payload)",
          "GCC at -Os saves registers at the entry if functions compute many arguments, and keeps variables of an "
          "outer loop, or the end of a loop that creates objects for the call, on the stack", levels=("Os",)),
    Limit("I", lambda c: c.gcc and c.aarch64,
          r"arguments::(numbers_of_functions|string_temporaries|strings_of_functions)_[2-8]"
          r"|arguments::(if_function|limited_(\w+_2|function|parameter|parameter_seconds|temporary)|trace_\w+)"
          r"|places::limited_in_\w+(<\w+>)?",
          "the same on AArch64, if the gate's address takes a register that holds an argument, or if a function, a "
          "limit or a trace is evaluated before the call", levels=("Os",)),
    Limit("J", lambda c: c.clang and c.version >= 17 and c.aarch64,
          r"arguments::(if_function|limited_function)",
          "Clang on AArch64 saves registers at the entry if a function computes the limit or the condition, and "
          "arguments are needed after it"),
    Limit("K", lambda c: c.clang and c.version >= 17 and c.aarch64,
          r"loops::if_divisible(_0)?",
          "Clang divides the counter for the condition of SLUICE_LOG_IF in every iteration, before the gate, as it "
          "keeps values that depend on a counter in variables. SLUICE_LOG_EVERY_N costs nothing there"),
    Limit("L", lambda c: c.clang and c.version >= 17,
          r"loops::trace_\w+",
          "Clang loads the addresses of the parts of a trace's record before the loop, into registers that it has to "
          "save"),
]


def limit_of(compiler, level, function):
    """Returns the entry that tolerates accesses to the stack in a function, or None."""
    for limit in LIMITS:
        if limit.compiler(compiler) and level in limit.levels and re.fullmatch(limit.functions, function):
            return limit
    return None
