"""Runs generated programs in krait's modes and in CPython 3.14, and judges, reduces and reports.

What `attributes` and `programs` share. The modes must print the same, and the same as the reference;
no mode may crash or raise an alarm, and none may hang where the reference comes to an end. Each worker is
a process of its own with its own server for the reference.
"""
import argparse
import copy
import os
import re
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from reference import Reference, find_reference
from runner import ALARMS, EVERY, default_krait, krait_in_modes
from shrink import shrink_program

# How deep a script may recurse is no part of the language, and memory and time are limited by us.
INCOMPARABLE = ("RecursionError", "MemoryError")
ADDRESS_SPACE = 8 << 30


class Finding:
    """What is wrong with a program. `signature` tells its kind: a smaller program must keep it."""

    def __init__(self, kind, names, signature):
        self.kind = kind
        self.names = names          # of the interpreters that show it
        self.signature = signature


def wrong_by_itself(outcome):
    """What no program may lead to, or None."""
    if outcome.crashed:
        return outcome.describe()
    alarm = ALARMS.search(outcome.stderr)
    return alarm.group() if alarm else None


def first_difference(one, other):
    """A pair of lines."""
    ours, theirs = one.stdout.splitlines(), other.stdout.splitlines()
    for left, right in zip(ours, theirs):
        if left != right:
            return left, right
    if len(ours) != len(theirs):
        longer = ours if len(ours) > len(theirs) else theirs
        line = longer[min(len(ours), len(theirs))]
        return (line, "(end)") if longer is ours else ("(end)", line)
    return one.last_line() or one.describe(), other.last_line() or other.describe()


def generalized(line):
    """A line without what differs from program to program, so that like findings look alike."""
    line = re.sub(r"^(event\d+|caught|global|first|make|C\d+) |  x\d+$", "", line)
    return re.sub(r"\d+", "N", line)[:160]


def comparable(outcome):
    return not outcome.timed_out and not any(
        word in outcome.stdout or word in outcome.stderr for word in INCOMPARABLE)


def run_patiently(interpreter, path):
    """A run that took too long gets a second, longer chance: the machine may be busy."""
    outcome = interpreter.run(path)
    if not outcome.timed_out:
        return outcome
    patient = copy.copy(interpreter)
    patient.timeout = interpreter.timeout * 3
    return patient.run(path)


def examine(path, interpreters, reference):
    """The first Finding about a program, or None. The reference comes first: what is too much for it is
    not tried."""
    expected = reference.run(path) if reference else None
    if expected is not None and (expected.timed_out or expected.crashed):
        return None
    first = None
    for interpreter in interpreters:
        outcome = run_patiently(interpreter, path)
        if problem := wrong_by_itself(outcome):
            return Finding(f"{problem} ({interpreter.name})", [interpreter.name], problem)
        if outcome.timed_out:
            if expected is None or interpreter.name not in ("all", "none") or not comparable(expected):
                continue        # a stress mode may be slow
            return Finding(f"{interpreter.name} takes too long", [interpreter.name, "the reference"], "takes too long")
        if first is None:
            first = interpreter.name, outcome
        elif outcome != first[1]:
            left, right = first_difference(first[1], outcome)
            return Finding(f"{first[0]} and {interpreter.name} differ", [first[0], interpreter.name],
                           f"modes: {generalized(left)} | {generalized(right)}")
    # krait's modes count calls alike; only CPython may come to another depth.
    if expected is None or first is None or first[1] == expected or not (comparable(expected) and comparable(first[1])):
        return None
    left, right = first_difference(first[1], expected)
    return Finding(f"{first[0]} and the reference differ", [first[0], "the reference"],
                   f"{generalized(left)} | {generalized(right)}")


class Worker:
    """One process's interpreters and folder."""

    def __init__(self, options):
        self.options = options
        if "asan" not in options.krait:     # the sanitizers reserve terabytes
            resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        self.interpreters = krait_in_modes(options.krait, options.modes.split(","), timeout=options.timeout)
        for interpreter in self.interpreters:
            interpreter.limited = False
        self.reference = Reference(options.against, options.timeout) if options.against else None
        self.folder = Path(tempfile.mkdtemp(prefix="krait-fuzz-", dir=options.scratch))

    def examine(self, name, text):
        path = self.folder / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        # Another period each time: collections shall come at other places.
        for interpreter in self.interpreters:
            if interpreter.name == "gc":
                interpreter.environment = dict(interpreter.environment, KRAIT_GC_STRESS=str(self.period(name)))
        try:
            return examine(path, self.interpreters, self.reference)
        finally:
            path.unlink()

    def period(self, name):
        if self.options.gc_period:
            return self.options.gc_period
        number = int(name) if name.isdigit() else 0
        return (307, 499, 811, 1201)[number % 4]

    def reduce(self, name, text, finding):
        """A smaller program with the same kind of finding."""
        path = self.folder / f"{name}.py"
        hasty = [copy.copy(i) for i in self.interpreters if i.name in finding.names]
        reference = self.reference if "the reference" in finding.names else None
        for interpreter in hasty:
            interpreter.timeout = 5.0
            if interpreter.name == "gc":
                interpreter.environment = dict(interpreter.environment, KRAIT_GC_STRESS=str(self.period(name)))

        def is_interesting(candidate):
            path.write_text(candidate, encoding="utf-8")
            found = examine(path, hasty, reference)
            # The very same lines: what differs in some other way is another finding.
            return found is not None and found.signature == finding.signature

        return shrink_program(text, is_interesting, self.options.shrink_seconds)


worker = None


def start_worker(options):
    global worker
    worker = Worker(options)


def try_seeds(seeds):
    """[(seed, Finding or None)] for some seeds, in a worker process."""
    options = worker.options
    return [(seed, worker.examine(str(seed), text_of(options, seed))) for seed in seeds]


def reduce_seed(seed, finding):
    return worker.reduce(str(seed), text_of(worker.options, seed), finding)


def text_of(options, seed):
    if options.rerun:
        return Path(options.rerun).read_text(encoding="utf-8")
    return options.generate(seed)


class Reporter:
    """Saves, reduces and counts findings."""

    def __init__(self, options, pool):
        self.options = options
        self.pool = pool
        self.kinds = {}         # signature -> seeds
        self.kept = Path(options.keep)
        self.pending = []

    def add(self, seed, finding):
        if any(re.search(r, finding.signature) for r in self.options.ignore):
            return False
        seeds = self.kinds.setdefault(finding.signature, [])
        seeds.append(seed)
        if len(seeds) <= self.options.each:
            self.save(seed, finding)
        return True

    def save(self, seed, finding):
        self.kept.mkdir(parents=True, exist_ok=True)
        path = self.kept / f"{seed}.py"
        path.write_text(text_of(self.options, seed), encoding="utf-8")
        print(f"FOUND seed {seed}: {finding.kind}\n    {finding.signature}\n    saved as {path}", flush=True)
        if not self.options.no_shrink:
            self.pending.append((seed, finding, self.pool.submit(reduce_seed, seed, finding)))

    def collect(self, wait=False):
        """Print what has been reduced by now."""
        for item in list(self.pending):
            seed, finding, future = item
            if wait or future.done():
                self.pending.remove(item)
                self.show(seed, finding, future.result())

    def show(self, seed, finding, small):
        path = self.kept / f"{seed}.reduced.py"
        path.write_text(small, encoding="utf-8")
        print(f"seed {seed}, {finding.kind}: reduced to {path}:")
        print("\n".join("        " + line for line in small.splitlines()[-60:]), flush=True)

    def summary(self, done):
        print(f"{done} programs, {len(self.kinds)} kinds of findings")
        for signature, seeds in sorted(self.kinds.items(), key=lambda item: -len(item[1])):
            print(f"{len(seeds):6d} (seeds {', '.join(map(str, seeds[:4]))}): {signature}")


def parse_arguments(description):
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--krait", default=default_krait())
    add("--against", metavar="COMMAND", help="a CPython 3.14 to compare with; 'auto': one that is installed, if any")
    add("--modes", default=",".join(EVERY), help="separated by commas (default: %(default)s)")
    add("--seed", type=int, default=1, help="of the first program (default: %(default)s)")
    add("--count", type=int, help="how many programs (default: 100, or what --seconds allows)")
    add("--seconds", type=float, help="start no program after so long")
    add("-j", "--jobs", type=int, default=1)
    add("--keep", default="fuzz-findings", metavar="DIR",
        help="where programs are saved (default: %(default)s)")
    add("--go-on", action="store_true", help="don't stop at the first finding; like ones are counted only")
    add("--each", type=int, default=1, help="how many of a kind are saved and reduced (default: %(default)s)")
    add("--ignore", action="append", default=[], metavar="REGEX",
        help="leave out findings whose line matches (repeatable)")
    add("--no-shrink", action="store_true")
    add("--shrink-seconds", type=float, default=120.0)
    add("--timeout", type=float, default=10.0, help="for one run, in seconds")
    add("--gc-period", type=int, help="KRAIT_GC_STRESS in mode gc (default: changes with the seed)")
    add("--print", action="store_true", help="print the programs and do nothing else")
    add("--rerun", metavar="FILE", help="examine and reduce this program, not generated ones")
    options = parser.parse_args()
    if options.against == "auto":
        options.against = find_reference()
    if options.count is None:
        options.count = 1 << 60 if options.seconds else 100
    if options.rerun:
        options.count = 1
    return options


def batches(options):
    """Lists of seeds, until count or time are used up."""
    end = time.monotonic() + options.seconds if options.seconds else float("inf")
    size = 4 if options.count < 200 else 16
    for start in range(0, options.count, size):
        if time.monotonic() > end:
            return
        yield range(options.seed + start, options.seed + min(start + size, options.count))


def main(generate, description):
    """The whole of a fuzzer's command; the exit status is 1 where something was found."""
    options = parse_arguments(description)
    options.generate = generate
    if options.print:
        for number in range(options.count):
            print(generate(options.seed + number))
        return 0
    done = 0
    with tempfile.TemporaryDirectory(prefix="krait-fuzz-") as scratch:
        options.scratch = scratch
        with ProcessPoolExecutor(options.jobs, initializer=start_worker, initargs=(options,)) as pool:
            reporter = Reporter(options, pool)
            stop = False
            waiting = []
            source = batches(options)
            while not stop:
                while len(waiting) < options.jobs * 2 and (seeds := next(source, None)) is not None:
                    waiting.append(pool.submit(try_seeds, seeds))
                if not waiting:
                    break
                for seed, finding in waiting.pop(0).result():
                    done += 1
                    if finding and reporter.add(seed, finding):
                        stop = stop or not options.go_on
                reporter.collect()
            for future in waiting:
                future.cancel()
            reporter.collect(wait=True)
    reporter.summary(done)
    return 1 if reporter.kinds else 0
