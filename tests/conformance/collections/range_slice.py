def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


for r in (range(5), range(2, 8), range(0, 10, 3), range(10, 0, -3), range(0), range(5, 5), range(5, 0), range(-3, 3), range(0, -5, -1), range(2 ** 70, 2 ** 70 + 5, 2)):
    print(r, list(r), len(r), bool(r), r.start, r.stop, r.step, list(reversed(r)), r[::-1], r[1:3], r[-2:], list(r[::2]), hash(r) == hash(r))
    for v in (0, 3, 3.0, 4, -1, 2 ** 70 + 2, '3', None, True):
        print(v in r, r.count(v), end=' ')
    print()
attempt(lambda: range(5)[5])
attempt(lambda: range(5)[-6])
attempt(lambda: range(5)['a'])
attempt(lambda: range(0, 10, 0))
attempt(lambda: range())
attempt(lambda: range(1, 2, 3, 4))
attempt(lambda: range(1.5))
attempt(lambda: range('a'))
attempt(lambda: range(None))
attempt(lambda: range(5).index(9))
attempt(lambda: range(5).index('a'))
attempt(lambda: range(5) + range(5))
attempt(lambda: range(5) < range(6))
attempt(lambda: range(stop=5))
attempt(lambda: setattr(range(5), 'start', 1))
print(range(5) == range(0, 5, 1), range(0) == range(2, 2), range(0, 3, 2) == range(0, 4, 2), range(5) == [0, 1, 2, 3, 4], range(3).index(2), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), {range(3): 'r'}[range(0, 3)])
print(sum(range(101)), max(range(5)), min(range(3, 9)), sorted(range(5, 0, -1)), tuple(range(3)), [*range(2), *range(2)], 5 in range(0, 10, 5), list(enumerate(range(3, 5))), list(zip(range(3), range(3, 6))), str(range(1, 10, 2)), range(True, 5))
it = iter(range(3))
print(next(it), list(it), list(it), next(it, 'end'), iter(range(3)).__length_hint__())
for i in range(3):
    i += 10
    print(i, end=' ')
print(i)
x = 0
for i in range(3, 0, -1):
    for j in range(i):
        x += i * j
print(x)
n = 3
for i in range(n):
    n = 100
print(i, n)
r = range(10)
for r in r:
    pass
print(r)
total = 0
for limit in (5, 0, 10, -3, 2.5):
    try:
        for i in range(limit):
            total += i
    except TypeError as error:
        print(error)
print(total)


class Idx:
    def __index__(self):
        return 4


print(list(range(Idx())), range(Idx(), 8, Idx())[0], 'abcdefgh'[Idx():], [0, 1, 2, 3, 4, 5][Idx()])


def mine(n):
    return ['mine'] * n


results = []
for k in range(200):
    if k == 100:
        range_saved, range = range, mine
    count = 0
    for i in range(3):
        count += 1 if i == 'mine' else 10
    if not results or results[-1] != count:
        results.append(count)
    if k == 150:
        del range
print(results)
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None).indices(3), slice(-2, None).indices(5), slice(None, None, -1).indices(4), slice(5), slice(1, 2) == slice(1, 2), slice(1) == 1, slice('a', 'b'), slice(1, 2) < slice(1, 3), hash(slice(1, 2)) == hash(slice(1, 2)))
attempt(lambda: slice())
attempt(lambda: slice(1, 2, 3, 4))
attempt(lambda: slice('a').indices(5))
attempt(lambda: slice(1).indices(-1))
attempt(lambda: slice(1, 2, 0).indices(5))
attempt(lambda: setattr(s, 'start', 5))


class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print('set', key, value)

    def __delitem__(self, key):
        print('del', key)


o = Show()
print(o[1:2], o[:], o[1:2, 3], o[::2], o[...], o[1:2:3, ..., None], o['a':'b'], o[()], o[1,], o[*[1, 2]], o[o[1]:o[2]])
o[1:2] = 5
o[1, 2:3] = 6
del o[:]
o[::-1] = 'x'
