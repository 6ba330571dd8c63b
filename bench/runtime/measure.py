"""Measures the cost of a disabled call: instructions and time, in its own function and in a loop."""
import collections
import re
import statistics

import common
from common import in_parallel, in_turn, number, run, spread
from report import Chart, Section, Table

HERE = common.BENCH / "runtime"
# Fixes the alignment of functions and loops, which would affect times; a loop without a call must not be vectorised
# or unrolled, as it would not be comparable.
OPTIONS = ["-falign-functions=64", "-falign-loops=32", "-fno-tree-vectorize", "-fno-unroll-loops"]
CALLS = 100_000  # under callgrind

CALL_TEXT = """
A function with nothing but one disabled log call, with an `int` and a `std::string const&`. *Instructions* are those
that callgrind counts beyond an empty function's, over 100,000 calls; they don't vary between runs. *ns* is processor
time per call of the function through a pointer, call and return included: the median and the interquartile range.
*Ratio* compares each sample with one of the bare test taken immediately before it in the same process. *Net ns* is the
median less that of an empty function; it can be close to zero, because a processor executes a predicted branch in
parallel with other work. The last column says whether a disabled call evaluates its arguments. The benchmark checks that
each call logs when it is enabled, and doesn't when it is disabled."""
LOOP_TEXT = """
A loop that sums an array and has one disabled call that would log the counter and the sum, compared with the same loop
without the call. A call can cost more here than its test, if the compiler keeps the loop's variables in memory for it or
has fewer registers. Both loops are compiled without vectorisation and unrolling: no compiler here vectorises or unrolls
a loop with such a call, so a loop that would be vectorised without the call loses more than the table shows."""


def sites(compiler, peer, prefix):
    names = [f"-D{part.upper()}={prefix}_{part}" for part in ("site", "loop", "evaluates")]
    return compiler.object(peer, HERE / "sites.cpp", *OPTIONS, *names)


def build(compiler, peer, nothing, bare, folder):
    """Builds the program of a peer: its sites, the references' sites, its set-up, main."""
    objects = [sites(compiler, peer, "peer"), sites(compiler, nothing, "nothing"), sites(compiler, bare, "bare"),
               compiler.object(peer, common.SET_UP), compiler.object(nothing, HERE / "main.cpp", *OPTIONS)]
    if peer.adapter != bare.adapter:
        objects.append(compiler.object(bare, common.SET_UP, "-Dset_up=set_up_bare"))
    return compiler.link(peer, objects, folder / "program")


def count_instructions(program, mode):
    """Runs a program under callgrind. Returns the instructions of each site per call, and of each loop per iteration,
    including callees."""
    output = program.parent / "callgrind.out"
    run(["valgrind", "--tool=callgrind", "--fair-sched=try", "--compress-strings=no", "--collect-atstart=no",
         "--toggle-collect=repeat_site", "--toggle-collect=repeat_loop", f"--callgrind-out-file={output}", program,
         *mode], program.parent)
    totals, calls = collections.Counter(), collections.Counter()
    for name, times, cost in re.findall(r"^cfn=(\w+_(?:site|loop))\ncalls=(\d+) .*\n\S+ (\d+)$",
                                        output.read_text(errors="replace"), re.MULTILINE):
        totals[name] += int(cost)
        calls[name] += int(times)
    return {name: total / (calls[name] if name.endswith("site") else CALLS) for name, total in totals.items()}


def per_call(program):
    """Returns the instructions of a site without those of the empty one, of an iteration of the plain loop, and of an
    iteration without those of the plain loop."""
    count = count_instructions(program, ("count", CALLS))
    return {"site": count["peer_site"] - count["nothing_site"], "plain iteration": count["nothing_loop"],
            "iteration": count["peer_loop"] - count["nothing_loop"]}


def time_in_turn(label, programs, quick):
    """Returns samples of nanoseconds: for each program, a list for each site and loop, in the order of main.cpp."""
    samples = {name: [] for name in programs}
    calls, epochs, rounds = (20_000, 3, 1) if quick else (200_000, 20, 6)
    for name in in_turn(label, rounds, list(programs)):
        for line in run([programs[name], "time", calls, epochs], programs[name].parent).splitlines():
            samples[name].append([float(value) for value in line.split()])
    return {name: list(zip(*lines)) for name, lines in samples.items()}


def ratios(samples, references):
    return [a / b for a, b in zip(samples, references)]


def measure(job):
    counting = common.available("valgrind", "instructions are not counted")
    calls = [Section("Disabled calls", CALL_TEXT)]
    loops = [Section("Disabled calls in a loop", LOOP_TEXT)]
    bars = {}
    for compiler, peers in job.peers.items():
        peers = [peer for peer in peers if not peer.only_compiled]

        def built(peer):
            return peer.name, build(compiler, peer, peers[0], peers[1], compiler.folder(f"runtime/{peer.name}"))

        programs = dict(in_parallel(f"runtime, {compiler.command}, building", built, peers))
        counts = {}
        for name in in_turn(f"runtime, {compiler.command}, counting", 1, list(programs) if counting else []):
            counts[name] = per_call(programs[name])
        call_rows, loop_rows = [], []
        for name, columns in time_in_turn(f"runtime, {compiler.command}, timing", programs, job.quick).items():
            empty, bare, site, plain, _, loop = columns
            count = counts.get(name)
            evaluates = "evaluated 0" not in run([programs[name], "evaluates"], programs[name].parent)
            net = statistics.median(site) - statistics.median(empty)
            call_rows.append([name, number(count["site"]) if count else "", spread(site, 2),
                              spread(ratios(site, bare), 2), number(net, 2), "yes" if evaluates else "no"])
            loop_rows.append([name, number(count["iteration"]) if count else "",
                              number(1 + count["iteration"] / count["plain iteration"], 2) if count else "",
                              spread(loop, 2), spread(ratios(loop, plain), 2)])
        calls.append(Table(compiler.command, ["call", "instructions", "ns", "ratio to the bare test", "net ns",
                                              "arguments evaluated"], call_rows))
        loops.append(Table(compiler.command, ["call", "instructions a turn more", "ratio of instructions", "ns a turn",
                                              "ratio of times"], loop_rows))
        bars[compiler.command] = {name: round(count["site"], 1) for name, count in counts.items() if name != "nothing"}
    if counting:
        calls.append(Chart("instructions", "Instructions of a call that is off", "instructions (logarithmic)", bars,
                           log=True))
    return calls + loops
