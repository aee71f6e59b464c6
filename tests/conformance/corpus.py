"""What `run` and `regenerate` share: which files are scripts, and how one is run.

A script is a file AREA/NAME.py whose name does not start with an underscore.  Deeper folders and
underscore names are modules that scripts import.  Beside a script stand NAME.expected (stdout)
and, where they are not empty or zero, NAME.stderr and NAME.status, all made by CPython 3.14.

Two more areas lie elsewhere: `bench` (bench/programs and bench/loops, each with its test size)
and `examples` (docs/examples); what they are to print stands here, in bench/ and examples/.
"""
import os
import re
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent
STANDIN = ROOT / "standin"
BENCH = ROOT.parent.parent / "bench"
EXAMPLES = ROOT.parent.parent / "docs" / "examples"
LOOP_SIZE = "3000"
USES_KRAIT = re.compile(r"^\s*(import krait\b|from krait\b)", re.MULTILINE)


class Outcome:
    """What a run left behind; status is None when it was stopped for taking too long."""

    def __init__(self, stdout, stderr, status):
        self.stdout = stdout
        self.stderr = stderr
        self.status = status

    def __eq__(self, other):
        return (self.stdout, self.stderr, self.status) == (
            other.stdout, other.stderr, other.status)


class Script:
    """A file to run, its name AREA/NAME, its arguments, and where its expected output stands."""

    def __init__(self, path, area, arguments=(), record=None):
        self.path = path
        self.area = area
        self.name = f"{area}/{path.stem}"
        self.arguments = list(arguments)
        self.record = record or path

    @property
    def uses_krait(self):
        return USES_KRAIT.search(self.path.read_text(encoding="utf-8")) is not None


def plain_scripts(folder):
    return [path for path in sorted(folder.glob("*.py")) if not path.name.startswith("_")]


def bench_scripts():
    """The benchmark programs at the sizes meant for tests; the loops with a few thousand turns."""
    sizes = {}
    for line in (BENCH / "programs" / "sizes.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, small, _ = line.split()
            sizes[name] = small
    for folder in (BENCH / "programs", BENCH / "loops"):
        for path in plain_scripts(folder):
            yield Script(path, "bench", [sizes.get(path.stem, LOOP_SIZE)],
                         ROOT / "bench" / path.name)


def all_scripts():
    for folder in sorted(p for p in ROOT.iterdir() if p.is_dir() and p != STANDIN):
        if not folder.name.startswith(("_", ".")):
            for path in plain_scripts(folder):
                yield Script(path, folder.name)
    yield from bench_scripts()
    for path in plain_scripts(EXAMPLES):
        yield Script(path, "examples", record=ROOT / "examples" / path.name)


def find_scripts(filters=(), areas=()):
    """All scripts in order; with filters, those whose AREA/NAME contains one of them."""
    return [script for script in all_scripts()
            if (not areas or script.area in areas)
            and (not filters or any(f in script.name for f in filters))]


def clean(data, path):
    """Decode output; the script's folder is cut out, so that it may stand anywhere."""
    text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return text.replace(str(path.parent) + os.sep, "")


def run_script(command, script, environment, timeout):
    path = script.path
    process = subprocess.Popen(
        [*command, str(path), *script.arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, cwd=path.parent, env=environment, start_new_session=True)
    try:
        stdout, stderr = process.communicate(timeout=timeout)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        stdout, stderr = process.communicate()
        status = None
    return Outcome(clean(stdout, path), clean(stderr, path), status)


def base_environment():
    """The caller's environment without what changes an interpreter's output."""
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(("PYTHON", "KRAIT_"))}
    environment.update(PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1",
                       NO_COLOR="1", LC_ALL="C.UTF-8")
    return environment


def read_expected(script):
    """The recorded outcome, or None where there is none."""
    path = script.record
    expected = path.with_suffix(".expected")
    if not expected.exists():
        return None
    stderr = path.with_suffix(".stderr")
    status = path.with_suffix(".status")
    return Outcome(expected.read_text(encoding="utf-8"),
                   stderr.read_text(encoding="utf-8") if stderr.exists() else "",
                   int(status.read_text()) if status.exists() else 0)


def write_expected(script, outcome):
    """Write the three files (or remove what is empty); say whether anything changed."""
    path = script.record
    path.parent.mkdir(exist_ok=True)
    changed = False
    wanted = {".expected": outcome.stdout, ".stderr": outcome.stderr or None,
              ".status": f"{outcome.status}\n" if outcome.status else None}
    for suffix, text in wanted.items():
        target = path.with_suffix(suffix)
        old = target.read_text(encoding="utf-8") if target.exists() else None
        if text == old:
            continue
        changed = True
        if text is None:
            target.unlink()
        else:
            target.write_text(text, encoding="utf-8")
    return changed
