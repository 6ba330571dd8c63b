"""Measures the compile time of the header, of the first call in a file, and of each further call."""
import dataclasses
import statistics

import common
from common import in_turn, number, run, spread
from peers import table
from report import Chart, Section, Table

MANY = 501  # calls in a file, for time
FEW = 21    # calls for counting instructions, which takes twenty times as long and hardly varies
LEVELS = {"-O2": (), "-O0 -g": ("-O0", "-g")}  # compiler options for counting instructions
UNCOUNTED = ("an empty file", "bare test")

INCLUDE_TEXT = """
A file with only the headers that a file that logs needs. User seconds of the compiler and its child processes: the
median of {runs} runs and the interquartile range. The files are compiled in turn, so that load from other processes
affects all alike. `<fmt/core.h>` is the part of {{fmt}} that sluice includes; the empty file shows the cost of starting
a compiler."""
CALLS_TEXT = """
*Without calls* is a file with the header, the declaration of a logger (for sluice the registry) and an empty function.
*First call* is the additional time for one call in that function: the code that the library compiles in each file that
logs. *Further call* is the difference between {many} functions with a call each and one, divided by {more}, less the
same for empty functions. Each call has an `int` and a `std::string const&`. User seconds and milliseconds, medians of
{runs} differences. *sluice, extern* is sluice with the runtime compiled once, as the packages' default target has it;
*sluice, reduced* has `SLUICE_CFG_EXTENDED=0`."""
COUNTED_TEXT = """
Millions of instructions that the compiler executes, without the assembler, as cachegrind counts them: they hardly vary,
so that they show small differences. *Header* is a file that includes what a logging file must. *And first call* is a
file that also declares the logger and has one function with a call; *first call* is the difference. *Further call* is
the difference between {few} such functions and one, divided by {more}, less that of empty functions. `{{fmt}}` is
`<fmt/core.h>` and a call of `fmt::print`. *Text* is the text that `size` reports for the object of the file with one
call: code, constants and unwinding tables, in bytes. The compiled forms (*sluice, extern*, *spdlog, compiled*) are
without the one file that compiles the library."""


@dataclasses.dataclass
class File:
    """A file to compile."""
    peer: table.Peer
    text: str  # its name in tables
    path: object


def write_files(peers, counts, folder):
    """Writes the files to compile: for each peer, one with only the headers, and one for each count of calls."""
    def include(peer, name, headers):
        path = folder / f"include_{name}.cpp"
        path.write_text("".join(f"#include <{each}>\n" for each in headers) or "\n", encoding="utf-8")
        return File(peer, ", ".join(f"`<{each}>`" for each in headers), path)

    files = {("an empty file", "header"): include(peers[0], "an empty file", ())}
    for peer in peers:
        if peer.headers:
            files[peer.name, "header"] = include(peer, peer.name, peer.headers)
        for count in counts:
            path = common.write_sites(folder / f"{peer.name}_{count}.cpp", max(count, 1), call=count > 0)
            files[peer.name, count] = File(peer, "", path)
    return files


def count(compiler, files, peers, folder):
    """Counts instructions. Returns a table for each optimization level."""
    def millions(what, options):
        file = files[what]
        command = compiler.compile(file.peer, file.path, *options, "-S", "-o", folder / "out.s")
        return common.instructions(command, folder) / 1e6

    tables = []
    for level, options in LEVELS.items():
        wanted = [what for what in files if what[1] in ("header", 1, FEW) and what[0] not in UNCOUNTED]
        label = f"instructions of {compiler.command} {level}"
        found = {what: millions(what, options) for what in in_turn(label, 1, wanted)}
        nothing = (found["nothing", FEW] - found["nothing", 1]) / (FEW - 1)
        rows = []
        for peer in (peer for peer in peers if peer.headers):
            header, first = found[peer.name, "header"], found[peer.name, 1]
            further = (found[peer.name, FEW] - first) / (FEW - 1) - nothing
            made = compiler.object(peer, files[peer.name, 1].path, *options)
            text = run(["size", made]).splitlines()[1].split()[0]
            rows.append([peer.name, number(header), number(first), number(first - header), number(further, 2), text])
        tables.append(Table(f"{compiler.command} {level}", ["library", "header", "and first call", "first call",
                                                            "further call", "text"], rows))
    return tables


def costs(values, name, many):
    """Returns lists of the costs of a file without calls, of the first call, and of each further call of a peer."""
    first = [one - none for one, none in zip(values[name, 1], values[name, 0])]
    further, nothing = ([(more - one) / (many - 1) for more, one in zip(values[each, many], values[each, 1])]
                        for each in (name, "nothing"))
    return values[name, 0], first, [a - b for a, b in zip(further, nothing)]


def timed(job, many, folders, files_of):
    """Measures times. Returns the tables and charts of all compilers."""
    includes = [Section("Include cost", INCLUDE_TEXT.format(runs=job.runs))]
    calls = [Section("Compile time per call", CALLS_TEXT.format(runs=job.runs, many=many, more=many - 1))]
    include_bars, call_bars = {}, {}
    for compiler, (peers, files) in files_of.items():
        headers = [name for name, what in files if what == "header"]
        seconds = {what: [] for what in files if what[1] in ("header", 0, 1, many)}
        for what in in_turn(f"compile time, {compiler.command}", job.runs, list(seconds)):
            file = files[what]
            command = compiler.compile(file.peer, file.path, "-o", folders[compiler] / "out.o")
            seconds[what].append(common.user_seconds(command))
        includes.append(Table(compiler.command, ["library", "header", "user s", "preprocessed lines"], [
            [name, file.text, spread(seconds[name, "header"], 2),
             run(compiler.compile(file.peer, file.path, "-E")).count("\n")]  # -E stops before -c
            for name, file in ((name, files[name, "header"]) for name in headers)]))
        include_bars[compiler.command] = {name: statistics.median(seconds[name, "header"]) for name in headers}

        rows, call_bars[compiler.command] = [], {}
        for peer in peers[1:]:  # the first is `nothing`
            without, first, further = costs(seconds, peer.name, many)
            milliseconds = [value * 1e3 for value in further]
            rows.append([peer.name, spread(without, 2), spread(first, 3), spread(milliseconds, 2)])
            call_bars[compiler.command][peer.name] = statistics.median(milliseconds)
        calls.append(Table(compiler.command, ["library", "without calls, s", "first call, s", "further call, ms"],
                           rows))
    includes.append(Chart("include", "What the header costs a file", "user seconds (logarithmic)", include_bars,
                          log=True))
    calls.append(Chart("compile", "Compile time of each further call", "user milliseconds", call_bars))
    return includes + calls


def measure(job):
    counting = job.instructions and common.available("valgrind", "the compilers' instructions are not counted")
    many = FEW if job.quick else MANY
    counts = sorted({0, 1, many, FEW if counting else many})
    folders = {compiler: compiler.folder("compile") for compiler in job.peers}
    files_of = {}
    for compiler, peers in job.peers.items():
        # Compiles with {fmt} as a library, even if linking needs its header-only form, which is a cost of {fmt}.
        peers = [table.with_linked_fmt(peer) for peer in peers]
        files_of[compiler] = peers, write_files(peers, counts, folders[compiler])
    parts = timed(job, many, folders, files_of) if job.runs else []
    if counting:
        compiler, (peers, files) = next(iter(files_of.items()))  # only the first compiler, as it takes long
        parts += [Section("Instructions of the compiler", COUNTED_TEXT.format(few=FEW, more=FEW - 1)),
                  *count(compiler, files, peers, folders[compiler])]
    return parts
