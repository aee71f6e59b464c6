"""exceptions: raises, catches, re-raises, chains, cleans up, and uses exceptions as control flow.

Stresses try/except/finally at many depths, exceptions from built-in operations (KeyError,
IndexError, AttributeError, ValueError, ZeroDivisionError), and context managers.
"""
import sys

DEFAULT_SIZE = 140000
EXPECTED = {
    300: (8248, 297, 37444, 600, 600, 450, 150),
    140000: (1633776663, 140002, 7351904444, 280001, 279999, 210000, 70000),
}


class AppError(Exception):
    def __init__(self, code, detail=None):
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class NotFound(AppError, LookupError):
    pass


class Busy(AppError):
    pass


class Guard:
    def __init__(self, log, swallow):
        self.log = log
        self.swallow = swallow

    def __enter__(self):
        self.log.entered += 1
        return self

    def __exit__(self, kind, value, traceback):
        self.log.left += 1
        return self.swallow and kind is not None and issubclass(kind, LookupError)


class Log:
    def __init__(self):
        self.entered = 0
        self.left = 0
        self.cleaned = 0


def fail(i):
    kind = i % 6
    if kind == 0:
        raise NotFound(i)
    if kind == 1:
        raise Busy(i, "again")
    if kind == 2:
        return [1, 2, 3][i]
    if kind == 3:
        return {}["missing"]
    if kind == 4:
        return 1 // (i - i)
    return None.missing


def classify(i):
    try:
        fail(i)
    except NotFound as error:
        return error.code
    except (IndexError, KeyError):
        return 2
    except Busy as error:
        return len(error.detail)
    except ZeroDivisionError:
        return 4
    except AttributeError:
        return 5
    return 0


def deep(depth, i, log):
    try:
        if depth == 0:
            raise Busy(i)
        return deep(depth - 1, i, log)
    finally:
        log.cleaned += 1


def translate(text):
    try:
        return int(text)
    except ValueError as error:
        raise AppError("bad number", text) from error


def search(table, key):
    """Control flow by exception: try, miss, look in the parent."""
    while True:
        try:
            return table[key]
        except KeyError:
            table = table["parent"]


def retry(i):
    attempts = 0
    while True:
        attempts += 1
        try:
            if attempts < 1 + i % 3:
                raise Busy(i)
        except Busy:
            continue
        else:
            return attempts


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    log = Log()
    classified = chained = found = attempts = caught = reraised = plain = 0
    root = {"root": 1, "parent": None}
    table = {"here": 3, "parent": {"near": 2, "parent": root}}
    for i in range(size):
        classified += classify(i)
        if i % 3 == 0:
            try:
                deep(8, i, log)
            except Busy as error:
                caught += error.code % 7
        with Guard(log, True):
            if i % 2:
                raise NotFound(i)
        try:
            chained += translate(str(i) if i % 4 else "x" + str(i))
        except AppError as error:
            chained += len(str(error.__cause__)) + len(error.detail)
        found += search(table, ("here", "near", "root")[i % 3])
        attempts += retry(i)
        try:
            try:
                raise AppError(i)
            except AppError:
                raise
        except AppError as error:
            reraised += error.args[0] & 3
        try:
            plain += i & 1
        except ValueError:
            plain += 1000
    if log.entered != log.left or log.cleaned != (size + 2) // 3 * 9:
        sys.exit(f"exceptions: entered {log.entered}, left {log.left}, cleaned {log.cleaned}")
    result = (classified, caught, chained, found, attempts, reraised, plain)
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"exceptions: wrong result {result}, not {expected}")
    print(f"exceptions {size}: {' '.join(map(str, result))}")


main()
