"""Counts the instructions of a record with each feature of settings and formats in use."""
import dataclasses
import pathlib
import tempfile

import common
from common import in_turn
from report import Section, Table
from runtime import on

TEXT = """
The record of the tables above, written by the runtime that has all features (`SLUICE_CFG_EXTENDED`), while the settings
use one. *Instructions* are counted as there; *more* is the difference to the first row of the same kind. A record that
a flight recorder keeps is formatted and laid out, but not written. An off call in another file than the one that is
named takes the longer path while its gate is open. Here all are: the program has no file of that name."""

SETTINGS = {  # the row's name: the settings, other variables, the output, and the row that it is compared with
    "to a file, no feature in use": ("part", {}, "file", None),
    "budget, `part#1000000`": ("part#1000000", {}, "file", 0),
    "budget for each second, `part#1000000/s`": ("part#1000000/s", {}, "file", 0),
    "route, `part>log`": ("part>log", {}, "route", 0),
    "a file is named, `part,other.cpp=debug`": ("part,other.cpp=debug", {}, "file", 0),
    "a recorder for another name, `part,bench.other?64`": ("part,bench.other?64", {}, "file", 0),
    "`BENCH_LOGS_FORMAT=json`": ("part", {"BENCH_LOGS_FORMAT": "json"}, "file", 0),
    "`BENCH_LOGS_FORMAT=logfmt`": ("part", {"BENCH_LOGS_FORMAT": "logfmt"}, "file", 0),
    "kept by a recorder, `part=warning?64`": ("part=warning?64", {}, "null", 0),
    "an off call, no feature in use": ("part=warning", {}, "null", None),
    "an off call, a file is named, `part=warning,other.cpp=debug`": ("part=warning,other.cpp=debug", {}, "null", 9),
}


def measure(job):
    if not common.available("valgrind", "instructions of features are not counted"):
        return []
    compiler, peers = next(iter(job.peers.items()))
    work = compiler.folder("features")
    peer = dataclasses.replace(next(peer for peer in peers if peer.adapter == "sluice.hpp"), adapter="sluice_extended.hpp")
    program = on.link(compiler, peer, on.HERE / "on.cpp", work / "features")
    counted = on.QUICK_COUNTED if job.quick else on.COUNTED
    found = []
    with tempfile.TemporaryDirectory(prefix="bench-features-", dir=job.log_folder) as name:
        folder = pathlib.Path(name).resolve()
        for row in in_turn("features, counting instructions", 1, list(SETTINGS)):
            settings, variables, output, _ = SETTINGS[row]
            case = on.Case(row, peer.adapter, "null" if output == "null" else "file",
                           settings=(("BENCH_LOGS", settings), *variables.items()), file=output == "file")
            if output != "null":
                on.check(case, program, folder)
            found.append(on.count_instructions(case, program, counted, folder))
    rows = [[row, f"{found[i]:,.0f}", "" if base is None else f"{found[i] - found[base]:+,.0f}"]
            for i, (row, (_, _, _, base)) in enumerate(SETTINGS.items())]
    return [Section("Features in use", TEXT), Table(f"Features, {compiler.command}", ["record", "instructions", "more"], rows)]
