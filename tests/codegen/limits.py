"""What compilers add to a disabled call that the library can't keep them from: a list as short as it can be.

Each entry tolerates accesses to the stack in some functions, and nothing else: no other access to memory, no call, not
one compare more. tests/codegen/check prints how often each was met, and by which functions (--details); an entry that
is never met can go.
"""
import dataclasses
import re
import typing


@dataclasses.dataclass
class Limit:
    key: str
    compiler: typing.Callable  # says whether a Compiler (see check) has this limit
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
          r"|places::(before_\w+|behind_call|between_calls|in_try)",
          "Clang before 17 does at the entry what a call needs that is not a jump: where something is to be done after "
          "it, where its arguments don't fit the registers, and where functions have to be called before it, for its "
          "arguments, for the condition of SLUICE_LOG_IF, to ask a limit that counts, or to make a trace's record"),
    Limit("B", lambda c: c.clang and c.version >= 17,
          r"arguments::(string_temporaries|strings_of_functions)_[2-8]|loops::with_temporary",
          "Clang saves registers at the entry, not behind the test, where the arguments make two objects or more that "
          "have to be destroyed should the making of the next one throw (not with -fno-exceptions)"),
    Limit("C", lambda c: c.clang and c.version >= 17,
          r"places::before_double|loops::over_doubles",
          "preserve_most is about general registers: a double that is needed after the call has to be saved"),
    Limit("D", lambda c: c.clang and c.version >= 17,
          r"loops::(in_loop|with_eight_arguments|limited_by_parameter)",
          "the loop needs more registers than a function may use without saving them, less those that arguments and "
          "results take"),
    Limit("E", lambda c: c.clang and c.version >= 20 and not c.aarch64,
          r"places::before_string",
          "Clang makes a function whose last call returns an object for it a jump, but not after another call"),
    Limit("F", lambda c: c.gcc,
          r"places::(before_\w+|behind_call|between_calls)",
          "GCC has no preserve_most: what is needed after the call it keeps on the stack, or in registers that it has "
          "to save at the entry"),
    Limit("G", lambda c: c.gcc and not c.aarch64,
          r"arguments::(enums|lazies)_[78]",
          "GCC loads a parameter at the entry if the stack brings it, as it does the seventh, and if it has less than "
          "four bytes or goes into an object"),
    Limit("H", lambda c: c.gcc and not c.aarch64,
          r"arguments::(numbers_of_functions_[78]|(string_temporaries|strings_of_functions)_[678])"
          r"|loops::(in_loop|with_temporary|trace_object|trace_payload)",
          "GCC at -Os saves registers at the entry where many arguments are computed by functions, and puts variables "
          "of an outer loop, or the end of a loop that makes objects for the call, on the stack", levels=("Os",)),
    Limit("I", lambda c: c.gcc and c.aarch64,
          r"arguments::(numbers_of_functions|string_temporaries|strings_of_functions)_[2-8]"
          r"|arguments::(if_function|limited_(\w+_2|function|parameter|parameter_seconds|temporary)|trace_\w+)"
          r"|places::limited_in_\w+(<\w+>)?",
          "the same on AArch64, where the gate's address takes a register that holds an argument, and where a function, "
          "a limit or a trace has to be asked before the call", levels=("Os",)),
    Limit("J", lambda c: c.clang and c.version >= 17 and c.aarch64,
          r"arguments::(if_function|limited_function)",
          "Clang on AArch64 saves registers at the entry where a function says what the limit is or whether the "
          "condition holds, and arguments are needed after it"),
    Limit("K", lambda c: c.clang and c.version >= 17 and c.aarch64,
          r"loops::if_divisible(_0)?",
          "Clang divides the counter for the condition of SLUICE_LOG_IF on every turn, in front of the gate: its loops "
          "keep what depends on a counter in a variable of its own. SLUICE_LOG_EVERY_N costs nothing there"),
    Limit("L", lambda c: c.clang and c.version >= 17,
          r"loops::trace_\w+",
          "Clang takes the addresses of what a trace's record is made of before the loop, in registers that it has to "
          "save"),
]


def limit_of(compiler, level, function):
    """The entry that tolerates accesses to the stack here, or None."""
    for limit in LIMITS:
        if limit.compiler(compiler) and level in limit.levels and re.fullmatch(limit.functions, function):
            return limit
    return None
