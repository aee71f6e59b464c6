"""Functions whose defaults, keyword defaults, code and dict change while their call sites are hot."""


def f(a, b=1, *, c=2):
    return a, b, c


def g(a, b=10, *, c=20):
    return 'g', a, b, c


def caller(x):
    return f(x)


def caller_kw(x):
    return f(x, c=5)


log = []
for i in range(700):
    if i == 100:
        f.__defaults__ = (100,)
    if i == 200:
        f.__kwdefaults__ = {'c': 'kw'}
    if i == 300:
        f.__kwdefaults__['c'] = 'mutated'
    if i == 350:
        f.__code__ = g.__code__
    if i == 400:
        f.__defaults__ = None
    if i == 500:
        f.__defaults__ = ('both', 'given')
    if i == 550:
        f.__kwdefaults__ = None
    if i == 600:
        f = lambda x, c=0: ('lambda', x, c)
    results = []
    for call in (caller, caller_kw):
        try:
            results.append(call('x'))
        except TypeError as error:
            results.append(str(error))
    if not log or log[-1][1] != results:
        log.append((i, results))
for line in log:
    print(line)


def mutable(x, acc=[]):
    acc.append(x)
    return len(acc), acc[-1]


print([mutable(i) for i in range(5)], mutable.__defaults__)
n = 5


def captured(v=n, w=lambda: n):
    return v, w()


n = 6
print(captured(), captured(1))


def order():
    print('body')


def note(x):
    print('evaluated', x)
    return x


def decorated(a=note(1), b=note(2), *, c=note(3)):
    return a, b, c


print(decorated(), decorated.__defaults__, decorated.__kwdefaults__)


class Meta:
    def method(self, a, b='default'):
        return a, b


m = Meta()
log = []
for i in range(300):
    if i == 100:
        Meta.method.__defaults__ = ('new default',)
    if i == 200:
        Meta.method.__code__ = (lambda self, a, b: ('swapped', a, b)).__code__
    r = m.method(0)
    if not log or log[-1] != r:
        log.append(r)
print(log)
try:
    f.__defaults__ = 5
except TypeError as error:
    print(error)
try:
    f.__kwdefaults__ = 5
except TypeError as error:
    print(error)
try:
    f.__code__ = 5
except TypeError as error:
    print(error)


def free():
    x = 1

    def inner():
        return x
    return inner


try:
    order.__code__ = free().__code__
except ValueError as error:
    print(error)


def counter():
    counter.calls = getattr(counter, 'calls', 0) + 1
    return counter.calls


for _ in range(150):
    counter()
print(counter.calls, counter.__dict__)
print(f.__name__, captured.__qualname__, free().__qualname__, captured.__module__, order.__doc__, captured.__closure__, len(free().__closure__), free().__closure__[0].cell_contents, free().__code__.co_freevars, free.__code__.co_cellvars)
print(captured.__code__.co_name, captured.__code__.co_argcount, captured.__code__.co_varnames, decorated.__code__.co_kwonlyargcount, mutable.__code__.co_varnames)
captured.__name__ = 'renamed'
captured.__qualname__ = 'Q.renamed'
captured.__doc__ = 'docs'
print(captured.__name__, repr(captured)[:20], captured.__doc__)
try:
    captured.__name__ = 5
except TypeError as error:
    print(error)
try:
    captured.__globals__ = {}
except AttributeError as error:
    print(error)
print(captured.__globals__ is globals(), type(captured).__name__, callable(captured), callable(5))
cell = free().__closure__[0]
cell.cell_contents = 'changed'
inner = free()
inner.__closure__[0].cell_contents = 99
print(inner(), free()(), cell.cell_contents)
del cell.cell_contents
try:
    cell.cell_contents
except ValueError as error:
    print(error)
