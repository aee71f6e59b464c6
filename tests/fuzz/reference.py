"""The reference interpreter, CPython 3.14: one server process that forks for each program."""
import os
import resource
import select
import shutil
import signal
import subprocess
from pathlib import Path

import runner

SERVER = Path(__file__).resolve().with_name("reference_server.py")
# Where the peers are installed for the benchmarks; looked at when --against is not given.
PEERS = Path.home() / ".cache/krait-peers"
MEMORY = 3 << 30


def limit():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 26, 1 << 26))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def find_reference():
    """The command of a CPython 3.14 that is there anyhow, or None."""
    found = shutil.which("python3.14") or str(PEERS / "bin/python3.14")
    return found if os.access(found, os.X_OK) else None


def library_folder(command):
    """Where the interpreter's own library lies, or None."""
    done = subprocess.run([*command, "-E", "-S", "-c", "import os; print(os.path.dirname(os.__file__))"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.stdout.strip() or None


class Reference:
    """Has the interface of runner.Interpreter. Not to be shared by threads."""

    name = "the reference"
    is_reference = True

    def __init__(self, command, timeout=10.0):
        self.command = [*runner.command_for(command), "-E", "-S", "-W", "ignore", str(SERVER)]
        self.timeout = timeout
        self.process = None

    def run(self, path):
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=runner.corpus.base_environment(), preexec_fn=limit, start_new_session=True)
        self.process.stdin.write(f"{max(1, int(self.timeout))} {path}\n".encode())
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], self.timeout + 10)[0]:
            self.close()
            return runner.Outcome("", "", None)
        answer = self.process.stdout.readline()
        if not answer:
            self.close()
            return runner.Outcome("", "", None)
        status = int(answer)
        texts = []
        for ending in (".out", ".err"):
            file = Path(str(path) + ending)
            texts.append(runner.tidy(file.read_bytes(), path))
            file.unlink()
        return runner.Outcome(*texts, None if status == -signal.SIGALRM else status)

    def close(self):
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()
            self.process = None
