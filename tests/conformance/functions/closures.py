def make_counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def get():
        return count
    return increment, get


inc, get = make_counter()
inc2, get2 = make_counter(100)
for _ in range(200):
    inc()
    inc2(2)
print(get(), get2())
makers = [lambda: i for i in range(3)]
print([m() for m in makers], [m() for m in [lambda i=i: i for i in range(3)]])


def loop_closures():
    fs = []
    for i in range(3):
        def f():
            return i
        fs.append(f)
    return fs


print([f() for f in loop_closures()])


def shared():
    x = 0

    def a():
        nonlocal x
        x += 1
        return x

    def b():
        nonlocal x
        x *= 10
        return x

    def c():
        return x
    return a, b, c


a, b, c = shared()
print(a(), b(), a(), b(), c())


def levels(x):
    def second(y):
        def third(z):
            def fourth():
                nonlocal x, y, z
                x, y, z = y, z, x
                return x, y, z
            return fourth
        return third
    return second


f = levels(1)(2)(3)
print(f(), f(), f())


def param_cell(a, b=2, *args, c=3, **kw):
    def inner():
        return a, b, args, c, kw
    a += 1
    c = 'changed'
    return inner


print(param_cell(1)(), param_cell(1, 5, 6, 7, c=8, d=9)())


def self_ref(n):
    def fact(k):
        return 1 if k <= 1 else k * fact(k - 1)
    return fact(n)


print(self_ref(20), self_ref(30))


def mutual():
    def even(n):
        return n == 0 or odd(n - 1)

    def odd(n):
        return n != 0 and even(n - 1)
    return even(100), odd(7)


print(mutual())


def in_class():
    label = 'free'

    class K:
        attr = label

        def get(self):
            return label

        @staticmethod
        def change(v):
            nonlocal label
            label = v
    return K


K = in_class()
k = K()
print(k.get(), K.attr)
K.change('new')
print(k.get(), K.attr)


def generator_closure():
    total = 0

    def gen():
        nonlocal total
        for i in range(5):
            total += i
            yield total
    return list(gen()), total


print(generator_closure())


def deleted():
    v = 1

    def read():
        return v

    def drop():
        nonlocal v
        del v
    first = read()
    drop()
    try:
        read()
    except NameError as error:
        return first, str(error)


print(deleted())


def exception_cell():
    try:
        raise ValueError('x')
    except ValueError as e:
        def show():
            return str(e)
        inside = show()
    try:
        show()
    except NameError as error:
        return inside, str(error)


print(exception_cell())


def conditional(flag):
    if flag:
        value = 'set'

    def read():
        return value
    try:
        return read()
    except NameError as error:
        return str(error)


print(conditional(True), conditional(False))


def accumulate():
    total = 0

    def add(v):
        nonlocal total
        total = total + v
        return total
    return add


add = accumulate()
out = []
for i in range(300):
    v = [1, 0.5, 2 ** 50, -1][i // 75]
    r = add(v)
    if i % 60 == 0:
        out.append(r)
print(out)
add = accumulate()
for v in (1, 1.5, 2 ** 70):
    print(add(v), end=' ')
try:
    add('x')
except TypeError as error:
    print(error)


def compose(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run


print(compose(lambda x: x + 1, lambda x: x * 2, str, lambda s: s + '!')(5))


def curry(f, *args):
    return lambda *more: f(*args, *more)


print(curry(curry(lambda *a: a, 1), 2)(3, 4))


def memo(f):
    cache = {}

    def wrapped(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    wrapped.cache = cache
    return wrapped


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), len(fib.cache))
print((lambda x: (lambda y: (lambda z: x + y + z)(3))(2))(1))


def many_cells():
    a = b = c = d = e = 1

    def inner():
        nonlocal a, b, c, d, e
        a, b, c, d, e = b + 1, c + 1, d + 1, e + 1, a + 1
        return a, b, c, d, e
    for _ in range(100):
        r = inner()
    return r


print(many_cells())
