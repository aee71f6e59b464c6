"""Runs programs one after another, each in a fork of one CPython: starting one costs more than a program.

Started by reference.py with the reference interpreter. Reads lines "SECONDS PATH"; runs PATH as the main
script, its output in PATH.out and PATH.err, and answers with a line: the exit status, a negative signal.
"""
import os
import signal
import sys
import types
import warnings


def run_child(path, seconds):
    for number, ending in ((1, ".out"), (2, ".err")):
        file = os.open(path + ending, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
        os.close(file)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)
    os.chdir(os.path.dirname(path))
    with open(path, "rb") as file:
        text = file.read()
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__annotations__ = {}
    sys.modules["__main__"] = main
    sys.argv = [path]
    sys.path[0] = os.path.dirname(path)
    status = 0
    try:
        code = compile(text, path, "exec", 0, True)
        sys.modules.pop("reference_server", None)
        exec(code, main.__dict__)
    except SystemExit as error:
        status = error.code if type(error.code) is int else int(error.code is not None)
    except BaseException as error:
        trace = error.__traceback__
        sys.excepthook(type(error), error, trace and trace.tb_next)
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def serve():
    warnings.simplefilter("ignore")
    requests = sys.stdin
    while line := requests.readline():
        seconds, path = line.rstrip("\n").split(" ", 1)
        child = os.fork()
        if not child:
            run_child(path, int(seconds))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(f"{status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
