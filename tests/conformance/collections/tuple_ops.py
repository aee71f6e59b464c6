def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


t = (1, 'a', 2.5, None)
print(t, len(t), t[0], t[-1], t[1:3], t[::-1], t + (5,), t * 2, (1,) * 0, 'a' in t, 9 in t, t.index('a'), t.count(1))
print((), (1,), (1, 2), ((),), ((1,),), tuple(), tuple('ab'), tuple([1]), tuple({'k': 1}), tuple(range(3)), tuple(x for x in 'xy'))
print((1, 2) == (1, 2), (1, 2) == [1, 2], (1, 2) < (1, 3), (1,) < (1, 0), () < (1,), (1, 2) == (1.0, 2.0), (1, 'a') < (2, 0), hash((1, 2)) == hash((1, 2)), hash(()) == hash(()))
print({(1, 2): 'x'}[1, 2], {(): 'empty'}[()], {(1, (2, 3)): 'n'}[1, (2, 3)], (1, 2) in {(1, 2)}, {(1.0, 2): 'f'}[1, 2])
a, b = t[:2]
print(a, b, *t, sep='|')
x = 1,
print(x, type(x), (1), type((1)))
u = t
t += (9,)
print(u, t, u is t)
attempt(lambda: t[10])
attempt(lambda: t[-10])
attempt(lambda: t['a'])
attempt(lambda: t[1.5])
attempt(lambda: t + [1])
attempt(lambda: t + 1)
attempt(lambda: t * 'a')
attempt(lambda: t < [1])
attempt(lambda: (1, 'a') < (1, 2))
attempt(lambda: t.index('zz'))
attempt(lambda: t.append(1))
attempt(lambda: hash((1, [])))
attempt(lambda: tuple(5))
attempt(lambda: tuple(1, 2))
attempt(lambda: t())


def assign():
    t[0] = 1


def delete():
    del t[0]


attempt(assign)
attempt(delete)
print(sorted([(2, 'b'), (1, 'z'), (1, 'a')]), max((1, 2), (1, 3)), min([(3,), (2, 9)]), sum(((1,), (2,)), ()), any(()), all((1, 0)))
print((1, 2, 3)[slice(1, None)], (1, 2).__add__((3,)), (1, 2).__contains__(1), (1,).__eq__(1), list(reversed((1, 2))), (1, 2).__getnewargs__())


class T(tuple):
    def __new__(cls, *args):
        return super().__new__(cls, args)

    @property
    def first(self):
        return self[0]

    def __repr__(self):
        return 'T' + super().__repr__()


s = T(1, 2, 3)
print(s, s.first, s[1:], type(s[1:]), s + (4,), s == (1, 2, 3), hash(s) == hash((1, 2, 3)), len(s), {(1, 2, 3): 'found'}[s], isinstance(s, tuple), list(s))
s.extra = 5
print(s.extra, s.__dict__)
p, q, r = s
print(p, q, r, (lambda *a: a)(*s) == s, (lambda *a: a)(*t) is t)


def swap(pair):
    a, b = pair
    return b, a


total = 0
for i in range(400):
    pair = [(i, 1), (1.5, i), ('a', 'b'), T(1, 2), [i, i], (i, (i, i))][i % 6]
    result = swap(pair)
    total += len(result) + (result[1] if isinstance(result[1], int) else 0)
print(total)
points = {}
for i in range(20):
    for j in range(20):
        points[i, j] = i * j
print(len(points), points[3, 4], points[(19, 19)], (5, 5) in points, (20, 0) in points, sum(v for (i, j), v in points.items() if i == j))
z = (1, [2])
z[1].append(3)
print(z)
deep = ()
for i in range(30):
    deep = (deep, i)
print(deep == deep, hash(deep) == hash(deep), repr(deep)[:40])
print((*(1, 2), *[3]), (yield_ := 1, 2), ((a, b) for a, b in [(1, 2)]).__next__())
