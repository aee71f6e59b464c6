"""generators: pipelines, recursive tree walks, permutations, coroutines and a small scheduler.

Stresses creating and resuming generators, `yield from`, `send`, generator expressions and
iterators written in the language.
"""
import sys

DEFAULT_SIZE = 280000
EXPECTED = {
    800: (407835, 12664, 333397, 182127, 15150, "done", 350, 23220, 319600, 85333200),
    280000: (50399460000, 4479864, 90056, 182127, 1837552500, "done", 56190, 78925140,
             39199860000, 3658666666620000),
}


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def only(predicate, source):
    for value in source:
        if predicate(value):
            yield value


def mapped(function, source):
    for value in source:
        yield function(value)


def take_pairs(source):
    iterator = iter(source)
    for first in iterator:
        second = next(iterator, None)
        if second is None:
            return
        yield first, second


def chunks(source, size):
    chunk = []
    for value in source:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class Tree:
    def __init__(self, low, high):
        self.value = (low + high) // 2
        self.left = Tree(low, self.value) if low < self.value else None
        self.right = Tree(self.value + 1, high) if self.value + 1 < high else None

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i, head in enumerate(items):
        for tail in permutations(items[:i] + items[i + 1:]):
            yield [head] + tail


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total
        total += value
        count += 1
        average = total // count


def delegating(results):
    while True:
        total = yield from averager()
        results.append(total)
        if len(results) == 3:
            return "done"


def task(name, steps, log):
    for step in range(steps):
        log[name] = log.get(name, 0) + step
        yield
    log[name] += 1000


def round_robin(tasks):
    turns = 0
    queue = list(tasks)
    while queue:
        waiting = []
        for current in queue:
            try:
                next(current)
            except StopIteration:
                continue
            turns += 1
            waiting.append(current)
        queue = waiting
    return turns


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


def run(size):
    pipeline = mapped(lambda x: x * 3, only(lambda x: x % 7 != 0, numbers(size)))
    total = sum(a * 2 - b for a, b in take_pairs(pipeline))
    biggest = max(sum(chunk) for chunk in chunks(numbers(size), 16))
    walked = 0
    for value in Tree(0, size // 4):
        walked = (walked * 3 + value) % 1000003
    orders = 0
    for order in permutations(list(range(6))):
        orders = (orders * 7 + order[0] * 10 + order[-1]) % 1000003
    results = []
    coroutine = delegating(results)
    next(coroutine)
    ended = None
    try:
        for part in range(3):
            for value in range(size // 8):
                coroutine.send(value + part)
            coroutine.send(None)
    except StopIteration as stop:
        ended = stop.value
    log = {}
    turns = round_robin(task(f"task{i}", size // 100 + i, log) for i in range(20))
    counted = sum(Countdown(size))
    squares = sum(x * x for x in range(size) if x & 1)
    return (total, biggest, walked, orders, sum(results), ended, turns, sum(log.values()), counted,
            squares)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    result = run(size)
    for _ in range(2):
        if run(size) != result:
            sys.exit("generators: two runs differ")
    if result[5] != "done" or result[8] != size * (size - 1) // 2:
        sys.exit(f"generators: wrong result {result}")
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"generators: wrong result {result}, not {expected}")
    print(f"generators {size}: {' '.join(map(str, result))}")


main()
