def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


a = [3, 1, 2]
a.append(5)
a.extend('xy')
a.extend(range(2))
a.insert(0, 'first')
a.insert(-1, 'near last')
a.insert(100, 'end')
a.insert(-100, 'start')
print(a, len(a))
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove('x')
print(a.index(1), a.count(1), a.index('y', 2), 5 in a, 99 in a, 99 not in a)
a.reverse()
print(a, a[::-1], a.copy() == a, a.copy() is a)
a.clear()
print(a, bool(a), [] == [], [1] == [1.0], [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9], [] < [1], [1] != [2])
b = list(range(10))
b[2:4] = ['two', 'three', 'more']
print(b)
b[1:1] = [0.5]
b[:2] = []
b[len(b):] = [99]
print(b)
b[::3] = 'abcd'
print(b)
del b[1], b[-1], b[2:4], b[::2]
print(b)
b[:] = [1, 2]
b *= 3
b += (7,)
b += 'q'
print(b, b * 0, b * -1, 2 * [1], [[]] * 2)
nested = [[0] * 2 for _ in range(2)]
nested[0][0] = 1
shared = [[0] * 2] * 2
shared[0][0] = 1
print(nested, shared)
attempt(lambda: [][0])
attempt(lambda: [1, 2][5])
attempt(lambda: [1][-2])
attempt(lambda: [].pop())
attempt(lambda: [1].pop(5))
attempt(lambda: [1].remove(2))
attempt(lambda: [1].index(2))
attempt(lambda: [1].index(1, 1))
attempt(lambda: b['x'])
attempt(lambda: b[None])
attempt(lambda: b[1.0])
attempt(lambda: b[1, 2])
attempt(lambda: b[::0])
attempt(lambda: b['a':])
attempt(lambda: [1] + (2,))
attempt(lambda: [1] + 'a')
attempt(lambda: [1] * [2])
attempt(lambda: [1] * 1.5)
attempt(lambda: [1] < (1,))
attempt(lambda: [1] < 1)
attempt(lambda: ['a'] < [1])
attempt(lambda: list(5))
attempt(lambda: list(None))
attempt(lambda: list(1, 2))
attempt(lambda: [].append())
attempt(lambda: [].append(1, 2))
attempt(lambda: [].insert(1))
attempt(lambda: [].insert('a', 1))
attempt(lambda: [].extend(5))
attempt(lambda: [].nothing)
attempt(lambda: hash([]))
attempt(lambda: {[]: 1})
attempt(lambda: [].sort(1))
attempt(lambda: b.__setitem__(100, 1))
attempt(lambda: b.__setitem__(slice(0, 1), 5))
attempt(lambda: b.__setitem__(slice(None, None, 2), [1]))
attempt(lambda: b.__delitem__(100))
attempt(lambda: -[1])
attempt(lambda: b())
attempt(lambda: list(iterable=[1]))


def set_bad():
    b[99] = 1


attempt(set_bad)
print(list('abc'), list((1, 2)), list({'k': 1}), list(range(3)), list(x for x in 'ab'), list(), list([1]), [*'ab', *[1]])
print([1, 2, 3].__contains__(2), [1].__add__([2]), [1].__len__(), [3, 1].__getitem__(0), [1].__eq__([1]), [1].__eq__(1), [1].__iadd__([2]), [1].__mul__(2))
c = [1, 2, 3]
c[1:1] = c
print(c)
c.extend(c)
print(c)
c[:] = c[1:3]
print(c)
c += c
print(c)
x = [1, 2, 3]
for item in x:
    if item == 2:
        x.remove(item)
    print(item, end=' ')
print(x)
it = iter([1, 2])
print(next(it), next(it), next(it, 'done'), list(it), it.__length_hint__())
print(list(reversed([1, 2, 3])), sum([1, 2]), max([1, 5, 2]), min([3, 1]), any([0, 1]), all([]), sorted([3, 1, 2]), list(enumerate('ab', 1)), list(zip([1, 2], 'ab')))
