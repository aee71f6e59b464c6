"""How the programs beside this one try things: what is tried may work or run out of stack, but no more."""
import sys

sys.setrecursionlimit(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
# How long chains and nests are made: a small stack needs no long ones.
LENGTH = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000

problems = 0


def problem(*what):
    global problems
    problems += 1
    print("PROBLEM:", *what)


def may(name, function, *allowed):
    """Works, or runs out of stack, or fails as `allowed` says."""
    try:
        function()
    except (RecursionError, MemoryError, *allowed):
        pass
    except Exception as e:
        problem(name, type(e).__name__, str(e)[:100])


def must(name, function):
    """Recurses without end, so it runs out of stack."""
    try:
        function()
    except RecursionError:
        return
    except Exception as e:
        problem(name, type(e).__name__, str(e)[:100])
    else:
        problem(name, "no error")


def nest(make, inner, length=None):
    for _ in range(LENGTH if length is None else length):
        inner = make(inner)
    return inner


def end():
    print("problems:", problems)
