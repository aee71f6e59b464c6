"""closures: functions that make functions: counters, composition, memo, currying, decorators.

Stresses cells, nested calls, `nonlocal`, default and keyword arguments, `*args`/`**kwargs`.
"""
import sys

DEFAULT_SIZE = 160000
EXPECTED = {
    400: (400, 600, 173224, 491400, 160800, 294185, 54, 39831, 1600),
    160000: (160000, 240000, 79486503, 76804560000, 25600320000, 602009, 54, 39831, 640000),
}


def counter():
    value = 0

    def bump(step=1):
        nonlocal value
        value += step
        return value

    def read():
        return value

    return bump, read


def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x
    return composed


def memo(function):
    known = {}

    def wrapper(*args, **kwargs):
        key = (args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = function(*args, **kwargs)
        return known[key]
    return wrapper


@memo
def ways(total, coins=(1, 2, 5, 10, 25)):
    if total == 0:
        return 1
    if total < 0 or not coins:
        return 0
    return ways(total - coins[-1], coins) + ways(total, coins[:-1])


def curry(function, count, taken=()):
    if count == 0:
        return function(*taken)
    return lambda value: curry(function, count - 1, taken + (value,))


def traced(log):
    def decorate(function):
        def wrapper(*args, **kwargs):
            log[0] += 1
            return function(*args, **kwargs)
        return wrapper
    return decorate


LOG = [0]


@traced(LOG)
@traced(LOG)
def mixed(a, b=2, *rest, scale=1, **more):
    return (a + b + sum(rest)) * scale + len(more)


def fold(function, values, start):
    result = start
    for value in values:
        result = function(result, value)
    return result


def church(n):
    def apply(function):
        def run(x):
            for _ in range(n):
                x = function(x)
            return x
        return run
    return apply


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    bump, read = counter()
    other_bump, other_read = counter()
    pipeline = compose(lambda x: x + 1, lambda x: x * 3, lambda x: x % 1009, lambda x: x - 7)
    makers = [lambda x, k=k: x + k for k in range(8)]
    piped = called = curried = 0
    for i in range(size):
        bump()
        other_bump(step=i & 3)
        piped += pipeline(i)
        called += makers[i & 7](i)
        called += mixed(i, 3, 4, 5, scale=2, extra=None)
        called += mixed(*(i, 1), **{"scale": 3})
        curried += curry(lambda a, b, c: a * b + c, 3)(i)(2)(3)
    folded = fold(lambda a, b: (a * 31 + b) % 1000003, range(size), 7)
    three = church(3)
    nine = church(9)
    applied = three(nine(lambda x: x + 2))(0)
    total_ways = ways(200)
    result = (read(), other_read(), piped, called, curried, folded, applied, total_ways, LOG[0])
    if read() != size or applied != 54 or LOG[0] != size * 4:
        sys.exit(f"closures: wrong result {result}")
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"closures: wrong result {result}, not {expected}")
    print(f"closures {size}: {' '.join(map(str, result))}")


main()
