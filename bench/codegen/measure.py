"""Measures what a call site adds to a program: bytes by section, relocations, and the size of a small program."""
import re

import common
from common import in_parallel, run
from report import Chart, Section, Table

SITES = 201
# The kind of a section is that of the first pattern that matches its name.
KINDS = [("cold text", r"\.text\.(unlikely|cold|split)"), ("text", r"\.text"), ("relocated data", r"\.data\.rel\.ro"),
         ("constants", r"\.rodata"), ("unwinding", r"\.eh_frame|\.gcc_except_table"), ("zeroed data", r"\.t?bss"),
         ("data", r"\.t?data"), ("other", r"")]

SITES_TEXT = f"""
Bytes that each further call site adds: the difference between files with {SITES} functions and with 1, divided by
{SITES - 1}, less the same for empty functions. Each function has one call with an `int`, a `std::string const&` and its
own text; all texts have the same length. Functions are packed without padding. By section of the object: *text* is on
the hot path's pages; *cold text* is what GCC splits off (Clang leaves unlikely code at the end of its function, in
text); *relocated data* is `.data.rel.ro`; *unwinding* is `.eh_frame` and the exception tables; *zeroed data* is `.bss`.
*Relocations* are the object's; *dynamic* relocations are done by the loader at each start of the program. *In the
program* is the site's share of a linked position-independent executable in memory, with 24 bytes for each dynamic
relocation."""
PROGRAMS_TEXT = f"""
Bytes of the stripped executable with 1 and with {SITES} such functions. Peers that are shared libraries keep most of
their code outside the executable; sluice and other header-only libraries are part of it."""


def sections(path):
    """Returns the bytes of loaded sections by kind, and their sum."""
    sizes = {kind: 0 for kind, _ in KINDS}
    for line in run(["readelf", "-SW", path]).splitlines():
        # [number] name type address offset size entry-size flags
        match = re.match(r"^\s*\[\s*\d+\]\s+(\S+)\s+\S+(?:\s+[0-9a-f]+){2}\s+([0-9a-f]+)\s+[0-9a-f]+\s+(\w*)", line)
        if match and "A" in match[3]:
            sizes[next(kind for kind, pattern in KINDS if re.match(pattern, match[1]))] += int(match[2], 16)
    return sizes, sum(sizes.values())


def relocations(path):
    return len(re.findall(r"^[0-9a-f]{8,}\s+[0-9a-f]+\s+R_", run(["readelf", "-rW", path]), re.MULTILINE))


def build(compiler, peer, count, folder):
    """Builds a program with that many sites. Returns the sizes of its object, executable and stripped executable."""
    # Packs functions: alignment would hide the size of calls. Clang ignores the value 1 of -falign-functions.
    packed = ["-mllvm", "-align-all-functions=1"] if "clang" in compiler.version else ["-falign-functions=1"]
    sites = compiler.object(peer, common.write_sites(folder / f"sites_{count}.cpp", count), *packed)
    main = common.BENCH / "codegen/main.cpp"
    objects = [sites, compiler.object(peer, common.SET_UP), compiler.object(peer, main)]
    program = compiler.link(peer, objects, folder / f"program_{count}")
    by_kind, total = sections(sites)
    found = {**by_kind, "total": total, "relocations": relocations(sites), "loaded": sections(program)[1],
             "dynamic relocations": relocations(program)}
    run(["strip", program])
    return {**found, "file": program.stat().st_size}


def measure(job):
    sites = [Section("Bytes per call site", SITES_TEXT)]
    programs = [Section("Size of a small program", PROGRAMS_TEXT)]
    bars = {}
    for compiler, peers in job.peers.items():

        def built(peer):
            folder = compiler.folder(f"size/{peer.name}")
            return peer.name, [build(compiler, peer, count, folder) for count in (1, SITES)]

        peers = [peer for peer in peers if not peer.only_compiled]
        found = dict(in_parallel(f"size, {compiler.command}", built, peers))
        slopes = {name: {what: (many[what] - one[what]) / (SITES - 1) for what in one}
                  for name, (one, many) in found.items()}
        columns = [kind for kind, _ in KINDS] + ["total", "relocations", "dynamic relocations", "loaded"]
        rows, bars[compiler.command] = [], {}
        for name in list(slopes)[1:]:  # the first is `nothing`
            net = {what: round(slopes[name][what] - slopes["nothing"][what], 1) + 0.0 for what in columns}
            rows.append([name] + [f"{net[what]:g}" for what in columns])
            bars[compiler.command][name] = net["loaded"]
        sites.append(Table(compiler.command, ["call", *columns[:-2], "dynamic", "in the program"], rows))
        programs.append(Table(compiler.command, ["call", "1 site", f"{SITES} sites", "more"],
                              [[name, one["file"], many["file"], many["file"] - one["file"]]
                               for name, (one, many) in found.items()]))
    return sites + [Chart("bytes", "Bytes per call site, in the memory of the program", "bytes", bars)] + programs
