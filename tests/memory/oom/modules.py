"""Imports of modules written in the language, and what they make."""


def collections_module():
    import collections
    point = collections.namedtuple("Point", "x y")
    d = collections.defaultdict(list)
    for i in range(20):
        d[i % 3].append(i)
    queue = collections.deque(range(10), maxlen=5)
    return point(1, 2), len(d), list(queue), collections.Counter("abracadabra").most_common(2)


def itertools_module():
    import itertools as it
    return (list(it.combinations("abcd", 2))[:3], list(it.product([1, 2], repeat=2)), list(it.accumulate(range(6))),
            [(k, len(list(g))) for k, g in it.groupby("aabbb")], list(it.islice(it.cycle("xy"), 5)),
            list(it.permutations(range(3)))[-1], list(it.chain([1], "a")), list(it.batched(range(5), 2)))


def operator_module():
    import operator
    return operator.itemgetter(1, 2)("abc"), operator.attrgetter("real")(3), operator.methodcaller("upper")("x")


def missing_module():
    try:
        import no_such_module
    except ImportError as error:
        return type(error).__name__, error.name


for work in (collections_module, itertools_module, operator_module, missing_module):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)
