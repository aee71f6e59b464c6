def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except TypeError as error:
        print('TypeError:', error)


def none():
    return 'none'


def one(a):
    return a


def two(a, b):
    return a, b


def default(a, b=2, c=3):
    return a, b, c


def star(a, *args):
    return a, args


def kw(a, **kwargs):
    return a, kwargs


def kwonly(a, *, b, c=3):
    return a, b, c


def kwonly2(*, b, c):
    return b, c


def posonly(a, b, /, c, d=4):
    return a, b, c, d


def posonly_default(a=1, b=2, /):
    return a, b


def posonly_kw(a, /, **kwargs):
    return a, kwargs


def everything(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


calls = [
    (none, (), {}), (none, (1,), {}), (none, (), {'a': 1}), (none, (1, 2), {}),
    (one, (1,), {}), (one, (), {}), (one, (1, 2), {}), (one, (), {'a': 1}), (one, (1,), {'a': 2}), (one, (), {'b': 1}), (one, (1,), {'b': 1}), (one, (1, 2, 3), {'z': 1}),
    (two, (1, 2), {}), (two, (1,), {}), (two, (), {}), (two, (1, 2, 3), {}), (two, (), {'b': 1, 'a': 2}), (two, (1,), {'b': 3}), (two, (), {'b': 3}), (two, (), {'a': 3}), (two, (1, 2), {'c': 3}),
    (default, (1,), {}), (default, (1, 5), {}), (default, (1, 5, 6), {}), (default, (1,), {'c': 9}), (default, (), {'c': 9}), (default, (1, 2, 3, 4), {}), (default, (), {}), (default, (1,), {'d': 1}), (default, (1, 2), {'b': 1}),
    (star, (1,), {}), (star, (1, 2, 3), {}), (star, (), {}), (star, (), {'a': 1}), (star, (1,), {'args': 2}),
    (kw, (1,), {}), (kw, (1,), {'x': 1, 'y': 2}), (kw, (), {'a': 1, 'b': 2}), (kw, (1,), {'a': 1}), (kw, (1, 2), {}), (kw, (), {'z': 1}), (kw, (1,), {'kwargs': 5}),
    (kwonly, (1,), {'b': 2}), (kwonly, (1,), {'b': 2, 'c': 4}), (kwonly, (1,), {}), (kwonly, (1, 2), {}), (kwonly, (), {'b': 1}), (kwonly, (1, 2), {'b': 1}), (kwonly, (1, 2, 3), {'b': 1, 'c': 2}), (kwonly, (1,), {'b': 1, 'd': 2}),
    (kwonly2, (), {'b': 1, 'c': 2}), (kwonly2, (), {}), (kwonly2, (), {'b': 1}), (kwonly2, (1,), {'b': 1, 'c': 2}), (kwonly2, (1,), {}),
    (posonly, (1, 2, 3), {}), (posonly, (1, 2), {'c': 3}), (posonly, (1,), {'b': 2, 'c': 3}), (posonly, (), {'a': 1, 'b': 2, 'c': 3}), (posonly, (1, 2, 3, 4, 5), {}), (posonly, (1, 2), {}), (posonly, (1, 2, 3), {'a': 1}), (posonly, (1, 2), {'d': 1}),
    (posonly_default, (), {}), (posonly_default, (9,), {}), (posonly_default, (), {'a': 1}), (posonly_default, (1, 2, 3), {}),
    (posonly_kw, (1,), {'a': 2}), (posonly_kw, (), {'a': 2}), (posonly_kw, (1,), {}),
    (everything, (1,), {'d': 4}), (everything, (1, 2, 3, 4, 5), {'d': 6, 'e': 7, 'f': 8}), (everything, (1,), {}), (everything, (), {'d': 1}), (everything, (1,), {'d': 1, 'a': 5, 'b': 6}), (everything, (1, 2), {'c': 1, 'd': 2}), (everything, (1, 2, 3), {'c': 1, 'd': 2}),
]
for function, args, kwargs in calls:
    print(function.__name__, args, kwargs, end=' -> ')
    attempt(function, *args, **kwargs)
attempt(lambda: one())
attempt(lambda x, y: 0)


class C:
    def method(self, a, b=1):
        return a, b

    @classmethod
    def cm(cls, a):
        return a

    @staticmethod
    def sm(a):
        return a

    def no_self():
        return 'no self'

    def __init__(self, x=0):
        self.x = x

    def __call__(self, a):
        return a


c = C()
attempt(c.method)
attempt(c.method, 1, 2, 3)
attempt(c.method, a=1, c=2)
attempt(C.method)
attempt(C.method, c, 5)
attempt(c.cm)
attempt(C.cm, 1, 2)
attempt(c.sm)
attempt(c.sm, 1, 2)
attempt(c.no_self)
attempt(C.no_self)
attempt(C, 1, 2)
attempt(C, y=1)
attempt(c)
attempt(c, 1, 2)
attempt(5)
attempt(None)
attempt('x')
attempt(len)
attempt(len, 1, 2)
attempt(object, 1)


class NoInit:
    pass


class NewOnly:
    def __new__(cls, a):
        return super().__new__(cls)


attempt(NoInit, 1)
attempt(NoInit, a=1)
attempt(NewOnly)
attempt(NewOnly, 1, 2)
print(one.__defaults__, default.__defaults__, kwonly.__kwdefaults__, kwonly.__defaults__, everything.__defaults__, everything.__kwdefaults__)
