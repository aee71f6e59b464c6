"""The words of the generated attribute programs: names, small values, operations, special methods.

Few attribute names on purpose: what a program does to `a` at one place must matter at another.
Templates are filled by str.format with `r` (receiver), `a`, `b` (attribute names), `v` (a value).
"""

ATTRIBUTES = ("a", "b", "c", "d", "e", "f")
HIDDEN = ("_p", "_q", "_s")     # where setters and descriptors put things
METHODS = ("meth0", "meth1", "meth2")
GLOBALS = ("g0", "g1", "g2")

# Defined at the top of each program. Runs of equal lines are counted, so that a loop's output stays
# readable; show() never asks the shown object anything that a script can override.
PRELUDE = '''\
import builtins, gc, types

pending = [None, 0]
ticks = [0]
plain = (int, str, float, bool, type(None))

def flush():
    if pending[1]:
        print(pending[0] if pending[1] == 1 else f'{pending[0]}  x{pending[1]}')
    pending[1] = 0

def emit(text):
    if text != pending[0]:
        flush()
        pending[0] = text
    pending[1] += 1

def class_name(cls):
    return type.__dict__['__name__'].__get__(cls)

def show(v, depth=3):
    t = type(v)
    if t in plain:
        return repr(v)[:80]
    if t is tuple or t is list or t is dict:
        if not depth:
            return class_name(t) + ' of ' + repr(len(v))
        if t is dict:
            items = [show(k) + ': ' + show(x, depth - 1) for k, x in v.items()]
            return '{' + ', '.join(items) + '}'
        return class_name(t) + '(' + ', '.join([show(x, depth - 1) for x in v[:9]]) + ')'
    if issubclass(t, BaseException):
        return class_name(t) + ': ' + str(v)
    if t is types.FunctionType:
        return 'function ' + v.__qualname__
    if t is types.MethodType:
        return 'method ' + show(v.__func__) + ' of ' + show(v.__self__)
    if issubclass(t, type):
        return 'class ' + class_name(v)
    return 'a ' + class_name(t)

def tick():
    ticks[0] += 1
    return ticks[0]

def attempt(function, *args):
    try:
        emit(show(function(*args)))
    except Exception as error:
        emit(show(error))

def missing(name):
    raise AttributeError('no ' + name)

class Name(str):
    pass

class Fallback:
    pass

def make(cls, *args):
    try:
        return cls(*args)
    except Exception as error:
        emit('make ' + show(error))
        return Fallback()

def state(o):
    try:
        d = object.__getattribute__(o, '__dict__')
    except AttributeError:
        return show(o) + ' without dict'
    return show(o) + ' ' + show(d)

def names(cls):
    return show([k for k in type.__dict__['__dict__'].__get__(cls) if len(k) < 3])
'''.splitlines()

PLAIN_VALUES = (
    "0", "1", "-7", "2.5", "'text'", "None", "True", "(1, 'x')", "[1, 2]", "{'k': 1}", "()", "''",
    "10 ** 20",
)
BUILTIN_VALUES = (
    "len", "int", "str.upper", "type", "object", "[].append", "print.__call__", "'x'.join",
    "property", "NotImplemented",
)

LOADS = (
    ("{r}.{a}", 30), ("{r}.{a}()", 10), ("{r}.{a}({v})", 6), ("{r}.{a}(k={v})", 3),
    ("{r}.{a}(*({v},))", 2), ("{r}.{a}(**{{'k': 1}})", 1), ("({r}.{a}, {r}.{b})", 4),
    ("{r}.{a}.{b}", 5), ("{r}.{a}.{b}()", 2), ("{r}.__class__.{a}", 3), ("type({r}).{a}", 6),
    ("type({r}).{a}({r})", 2), ("getattr({r}, '{a}')", 4), ("getattr({r}, '{a}', 'none')", 4),
    ("hasattr({r}, '{a}')", 4), ("{r}.__dict__.get('{a}')", 2), ("'{a}' in {r}.__dict__", 2),
    ("[k for k in {r}.__dict__ if k[:1] != '_']", 2), ("vars({r}).get('{a}')", 1),
    ("{r}.__dict__['{a}']", 2), ("{r}.__getattribute__('{a}')", 1),
    ("object.__getattribute__({r}, '{a}')", 1), ("type.__getattribute__(type({r}), '{a}')", 1),
    ("[k for k in dir({r}) if len(k) == 1]", 1), ("super(type({r}), {r}).{a}", 2),
    ("super(type({r}), {r}).{a}()", 1), ("{r}.meth0({v})", 6), ("{r}.meth1()", 5),
    ("{r}.meth2(i)", 5), ("type({r}).meth0({r}, {v})", 2), ("type({r})().{a}", 3),
    ("getattr({r}, '{a}!'[:1])", 2), ("getattr({r}, Name('{a}'))", 1),
    ("{r}.__dict__[Name('{a}')]", 1), ("(lambda: {r}.{a})()", 2), ("next({r}.{a} for _ in '1')", 1),
    ("[{r}.{a} for _ in range(3)]", 2), ("{r}.{a} if {r} else {r}.{b}", 2),
)
SPECIAL_LOADS = (
    "{r}.__class__", "type({r})()", "{r}()", "{r}({v})", "len({r})", "bool({r})", "not {r}",
    "{r} + {v}", "{v} + {r}", "{r} == {v}", "{r} != {r}", "{r} < {v}", "{r}[0]", "{r}['{a}']",
    "{v} in {r}", "[x for x in {r}][:4]", "-{r}", "isinstance({r}, C0)",
    "issubclass(type({r}), C0)", "{r}.__name__", "{r}.__qualname__", "{r}.__doc__",
    "{r}.__module__", "{r}.__bases__", "[show(c) for c in {r}.__mro__]", "callable({r})",
    "{r}.__defaults__", "{r}.__self__", "{r}.__func__", "{r}.args",
    "isinstance({r}, {r}.__class__)", "{r} is {r}.__class__", "type({r}).__mro__[1:2]", "int({r})",
    "{r} & 1", "{r} * 2", "dict({r}.__dict__) == {r}.__dict__", "{r}.__dict__ | {{'z': 1}}",
    "len({r}.__dict__) > 1", "[*{r}.__dict__][:1]",
    "list(zip({r}.__dict__, {r}.__dict__.values()))[:2]", "{r}.__slots__", "{r}.__weakref__",
    "{r}.__init__()", "{r}.__eq__({v})",
)
STORES = (
    ("{r}.{a} = {v}", 30), ("{r}.{a} = i", 15), ("{r}.{a} += 1", 8),
    ("{r}.{a}, {r}.{b} = {v}, i", 4), ("{r}.{b} = {r}.{a} = {v}", 3),
    ("for {r}.{a} in (1, 2): pass", 1), ("setattr({r}, '{a}', {v})", 4),
    ("object.__setattr__({r}, '{a}', {v})", 2), ("type({r}).{a} = {v}", 3),
    ("type({r}).{a} += 1", 1), ("{r}.__dict__['{a}'] = {v}", 3),
    ("{r}.__dict__['{a}!'[:1]] = {v}", 1),
    ("{r}.__dict__.update({a}={v})", 1), ("{r}.__dict__.setdefault('{a}', {v})", 1),
)
DELETES = (
    ("del {r}.{a}", 12), ("delattr({r}, '{a}')", 2), ("object.__delattr__({r}, '{a}')", 1),
    ("{r}.__dict__.pop('{a}', None)", 2), ("del {r}.__dict__['{a}']", 1),
    ("{r}.__dict__.clear()", 1), ("del {r}.{a}, {r}.{b}", 1), ("del {r}.__dict__", 1),
    ("{r}.__dict__.popitem()", 1),
)

# Special methods that classes get and lose: name, parameters, possible results.
SPECIAL_METHODS = (
    ("__len__", "self", ("2", "0", "'no'", "-1")),
    ("__bool__", "self", ("True", "False", "1")),
    ("__call__", "self, *args, **kw", ("('call', len(args))",)),
    ("__eq__", "self, other", ("True", "NotImplemented", "'equal'")),
    ("__lt__", "self, other", ("False", "NotImplemented")),
    ("__add__", "self, other", ("('add', other)", "NotImplemented")),
    ("__radd__", "self, other", ("('radd', other)", "NotImplemented")),
    ("__iadd__", "self, other", ("self", "NotImplemented")),
    ("__neg__", "self", ("'neg'",)),
    ("__getitem__", "self, key", ("('item', key)",)),
    ("__contains__", "self, key", ("True", "0", "[]")),
    ("__iter__", "self", ("iter((1, 2))", "3")),
    ("__int__", "self", ("5", "'five'")),
    ("__dir__", "self", ("['z', 'a']",)),
    ("__instancecheck__", "self, other", ("True", "0")),
    ("__hash__", "self", ("3",)),
)

NATIVE_BASES = ("int", "str", "tuple", "list", "dict", "Exception", "float", "set")
