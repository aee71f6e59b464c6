"""Much garbage of every shape while live data must stay intact."""
import gc


class Node:
    __slots__ = ('value', 'left', 'right', 'parent')

    def __init__(self, value, parent=None):
        self.value = value
        self.left = self.right = None
        self.parent = parent


class Plain:
    def __init__(self, v):
        self.v = v
        self.items = [v, str(v), (v, v)]
        self.table = {v: self, 'k': v}


def insert(root, value):
    node = root
    while True:
        if value < node.value:
            if node.left is None:
                node.left = Node(value, node)
                return
            node = node.left
        else:
            if node.right is None:
                node.right = Node(value, node)
                return
            node = node.right


def total(node):
    return 0 if node is None else node.value + total(node.left) + total(node.right)


def count(node):
    return 0 if node is None else 1 + count(node.left) + count(node.right)


root = Node(500)
state = 17
values = [500]
for i in range(600):
    state = (state * 1103515245 + 12345) % 2 ** 31
    v = state % 1000
    values.append(v)
    insert(root, v)
    garbage = [Plain(i) for _ in range(3)]
    if i % 200 == 0:
        gc.collect()
print(total(root) == sum(values), count(root), root.left.parent is root)
keep = {}
for i in range(2000):
    keep[i % 50] = Plain(i)
    tmp = [[j] for j in range(5)]
    tmp.append(tmp)
gc.collect()
print(len(keep), keep[49].v, keep[0].items, keep[7].table['k'], keep[7].table[keep[7].v] is keep[7])
strings = []
for i in range(2000):
    s = 'x' * (i % 50) + str(i)
    if i % 100 == 0:
        strings.append(s)
print(len(strings), strings[-1], strings[3])
closures = []
for i in range(500):
    def f(i=i, box=[i]):
        return i + box[0]
    if i % 50 == 0:
        closures.append(f)
gc.collect()
print([f() for f in closures])
bigs = [3 ** (i * 10) for i in range(40)]
for i in range(500):
    x = 7 ** 100 * i
gc.collect()
print(bigs[39] == 3 ** 390, bigs[5])
gens = []


def counter(n):
    data = [n] * 10
    total = 0
    while True:
        total += sum(data)
        yield total


for i in range(30):
    g = counter(i)
    next(g)
    gens.append(g)
for _ in range(5):
    junk = [list(range(50)) for _ in range(100)]
    sums = [next(g) for g in gens]
gc.collect()
print(sums[:5], next(gens[3]))
classes = []
for i in range(100):
    c = type(f'T{i}', (), {'v': i, 'get': lambda self: self.v})
    o = c()
    assert o.get() == i
    if i % 20 == 0:
        classes.append(o)
gc.collect()
print([o.get() for o in classes], [type(o).__name__ for o in classes])
depth = None
for i in range(50000):
    depth = (depth, i)
gc.collect()
n = 0
d = depth
while d is not None:
    n += 1
    d = d[0]
print(n)
del d, depth
gc.collect()
linked = Plain(0)
for i in range(3000):
    p = Plain(i)
    p.next = linked
    linked = p
gc.collect()
n = 0
p = linked
while hasattr(p, 'next'):
    n += p.v
    p = p.next
print(n)
grid = [[{(x, y): [x * y]} for x in range(20)] for y in range(20)]
for _ in range(3):
    copies = [[dict(c) for c in row] for row in grid]
gc.collect()
print(sum(c[x, y][0] for y, row in enumerate(grid) for x, c in enumerate(row)))
old = [Plain(i) for i in range(100)]
gc.collect()
for i in range(1000):
    old[i % 100].young = [i, {'i': i}]
    old[i % 100].table['y'] = (i, [i])
    junk = [i] * 20
gc.collect()
print(sum(o.young[1]['i'] for o in old), sum(o.table['y'][1][0] for o in old))
sets = {frozenset([i, i + 1]) for i in range(200)}
gc.collect()
print(len(sets), frozenset([5, 6]) in sets)
for i in range(300):
    try:
        raise ValueError([i] * 10)
    except ValueError as e:
        last = e
gc.collect()
print(last.args[0][0], last.__traceback__ is not None)
args = []
def variadic(*a, **k):
    return a, k
for i in range(300):
    args.append(variadic(*range(i % 7), **{f'k{j}': j for j in range(i % 3)}))
gc.collect()
print(len(args), args[6], args[299])
