def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class P:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, o):
        if not isinstance(o, P):
            return NotImplemented
        return (self.x, self.y) == (o.x, o.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f'P({self.x}, {self.y})'


print(P(1, 2) == P(1, 2), P(1, 2) != P(1, 2), P(1, 2) == 5, P(1, 2) != 5, P(1, 2) is P(1, 2), hash(P(1, 2)) == hash(P(1, 2)), len({P(1, 2), P(1, 2), P(2, 1)}), {P(1, 2): 'v'}[P(1, 2)], P(1, 2) in [P(1, 2)])


class EqNoHash:
    def __eq__(self, o):
        return True


class SubHash(EqNoHash):
    __hash__ = object.__hash__


class HashOnly:
    def __hash__(self):
        return 1


class Child(P):
    pass


class ChildEq(P):
    def __eq__(self, o):
        return 'child eq'


attempt(lambda: hash(EqNoHash()))
attempt(lambda: EqNoHash.__hash__)
attempt(lambda: len({SubHash(), SubHash()}) >= 1)
attempt(lambda: len({HashOnly(), HashOnly()}))
attempt(lambda: hash(ChildEq(1, 2)))
print(Child(1, 2) == P(1, 2), P(1, 2) == Child(1, 2), P(1, 2) == ChildEq(1, 2), ChildEq(1, 2) == P(1, 2), P(1, 2) != ChildEq(1, 2))
nums = [0, 1, -1, 1.0, True, 0.0, -0.0, False, 2 ** 61 - 1, 2 ** 61, 2 ** 62, 2 ** 63, -2 ** 63, 1e20, 10 ** 20, 0.5, 1 + 0j, 2.5, 1e300, -2, -1.0, float(2 ** 61 - 1)]
for a in nums:
    print([int(a == b) for b in nums], all((hash(a) == hash(b)) for b in nums if a == b))
print(hash(0), hash(1), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(2 ** 61 - 2), hash(2 ** 61), hash(-(2 ** 61 - 1)), hash(10 ** 40), hash(1.5), hash(0.1), hash(-2.5), hash(1e300), hash(float('inf')), hash(1j), hash(True))
print(hash((1.0, 2)) == hash((1, 2.0)), hash((1, (2,))) == hash((1.0, (True + 1,))), hash(()) == hash(()))
print(hash(frozenset([1, 2])) == hash(frozenset([2.0, 1])), hash(range(0)) == hash(range(5, 5)), hash(range(3)) == hash(range(0, 3)), hash(None) == hash(None), hash('') == hash(b'') == 0)
for pair in (([], []), ([1], [1.0]), ((1, [2]), (1, [2])), ({}, {}), ({'a': [1]}, {'a': [1]}), ('a', 'a'), ('a', b'a'), (b'a', bytearray(b'a')), ({1, 2}, {2, 1}), ({1}, frozenset([1])), (range(3), range(0, 3)), (None, None), (None, 0), ((), []), (1, '1'), (int, int), (len, len), (slice(1), slice(1)), (Ellipsis, ...), ({1: 2}, {1: 2, 3: 4}), ({}.keys(), set()), (0.1 + 0.2, 0.3), ([1, 2], [1, 2, 3]), (type, object)):
    print(pair[0] == pair[1], pair[0] != pair[1], end=' ')
print()
nan = float('nan')
print(nan == nan, nan != nan, nan in [nan], nan in (nan,), [nan] == [nan], (nan,) == (nan,), {nan: 1} == {nan: 1}, nan in {nan: 1}, {1: nan} == {1: nan})


class Weird:
    def __eq__(self, o):
        return []

    def __ne__(self, o):
        return 'ne'

    __hash__ = None


w = Weird()
print(w == 1, w != 1, w in [1, w], 1 in [w], [w] == [w], [w] == [Weird()], (w,) != (1,))


class Raises:
    def __eq__(self, o):
        raise ValueError('eq raised')

    def __hash__(self):
        return 1


r = Raises()
attempt(lambda: r == 1)
attempt(lambda: r != 1)
attempt(lambda: r in [1])
attempt(lambda: r in [r])
attempt(lambda: [r] == [r])
attempt(lambda: [r] == [1])
attempt(lambda: {r: 1}[1])
attempt(lambda: {r: 1}[r])
attempt(lambda: {1: 2} == {1: r})


def eq(a, b):
    return a == b


vals = [1, 1.0, 'a', P(1, 2), Child(1, 2), None, (1,), [1], w, True]
table = ''
for a in vals:
    for b in vals:
        for _ in range(5):
            v = eq(a, b)
        table += 'T' if v is True else 'F' if v is False else '?'
print(table)
log = []
p, q = P(1, 1), P(1, 1)
for i in range(500):
    if i == 100:
        P.__eq__ = lambda self, o: 'patched'
    if i == 200:
        del P.__eq__
    if i == 300:
        P.__ne__ = lambda self, o: 'ne patched'
    if i == 400:
        P.__eq__ = lambda self, o: NotImplemented
    v = (eq(p, q), p != q, eq(p, p), eq(1, p))
    if not log or log[-1] != v:
        log.append(v)
print(log)
