def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__ + ':', error)


class Cm:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print('enter', self.name)
        if self.fail == 'enter':
            raise RuntimeError('enter failed')
        return self.name.upper()

    def __exit__(self, kind, value, tb):
        print('exit', self.name, kind.__name__ if kind else None, value, tb is not None)
        if self.fail == 'exit':
            raise RuntimeError('exit failed')
        return self.swallow


with Cm('a') as a:
    print('body', a)
with Cm('a') as x, Cm('b') as y:
    print(x, y)
with (Cm('c') as x, Cm('d'),):
    print('parenthesised', x)
with (Cm('e')):
    pass
with Cm('s', swallow=True):
    raise ValueError('swallowed')
print('after swallow')


def propagate():
    with Cm('p'):
        raise ValueError('out')


def inner_swallows():
    with Cm('outer'), Cm('inner', swallow=True):
        raise ValueError('x')
    return 'continued'


def outer_swallows():
    with Cm('outer', swallow=True), Cm('inner'):
        raise ValueError('x')
    return 'continued'


def enter_fails():
    with Cm('first', swallow=True), Cm('second', fail='enter'):
        print('not reached')
    return 'first swallowed it'


def exit_fails():
    with Cm('o'), Cm('i', fail='exit'):
        raise ValueError('original')


def exit_fails_clean():
    with Cm('i', fail='exit'):
        pass


def returning():
    with Cm('r'):
        return 'value'


def loops():
    for i in range(3):
        with Cm(f'l{i}'):
            if i == 0:
                continue
            if i == 1:
                break
    return i


for f in (propagate, inner_swallows, outer_swallows, enter_fails, exit_fails, exit_fails_clean, returning, loops):
    print('--', f.__name__)
    attempt(f)
try:
    exit_fails()
except RuntimeError as e:
    print(repr(e.__context__))


class NoEnter:
    def __exit__(self, *a):
        pass


class NoExit:
    def __enter__(self):
        return self


class BadExit:
    def __enter__(self):
        return self

    def __exit__(self):
        pass


def use(cm):
    with cm:
        pass


for c in (NoEnter(), NoExit(), BadExit(), 5, None):
    attempt(lambda: use(c))
obj = NoExit()
obj.__exit__ = lambda *a: None
attempt(lambda: use(obj))


class Target:
    pass


t = Target()
d = {}
with Cm('attr') as t.value:
    pass
with Cm('item') as d['k']:
    pass


class Pair:
    def __enter__(self):
        return 1, (2, 3)

    def __exit__(self, *a):
        return None


with Pair() as (p, (q, r)):
    print(p, q, r)
print(t.value, d)


class Truthy:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        return self

    def __bool__(self):
        print('bool asked')
        return True


with Truthy():
    raise ValueError
with Truthy():
    pass


def gen():
    with Cm('gen'):
        yield 1
        yield 2


g = gen()
print(next(g))
g.close()
g = gen()
next(g)
attempt(lambda: g.throw(KeyError('thrown in')))
print(list(gen()))


class Quiet:
    entered = exited = 0

    def __enter__(self):
        Quiet.entered += 1
        return self

    def __exit__(self, kind, value, tb):
        Quiet.exited += 1
        return kind is ValueError


class Other(Quiet):
    def __exit__(self, *a):
        Quiet.exited += 10
        return False


total = 0
for i in range(400):
    try:
        with (Quiet() if i % 3 else Other()) as cm:
            if i % 4 == 1:
                raise ValueError(i)
            if i % 4 == 2:
                raise KeyError(i)
            total += 1
    except (ValueError, KeyError):
        total += 1000
print(total, Quiet.entered, Quiet.exited)
log = []
for i in range(300):
    if i == 100:
        Quiet.__exit__ = lambda self, *a: log.append('patched') or True
    if i == 200:
        Quiet.__enter__ = lambda self: 'patched enter'
    with Quiet() as v:
        pass
print(len(log), v)


class Stack:
    def __init__(self):
        self.items = []

    def __enter__(self):
        self.items.append(len(self.items))
        return self.items[-1]

    def __exit__(self, *a):
        self.items.pop()


s = Stack()
with s as a, s as b, s as c:
    print(a, b, c, s.items)
print(s.items)


def nested_return_in_with():
    for x in (1, 2):
        with s:
            with s:
                try:
                    return x, list(s.items)
                finally:
                    print('finally', s.items)


print(nested_return_in_with(), s.items)
