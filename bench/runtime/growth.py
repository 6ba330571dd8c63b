"""Measures how the cost of a call of sluice grows with the number of components and threads."""
import dataclasses
import statistics

import common
from common import in_turn, number, run, spread
from report import Chart, Section, Table
from runtime import measure as runtime

COMPONENTS = [1, 10, 100, 256]
THREADS = [1, 2, 4, 8]

TEXT = """
The cost of a disabled call of sluice with more components in the registry, of which the last is used; and with more
threads that call one site while another thread changes the component's threshold all the time, between two values that
disable the call. *ns* is each thread's own processor time per call, because there may be more threads than processors.
*Changes* counts the changes of the threshold. After a change each processor fetches the gate's cache line again, which
costs time but no instructions."""


def measure(job):
    counting = common.available("valgrind", "instructions are not counted")
    parts = [Section("Growth with components and threads", TEXT)]
    instructions, lines = {}, {}
    for compiler, peers in job.peers.items():
        sluice = next(peer for peer in peers if peer.name == "sluice")
        table, instructions[compiler.command] = components(compiler, sluice, peers, job, counting)
        parts.append(table)
        table, more = threads(compiler, sluice, job, counting)
        parts.append(table)
        lines.update(more)
    if counting:
        parts.append(Chart("components", "Instructions of a call that is off, by components of the registry",
                           "instructions", instructions, lines=True, x="components"))
    return parts + [Chart("threads", "Processor time of a call that is off, by threads that call", "ns", lines,
                          lines=True, x="threads")]


def components(compiler, sluice, peers, job, counting):
    label = f"growth, {compiler.command}, components"
    programs, counts = {}, {}
    for size in in_turn(label, 1, COMPONENTS):
        larger = dataclasses.replace(sluice, options=(*sluice.options, f"-DBENCH_COMPONENTS={size}"))
        folder = compiler.folder(f"growth/components_{size}")
        programs[size] = runtime.build(compiler, larger, peers[0], peers[1], folder)
        if counting:
            counts[size] = round(runtime.per_call(programs[size])["site"], 1)
    timed = runtime.time_in_turn(label, programs, job.quick)
    rows = [[size, counts.get(size, ""), spread(columns[2], 2), spread(runtime.ratios(columns[2], columns[1]), 2)]
            for size, columns in timed.items()]
    return Table(f"Components, {compiler.command}", ["components", "instructions", "ns", "ratio to the bare test"],
                 rows), counts


def threads(compiler, sluice, job, counting):
    folder = compiler.folder("growth/threads")
    objects = [runtime.sites(compiler, sluice, "peer"),
               compiler.object(sluice, runtime.HERE / "threads.cpp", *runtime.OPTIONS)]
    program = compiler.link(sluice, objects, folder / "program")
    calls, rounds = (200_000, 1) if job.quick else (5_000_000, 7)
    cases = [(count, changing) for count in THREADS for changing in (0, 1)]
    spent = {case: [] for case in cases}
    changes = {case: [] for case in cases}
    for case in in_turn(f"growth, {compiler.command}, threads", rounds, cases):
        *each, changed = run([program, case[0], calls, case[1]], folder).split()
        spent[case] += map(float, each)
        changes[case].append(int(changed))

    counts = {case: "" for case in cases}
    if counting:
        for case in in_turn(f"growth, {compiler.command}, threads, counting", 1, cases):
            found = runtime.count_instructions(program, (case[0], runtime.CALLS, case[1]))
            counts[case] = number(found["peer_site"] - 1)  # without the return instruction
    rows = [[count, "all the time" if changing else "no", counts[count, changing], spread(spent[count, changing], 2),
             f"{statistics.median(changes[count, changing]):.0f}"] for count, changing in cases]
    lines = {f"{compiler.command}, settings {'change' if changing else 'stay'}":
             {count: statistics.median(spent[count, changing]) for count in THREADS} for changing in (0, 1)}
    return Table(f"Threads, {compiler.command}", ["threads", "settings change", "instructions", "ns", "changes"],
                 rows), lines
