"""One site that sees ints, floats, strings, lists and user types in turn, in long runs and mixed."""


def add(a, b):
    return a + b


def mul(a, b):
    return a * b


def sub(a, b):
    return a - b


def less(a, b):
    return a < b


def equal(a, b):
    return a == b


def index(a, b):
    return a[b]


class V:
    def __init__(self, v):
        self.v = v

    def __add__(self, other):
        return V(self.v + (other.v if isinstance(other, V) else other))

    def __radd__(self, other):
        return V(other * 10 + self.v)

    def __mul__(self, other):
        return NotImplemented

    def __rmul__(self, other):
        return f'rmul {other} {self.v}'

    def __eq__(self, other):
        return isinstance(other, V) and self.v == other.v

    def __lt__(self, other):
        return 'lt'

    def __getitem__(self, key):
        return ('item', key)

    def __repr__(self):
        return f'V({self.v})'


pairs = [(1, 2), (1.5, 2.5), ('a', 'b'), ([1], [2]), ((1,), (2,)), (V(1), V(2)), (1, V(3)), (V(4), 5),
         (1, 2.5), (2.5, 1), (True, 1), (2 ** 70, 1), (1, 2 ** 70), (b'a', b'b'), (1j, 1), ('a', 3), (3, 'a'), (None, 1), ([], 'x')]
for function in (add, mul, sub, less, equal):
    for a, b in pairs:
        results = []
        for _ in range(40):
            try:
                r = function(a, b)
            except TypeError as error:
                r = str(error)
            if not results or repr(results[-1]) != repr(r):
                results.append(r)
        print(function.__name__, repr(a), repr(b), '->', *results)
for function in (add, mul, equal):
    digest = []
    for i in range(400):
        a, b = pairs[(i * 7) % len(pairs)]
        try:
            digest.append(len(repr(function(a, b))))
        except TypeError as error:
            digest.append(len(str(error)))
    print(function.__name__, sum(digest), digest[:len(pairs)])
containers = [([10, 20, 30], 1), ((1, 2, 3), -1), ('héllo', 1), ({'k': 5}, 'k'), (b'xyz', 0), (V(0), 'key'), ([1, 2, 3], slice(1, None)),
              (range(10), 3), ([1], True), ({1: 'int', 1.5: 'f'}, 1.0), ([1], 5), ((), 0), ('', 0), ({}, 'missing'), (None, 0), ([1], 'x'), ('a', None), (5, 0), ({}, [])]
for c, k in containers:
    results = []
    for _ in range(40):
        try:
            r = repr(index(c, k))
        except Exception as error:
            r = f'{type(error).__name__}: {error}'
        if not results or results[-1] != r:
            results.append(r)
    print(repr(c), repr(k), '->', *results)
total = 0
for i in range(1000):
    c, k = containers[i % 12]
    try:
        total += len(repr(index(c, k)))
    except LookupError:
        total += 1000
print(total)
