"""Parses objdump's listings for x86-64 and AArch64, and finds what a function can execute while its gates are closed.

Independent of compilers and of the rules. Instructions have these kinds:

    gate      reads one byte of a gate, at an address relative to the instruction pointer
    memory    any other access to memory, such as to the guard variable of a static local variable
    table     reads an address from the global offset table, which a shared library uses for symbols that aren't hidden
    stack     an access to the stack or to its pointer: push, sub rsp, stp ..., [sp]
    call      calls a function, or jumps to one
    compare   only sets flags
    branch    jumps conditionally
    move      anything else: uses registers only, or jumps within the function

An instruction can have two kinds (`cmp BYTE PTR [gate], 20` is gate and compare). Padding has none, nor has `adrp` of a
gate on AArch64, which forms one access together with the following `ldrb`.
"""
import dataclasses
import re
import subprocess

# In functions of this name a gate is read by a pointer: it is any byte that isn't on the stack.
BY_POINTER = "by_channel"
GATE = r"\bsluice::detail::(gates_of|module_gate|trace_gate)\b"
CLOSED = 99  # the threshold that closes a gate for every level
LEVEL = 50  # of a message, if it is in a register

# Tells if a branch is taken, by the condition in its mnemonic. Levels and thresholds are below 128, so signed and
# unsigned comparisons are the same.
CONDITIONS = {}
for names, holds in (("a nbe g hi gt", lambda one, other: one > other),
                     ("ae nb nc ge hs cs", lambda one, other: one >= other),
                     ("b nae c l lo cc lt", lambda one, other: one < other),
                     ("be na le ls", lambda one, other: one <= other),
                     ("e z eq", lambda one, other: one == other),
                     ("ne nz", lambda one, other: one != other)):
    CONDITIONS.update(dict.fromkeys(names.split(), holds))


@dataclasses.dataclass
class Instruction:
    address: int
    mnemonic: str
    operands: str
    symbols: list = dataclasses.field(default_factory=list)  # relocations: "type symbol"
    kinds: tuple = ()

    def __str__(self):
        symbols = "".join(f"  <{text.split(maxsplit=1)[1]}>" for text in self.symbols)
        return f"{self.address:x}: {self.mnemonic} {self.operands}{symbols}"

    def refers_to(self, pattern):
        return any(re.search(pattern, text) for text in self.symbols)

    def uses_table(self):
        return self.refers_to(r"^\w*GOT")

    def refers_to_gate(self):
        return self.refers_to(GATE) and not self.uses_table()

    def target(self):
        """Returns the target of a branch, or None if it is in another section."""
        match = re.search(r"(?:^|[ ,])([0-9a-f]+)$", self.operands)
        return int(match[1], 16) if match and not self.symbols else None


class X86:
    name = "x86-64"
    objdump = ["objdump", "-M", "intel"]

    def find_kinds(self, body):
        for i in body:
            i.kinds = self.kinds(i)

    def kinds(self, i):
        if i.mnemonic in ("ret", "ud2", "endbr64") or "nop" in f"{i.mnemonic} {i.operands}" or i.operands == "ax,ax":
            return ()
        if i.mnemonic == "call":
            return ("call",)
        if i.mnemonic.startswith("j"):
            return ("jump",) if i.mnemonic == "jmp" else ("branch",)
        compares = re.match(r"(cmp|test|bt|v?u?comis[sd])$", i.mnemonic)
        if i.mnemonic in ("push", "pop", "leave") or "rsp" in i.operands:
            return ("stack", "compare") if compares else ("stack",)
        if i.mnemonic == "lea" or not re.search(r"\[|ds:", i.operands):
            return ("compare",) if compares else ("move",)
        access = "table" if i.uses_table() else "memory"
        if i.refers_to_gate() and "BYTE PTR [rip" in i.operands:
            access = "gate"
        if compares:
            return (access, "compare")
        return (access,) if re.match(r"v?mov", i.mnemonic) else (access, "move")

    def compared(self, gate, i):
        """Returns what `i` compares, in order: CLOSED for the value loaded by `gate`, a number, or LEVEL for another
        register. None if it compares something else."""
        if i.mnemonic != "cmp":
            return None
        loaded = self.whole(gate.operands.split(",")[0])
        values = [CLOSED if "[" in each and i is gate or self.whole(each) == loaded else int(each, 16)
                  if each.startswith("0x") else LEVEL if re.match(r"[a-z0-9]+$", each) else None
                  for each in i.operands.split(",")]
        return values if CLOSED in values and None not in values else None

    @staticmethod
    def whole(register):
        """Returns the full register of a part: rax for al."""
        if match := re.match(r"(r\d+)[dwb]?$", register):
            return match[1]
        if match := re.match(r"[er]?([abcd])[xl]$", register):
            return f"r{match[1]}x"
        return "r" + re.sub(r"^[er]|l$", "", register)

    @staticmethod
    def reads_byte(i):
        return "BYTE PTR [" in i.operands and not i.operands.startswith("BYTE PTR") or i.mnemonic == "cmp"

    def condition(self, i):
        return i.mnemonic[1:]

    def saves(self, i):
        """Returns True if this reserves stack space, or saves a register on the stack."""
        return i.mnemonic == "push" or (i.mnemonic == "sub" and i.operands.startswith("rsp"))


class AArch64:
    name = "AArch64"
    objdump = ["aarch64-linux-gnu-objdump"]

    def find_kinds(self, body):
        # The registers that hold a gate's address, or its page, at each instruction.
        index_of = {i.address: index for index, i in enumerate(body)}
        held, changed = {0: set()}, [0] if body else []
        for index in changed:
            i, first = body[index], body[index].operands.split(",")[0]
            after = set(held[index])
            if i.mnemonic in ("adrp", "add") and i.refers_to_gate():
                after.add(first)
            elif not re.match(r"st|cmp|b", i.mnemonic):
                after.discard(first.replace("w", "x"))
            for n in successors(body, index_of, index):
                if n not in held or not after <= held[n]:
                    held[n] = held.get(n, set()) | after
                    changed.append(n)
        for index, i in enumerate(body):
            i.kinds = self.kinds(i, any(re.search(rf"\[{gate}\b", i.operands) for gate in held.get(index, ())))

    def kinds(self, i, at_gate):
        if i.mnemonic in ("ret", "brk", "udf", "nop", "bti"):
            return ()
        if i.mnemonic in ("bl", "blr", "br"):
            return ("call",)
        if i.mnemonic == "b":
            return ("jump",)
        if i.mnemonic.startswith("b."):
            return ("branch",)
        if re.match(r"(cb|tb)n?z$", i.mnemonic):
            return ("compare", "branch")
        if re.search(r"\b(sp|x29)\b", i.operands):
            return ("stack",)
        if re.search(r"\[x\d", i.operands):
            if i.uses_table():
                return ("table",)
            return ("gate",) if at_gate and i.mnemonic == "ldrb" else ("memory",)
        if i.mnemonic == "adrp" and i.refers_to_gate():
            return ()
        return ("compare",) if re.match(r"(cmp|cmn|tst|fcmpe?|ccmp)$", i.mnemonic) else ("move",)

    def compared(self, gate, i):
        if i.mnemonic != "cmp":
            return None
        loaded = gate.operands.split(",")[0]
        values = [CLOSED if each == loaded else int(each[1:], 16) if each.startswith("#") else LEVEL
                  for each in i.operands.replace(", uxtb", "").split(", ")]
        return values if CLOSED in values else None

    @staticmethod
    def reads_byte(i):
        return i.mnemonic == "ldrb"

    def condition(self, i):
        return i.mnemonic[2:]

    def saves(self, i):
        return "stack" in i.kinds and i.mnemonic.startswith("st")


def functions_in(object_file, namespaces, machine):
    """Returns {name: instructions} of the functions in some namespaces, without the cold parts that GCC splits off."""
    text = subprocess.run([*machine.objdump, "-drC", "--no-show-raw-insn", object_file],
                          capture_output=True, text=True, check=True).stdout
    functions, body = {}, None
    for line in text.splitlines():
        if match := re.match(r"^[0-9a-f]+ <(.*)>:$", line):
            body = None
            # May follow the return type; must not be in the template arguments of another function.
            name = re.match(rf"(?:[^<(]* )?((?:{'|'.join(namespaces)})::[^(]*)", match[1])
            if name and "[clone" not in match[1]:
                name = name[1].replace("[abi:cxx11]", "")
                functions[name + "'" * (name in functions)] = body = []
        elif body is None:
            continue
        elif match := re.match(r"^\s+[0-9a-f]+: (R_\w+)\s+(.*)$", line):
            body[-1].symbols.append(f"{match[1]} {match[2]}")
        elif match := re.match(r"^\s+([0-9a-f]+):\t(?:(?:notrack|bnd|repz?|data16|cs) )*(\S+)\s*(.*)$", line):
            operands = re.sub(r"\s*(# [0-9a-f]+ |//| *<).*$", "", match[3])  # without comments and names
            body.append(Instruction(int(match[1], 16), match[2], operands))
    for name, body in functions.items():
        machine.find_kinds(body)
        if BY_POINTER in name:
            for i in body:
                if "memory" in i.kinds and machine.reads_byte(i):
                    i.kinds = tuple("gate" if kind == "memory" else kind for kind in i.kinds)
    return functions


class ClosedPath:
    """The instructions that a function can execute while its gates are closed: .straight once, .loop repeatedly."""

    def __init__(self, body, machine):
        self.body, self.machine = body, machine
        self.index_of = {i.address: index for index, i in enumerate(body)}
        self.decided = {}  # branches that depend on a gate, by index: True if taken
        for index, i in enumerate(body):
            if "gate" in i.kinds:
                self.decide(index)
        next_of, reached = {}, [0] if body else []
        for index in reached:
            next_of[index] = self.next(index)
            reached += [n for n in next_of[index] if n not in reached]
        again = {index for index in reached if index in reachable(next_of, index)}
        self.straight = [body[index] for index in sorted(set(reached) - again)]
        self.loop = [body[index] for index in sorted(again)]

    def decide(self, index):
        """Finds the branch that depends on a gate: the next branch, if the last compare before it is the gate's."""
        gate, values = self.body[index], None
        for _ in self.body:
            i = self.body[index]
            if "compare" in i.kinds:
                values = self.machine.compared(gate, i)
            if "branch" in i.kinds:
                holds = CONDITIONS.get(self.machine.condition(i))
                if holds and values:
                    self.decided[index] = holds(*values)
                return
            index = self.index_of.get(i.target()) if "jump" in i.kinds else index + 1
            if index is None or index == len(self.body):
                return

    def next(self, index):
        """Returns the indices of the possible successors. Classifies jumps as calls or moves."""
        i, following = self.body[index], successors(self.body, self.index_of, index)
        if {"branch", "jump"} & set(i.kinds):
            target = self.index_of.get(i.target())
            jumps = "jump" in i.kinds or self.decided.get(index)
            if jumps and target is None:
                i.kinds = tuple(kind for kind in i.kinds if kind != "jump") + ("call",)
            elif "jump" in i.kinds:
                i.kinds = ("move",)
            if index in self.decided:
                following = [n for n in following if (n == target) == jumps]
        return following


def successors(body, index_of, index):
    """Returns the indices of all successors of an instruction, whatever a branch depends on."""
    i = body[index]
    if i.mnemonic in ("ret", "ud2", "brk", "udf", "br"):
        return []
    following = [index + 1] if index + 1 < len(body) and i.mnemonic not in ("jmp", "b") else []
    if re.match(r"j|b$|b\.|(cb|tb)n?z$", i.mnemonic) and i.target() in index_of:
        following.append(index_of[i.target()])
    return following


def reachable(next_of, start):
    found = list(next_of[start])
    for index in found:
        found += [n for n in next_of[index] if n not in found]
    return set(found)
