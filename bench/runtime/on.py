"""Measures the cost of an enabled call: time, instructions and system calls per record, compared with write()."""
import collections
import contextlib
import dataclasses
import os
import pathlib
import pty
import re
import statistics
import subprocess
import sys
import tempfile
import threading

import common
from common import in_parallel, in_turn, number, spread
from peers import table
from report import Chart, Section, Table

HERE = common.BENCH / "runtime"
ADAPTERS = common.BENCH / "peers/on"
REQUIRED = ("bare.hpp", "sluice.hpp")
THREADS = [1, 4, 8]
COUNTED = 1000  # records in the shorter of two runs that are subtracted, and in other counts
QUICK_COUNTED = 100
MARK = b"some more text to reach a hundred bytes"  # text in each record
PREFIX = "I1123 10:00:00.123456 12345 runtime/on_text.cpp:57] "  # a prefix as long as that of sluice's lines
FORMAT = "%(asctime)s %(levelname)-8s %(name)s %(filename)s:%(lineno)d %(message)s"
SETTINGS = r"(BENCH_\w+|NO_COLOR|CLICOLOR\w*|TERM)"

ON_TEXT = """
A record that is written: `"order {{}} of {{}} from {{}}: total {{:.2f}} and some more text to reach a hundred bytes"`
with `int`, `int`, `std::string` and `double`, and what each library puts before it. `bare` formats such a line into a
buffer on the stack with `fmt::format_to` and writes it with one `write`, to a file opened with `O_APPEND`. Files are on
{filesystem}.

- *ns* is elapsed time a record in the quickest tenth of all epochs, which other work on the machine disturbs least;
  *ratio* is that to `bare` writing to the same kind of output in the same process. An epoch is {records} records by
  hand, then as many with the library. *Paired ratio* is the ratio of the two halves of an epoch: the median, and
  between which values the middle half lies. *Processor ratio* is the same for the processor time of the whole process,
  the system's included. Compare ratios, as times vary with the machine's load.
- *Instructions* are those that callgrind counts in the whole process for {more} records, less those for {counted},
  divided by {counted}, so that start and end cancel out. The system's own are not counted. *To bare* is the difference
  to `bare` writing to a file.
- *System calls* a record are counted by strace in the same way; those of which there are fewer than one in 100 records
  are left out.

The rows make different promises; compare rows of one kind:

- *Flush each*: the record is in the file when the call returns. All rows of `bare`, sluice and Abseil are of this kind.
  quill's caller waits for quill's own thread, fmtlog's does the work of fmtlog's thread.
- *Buffered*: records stay in the process's memory until a buffer is full. A crash loses them.
- *Asynchronous*: a thread of the library formats and writes. *The call* is the time of the logging thread until its
  calls have returned; *until written* is the time until the other thread has written all records of the epoch. A crash
  loses what isn't written.

Where a thread of the library works, instructions are those of the logging thread alone, and system calls are not
counted: those of the other thread vary.
"""
THREADS_TEXT = """
The same with several threads that log to one output at the same time, {records} records in all. *ns* is elapsed time
divided by the records of all threads. fmtlog's `poll` serves one thread at a time."""
OUTPUTS_TEXT = """
sluice alone. *One sink more* is a callable that does nothing, or a `file_sink` beside `..._OUT`. *Custom format* is
`{format}`."""
LONG_TEXT = """
One record with a long text, to a file: milliseconds, and ratios to writing by hand in the same process. By hand a text
of {huge} MiB in one line is `fmt::format` and `write`; a text of 1,000 lines is `fmt::format_to` and one `write`, first
of the text alone, then with a constant before each line, so that both write as many bytes. Before the 1,000 lines the C
library is told to keep freed memory, whose page faults would hide the rest. Instructions of the long line are those of
one of 2 MiB."""
STRACE_TEXT = """
All system calls of a program that writes {counted} records, its start and end included, as `strace -f -c` counts
them."""


@dataclasses.dataclass(frozen=True)
class Case:
    """A peer, its output and its style of writing."""
    name: str
    adapter: str
    output: str = "file"  # file; or the kind of stderr: stderr (a file), pipe, terminal, null
    style: str = ""
    settings: tuple = ()  # environment variables
    background: bool = False    # a thread of the library writes
    single_thread: bool = False  # doesn't support several threads
    outputs_table: bool = False  # a row of the table of sluice's outputs
    file: bool = False  # sluice: BENCH_LOGS_OUT names a file

    def environment(self, path):
        found = {name: value for name, value in os.environ.items() if not re.fullmatch(SETTINGS, name)}
        found |= {"BENCH_LOGS": "part", "TERM": "xterm-256color", **dict(self.settings)}
        return found | ({"BENCH_LOGS_OUT": f"{path},only"} if self.file else {})


def sluice(name, output="file", **more):
    return Case(f"sluice, {name}", "sluice.hpp", output, file=output == "file", **more)


CASES = [
    Case("bare, file", "bare.hpp"),
    Case("bare, pipe", "bare.hpp", "pipe"),
    Case("bare, terminal", "bare.hpp", "terminal"),
    Case("bare, /dev/null", "bare.hpp", "null"),
    sluice("file"),
    sluice("stderr is a file", "stderr"),
    sluice("pipe", "pipe"),
    sluice("terminal", "terminal"),
    sluice("/dev/null", "null"),
    Case("spdlog, flush each", "spdlog.hpp", style="flush"),
    Case("spdlog, buffered", "spdlog.hpp"),
    Case("Abseil", "abseil.hpp", "stderr"),
    Case("glog, flush each", "glog.hpp", style="flush"),
    Case("glog, buffered", "glog.hpp"),
    Case("quill, flush each", "quill.hpp", style="flush", background=True),
    Case("quill, asynchronous", "quill.hpp", background=True),
    Case("spdlog, asynchronous", "spdlog.hpp", style="deferred", background=True),
    sluice("deferred", style="deferred", background=True),
    Case("fmtlog, flush each", "fmtlog.hpp", style="flush", single_thread=True),
    Case("fmtlog, asynchronous", "fmtlog.hpp", background=True),
    sluice("file, a callable sink more", style="callable", outputs_table=True),
    sluice("file, a file sink more", style="file", outputs_table=True),
    sluice("file, custom format", settings=(("BENCH_LOGS_FORMAT", FORMAT),), outputs_table=True),
    sluice("pipe, colours", "pipe", settings=(("CLICOLOR_FORCE", "1"),), outputs_table=True),
    sluice("terminal, no colours", "terminal", settings=(("NO_COLOR", "1"),), outputs_table=True),
]


def adapter(peer):
    """Returns the adapter of a peer for enabled calls, or an empty text."""
    exists = not peer.only_compiled and (ADAPTERS / peer.adapter).exists()
    return f"on/{peer.adapter}" if exists else ""


def filesystem(folder):
    """Returns the type of a folder's file system."""
    found = {}
    for line in pathlib.Path("/proc/mounts").read_text().splitlines():
        _, where, kind, *_ = line.split()
        if folder == pathlib.Path(where) or pathlib.Path(where) in folder.parents:
            found[len(where)] = kind
    kind = found[max(found)] if found else "an unknown file system"
    return f"{kind}, which is memory and no disk" if kind in ("tmpfs", "ramfs") else kind


class Reader:
    """Reads a program's output from a pipe or a terminal, and drops or keeps it."""

    def __init__(self, kind, keep):
        self.end, self.stderr = pty.openpty() if kind == "terminal" else os.pipe()
        self.kept = [] if keep else None
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def read(self):
        with contextlib.suppress(OSError):  # a terminal's error when the program has exited
            while data := os.read(self.end, 1 << 16):
                if self.kept is not None:
                    self.kept.append(data)

    def finish(self):
        self.thread.join()
        os.close(self.end)
        return b"".join(self.kept or [])


def execute(case, program, arguments, folder, prefix=(), keep=False):
    """Runs a program in a new folder with the case's stderr. Returns its stdout and, with keep, all it logged."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        path = pathlib.Path(own) / "log"
        errors = pathlib.Path(own) / "errors"
        reader = Reader(case.output, keep) if case.output in ("pipe", "terminal") else None
        target = {"null": "/dev/null", "stderr": path}.get(case.output, errors)
        stderr = reader.stderr if reader else os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        mode, *more = map(str, arguments)
        to_file = case.output in ("file", "stderr")
        bare = [own + "/bare" if to_file else "-"] if mode == "time" else []
        style = case.style or "plain"
        try:
            command = [*map(str, prefix), program, mode, path if to_file else "-", style, *bare, *more]
            done = subprocess.run(command, cwd=own, check=False, stdout=subprocess.PIPE, stderr=stderr,
                                  env=case.environment(path), text=True)
        finally:
            os.close(stderr)
            logged = reader.finish() if reader else b""
        if keep and not reader:  # glog appends to the name; the file of an additional sink is ignored
            logged = b"".join(each.read_bytes() for each in pathlib.Path(own).glob("log*") if each.suffix != ".sink")
        text = errors.read_text(errors="replace") if errors.exists() else ""
        if done.returncode != 0:
            raise common.Failed(f"{case.name}: exit status {done.returncode}: {text.strip()[:200]}")
        return done.stdout, logged


def check(case, program, folder):
    """Checks that every record reaches the output. Returns the bytes of one, including the end of the line."""
    _, logged = execute(case, program, ("count", COUNTED), folder, keep=True)
    if case.output == "null":
        return ""
    if (found := logged.count(MARK)) != COUNTED:
        raise common.Failed(f"{case.name}: {found} of {COUNTED} records were written: {logged[:200]!r}")
    line = next(line for line in logged.splitlines() if MARK in line)
    return len(line) + 1


def count_instructions(case, program, counted, folder):
    """Returns the instructions per record, of the process, or of the calling thread if another thread writes."""
    found = []
    for records in (counted, 2 * counted):
        with tempfile.NamedTemporaryFile(dir=folder) as output:
            only = ["--collect-atstart=no", "--toggle-collect=log_records"] if case.background else []
            execute(case, program, ("count", records), folder,
                    ["valgrind", "-q", "--tool=callgrind", "--fair-sched=try", *only,
                     f"--callgrind-out-file={output.name}"])
            found.append(total(output.name))
    return (found[1] - found[0]) / counted


def total(path):
    """Returns the instructions that callgrind counted."""
    text = pathlib.Path(path).read_text(errors="replace")
    return int(re.search(r"^(?:summary|totals): (\d+)", text, re.MULTILINE)[1])


def system_calls(case, program, records, folder):
    """Counts the system calls of a program that writes so many records, by name."""
    with tempfile.NamedTemporaryFile("r", dir=folder) as output:
        execute(case, program, ("count", records), folder, ["strace", "-f", "-c", "-o", output.name])
        text = output.read()
    lines = re.findall(r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$", text, re.MULTILINE)
    return collections.Counter({name: int(calls) for calls, name in lines if name != "total"})


def system_calls_each(case, program, counted, folder):
    """Returns the system calls per record, by name, without those of less than one per 100 records."""
    few, many = (system_calls(case, program, records, folder) for records in (counted, 2 * counted))
    each = {name: (many[name] - few[name]) / counted for name in many}
    return {name: calls for name, calls in sorted(each.items(), key=lambda pair: -pair[1]) if calls >= 0.01}


def traceable(program, folder):
    """Returns True if strace works: containers may forbid it."""
    if not common.available("strace", "system calls are not counted"):
        return False
    try:
        system_calls(CASES[0], program, 1, folder)
    except common.Failed as failed:
        print(f"strace doesn't work: system calls are not counted ({failed})", file=sys.stderr)
        return False
    return True


@dataclasses.dataclass
class Samples:
    """Samples of a case with a number of threads: nanoseconds, one value per epoch."""
    bare: list = dataclasses.field(default_factory=list)
    bare_processor: list = dataclasses.field(default_factory=list)
    call: list = dataclasses.field(default_factory=list)     # until the calls returned
    written: list = dataclasses.field(default_factory=list)  # until all records are written
    processor: list = dataclasses.field(default_factory=list)

    def add(self, lines):
        lists = [self.bare, self.bare_processor, self.call, self.written, self.processor]
        for line in lines.splitlines():
            for values, value in zip(lists, line.split()):
                values.append(float(value))

    def elapsed(self, until_written):
        """Returns table cells: nanoseconds and the ratios to writing by hand."""
        values = self.written if until_written else self.call
        return [f"{quickest(values):.0f}", number(quickest(values) / quickest(self.bare), 2),
                spread(ratios(values, self.bare), 2)]

    def used(self):
        return spread(ratios(self.processor, self.bare_processor), 2)


def quickest(values):
    """Returns the first decile of the values."""
    return statistics.quantiles(values, n=10)[0] if len(values) >= 10 else min(values)


def ratios(samples, references):
    return [a / b for a, b in zip(samples, references)]


def time_in_turn(cases, programs, quick, folder):
    """Returns samples of each case and number of threads. Cases alternate, so that other load affects all alike."""
    records, epochs, rounds = (400, 3, 1) if quick else (2000, 10, 6)
    samples = {(case, threads): Samples() for case in cases for threads in THREADS
               if threads == 1 or not (case.outputs_table or case.single_thread)}
    for case, threads in in_turn("on, timing", rounds, list(samples)):
        output, _ = execute(case, programs[case.adapter], ("time", threads, records, epochs), folder)
        samples[case, threads].add(output)
    return samples, records


def rows_of(case):
    """Returns the table rows of a case: name, and True if its time is until all records are written."""
    if case.background and case.style in ("", "deferred"):
        return [(f"{case.name}: the call", False), (f"{case.name}: until written", True)]
    return [(case.name, False)]


def link(compiler, peer, source, program):
    """Links the program of a source with a peer's adapter and the log written by hand."""
    root = f'-DSLUICE_CFG_SOURCE_ROOT="{common.BENCH}/"'
    problem = None
    for by_hand in table.with_fmt(table.Peer("", "nothing.hpp", needs_fmt=True)):
        for variant in table.with_fmt(dataclasses.replace(peer, adapter=adapter(peer))):
            try:
                objects = [compiler.object(variant, source, root), compiler.object(variant, common.SET_UP),
                           compiler.object(by_hand, HERE / "bare_log.cpp")]
                both = dataclasses.replace(variant, libraries=(*variant.libraries, *by_hand.libraries))
                return compiler.link(both, objects, program)
            except common.Failed as failed:
                problem = problem or failed
    raise problem


def build(compiler, peers, folder):
    """Builds the program of each adapter, without those that fail."""
    def built(peer):
        try:
            return peer.adapter, link(compiler, peer, HERE / "on.cpp", folder / f"on_{peer.adapter}")
        except common.Failed as failed:
            if peer.adapter in REQUIRED:
                raise
            print(f"{peer.name} is skipped: {failed}", file=sys.stderr)
            return peer.adapter, None

    programs = dict(in_parallel("on, building", built, peers))
    return {name: program for name, program in programs.items() if program}


class LongTexts:
    """Runs the program that writes long texts."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, text, epochs, which="both", prefix=()):
        with tempfile.TemporaryDirectory(dir=self.folder) as own:
            log = pathlib.Path(own, "log")
            environment = Case("", "sluice.hpp", file=True).environment(log)
            if text.lines > 1:  # makes the C library keep freed memory, as page faults would dominate
                environment |= {"MALLOC_TRIM_THRESHOLD_": "268435456", "MALLOC_MMAP_THRESHOLD_": "33554432"}
            command = [*prefix, self.program, log, f"{own}/bare", text.size, text.lines, text.prefix, epochs, which]
            done = subprocess.run([str(each) for each in command], env=environment, text=True, capture_output=True,
                                  check=False)
            if done.returncode != 0 or not log.exists() or which == "both" and log.stat().st_size < text.size:
                raise common.Failed(f"{text.name}: exit status {done.returncode}: {done.stderr[:200]}")
            return [[float(value) for value in line.split()] for line in done.stdout.splitlines()]

    def instructions(self, text, which):
        """Returns the instructions of one record, of at most 2 MiB."""
        text = dataclasses.replace(text, size=min(text.size, 2 << 20))
        found = []
        for epochs in (1, 2):
            with tempfile.NamedTemporaryFile(dir=self.folder) as output:
                self.run(text, epochs, which, ["valgrind", "-q", "--tool=callgrind",
                                               f"--callgrind-out-file={output.name}"])
                found.append(total(output.name))
        return found[1] - found[0]


@dataclasses.dataclass(frozen=True)
class LongText:
    name: str
    size: int
    lines: int = 1
    prefix: str = ""  # of each line written by hand
    epochs: int = 1


def long_texts(compiler, sluice_peer, quick, counting, folder, work):
    """Measures records with long texts. Returns the size of the largest, and the table."""
    texts = LongTexts(link(compiler, sluice_peer, HERE / "on_text.cpp", work / "on_text"), folder)
    huge, rounds = (8, 1) if quick else (200, 3)
    kinds = [LongText(f"one line of {huge} MiB", huge << 20),
             LongText("1,000 lines of 80 bytes", 80_000, 1000, "", 50),
             LongText("1,000 lines of 80 bytes, as many bytes by hand", 80_000, 1000, PREFIX, 50)]
    samples = {text: [] for text in kinds}
    for text in in_turn("on, long texts", rounds, kinds):
        samples[text] += texts.run(text, text.epochs)
    rows = []
    for text in in_turn("on, long texts, counting", 1, kinds):
        bare, bare_processor, elapsed, used = zip(*samples[text])
        rows.append([text.name, number(statistics.median(bare), 3), number(statistics.median(elapsed), 3),
                     spread(ratios(elapsed, bare), 2), spread(ratios(used, bare_processor), 2)])
        if counting:
            rows[-1].append(number(texts.instructions(text, "peer") / texts.instructions(text, "bare"), 2))
    columns = ["text", "bare ms", "sluice ms", "ratio", "processor ratio",
               *(["ratio of instructions"] if counting else [])]
    return huge, Table("One long text", columns, rows)


def strace_table(programs, counted, folder):
    wanted = [case for case in CASES if case.name in ("bare, file", "sluice, file", "sluice, pipe", "sluice, terminal")]
    found = {case.name: system_calls(case, programs[case.adapter], counted, folder) for case in wanted}
    names = sorted(set().union(*found.values()), key=lambda name: (-found["sluice, file"][name], name))
    rows = [[f"`{name}`", *(calls[name] for calls in found.values())] for name in names]
    return Table(f"System calls of {counted:,} records", ["system call", *found],
                 rows + [["all", *(sum(calls.values()) for calls in found.values())]])


def measure(job):
    compiler, found = next(iter(job.peers.items()))  # the cost after the branch depends little on the compiler
    peers = list({peer.adapter: peer for peer in reversed(found) if adapter(peer)}.values())[::-1]
    work = compiler.folder("on")
    programs = build(compiler, peers, work)
    counting = common.available("valgrind", "instructions are not counted")
    counted = QUICK_COUNTED if job.quick else COUNTED
    wanted = [case for case in CASES if case.adapter in programs
              and not (job.quick and (case.outputs_table or case.output in ("stderr", "null")))]
    with tempfile.TemporaryDirectory(prefix="bench-on-", dir=job.log_folder) as name:
        folder = pathlib.Path(name).resolve()
        tracing = traceable(programs["bare.hpp"], folder)
        cases, sizes = [], {}
        for case in in_turn("on, checking", 1, wanted):
            try:
                sizes[case] = check(case, programs[case.adapter], folder)
                cases.append(case)
            except common.Failed as failed:
                if case.adapter in REQUIRED:
                    raise
                print(f"{case.name} is skipped: {failed}", file=sys.stderr)
        counts = [case for case in cases if counting and not (job.quick and case.output != "file")]
        instructions = {case: count_instructions(case, programs[case.adapter], counted, folder)
                        for case in in_turn("on, counting instructions", 1, counts)}
        calls = {case: system_calls_each(case, programs[case.adapter], counted, folder)
                 for case in in_turn("on, counting system calls", 1, cases if tracing else []) if not case.background}
        samples, records = time_in_turn(cases, programs, job.quick, folder)
        sluice_peer = next(peer for peer in peers if peer.adapter == "sluice.hpp")
        huge, long_table = long_texts(compiler, sluice_peer, job.quick, counting, folder, work)
        all_calls = [Section("System calls of a program", STRACE_TEXT.format(counted=f"{counted:,}")),
                     strace_table(programs, counted, folder)] if tracing else []
        kind = filesystem(folder)

    def row(case, name, until_written):
        """Returns a row of the table for one thread."""
        executed = instructions.get(case) if not until_written else None
        made = calls.get(case) if not until_written else None
        cells = [name, *samples[case, 1].elapsed(until_written),
                 samples[case, 1].used() if until_written or not case.background or case.style else ""]
        if counting:
            cells += [f"{executed:,.0f}", f"{executed - instructions[cases[0]]:+,.0f}"] if executed else ["", ""]
        if tracing:
            cells += [short(sum(made.values())), list_calls(made)] if made is not None else ["", ""]
        return [*cells, sizes[case]]

    columns = ["log", "ns", "ratio", "paired ratio", "processor ratio",
               *(["instructions", "to bare"] if counting else []),
               *(["system calls", "which"] if tracing else []), "bytes"]
    one, outputs = ([row(case, *each) for case in cases if case.outputs_table == alone for each in rows_of(case)]
                    for alone in (False, True))
    outputs = [row(case, case.name, False) for case in cases if case.name == "sluice, file"] + outputs
    several = [[name, *(cell for threads in THREADS[1:] for cell in (
        *samples[case, threads].elapsed(until), samples[case, threads].used()))]
        for case in cases if (case, THREADS[1]) in samples for name, until in rows_of(case)]
    bars = {name: quickest(samples[case, 1].written if until else samples[case, 1].call)
            for case in cases if not case.outputs_table for name, until in rows_of(case)}
    return [
        Section("Enabled calls", ON_TEXT.format(filesystem=kind, counted=f"{counted:,}", more=f"{2 * counted:,}",
                                                    records=f"{records:,}")),
        Table(f"One thread, {compiler.command}", columns, one),
        Chart("on", "A record, with one thread", "ns (logarithmic)", {compiler.command: bars}, log=True),
        Section("Enabled calls in several threads", THREADS_TEXT.format(records=f"{records:,}")),
        Table(f"Threads, {compiler.command}",
              ["log", *(f"{threads} threads: {what}" for threads in THREADS[1:]
                        for what in ("ns", "ratio", "paired", "processor"))], several),
        Section("Outputs, formats and colours", OUTPUTS_TEXT.format(format=FORMAT)),
        Table(f"sluice, {compiler.command}", columns, outputs),
        Section("Long texts", LONG_TEXT.format(huge=huge)), long_table, *all_calls]


def list_calls(made):
    """Formats the system calls of a record."""
    return ", ".join(f"`{name}`" if round(calls, 2) == 1 else f"{short(calls)} `{name}`"
                     for name, calls in made.items())


def short(value):
    """Formats a number with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
