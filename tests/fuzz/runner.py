"""Running interpreters under limits, and what a run left behind.

What differs from run to run for no reason of interest (addresses, the folder) is cut out.
"""
import os
import re
import resource
import runpy
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
FUZZ = Path(__file__).resolve().parent
CONFORMANCE = FUZZ.parent / "conformance"
sys.path.insert(0, str(CONFORMANCE))
import corpus

# The conformance runner's own table, so that both know the same modes.
MODES = runpy.run_path(str(CONFORMANCE / "run"))["MODES"]
EVERY = ("all", "none", "check", "deopt", "gc")

ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")
OUTPUT_LIMIT = 32 << 20
# What no input may bring out of krait, wherever it appears in what it writes to stderr.
ALARMS = re.compile(r"internal error|Assertion .* failed|AddressSanitizer|LeakSanitizer|"
                    r"runtime error: |the heap is broken|krait: --specialize=check|^SystemError",
                    re.MULTILINE)


class Outcome:
    """What a run left behind. `status` is None where it was stopped for taking too long."""

    def __init__(self, stdout, stderr, status, stuck=False):
        self.stdout = stdout
        self.stderr = stderr
        self.status = status
        self.stuck = stuck      # it did not react to Ctrl-C either

    def __eq__(self, other):
        return self.essence() == other.essence()

    def essence(self):
        return self.stdout, self.stderr, self.status

    @property
    def timed_out(self):
        return self.status is None

    @property
    def crashed(self):
        return self.status is not None and (self.status < 0 or self.status in (134, 139))

    def last_line(self):
        lines = self.stderr.strip().splitlines()
        return lines[-1] if lines else ""

    def describe(self):
        if self.timed_out:
            return "stopped: it took too long" + (", Ctrl-C did not end it" if self.stuck else "")
        if self.status < 0:
            return f"killed by signal {-self.status} ({signal.Signals(-self.status).name})"
        return f"status {self.status}"


def command_for(text):
    """A command line given as one option. A path may contain spaces only if it names a program."""
    words = [text] if os.access(text, os.X_OK) else shlex.split(text)
    found = shutil.which(words[0])
    if not found:
        sys.exit(f"{words[0]} can't be run")
    return [os.path.abspath(found), *words[1:]]


def limit_resources():
    """In the child: no core files, and nothing may be written but into pipes."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def tidy(data, path):
    text = data[:OUTPUT_LIMIT].decode("utf-8", "backslashreplace")
    return ADDRESS.sub("0x…", text.replace(str(path.parent) + os.sep, ""))


def stop(process):
    """End a run that took too long; true if it went by Ctrl-C, as a script in a loop must."""
    for _ in range(4):      # the script may catch some
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=1.5)
            return True
        except subprocess.TimeoutExpired:
            pass
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return False


def run(command, path, timeout, environment=None, discard=False, limited=True):
    """Run command + [path]; with `discard`, stdout is not kept; not `limited`, it starts faster."""
    environment = dict(corpus.base_environment(), **(environment or {}))
    process = subprocess.Popen(
        [*command, str(path)], stdin=subprocess.DEVNULL, cwd=path.parent, env=environment,
        stdout=subprocess.DEVNULL if discard else subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=limit_resources if limited else None)
    try:
        stdout, stderr = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        return Outcome("", "", None, stuck=not stop(process))
    return Outcome(tidy(stdout or b"", path), tidy(stderr, path), process.returncode)


class Interpreter:
    """A name and a way to run a file: krait in one of its modes, or a reference."""

    def __init__(self, name, command, environment=None, timeout=60.0, is_reference=False,
                 limited=True):
        self.name = name
        self.limited = limited
        self.command = command
        self.environment = environment
        self.timeout = timeout
        self.is_reference = is_reference

    def run(self, path):
        return run(self.command, path, self.timeout, self.environment, limited=self.limited)


def krait_in_modes(krait, modes, options=(), timeout=60.0):
    """One Interpreter for each mode name."""
    command = command_for(krait)
    for mode in modes:
        if mode not in MODES:
            sys.exit(f"no mode {mode!r}; there are: {', '.join(MODES)}")
    return [Interpreter(mode, [*command, *MODES[mode][0], *options], MODES[mode][1], timeout)
            for mode in modes]


def default_krait():
    return str(FUZZ.parent.parent / "build/release/bin/krait")
