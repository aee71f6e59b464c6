log = []


def v(x):
    log.append(x)
    return x


def show(result):
    print(result, log)
    log.clear()


show(v(1) < v(2) < v(3))
show(v(1) < v(2) > v(3) < v(4))
show(v(3) < v(2) < v(1 / 1))
show(v(1) == v(1) == v(1.0))
show(v(1) != v(2) != v(1))
show(v(1) in [v(1)] != v(3))
show(v(1) is v(1) is not v(None))
show(v(5) >= v(5) <= v(6) == v(6))
show(not v(1) < v(2) < v(2))
show(v(1) < v(2) and v(3) < v(2) or v(9))
show([] < [1] < [1, 2] < [2])
show('a' < 'b' <= 'b' < 'c')


class Falsy:
    def __init__(self, result):
        self.result = result

    def __lt__(self, other):
        log.append('lt')
        return self.result

    def __bool__(self):
        log.append('bool')
        return False

    def __repr__(self):
        return 'Falsy'


f = Falsy('yes')
show(f < 1 < 2)
show(f < 1)
show(Falsy('') < 1 < 2)
show(Falsy(f) < 1 < 2)
show(Falsy([]) < 1)
show(Falsy(0) < f < f)


class Matrix:
    def __lt__(self, other):
        return [1, 2]

    def __eq__(self, other):
        return NotImplemented

    __hash__ = None


m = Matrix()
print(m < m, m == m, m != m, m == 1, m != 1)
print(m < 1 < 2)
for function in (lambda: m > 1, lambda: 1 <= m, lambda: m >= m, lambda: 1 < 'a', lambda: [] < (),
                 lambda: None < None, lambda: {} > {}, lambda: 1j < 2j, lambda: 1 < 2 < 'x',
                 lambda: object() >= 1, lambda: 1 in 2, lambda: 'a' in 1, lambda: 1 in 'a',
                 lambda: len < print):
    try:
        print(function())
    except TypeError as error:
        print('TypeError:', error)


def between(a, b, c):
    return a <= b < c


# hot chains with changing types
counts = {True: 0, False: 0}
for i in range(300):
    values = [(0, i, 100), (0.5, i, 200.5), ('a', chr(97 + i % 26), 'm'), ([0], [i], [50]),
              (-10 ** 30, i, 10 ** 30)][i % 5]
    counts[between(*values)] += 1
print(counts)
try:
    between(1, 'x', 2)
except TypeError as error:
    print(error)


def cond(a, b, c):
    if a < b < c:
        return 'in'
    elif not a < b:
        return 'low'
    return 'high'


print([cond(1, i, 3) for i in range(5)])
x = 0
while 0 <= x < 5 != 7:
    x += 2
print(x)
print([a for a in range(10) if 2 < a < 8 != 5])
print(1 < 2 < 3 if 3 > 2 > 1 else None)
