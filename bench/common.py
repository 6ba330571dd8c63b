"""Helpers of the measurements: compilers, commands, processor time, statistics, progress."""
import concurrent.futures
import dataclasses
import functools
import itertools
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

BENCH = pathlib.Path(__file__).resolve().parent
SET_UP = BENCH / "peers/set_up.cpp"
OPTIONS = ["-std=c++20", "-O2", f"-I{BENCH}"]


class Failed(Exception):
    """A command failed; the text has its first error."""


def run(command, folder=None):
    """Runs a command. Returns its output."""
    done = subprocess.run([str(part) for part in command], cwd=folder, text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        errors = [line for line in done.stderr.splitlines() if "error" in line or "undefined" in line]
        errors = errors or done.stderr.splitlines() or [f"exit status {done.returncode}"]
        raise Failed(f"{pathlib.Path(str(command[0])).name}: {errors[0].strip()}")
    return done.stdout + done.stderr


def user_seconds(command):
    """Runs a command. Returns the user time in seconds, including child processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    run(command)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def instructions(command, work):
    """Runs a command under cachegrind. Returns its instructions, including child processes."""
    for old in work.glob("cachegrind.*"):
        old.unlink()
    run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--trace-children=yes",
         f"--cachegrind-out-file={work}/cachegrind.%p", *command])
    return sum(int(re.search(r"^summary: (\d+)", path.read_text(errors="replace"), re.MULTILINE)[1])
               for path in work.glob("cachegrind.*"))


class Compiler:
    """A compiler, and the folder for its objects."""

    def __init__(self, command, work):
        self.command = command
        self.version = run([command, "--version"]).splitlines()[0]
        self.work = work / command
        self.work.mkdir()
        self.objects = {}  # by command
        self.numbers = itertools.count()

    def folder(self, name):
        """Creates a folder for a measurement's files."""
        path = self.work / name
        path.mkdir(parents=True)
        return path

    def compile(self, peer, source, *options):
        """Returns the command that compiles a source for a peer, without the output option."""
        return [self.command, *OPTIONS, f'-DPEER="peers/{peer.adapter}"', *peer.options, *options, "-c", str(source)]

    def object(self, peer, source, *options):
        """Compiles a source once. Returns its object. Not for timed compilations."""
        command = tuple(self.compile(peer, source, *options))
        if command not in self.objects:
            path = self.work / f"{next(self.numbers)}.o"
            run([*command, "-o", path])
            self.objects[command] = path
        return self.objects[command]

    def link(self, peer, objects, program):
        run([self.command, "-pie", *objects, "-o", program, *peer.libraries, "-lpthread"])
        return program


@dataclasses.dataclass
class Job:
    """The parameters of a measurement."""
    peers: dict         # compiler: the peers that it can compile; the first two are `nothing` and the bare test
    quick: bool         # few repetitions, for a smoke test
    runs: int           # repetitions of timed compilations
    instructions: bool  # count the compiler's instructions too
    log_folder: object  # the folder for log files of timed runs; None for the system's temporary folder


def number(value, digits=1):
    """Formats a number with so many decimals, and without a minus before zero."""
    return f"{round(value, digits) + 0.0:.{digits}f}"


def spread(values, digits):
    """Formats the median and the interquartile range."""
    if len(values) < 4:
        low, high = min(values), max(values)
    else:
        low, _, high = statistics.quantiles(values, n=4)
    return f"{statistics.median(values):.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


class Progress:
    """Prints the progress of a measurement every few seconds."""

    def __init__(self, label, total):
        self.label, self.total, self.done = label, total, 0
        self.start = self.last = time.monotonic()

    def step(self):
        self.done += 1
        if (now := time.monotonic()) - self.last > 2:
            self.last = now
            print(f"{self.label}: {self.done} of {self.total}, {now - self.start:.0f} s", file=sys.stderr, flush=True)


def in_turn(label, rounds, items):
    """Yields all items in each round, so that load from other processes affects all alike. Prints progress."""
    progress = Progress(label, rounds * len(items))
    for _ in range(rounds):
        for item in items:
            yield item
            progress.step()


def in_parallel(label, function, items):
    """Applies a function to all items in parallel, for builds, which aren't timed. Prints progress."""
    progress = Progress(label, len(items))

    def step(item):
        made = function(item)
        progress.step()
        return made

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(step, items))


@functools.cache
def available(tool, consequence):
    """Returns True if a tool is installed. If not, prints the consequence once."""
    if shutil.which(tool):
        return True
    print(f"{tool} is not installed: {consequence}", file=sys.stderr)
    return False


def write_sites(path, count, call=True):
    """Writes a source with that many functions, each with one call or none."""
    lines = ["#include PEER", "#include <string>", ""]
    for number in range(1, count + 1):
        body = f'DISABLED_CALL("site {number:04}", number, text);' if call else ""
        lines.append(f"void site_{number:04}([[maybe_unused]] int number, "
                     f"[[maybe_unused]] std::string const& text) {{ {body} }}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
