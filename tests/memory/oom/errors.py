"""Exceptions: chaining, groups, notes, tracebacks, messages, recursion."""
import sys
import traceback


def chained():
    try:
        try:
            {}["missing"]
        except KeyError as error:
            raise ValueError("second") from error
    except ValueError as error:
        return repr(error), repr(error.__cause__), len(traceback.format_exception(error))


def groups():
    group = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3)])])
    return repr(group), group.exceptions[0], len(traceback.format_exception(group))


def notes():
    error = RuntimeError("noted")
    error.add_note("first")
    error.add_note("second")
    return error.__notes__, "".join(traceback.format_exception_only(error))


def messages():
    found = []
    for work in (lambda: 1 + "a", lambda: [].missing, lambda: undefined_name, lambda: (1, 2)[5], lambda: len(1),
                 lambda: int("x"), lambda: "a".join([1]), lambda: object()(), lambda: max(), lambda: {}[[]]):
        try:
            work()
        except MemoryError:
            raise
        except Exception as error:
            found.append(f"{type(error).__name__}: {error}")
    return found


def recursion():
    def endless(n):
        return endless(n + 1) + 1

    try:
        endless(0)
    except RecursionError as error:
        return str(error)


def finally_order():
    log = []

    def work():
        try:
            log.append(1)
            raise OSError(2, "gone", "name")
        except OSError as error:
            log.append((error.errno, error.filename))
            return "returned"
        finally:
            log.append("finally")

    return work(), log


def tracebacks():
    def fail():
        raise LookupError("here")

    try:
        fail()
    except LookupError:
        kind, value, tb = sys.exc_info()
        names = []
        while tb is not None:
            names.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        return names, kind.__name__


def syntax():
    texts = ["x = (", "def f(:", "a b", "'open", "if 1:\npass", "x = 1 +", "f(a=1, 2)"]
    found = []
    for text in texts:
        try:
            compile(text, "<t>", "exec")
        except SyntaxError as error:
            found.append(error.msg)
    return found


for work in (chained, groups, notes, messages, recursion, finally_order, tracebacks, syntax):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)
