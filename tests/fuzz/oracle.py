"""Asks an interpreter whether it compiles a text: CPython 3.14, or krait itself. Nothing is run.

One process answers many questions, since starting one costs more than a question. This file is
also the server, in the part of the language and of the library that both know.
"""
import sys


def serve():
    """Read the length in a line, and the text; answer in a line: error, place, message."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while True:
        header = source.readline()
        if not header:
            return
        text = source.read(int(header))
        try:
            compile(text, "text.py", "exec", 0, True)
            verdict = ("", "", "")
        except SyntaxError as error:
            place = [error.lineno, error.offset, error.end_lineno, error.end_offset]
            if not error.end_offset or error.end_offset < 1 or place[:2] == place[2:]:
                del place[2:]       # CPython has 0 or -1 where it knows no end
            verdict = (type(error).__name__, str(place), str(error.msg))
        except (ValueError, OverflowError, MemoryError, RecursionError) as error:
            verdict = (type(error).__name__, "", str(error))
        answer = "\t".join(verdict).replace("\n", " ")
        sink.write(answer.encode("utf-8", "backslashreplace") + b"\n")
        sink.flush()


if __name__ == "__main__":
    serve()
    sys.exit()

import os
import select
import subprocess

import runner


class Oracle:
    """The asking side. A server that dies or takes too long is replaced by a new one."""

    def __init__(self, command, timeout=10.0):
        self.command = [*command, os.path.abspath(__file__)]
        self.timeout = timeout
        self.process = None

    def ask(self, text):
        """(error class or "", place, message); or why there is no answer, as a str."""
        if self.process is None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, preexec_fn=runner.limit_resources,
                env=runner.corpus.base_environment())
        try:
            self.process.stdin.write(b"%d\n" % len(text) + text)
            self.process.stdin.flush()
            kind, place, message = self.read_line().split("\t", 2)
            return kind, place, message
        except TimeoutError:
            self.close()
            return "no answer in time"
        except (OSError, EOFError):
            self.close()
            return "died"

    def read_line(self):
        data = b""
        while not data.endswith(b"\n"):
            if not select.select([self.process.stdout], [], [], self.timeout)[0]:
                raise TimeoutError
            piece = os.read(self.process.stdout.fileno(), 65536)
            if not piece:
                raise EOFError
            data += piece
        return data[:-1].decode("utf-8", "backslashreplace")

    def close(self):
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None
