"""Makes garbage of all sorts for as many seconds as the argument says, keeping a small live set.

Run by check_steady, which watches that the process does not grow. Prints the number of rounds.
"""
import sys
import time


class Node:
    def __init__(self, value, following=None):
        self.value = value
        self.following = following
        self.owner = None


class Slotted:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def ring(size):
    """A cycle of instances: each refers to the next, the last to the first."""
    first = last = Node(0)
    for value in range(1, size):
        last.following = Node(value)
        last = last.following
    last.following = first
    return first


def containers():
    """Containers that hold themselves and each other."""
    items = []
    table = {"items": items, 1: (items, [2.5])}
    items.append(table)
    items.append(items)
    pair = Slotted(items, None)
    pair.right = pair
    return pair


def closures(n):
    """A function that refers to itself by its own cell; a bound method kept in its object."""
    def walk(depth):
        return n if depth == 0 else walk(depth - 1)

    node = Node(walk(3))
    node.owner = walk
    node.following = node.__init__
    return node


def numbers_between(low, high):
    for number in range(low, high):
        yield number


def suspended(n):
    """A generator that is never finished, kept alive only by what it itself refers to."""
    holder = []
    generator = numbers_between(n, n + 100)
    holder.append(generator)
    holder.append(holder)
    return next(generator)


def dynamic_class(n):
    """A class, its instance and its method: classes refer to themselves."""
    class Local:
        kind = n

        def get(self):
            return self.kind

    instance = Local()
    instance.me = instance
    instance.extra = n
    return instance.get()


def strings_and_ints(n):
    """Large cells: long strings, wide ints, lists and dicts that grow and shrink."""
    text = "krait " * (n % 700)
    wide = (1 << (n % 3000)) + n
    numbers = [i * 0.5 for i in range(n % 500)]
    table = {str(i): i for i in range(n % 300)}
    for key in list(table)[::2]:
        del table[key]
    attributes = Node(n).__dict__
    attributes["x" + str(n % 50)] = wide
    return len(text) + wide % 97 + len(numbers) + len(table) + len(attributes)


def raising(n):
    """An exception whose traceback holds the frame that holds the exception."""
    try:
        raise ValueError(n)
    except ValueError as error:
        kept = error
        kept.circle = kept
        return kept.args[0]


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    live = [None] * 2000
    total = rounds = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for i in range(50):
            n = rounds * 50 + i
            live[n % 2000] = ring(20)
            live[(n * 7) % 2000] = containers()
            live[(n * 13) % 2000] = closures(n)
            total += suspended(n) + strings_and_ints(n) + raising(n)
        total += dynamic_class(rounds)
        rounds += 1
    print(rounds, "rounds, checksum", total % 1000003, flush=True)


main()
