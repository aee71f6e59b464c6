def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


d = {'a': 1, 'b': 2}
d['c'] = 3
d['a'] = 10
print(d, len(d), d['a'], d.get('z'), d.get('z', 0), 'b' in d, 'z' in d, 'z' not in d)
print(d.pop('b'), d.pop('zz', 'default'), d, d.setdefault('c', 99), d.setdefault('new', []), d)
d.update({'x': 1}, y=2)
d.update([('p', 1), ('q', 2)])
d.update(zip('rs', (3, 4)))
d.update()
print(d, list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.popitem(), d.popitem(), d)
del d['x']
print(d, d.copy() == d, d.copy() is d)
print(dict(), dict(a=1), dict({'a': 1}), dict([('a', 1), ('b', 2)]), dict([['x', 1]], y=2), dict(zip('ab', (1, 2))), dict({'a': 1}, a=2), dict(**{'k': 1}), {**{'a': 1}, 'a': 2, **{'b': 3}})
print({'a': 1} | {'b': 2}, {'a': 1} | {'a': 2}, {'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {} == {}, {'a': 1} != {'a': 2})
print(dict.fromkeys('abc'), dict.fromkeys([1, 2], 'v'), dict.fromkeys((), 1), {}.fromkeys('x', 0))
print({1: 'int', 1.0: 'float', True: 'bool'}, {0: 'a', False: 'b', 0.0: 'c', -0.0: 'd'}, {(1, 2): 't', 'k': {}, None: 1, 1.5: 2, b'x': 3})
n = float('nan')
print({n: 1}[n], n in {n: 1})
ordered = {}
for k in 'zyxwv':
    ordered[k] = len(ordered)
del ordered['x']
ordered['x'] = 'again'
ordered['y'] = 'kept place'
print(ordered, list(reversed(ordered)), list(reversed(ordered.items())), list(reversed(ordered.values())), next(iter(ordered)))
attempt(lambda: {}['missing'])
attempt(lambda: {}[1, 2])
attempt(lambda: {}.pop('x'))
attempt(lambda: {}.popitem())
attempt(lambda: d.__delitem__('nope'))
attempt(lambda: {[]: 1})
attempt(lambda: {}[[]])
attempt(lambda: {}.get([]))
attempt(lambda: [] in {})
attempt(lambda: {{}: 1})
attempt(lambda: dict(5))
attempt(lambda: dict([1]))
attempt(lambda: dict(['abc']))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: dict(1, 2))
attempt(lambda: dict(['ab', 'cd']))
attempt(lambda: {} | 1)
attempt(lambda: {} < {})
attempt(lambda: {} + {})
attempt(lambda: {}.nope)
attempt(lambda: {}.get())
attempt(lambda: {}.update(5))
attempt(lambda: {}.update([1]))
attempt(lambda: hash({}))
attempt(lambda: {}.keys()[0])
attempt(lambda: d())
attempt(lambda: {}.pop())
attempt(lambda: dict.fromkeys(5))
attempt(lambda: {}.setdefault())


class Missing(dict):
    def __missing__(self, key):
        return f'missing {key}'


m = Missing(a=1)
print(m['a'], m['b'], m.get('b'), 'b' in m, m, type(m.copy()))


class Key:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return self.v % 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.v == other.v

    def __repr__(self):
        return f'K{self.v}'


collide = {Key(i): i for i in range(12)}
print(collide, collide[Key(7)], Key(99) in collide, Key(5) in collide)
for i in range(0, 12, 2):
    del collide[Key(i)]
print(collide, len(collide))
collide[Key(4)] = 'back'
print(collide)


class BadHash:
    def __hash__(self):
        raise ValueError('no hash')


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError('no eq')


attempt(lambda: {BadHash(): 1})
attempt(lambda: {BadEq(): 1, BadEq(): 2})
attempt(lambda: BadEq() in {1: 'x'})
big = {}
for i in range(3000):
    big[i * 7919 % 3001] = i
print(len(big), big[5], sum(big.values()), list(big)[:5])
for i in range(0, 3001, 2):
    big.pop(i, None)
print(len(big), list(big)[:5])
for i in range(500):
    big[f's{i}'] = i
print(len(big), big['s250'], big[1], list(big)[-2:])
big.clear()
print(big, len(big))
big['after'] = 1
print(big)
