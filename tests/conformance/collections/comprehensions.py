print([x * 2 for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(3) for y in range(x)], [[j for j in range(i)] for i in range(4)])
print({x: x * x for x in range(4)}, {k.upper(): v for k, v in {'a': 1, 'b': 2}.items() if v > 1}, sorted({x % 3 for x in range(10)}), list(x for x in 'abc'), tuple(x for x in range(3)), sum(x for x in range(10) if x & 1))
print([x if x else 'zero' for x in range(3)], [f'{x}' for x in 'ab'], [(lambda: x)() for x in range(3)], [f() for f in [lambda: x for x in range(3)]], [f() for f in [lambda x=x: x for x in range(3)]])
x = 'outer'
print([x for x in range(2)], x, [y for x in 'ab' for y in x * 2], [x for x in x], x)
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *b in ['abc', 'de']], [[a, b] for (a, b), c in [((1, 2), 3)]], [i for i, in [(1,), (2,)]], {a: b for a, b in zip('xy', range(2))})
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row if v % 2], sum(v for row in matrix for v in row), [max(r) for r in matrix], [*zip(*matrix)])
print(any(v > 5 for v in [1, 6]), all(v for v in []), max((len(w), w) for w in 'a bbb cc'.split()), sorted((w for w in 'b a'.split()), reverse=True), dict((k, 1) for k in 'ab'), ''.join(c for c in 'abc' if c != 'b'), min((abs(v), v) for v in (-3, 2)))


def f(n):
    k = 10
    return [k + i for i in range(n) if i < k], {i: k for i in range(n)}, [[k * i + j for j in range(2)] for i in range(n)]


print(f(3))


class C:
    n = 3
    items = [i for i in range(n)]
    doubled = [i * 2 for i in items]

    def m(self):
        return [self.n * i for i in range(self.n)], [__class__.__name__ for _ in range(1)]


print(C.items, C.doubled, C().m())


def gen_scope():
    total = 0
    g = (total + i for i in range(3))
    total = 100
    return list(g)


print(gen_scope())


def first_iter_eager():
    try:
        g = (x for x in undefined_thing)
    except NameError as error:
        return str(error)


def later_lazy():
    g = (y for x in [1] for y in undefined_thing)
    try:
        list(g)
    except NameError as error:
        return str(error)


print(first_iter_eager(), later_lazy())
log = []


def note(v):
    log.append(v)
    return v


r = {note(k): note(v) for k, v in [(1, 'a'), (2, 'b')]}
print(r, log)
log.clear()
r = [note(i) for i in range(5) if note(i) % 2 == 0]
print(r, log)
for bad in (lambda: [x for x in 5], lambda: [x.y for x in [1]], lambda: [1 / x for x in (1, 0)], lambda: {[]: 1 for _ in 'a'}, lambda: [a for a, b in [1]], lambda: [a for a, b in [(1, 2, 3)]], lambda: {x for x in [[]]}, lambda: sum(c for c in 'ab'), lambda: [undefined for _ in range(1)], lambda: [undefined for _ in range(0)]):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ':', error)
total = 0
for n in range(100):
    total += sum([i * n for i in range(10) if (i + n) % 3]) + len({i: n for i in range(n % 7)}) + len({j % 5 for j in range(n)})
print(total)
nested = [lambda: [i + j for j in range(2)] for i in range(3)]
print([g() for g in nested])
print([(i, j, k) for i in range(2) for j in range(2) for k in range(2) if i ^ j ^ k], [x for x in [1, 2, 3] for x in [x, x * 10]], len([0 for _ in range(1000)]), [None for None_ in range(2)])
it = iter(range(6))
print([(a, next(it)) for a in it], [y for y in (z for z in range(4)) if y > 1])


def swallow(items):
    return [i for i in items]


for items in ([1, 2], (3,), 'ab', {5: 6}, range(2), iter([7]), (g for g in 'gh'), {9}):
    for _ in range(40):
        r = swallow(items)
    print(r)
def outer_gen():
    yield from ([i, j] for i in range(2) for j in 'ab')
print(list(outer_gen()), [[k for k in range(i)] for i in range(3)][-1], (lambda: [q for q in range(2)])())
