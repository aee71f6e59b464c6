import sys
# gc-stress: 10000

def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(500))


def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as error:
    print(type(error).__name__, str(error)[:32])
print(depth(500))


def mutual_a(n):
    return mutual_b(n)


def mutual_b(n):
    return mutual_a(n)


for _ in range(5):
    try:
        mutual_a(0)
    except RecursionError:
        print('caught', end=' ')
print()


class R:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    __hash__ = None

    def __add__(self, other):
        return self + other

    def __getattr__(self, name):
        return getattr(self, name + 'x')

    def __getitem__(self, i):
        return self[i]

    def __call__(self):
        return self()

    def __len__(self):
        return len(self)

    def __iter__(self):
        return iter(self)

    @property
    def p(self):
        return self.p

    def __lt__(self, other):
        return sorted([self, other])[0]

    def __bool__(self):
        return bool(self)

    def __str__(self):
        return str(self)

    def __format__(self, spec):
        return f'{self}'

    def __contains__(self, x):
        return x in self


r = R()
for function in (lambda: repr(r), lambda: r == r, lambda: r + 1, lambda: r.q, lambda: r[0], lambda: r(), lambda: len(r), lambda: list(r), lambda: r.p, lambda: r < r, lambda: not r, lambda: str(r), lambda: f'{r}', lambda: 1 in r, lambda: [r] == [R()], lambda: sorted([r, R()]), lambda: max(r, R()), lambda: '%r' % r):
    try:
        function()
    except RecursionError as error:
        print('RecursionError', end=' ')
print()
nested = []
for _ in range(100000):
    nested = [nested]
try:
    repr(nested)
except RecursionError:
    print('repr too deep')
other = []
for _ in range(100000):
    other = [other]
try:
    nested == other
except RecursionError:
    pass
print('compare survived')
deep_dict = {}
for _ in range(100000):
    deep_dict = {'k': deep_dict}
try:
    str(deep_dict)
except RecursionError:
    print('dict too deep')


def gen(n):
    if n:
        yield from gen(n - 1)
    yield n


print(sum(gen(200)))


def deep_gen():
    yield from deep_gen()


try:
    next(deep_gen())
except RecursionError:
    print('generator too deep')
before = sys.getrecursionlimit()
print(before)
sys.setrecursionlimit(200)
try:
    depth(400)
except RecursionError:
    print('limit lowered')
sys.setrecursionlimit(before)
print(depth(400), sys.getrecursionlimit())
for bad in (0, -1, 'x', 1.5):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__ + ':', error)


def with_finally(n, log):
    try:
        if n == 0:
            raise ValueError('bottom')
        return with_finally(n - 1, log)
    finally:
        log.append(n)


log = []
try:
    with_finally(300, log)
except ValueError as error:
    print(error, len(log), log[:3], log[-1])


def recover(n):
    try:
        return recover(n + 1)
    except RecursionError:
        return 'recovered'


print(recover(0))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print(ackermann(2, 6))


def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(hanoi(10, 'a', 'b', 'c'))


def flatten(x):
    return [z for y in x for z in flatten(y)] if isinstance(x, list) else [x]


print(flatten([1, [2, [3, [4, []]], 5]]))


class Node:
    def __init__(self, n):
        self.child = Node(n - 1) if n else None

    def depth(self):
        return 1 + self.child.depth() if self.child else 1


print(Node(200).depth())


class InitForever:
    def __init__(self):
        self.x = InitForever()


try:
    InitForever()
except RecursionError:
    print('init too deep')
