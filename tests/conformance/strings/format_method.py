def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__ + ':', error)


class P:
    def __init__(self):
        self.x = 1
        self.items = ['a', 'b']
        self.d = {'k': 'v', 1: 'one'}

    def __format__(self, spec):
        return 'P<' + spec + '>'


p = P()
print('{} {}'.format(1, 2), '{0} {1} {0}'.format('a', 'b'), '{a} {b}'.format(a=1, b=2), '{} {a} {}'.format(1, 2, a=3))
print('{0.x} {0.items[0]} {0.items[1]} {0.d[k]} {0.d[1]} {p.x}'.format(p, p=p), '{0[0]}{0[1]}'.format([1, 2]), '{a[b][c]}'.format(a={'b': {'c': 5}}))
print('{!r} {!s} {!a}'.format('a', 'b', 'é'), '{0!r:>6}|{0!s:<6}|'.format('x'), '{:>{}}|{:{w}.{p}f}|'.format('a', 5, 3.14159, w=8, p=2))
print('{{}} {{{}}} }}{{'.format(1), '{}'.format(p), '{:spec}'.format(p), '{:{}}'.format(p, 'nested'), '{0:a{1}b{2}c}'.format(p, 1, 2))
print('{:5}|{:<5}|{:>5}|{:^5}|{:*^5}|{:05}|{:+}|{:x}|{:#b}|{:,}|{:_x}'.format(1, 2, 3, 4, 5, 6, 7, 255, 5, 1234567, 0xabcdef))
print('{:5}|{:<5}|{:>5}|{:^5}|{:.1}|{:5.2}|{:-^6}'.format('a', 'b', 'c', 'd', 'efg', 'hij', 'k'))
print('{:c}{:c} {:n} {:d} {:o} {:X} {:#o} {:#X} {:b}'.format(72, 105, 5, 6, 8, 255, 8, 255, 10), '{:%}'.format(0.5), '{:.1%}'.format(0.1234), '{:e}'.format(5), '{:f}'.format(5), '{:g}'.format(10 ** 10))
print('{:,}'.format(1234567.891), '{:_}'.format(1234567), '{:,.2f}'.format(9876543.215), '{:015,}'.format(1234567), '{:_b}'.format(255), '{:#_x}'.format(0xabcdef12), '{:08,}'.format(-1234), '{:+,}'.format(1000))
print('{:10}|{:<10}|{:^10}|'.format(True, 'x', 1.5), '{:d}'.format(True), '{}'.format(True), '{!s:>5}'.format(None), '{:>6}'.format(True), '{:}'.format([]))
print('{:é>5}|{:日^5}'.format('a', 1), '{:<<5}|{:>>5}|{:=>5}|{:^^5}'.format(1, 2, 3, 4), '{:{fill}{align}{width}}'.format('x', fill='*', align='^', width=7))
print('{:08.3f}|{:-8d}|{: d}|{: }|{:=8}|{:=+8}|{:0=8}|{:0>8}|{:0<8}'.format(3.14159, 5, 5, 2.5, -5, 5, -5, -5, -5))
print(format(5), format('a'), format(1.5, ''), format([1], ''), format(None), format(5, '>4') + '|', format('s', 's'), format(3, 'd'), 'x'.format(), '{}'.format(*[1]), '{0}{k}'.format(*['a'], **{'k': 'b'}))
for fmt, args, kwargs in (('{}', (), {}), ('{1}', (0,), {}), ('{a}', (), {}), ('{', (), {}), ('}', (), {}), ('{0} {}', (1, 2), {}), ('{} {0}', (1, 2), {}), ('{!x}', (1,), {}), ('{!}', (1,), {}), ('{0.y}', (p,), {}), ('{0[z]}', ({},), {}), ('{0[5]}', ([1],), {}), ('{:d}', ('a',), {}), ('{:s}', (1,), {}), ('{:.2d}', (1,), {}), ('{:z}', (1,), {}), ('{0[}', (1,), {}), ('{0.}', (1,), {}), ('{:5.}', (1.0,), {}), ('{:,s}', ('a',), {}), ('{:+}', ('a',), {}), ('{:=5}', ('a',), {}), ('{:#}', ('a',), {}), ('{:5}', ([],), {}), ('{:c}', (-1,), {}), ('{:c}', (0x110000,), {}), ('{:,x}', (1,), {}), ('{:{}}', (1,), {}), ('{0!r', (1,), {}), ('{:_,}', (1,), {}), ('{:99999999999999999999}', (1,), {}), ('{a b}', (), {'a b': 5}), ('{0[a b]}', ({'a b': 1},), {}), ('{-1}', (1,), {}), ('{ 0}', (1,), {}), ('{:x}', (1.5,), {}), ('{:+c}', (5,), {}), ('{:.1c}', (5,), {}), ('{:>>>5}', (1,), {}), ('{:5 }', (1,), {})):
    attempt(lambda: fmt.format(*args, **kwargs))
print('{x} {y}'.format_map({'x': 1, 'y': 2}))


class Default(dict):
    def __missing__(self, key):
        return f'<{key}>'


print('{x} {y} {z}'.format_map(Default(x=1)))
attempt(lambda: '{x}'.format_map({}))
attempt(lambda: '{}'.format_map({'': 1}))
attempt(lambda: '{x}'.format_map(5))
attempt(lambda: object().__format__('x'))
attempt(lambda: format(5, 5))
attempt(lambda: format(5, '', 1))
for spec in ('', 'd', 'x', 'o', 'b', 'X', 'c', 'n', 'e', '.2f', 'g', '%', '5', '<5', '>5', '^5', '=5', '05', '+', ' ', '-', ',', '_', '#x', '#o', '#b', '+,', '010,', '*>8', '_x', '#06x', ' 5d'):
    print(spec, '|'.join(format(v, spec) for v in (0, 5, -5, 65, 1234567) if not (spec == 'c' and not 0 <= v < 999)))
