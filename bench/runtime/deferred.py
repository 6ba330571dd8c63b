"""Measures libraries that write in another thread: the time of a call, records a second, and what a kill loses."""
import os
import pathlib
import random
import re
import statistics
import subprocess
import tempfile
import time

import common
from common import in_parallel, in_turn
from report import Section, Table
from runtime import on

THREADS = [1, 2, 4, 8]
NAMES = {"sluice.hpp": "sluice, deferred", "quill.hpp": "quill", "fmtlog.hpp": "fmtlog", "spdlog.hpp": "spdlog, asynchronous"}
STYLES = {"sluice.hpp": "deferred", "spdlog.hpp": "deferred"}
KILLS = 20

TEXT = """
Libraries whose calls leave their records to another thread, to a file on {filesystem}. The record is that of the tables above
(`four`), or `"order {{}}"` with an `int` (`one`). sluice's buffer has 256 KiB a thread and a full one makes the call wait, as
fmtlog's and spdlog's (8,192 records) do; quill's grows.

- *The call*: each of {records:,} calls in a thread is timed by the processor's ticks, with about a microsecond of other work
  between two calls. What an empty measurement takes ({own} ns) is subtracted. The median of {rounds} runs.
- *Until written*: nanoseconds a record from the first call until all are in the file, and the processors' time of the whole
  process in that time; {rate:,} records in all, without other work. KiB are the process's resident memory.
- *Lost at kill -9*: a thread logs and counts the calls that have returned; the process is killed at a random time; then the
  records in the file are counted, with sluice after the program's next start. The sum of {kills} kills.
"""


def execute(program, adapter, folder, *arguments):
    with tempfile.TemporaryDirectory(dir=folder) as own:
        path = pathlib.Path(own) / "log"
        environment = on.Case("", adapter, file=adapter == "sluice.hpp").environment(path)
        mode, *more = map(str, arguments)
        done = subprocess.run([program, mode, path, STYLES.get(adapter, "plain"), *more], env=environment, capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise common.Failed(f"{adapter}: exit status {done.returncode}: {done.stderr[-200:]}")
        return [float(value) for value in done.stdout.split()]


def kill(program, adapter, folder, chance):
    """Returns the calls that had returned, and the records that arrived."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        path, count = pathlib.Path(own) / "log", pathlib.Path(own) / "count"
        environment = on.Case("", adapter, file=adapter == "sluice.hpp").environment(path)
        command = [program, "endless", path, STYLES.get(adapter, "plain"), count]
        running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not count.exists() or not any(count.read_bytes()):
            time.sleep(0.001)
        time.sleep(chance.random() * 0.3)
        running.kill()
        running.wait()
        returned = int.from_bytes(count.read_bytes(), "little")
        if adapter == "sluice.hpp":
            subprocess.run([program, "rate", path, "deferred", "1", "0", "one"], env=environment, capture_output=True, check=True)
        text = path.read_bytes() if path.exists() else b""
        numbers = {int(each) for each in re.findall(rb"order (\d+) of 5000000 from warehouse 7: total [\d.]+ and some more text", text)}
        return returned, sum(10_000 + i in numbers for i in range(returned))


def measure(job):
    compiler, found = next(iter(job.peers.items()))
    peers = {peer.adapter: peer for peer in found if peer.adapter in NAMES and not peer.only_compiled}
    work = compiler.folder("deferred")

    def built(peer):
        try:
            return peer.adapter, on.link(compiler, peer, on.HERE / "latency.cpp", work / peer.adapter)
        except common.Failed as failed:
            print(f"{peer.name} is skipped: {failed}")
            return peer.adapter, None

    programs = {name: program for name, program in dict(in_parallel("deferred, building", built, list(peers.values()))).items()
                if program}
    records, rate, rounds, kills = (2000, 4000, 1, 2) if job.quick else (50_000, 800_000, 5, KILLS)
    adapters = [name for name in NAMES if name in programs]
    calls, rates, lost = {}, {}, {}
    with tempfile.TemporaryDirectory(prefix="bench-deferred-", dir=job.log_folder) as name:
        folder = pathlib.Path(name).resolve()
        for adapter, threads, kind in in_turn("deferred, calls", rounds, [
                (adapter, threads, kind) for adapter in adapters for threads in (1, 4) for kind in ("four", "one")]):
            values = execute(programs[adapter], adapter, folder, "latency", threads, records, kind)
            calls.setdefault((adapter, threads, kind), []).append(values)
        for adapter, threads in in_turn("deferred, throughput", rounds, [
                (adapter, threads) for adapter in adapters for threads in THREADS]):
            values = execute(programs[adapter], adapter, folder, "rate", threads, rate, "four")
            rates.setdefault((adapter, threads), []).append(values)
        for adapter in in_turn("deferred, kills", 1, adapters):
            chance = random.Random(1)
            lost[adapter] = [kill(programs[adapter], adapter, folder, chance) for _ in range(kills)]
        kind = on.filesystem(folder)
    middle = {case: [statistics.median(values) for values in zip(*runs)] for case, runs in calls.items()}
    best = {case: [min(values) for values in zip(*runs)] for case, runs in rates.items()}
    own = f"{min(values[3] for values in middle.values()):.0f} to {max(values[3] for values in middle.values()):.0f}"
    call_rows = [[f"{NAMES[adapter]}, {kind}", *(f"{value:.0f}" for threads in (1, 4)
                                                 for value in middle[adapter, threads, kind][:3])]
                 for kind in ("four", "one") for adapter in adapters]
    rate_rows = [[NAMES[adapter], *(cell for threads in THREADS
                                    for cell in (f"{best[adapter, threads][0]:.0f}", f"{best[adapter, threads][1]:.0f}")),
                  f"{best[adapter, 4][2]:,.0f}"] for adapter in adapters]
    lost_rows = [[NAMES[adapter], f"{sum(returned for returned, _ in lost[adapter]):,}",
                  f"{sum(returned - arrived for returned, arrived in lost[adapter]):,}"] for adapter in adapters]
    return [
        Section("Records that another thread writes", TEXT.format(filesystem=kind, records=records, own=own, rounds=rounds,
                                                                  rate=rate, kills=kills)),
        Table("The call, ns", ["library, record", *(f"{threads} thread{'s' * (threads > 1)}: {what}" for threads in (1, 4)
                                                    for what in ("p50", "p99", "p99.9"))], call_rows),
        Table("Until written, ns a record", ["library", *(f"{threads}: {what}" for threads in THREADS
                                                          for what in ("elapsed", "processors")), "KiB, 4 threads"], rate_rows),
        Table("Lost at kill -9", ["library", "calls that returned", "records lost"], lost_rows)]
