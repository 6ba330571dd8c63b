"""What logging costs the compiler: the header, the first call in a file, and each further call."""
import dataclasses
import statistics

import common
from common import in_turn, number, run, spread
from peers import table
from report import Chart, Section, Table

MANY = 501  # calls in a file, for time
FEW = 51    # for counting instructions, which takes fifty times as long and doesn't vary

INCLUDE_TEXT = """
A file that includes what a file that logs must, and nothing else. User seconds of the compiler and of what it starts:
the median of {runs}, and between which values the middle half lies; all files in turn, so that a busy spell of the
machine hits each. `<fmt/core.h>` is what sluice includes of {{fmt}}; an empty file is what starting a compiler costs."""
CALLS_TEXT = """
*Without calls* is a file with the header, what declares the logger (for sluice the registry) and an empty function.
*First call* is what a call in that function costs more: what the library has compiled anew in each file that logs.
*Further call* is the difference between {many} functions with a call each and one, divided by {more}, less that of
empty functions. Each call has an `int` and a `std::string const&`. User seconds and milliseconds, medians of {runs}
such differences. *sluice, extern* is sluice with `-DSLUICE_CFG_RUNTIME=extern`."""
COUNTED_TEXT = """
The same in millions of instructions that the compiler and what it starts execute, as cachegrind counts them: they
hardly vary, so that they show small differences."""


@dataclasses.dataclass
class File:
    """A file to compile."""
    peer: table.Peer
    text: str  # what it is, in a table
    path: object


def write_files(peers, counts, folder):
    """The files to compile: of each name one with the headers alone, and one for each count of calls."""
    def include(peer, name, headers):
        path = folder / f"include_{name}.cpp"
        path.write_text("".join(f"#include <{each}>\n" for each in headers) or "\n", encoding="utf-8")
        return File(peer, ", ".join(f"`<{each}>`" for each in headers), path)

    nothing = peers[0]
    files = {("an empty file", "header"): include(nothing, "an empty file", ()),
             ("{fmt}", "header"): include(nothing, "{fmt}", ("fmt/core.h",))}
    for peer in peers:
        if peer.headers:
            files[peer.name, "header"] = include(peer, peer.name, peer.headers)
        for count in counts:
            path = common.write_sites(folder / f"{peer.name}_{count}.cpp", max(count, 1), call=count > 0)
            files[peer.name, count] = File(peer, "", path)
    return files


def costs(values, name, many):
    """Of a peer: a file without calls, the first call, each further call; lists, as values holds a list a file."""
    first = [one - none for one, none in zip(values[name, 1], values[name, 0])]
    further, nothing = ([(more - one) / (many - 1) for more, one in zip(values[each, many], values[each, 1])]
                        for each in (name, "nothing"))
    return values[name, 0], first, [a - b for a, b in zip(further, nothing)]


def measure(job):
    counting = job.instructions and common.available("valgrind", "the compilers' instructions are not counted")
    many = FEW if job.quick else MANY
    includes = [Section("Include cost", INCLUDE_TEXT.format(runs=job.runs))]
    calls = [Section("Compile time per call", CALLS_TEXT.format(runs=job.runs, many=many, more=many - 1))]
    counted = [Section("Instructions of the compiler", COUNTED_TEXT)]
    include_bars, call_bars = {}, {}
    for compiler, peers in job.peers.items():
        folder = compiler.folder("compile")
        # {fmt} as a library, though it may take its header-only form to link it here: that is a cost of {fmt}.
        peers = [table.with_linked_fmt(peer) for peer in peers]
        files = write_files(peers, sorted({0, 1, many, FEW if counting else many}), folder)
        headers = [name for name, what in files if what == "header"]

        def command(what):
            return compiler.compile(files[what].peer, files[what].path, "-o", folder / "out.o")

        label = f"compile time, {compiler.command}"
        seconds = {what: [] for what in files if what[1] in ("header", 0, 1, many)}
        for what in in_turn(label, job.runs, list(seconds)):
            seconds[what].append(common.user_seconds(command(what)))
        includes.append(Table(compiler.command, ["library", "header", "user s", "preprocessed lines"], [
            [name, file.text, spread(seconds[name, "header"], 2),
             run(compiler.compile(file.peer, file.path, "-E")).count("\n")]  # -E stops before -c
            for name, file in ((name, files[name, "header"]) for name in headers)]))
        include_bars[compiler.command] = {name: statistics.median(seconds[name, "header"]) for name in headers}

        rows, call_bars[compiler.command] = [], {}
        for peer in peers[1:]:  # nothing comes first
            without, first, further = costs(seconds, peer.name, many)
            milliseconds = [value * 1e3 for value in further]
            rows.append([peer.name, spread(without, 2), spread(first, 3), spread(milliseconds, 2)])
            call_bars[compiler.command][peer.name] = statistics.median(milliseconds)
        calls.append(Table(compiler.command, ["library", "without calls, s", "first call, s", "further call, ms"],
                           rows))

        if counting:
            millions = {}
            for what in in_turn(f"{label}, counting", 1, [what for what in files if what[1] in ("header", 0, 1, FEW)]):
                millions[what] = [common.instructions(command(what), folder) / 1e6]
            rows = [[peer.name, number(millions[peer.name, "header"][0]) if peer.headers else "",
                     *(number(values[0], 2) for values in costs(millions, peer.name, FEW))] for peer in peers[1:]]
            counted.append(Table(compiler.command, ["library", "header", "without calls", "first call", "further call"],
                                 rows))
    includes.append(Chart("include", "What the header costs a file", "user seconds (logarithmic)", include_bars, log=True))
    calls.append(Chart("compile", "Compile time of each further call", "user milliseconds", call_bars))
    return includes + calls + (counted if counting else [])
