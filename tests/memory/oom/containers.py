"""list, tuple, dict, set: growing, sorting, slicing, views, copies."""


def lists():
    xs = []
    for i in range(500):
        xs.append(i * 7 % 31)
    xs.insert(3, -1)
    xs[10:20] = [0] * 30
    del xs[5:100:3]
    xs.extend(range(50))
    return len(xs), sum(xs), xs.index(-1), xs.pop(), xs[::-50]


def sorting():
    xs = [i * 37 % 101 for i in range(300)]
    words = ["w%d" % (i * 7 % 50) for i in range(100)]
    mixed = [(x, str(x)) for x in xs[:100]]
    xs.sort()
    words.sort(key=lambda w: (len(w), w), reverse=True)
    mixed.sort()
    return xs[:5], words[:4], mixed[3], sorted(words, key=len)[0], len(words)


def failed_sort():
    class Key:
        def __init__(self, n):
            self.n = n

        def __lt__(self, other):
            return self.n < other.n

    xs = list(range(40, 0, -1))
    try:
        xs.sort(key=Key)
    except MemoryError:
        if sum(xs) != 820:
            return "items are lost"
        raise
    return xs[:3], len(xs)


def dicts():
    d = {}
    for i in range(400):
        d["k%d" % i] = i
    for i in range(0, 400, 3):
        del d["k%d" % i]
    d.update({i: i for i in range(50)}, extra=1)
    other = dict(d)
    return len(d), sum(d.values()), list(d.items())[:2], other == d, d.setdefault("new", []), len(d | {1: 2})


def sets():
    a = set(range(0, 300, 2))
    b = frozenset(range(0, 300, 3))
    return len(a | b), len(a & b), len(a ^ b), len(a - b), {1, 2} <= {1, 2, 3}, sorted(a)[:3]


def tuples():
    t = tuple(range(100)) + (1, 2) * 20
    return len(t), hash((1, (2, 3))) == hash((1, (2, 3))), t.count(1), t[5:8], max(t), min(t)


def nested():
    deep = [[[i, {j: (i, j)}] for j in range(5)] for i in range(5)]
    loop = []
    loop.append(loop)
    return len(repr(deep)), repr(loop), deep[2][3]


def iterating():
    return (list(zip(range(5), "abcde")), list(enumerate("ab")), list(map(str, range(4))),
            list(filter(None, [0, 1, 2])), list(reversed([1, 2])), any([0, 1]), all([]))


def garbage():
    for _ in range(30):
        node = {"self": None, "data": [0] * 300}
        node["self"] = node
    return "done"


for work in (lists, sorting, failed_sort, dicts, sets, tuples, nested, iterating, garbage):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)
