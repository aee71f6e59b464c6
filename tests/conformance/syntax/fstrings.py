name = 'World'
n = 42
x = 3.14159
print(f'Hello {name}!', F"{n}", f'''{n}
{x}''', f"{name!r} {name!s} {name!a}")
print(f'{n:5d}|{n:<5d}|{n:^5d}|{n:>5d}|{n:05d}|{n:+d}|{n:x}|{n:#x}|{n:b}|{n:,}')
print(f'{x:.2f}|{x:10.3f}|{x:<10.1f}|{x:e}|{x:g}|{x:%}|{x:+.1f}|{x:010.2f}')
print(f'{name:>10}|{name:<10}|{name:^10}|{name:*^11}|{name:.3}|{name:>8.2}')
width, precision = 10, 4
print(f'{x:{width}.{precision}}|{name:{"*"}^{width}}|{n:{width}}|{x:{width}.{precision}f}')
print(f'{{}} {{{n}}} {{n}} {{{{{n}}}}}')
print(f'{n = } {x=} {name = !r} {n=:>6} {n + 1 = } {x = :.2f} {name=!s}')
print(f'{ n }', f'{ (lambda y: y * 2)(n) }', f'{n if n > 5 else 0}', f'{[i for i in range(3)]}')
print(f'{ {"a": 1}["a"] }', f'{"nested " + f"{n}"}', f"{'quotes'}", f'{'same quotes'}')
print(f'{n:{'>' + '8'}}', f'{f'{f'{n}'}'}')
print(f'a{1}b{2}c{3}' 'plain' f'{4}', 'x' f'{5}')
print(f'{1,2}', f'{(1, 2)}', f'{*[1, 2], 3}')
print(f'{n!r:>6}', f'{name!r:^12}', f'{name!a:*<10}')
print(rf'\n{n}\t', fr"{name}\x41", f'\n{n}\t'.strip(), f'\x41{n}\N{DIGIT ONE}')
print(f'{'a\nb'}', f'{"\t".join(["x", "y"])}')
print(f'''{
    n
    + 1  # a comment
}''')
print(f'{n:=+8}', f'{-n:=8}', f'{n:_}', f'{123456789:_}', f'{123456789:,}')


class Fmt:
    def __format__(self, spec):
        return f'<{spec}>'

    def __str__(self):
        return 'str'

    def __repr__(self):
        return 'repr'


o = Fmt()
print(f'{o}', f'{o:abc}', f'{o!s}', f'{o!r}', f'{o!s:>6}', f'{o:{n}}', f'{o:%Y-{n}}', f'{o=}', f'{o=:q}')
print(f'{None} {True} {[1, "a"]} {(1,)} {{}} {1j} {b"x"}')
print(f'', f'{""}', len(f'{""}{""}'))
for bad in (lambda: f'{name:d}', lambda: f'{n:s}', lambda: f'{n:z}', lambda: f'{[]:5}',
            lambda: f'{x:d}', lambda: f'{undefined}', lambda: f'{n:.3}', lambda: f'{None:5}',
            lambda: f'{o.missing}', lambda: f'{1/0}', lambda: f'{n:{name}}'):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)


class BadFormat:
    def __format__(self, spec):
        return 5


try:
    f'{BadFormat()}'
except TypeError as error:
    print(error)
parts = []
for i in range(200):
    v = (i, i / 4, str(i), [i], None)[i % 5]
    parts.append(f'{v}:{i:03d}')
print(parts[:10], parts[-5:], len(''.join(parts)))


def outer():
    captured = 'captured'

    def inner():
        return f'{captured} {n} {(lambda: captured)()}'
    return inner


print(outer()())
print(f"{'yes' if n else 'no'!r:>8}", f'{n:{width - 2}}', f'{x!r:.4}')
print(f'{lambda_:>5}' if (lambda_ := 1) else '')
print(f'{(walrus := 7)} {walrus}', f'{n:>{width}}', f'{n:{"0"}{width}}')
