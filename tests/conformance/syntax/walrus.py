if (n := len('hello')) > 3:
    print(n)
while (n := n - 1) > 0:
    print(n, end=' ')
print(n)
print([y := 1, y ** 2, y + 5])
print([(last := i) for i in range(5)], last)
print([z for i in range(6) if (z := i * i) % 2], z)
print({(k := i): k * 2 for i in range(3)}, k)
print(any((hit := w).startswith('b') for w in ['apple', 'bean', 'corn']), hit)


def f(x):
    return x * 2


print([r for v in range(5) if (r := f(v)) > 3])
print((a := 5) + (b := 6), a, b)
x = 1
print(x + (x := 5), x)
print((x := 2) * x, x * (x := 3) * x)
values = [x, (x := 10), x]
print(values)
print((lambda: (inner := 3) + inner)())


def scope():
    [captured := i for i in range(4)]
    return captured


print(scope())


def closure():
    total = 0

    def add(v):
        nonlocal total
        return (total := total + v)
    return [add(i) for i in range(5)]


print(closure())


def global_walrus():
    global g
    return [g := i for i in range(3)]


print(global_walrus(), g)
print(f(x := 7), x, f(x=(y := 8)), y)
d = {'a': 1}
if (v := d.get('a')) is not None and (w := d.get('b')) is None:
    print(v, w)
print(not (q := 0), q)
print((t := 1, 2), t, (t := (1, 2)), t)
chunks = iter([3, 2, 1, 0, 9])
while chunk := next(chunks):
    print(chunk, end=' ')
print()
print(f'{(m := 5)} {m}', (m := m + 1), m)
assert (ok := True), 'no'
print(ok, [(i, j) for i in range(3) if (j := i + 1) > 1])
print(len(s := 'abc'), s[(i := 1)], s[i:(j := 3)], j)


class C:
    a = (b := 3) + 1


print(C.a, C.b)
count = 0
for i in range(300):
    if (m := i % 7) == 3 or (m := i % 11) == 5:
        count += m
print(count)
print(a if (a := 0) else 'else', a)
print([i := 'shadow'][0], i)
