def f(a: int, b: 'str' = 'x', *args: float, c: list = None, **kw: dict) -> bool:
    x: int = 5
    y: str
    return x


print(f(1), f.__annotations__)
x: int = 3
y: 'not evaluated'
print(x)
try:
    y
except NameError as error:
    print(error)


class C:
    a: int
    b: str = 'default'
    (c): int = 5


print(C.b, C.__annotations__, hasattr(C, 'a'), C.c)
o = C()
o.attr: int = 7
d = {}
d['k']: str = 'v'
print(o.attr, d)


def lazy(v: undefined_name_here):
    return v


print(lazy(5))
try:
    lazy.__annotations__
except NameError as error:
    print(error)


def local_unbound():
    z: int
    try:
        return z
    except UnboundLocalError as error:
        return str(error)


print(local_unbound())


def doc():
    """The docstring."""
    return 1


class Doc:
    'class doc'

    def m(self):
        'method doc'


print(doc.__doc__, Doc.__doc__, Doc.m.__doc__, (lambda: 0).__doc__, C.__doc__, Doc().__doc__)


def not_doc():
    f'{1}'
    return not_doc.__doc__


print(not_doc())
assert f
try:
    assert 1 > 2, 'message'
except AssertionError as error:
    print(error, error.args)
try:
    assert []
except AssertionError as error:
    print(repr(error))
try:
    assert 0, (1, 2)
except AssertionError as error:
    print(error.args)
pass
...
'expression statement'
1 + 1
print(f.__name__, f.__qualname__, f.__module__, __name__)


def with_pass(): pass


def ellipsis_body(): ...


print(with_pass(), ellipsis_body())


def nested_defs():
    def a():
        def b():
            class D:
                def m(self):
                    pass
            return D.m.__qualname__
        return b()
    return a()


print(nested_defs())


def shadow_builtin(list, str=5):
    return list, str


print(shadow_builtin(1))
len_saved = len
print(len_saved([1]))


def varargs_mutate(*args, **kw):
    args += (1,)
    kw['new'] = 1
    return args, kw


orig = {'a': 1}
print(varargs_mutate(*[0], **orig), orig)


def returns_many():
    return 1, *[2, 3], 4


print(returns_many())


def inner_global():
    global created
    created = 'by function'


inner_global()
print(created)


def unreachable():
    return 1
    print('never')


print(unreachable())


def same_names(a, *, b):
    def b2(b):
        return a, b
    return b2(b + 1)


print(same_names(1, b=2))
if True:
    def conditional_def():
        return 'first'
else:
    def conditional_def():
        return 'second'
print(conditional_def())
for i in range(3):
    def redefined(v=i):
        return v
print(redefined())
