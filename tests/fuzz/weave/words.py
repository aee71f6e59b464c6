"""The words of the woven programs: what each starts with, literals, operators, special methods.

The prelude's output never depends on addresses, on hashes or on when something is finalized; it asks
the things that it shows nothing that a script's class can answer. Runs of equal lines are counted.
"""

PRELUDE = '''\
import builtins, gc, itertools, math, operator, sys, types

pending = [None, 0]
silent = [False]
ticks = [0]
steps = [0]
kept = []
plain = (int, str, float, bool, type(None), bytes, complex)
classes_of = type.__dict__['__mro__'].__get__
dict_of = type.__dict__['__dict__'].__get__
class_name = type.__dict__['__name__'].__get__
args_of = BaseException.__dict__['args'].__get__
NAN = float('nan')
INF = float('inf')

class Stop(BaseException):
    pass

class E0(Exception):
    pass

class E1(E0, KeyError):
    def __init__(self, *args):
        super().__init__(*args)
        self.a = len(args)

class E2(ValueError):
    def __str__(self):
        return 'E2!'

def step():
    steps[0] -= 1
    if steps[0] < 0:
        raise Stop

def flush():
    if pending[1]:
        print(pending[0] if pending[1] == 1 else f'{pending[0]}  x{pending[1]}')
    pending[1] = 0

def emit(text):
    if silent[0]:
        return
    if text != pending[0]:
        flush()
        pending[0] = text
    pending[1] += 1

def inner(t):
    for c in classes_of(t):
        if c in natives:
            return c

natives = {int: int.__int__, str: str.__str__, float: float.__float__, list: lambda v: v[:9],
           tuple: lambda v: v[:9], dict: dict.copy}

def show_items(items, depth):
    return ', '.join([show(x, depth) for x in items])

def show_error(t, v):
    args = args_of(v)
    if t is RecursionError:
        return 'RecursionError'
    text = ', '.join([x if type(x) is str else show(x, 1) for x in args])
    if t is AttributeError or t is NameError or t is UnboundLocalError:
        obj = show(v.obj, 0) if t is AttributeError and v.obj is not None else None
        return f'{class_name(t)}: {text} [{v.name} {obj}]'
    if t is StopIteration:
        return 'StopIteration: ' + show(v.value, 1)
    return class_name(t) + ': ' + text

def show(v, depth=3):
    t = type(v)
    if t is int:
        return repr(v) if -1 << 200 < v < 1 << 200 else f'big {v.bit_length()} {v % 1000003}'
    if t in plain:
        return repr(v)[:120]
    if t is tuple or t is list or t is dict:
        if not depth:
            return class_name(t) + ' of ' + repr(len(v))
        if t is dict:
            return '{' + ', '.join([show(k, depth - 1) + ': ' + show(x, depth - 1)
                                    for k, x in itertools.islice(v.items(), 9)]) + '}'
        return class_name(t) + '(' + show_items(v[:9], depth - 1) + ')'
    if t is set or t is frozenset:
        numbers = [x for x in v if type(x) is int]
        return class_name(t) + f' {len(v)} ' + show_items(sorted(numbers)[:9], 1)
    if issubclass(t, BaseException):
        return show_error(t, v)
    if t is types.FunctionType:
        return 'function ' + v.__qualname__
    if t is types.MethodType:
        return 'method ' + show(v.__func__, 0) + ' of ' + show(v.__self__, 0)
    if t is types.BuiltinFunctionType:
        return class_name(t) + ' ' + v.__name__
    if t is range or t is slice or t is bytearray:
        return repr(v)[:120]
    if issubclass(t, type):
        return 'class ' + class_name(v)
    base = inner(t)
    if base is None or not depth:
        return 'a ' + class_name(t)
    if base is list or base is tuple:
        return 'a ' + class_name(t) + '(' + show_items(base.__iter__(v), depth - 1)[:120] + ')'
    if base is dict:
        return 'a ' + class_name(t) + show(list(dict.items(v))[:9], depth - 1)
    return 'a ' + class_name(t) + ' ' + show(natives[base](v), depth - 1)

def safe(v):
    t = type(v)
    if t in plain:
        return v
    for c in classes_of(t):
        if '__repr__' in dict_of(c):
            return v if class_name(c)[:1] == 'C' else show(v, 1)

def kind(v):
    return class_name(type(v))

def numbers(items):
    return {x for x in items if type(x) is int}

def chain(e):
    parts = []
    while e is not None and len(parts) < 5:
        parts.append(show(e, 1) + (' suppressed' if e.__suppress_context__ else '')
                     + (' cause ' + kind(e.__cause__) if e.__cause__ else ''))
        e = e.__context__
    return ' <- '.join(parts)

def where(e, variables=False):
    parts = []
    tb = e.__traceback__
    while tb is not None and len(parts) < 12:
        code = tb.tb_frame.f_code
        if code.co_name not in own_code:
            text = f'{code.co_name}:{tb.tb_lineno}'
            if variables and code.co_name != '<module>':
                names = tb.tb_frame.f_locals
                text += ' {' + ', '.join([k + '=' + show(names[k], 1)
                                          for k in sorted(names)]) + '}'
            parts.append(text)
        tb = tb.tb_next
    return ' / '.join(parts)

own_code = ('attempt', 'looked_at', 'run', 'show', 'emit', 'step', 'kept_one')

def tick():
    ticks[0] += 1
    return ticks[0]

def attempt(function, *args):
    try:
        emit(show(function(*args)))
    except Exception as error:
        emit(show(error))

def looked_at(function, *args):
    try:
        emit(show(function(*args)))
    except Exception as error:
        emit(show(error) + ' at ' + where(error, True))
        emit(chain(error))

def keep(generator):
    kept.append(generator)
    return generator

def close_kept():
    while kept:
        attempt(kept.pop().close)

def missing(name):
    raise AttributeError('no ' + name)

def raise_it(tag, error=E0):
    raise error(tag)

def emit_dying():
    pass

kind_of = type

def hash_of(v):
    return kind(hash(v))

def run(function):
    steps[0] = 2500
    try:
        function()
    except Stop:
        emit('stopped')
    except BaseException as error:
        emit('ended by ' + show(error) + ' at ' + where(error))
    steps[0] = 1000
    try:
        close_kept()
    except BaseException as error:
        emit('closing ended by ' + show(error))
    kept.clear()
    flush()

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
    return show([k for k in dict_of(cls) if len(k) < 3])

def probe(f):
    """What kind of thing a loaded attribute is: the same when the load is warm."""
    try:
        v = f()
    except Exception as error:
        return show(error)
    return kind(v) + ' ' + show(v, 1)

class Manager:
    def __init__(self, tag, swallow=False, fail=0):
        self.tag = tag
        self.swallow = swallow
        self.fail = fail

    def __enter__(self):
        if self.fail == 1:
            raise E0('enter', self.tag)
        return self.tag

    def __exit__(self, t, v, tb):
        emit(f'exit {self.tag} ' + show(v, 1))
        if self.fail == 2:
            raise E2('exit', self.tag)
        return self.swallow

class Counter:
    def __init__(self, n, fail=None):
        self.n = n
        self.i = 0
        self.fail = fail

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        if self.i > self.n:
            if self.fail:
                raise self.fail
            raise StopIteration
        return self.i

class Sequence:
    def __init__(self, n):
        self.n = n

    def __getitem__(self, k):
        if k >= self.n:
            raise IndexError
        return k * 2

    def __len__(self):
        return self.n

class Key:
    def __init__(self, v, act=None):
        self.v = v
        self.act = act

    def __hash__(self):
        return 7

    def __eq__(self, other):
        if self.act:
            self.act()
        return self.v == getattr(other, 'v', other)

    def __lt__(self, other):
        if self.act:
            self.act()
        return self.v < other.v

    def __index__(self):
        if self.act:
            self.act()
        return self.v
'''.splitlines()

# What a program ends with: nothing that dies at the exit is to be seen.
POSTLUDE = ["flush()", "silent[0] = True"]

INTS = ("0", "1", "2", "3", "-1", "-7", "10", "255", "256", "1000", "-2 ** 31", "2 ** 31 - 1",
        "2 ** 48 - 1", "2 ** 48", "-2 ** 48", "2 ** 49", "2 ** 62", "2 ** 63", "-2 ** 63",
        "2 ** 64", "10 ** 20", "-10 ** 25", "True", "False")
SMALL_INTS = ("0", "1", "2", "3", "-1", "-2", "5", "7")
FLOATS = ("0.0", "-0.0", "1.0", "0.5", "-2.5", "1e300", "1e-300", "3.0", "INF", "-INF", "NAN",
          "2.0 ** 52", "1e16", "0.1")
STRINGS = ("''", "'a'", "'b'", "'abc'", "'a,b,c'", "' x '", "'é€𝔘'", "'ß'", "'Hello'", "'12'", "('x' * 5)",
           "'\\n'", "'{}'", "'%s'", "'aXbX'", "'-3.5'")
BYTES = ("b''", "b'ab'", "b'\\xff\\x00'", "bytearray(b'xyz')", "bytes(3)")
BINARY = ("+", "-", "*", "//", "%", "&", "|", "^", "/")
ALL_BINARY = (*BINARY, "@", "<<", ">>", "**")
COMPARISONS = ("<", "<=", "==", "!=", ">", ">=")
ERRORS = ("E0", "E1", "E2", "ValueError", "KeyError", "TypeError", "IndexError", "StopIteration",
          "ZeroDivisionError", "RuntimeError", "LookupError", "AttributeError", "Exception",
          "GeneratorExit", "OSError", "AssertionError")

OPERATORS = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift",
             "rshift", "and", "xor", "or")

# Special methods that classes get and lose: name, parameters, possible results.
SPECIAL_METHODS = (
    *((f"__{name}__", "self, other", (f"('{name}', kind(other))", "NotImplemented", "self", "7",
                                      "other", "self.{later}")) for name in OPERATORS),
    *((f"__r{name}__", "self, other", (f"('r{name}', kind(other))", "NotImplemented", "'r'", "7"))
      for name in OPERATORS),
    *((f"__i{name}__", "self, other", ("self", "NotImplemented", f"('i{name}', kind(other))"))
      for name in OPERATORS if name != "divmod"),
    *((f"__{name}__", "self, other", ("True", "False", "NotImplemented", "'text'", "0",
                                      "raise_it('compare')", "self is other"))
      for name in ("eq", "ne", "lt", "le", "gt", "ge")),
    *((f"__{name}__", "self", ("3", "-2", "'text'", "True", "2 ** 70", "self", "NotImplemented",
                               "raise_it('convert')", "2.5"))
      for name in ("int", "float", "index", "len", "bool", "length_hint", "hash", "neg", "pos",
                   "abs", "invert", "trunc", "ceil", "floor", "complex", "hash")),
    ("__len__", "self", ("2", "0", "5", "3")),
    ("__bool__", "self", ("True", "False")),
    ("__index__", "self", ("1", "0", "-1")),
    ("__round__", "self, digits=None", ("('round', digits)", "3")),
    ("__call__", "self, *args, **kw", ("('call', len(args), [*kw])", "args", "self",
                                       "raise_it('call')", "self.{later}")),
    ("__getitem__", "self, key", ("('item', show(key))", "raise_it('item')", "key", "self.{later}",
                                  "[10, 20, 30][key]")),
    ("__setitem__", "self, key, value", ("emit('set item ' + show(key))", "raise_it('set item')")),
    ("__delitem__", "self, key", ("emit('del item ' + show(key))",)),
    ("__contains__", "self, key", ("True", "0", "[]", "raise_it('contains')", "key == 1")),
    ("__iter__", "self", ("iter((1, 2, 3))", "3", "self", "Counter(3)", "(x for x in (5, 6))",
                          "iter([])", "raise_it('iter')")),
    ("__next__", "self", ("tick() % 5 or next(iter(()))", "raise_it('next')", "next(iter(()))")),
    ("__reversed__", "self", ("iter((3, 2))", "raise_it('reversed')")),
    ("__missing__", "self, key", ("('missing', show(key))", "raise_it('missing')")),
    ("__repr__", "self", ("'<C>'", "5", "raise_it('repr')", "'é' * 3")),
    ("__str__", "self", ("'str of C'", "Name('named')", "None", "raise_it('str')")),
    ("__format__", "self, spec", ("'formatted ' + spec", "7", "raise_it('format')")),
    ("__bytes__", "self", ("b'bytes'", "'no'")),
    ("__enter__", "self", ("self", "'entered'", "raise_it('enter')")),
    ("__exit__", "self, *args", ("True", "False", "emit('exit ' + show(args[1], 1))",
                                 "raise_it('exit')")),
    ("__instancecheck__", "self, other", ("True", "0", "raise_it('instance')")),
    ("__subclasscheck__", "self, other", ("True", "0", "raise_it('subclass')")),
    ("__dir__", "self", ("['z', 'a']", "('b',)", "5")),
    ("__get__", "self, obj, owner=None", ("('got', kind(obj))", "self", "raise_it('get')")),
    ("__set__", "self, obj, value", ("emit('set ' + show(value, 1))",)),
    ("__set_name__", "self, owner, name", ("emit('named ' + show(name))", "raise_it('set_name')")),
    ("__class_getitem__", "cls, key", ("('class item', show(key))",)),
    ("__init_subclass__", "cls, **kw", ("emit('subclass ' + show([*kw]))",)),
    ("__del__", "self", ("emit_dying()",)),
)

STRING_METHODS = (
    "{s}.upper()", "{s}.title()", "{s}.strip()", "{s}.replace({t}, {u})", "{s}.center({n})",
    "{s}.join([{t}, {u}])", "({s} + {t})[:50]", "{s}[{n}:]", "{s}[::-1]", "{s}[:{n}]", "{s}[{n}]",
    "{s}.zfill({n})", "{s} % {t}", "{s}.format({t})", "(lambda q: f'{{q!r}}')({s})", "(lambda q, r: f'{{q:+d}}|{{r:>{w}}}')({n}, {s})",
    "(lambda q: f'{{q:.3g}}')({f})", "(lambda q, r: f'{{q:10.2f}}|{{r:#x}}')({f}, {n})", "'%5d|%-4s' % ({n}, {s})", "str({n})", "repr({f})",
    "{s}.partition({t})[2]", "{s}.removeprefix({t})", "chr(97 + abs({n}) % 26)", "{s} * ({n} % 4)",
    "','.join(str(k) for k in {l})[:60]", "{s}.translate({{97: 'q'}})", "'{{0}}{{1}}'.format({s}, {n})",
    "'{{:{{}}}}'.format({s}, {w})", "(lambda q: f'{{q=}}')({s})", "format({n}, 'b')", "format({f}, '.2e')", "min({s}, {t})",
    "''.join(sorted({s}))", "''.join(map(str.upper, {s}))", "''.join(reversed({s}))", "hex({n})",
    "str({l})[:80]", "{s}.casefold()", "{s}.expandtabs(2)", "ascii({s})", "{s}.splitlines()[0]",
    "str({b}, 'latin-1')", "(lambda q, r: f'{{q!s:>{{r}}}}')({f}, {w})",
)
INT_FORMS = (
    "len({l})", "len({s})", "len({d})", "{s}.find({t})", "{s}.count({t})", "{l}.count({n})",
    "{l}.index({n})", "sum({l})", "min({n}, {m})", "max({l})", "max({n}, {m}, key=abs)", "abs({n})",
    "-{n}", "~{n}", "int({f})", "round({f})", "int('12')", "int({s})", "({n}).bit_length()",
    "divmod({n}, {m})[1]", "pow({n}, 3, 1009)", "{t1}[0]", "{l}[{n}]", "{l}[-1]", "{d}[{n}]",
    "{d}.get({n}, {m})", "ord('a')", "operator.add({n}, {m})",
    "math.gcd({n}, {m})", "math.isqrt(abs({n}))", "{n} % 7 ** 2", "{n} << {k}", "{n} >> {k}",
    "{n} ** 2 % 10007", "int.__add__({n}, {m})", "({n}).__add__({m})", "bool({n})", "not {l}",
    "math.floor({f})", "{n} if {c} else {m}", "({n} or {m})", "({n} and {m})", "{b}[{k}]",
    "len({b})", "int.from_bytes({b}, 'big')", "next(iter({l}))", "len(range({n}, {m}))", "{l}.pop()",
    "sum(k for k in {l})", "sum([1 for k in {l} if k == {n}])", "len({{*{l}}})", "math.comb(10, abs({n}) % 11)",
)
FLOAT_FORMS = (
    "{f} + {g}", "{f} - {g}", "{f} * {g}", "{f} / {g}", "{f} // {g}", "{f} % {g}", "-{f}", "abs({f})",
    "float({n})", "{n} / {m}", "{n} * {f}", "{f} + {n}", "math.sqrt({f})", "math.sin({f})", "round({f}, 2)",
    "min({f}, {g})", "max({f}, {g})", "{f} ** 2", "float({s})", "math.fsum([{f}, {g}])", "math.copysign(1, {f})",
    "divmod({f}, {g})[0]", "{f}.real", "math.floor({f}) * 1.0", "sum([{f}, {g}, {n}])", "{f} - {n}",
)
BOOL_FORMS = (
    "{n} {cmp} {m}", "{f} {cmp} {g}", "{s} {cmp} {t}", "{n} in {l}", "{n} not in {d}", "{t} in {s}",
    "{n} {cmp} {m} {cmp} {k}", "{f} {cmp} {n}", "{l} == {l2}", "{l} {cmp} {l2}", "not {n}", "bool({s})",
    "{n} in {z}", "isinstance({n}, int)", "isinstance({s}, (int, str))", "callable({s})", "any({l})",
    "all(k for k in {l})", "{z} <= {z}", "{f} == {f}", "{s}.startswith({t})", "{s}.isdigit()", "{t1} == ({n}, {m})",
    "({n}, {f}) {cmp} ({m}, {g})", "{n} is None", "{n} == {f}", "{d} == {{}}", "{f} in [1.0, 2.0]",
)
LIST_FORMS = (
    "[{n}, {m}]", "[{n}] * ({k} % 4)", "[k for k in {l}]", "[k + {n} for k in {l} if k {cmp} {m}]",
    "[*{l}, {n}][:20]", "sorted({l})", "sorted({l}, key=lambda k: -k)", "list(range({k}))", "{l}[::-1]",
    "{l}[{k}:]", "{l}[:{k}]", "{l}[{k}:{n}:2]", "({l} + {l2})[:20]", "list(map(abs, {l}))",
    "list(filter(None, {l}))", "[*map(lambda k: k + {n}, {l})]", "list({d})", "list({d}.values())",
    "[a * b for a, b in zip({l}, {l2})]", "[k for k, v in enumerate({l})]", "list(reversed({l}))",
    "[*itertools.accumulate({l})]", "[*itertools.chain({l}, {l2})][:20]", "[j for k in [{l}, {l2}] for j in k][:20]",
    "[*itertools.islice(itertools.count({k}), 3)]", "{l}.copy()", "sorted({z})", "list({t1})",
    "[(lambda: k)() for k in {l}]", "[f() for f in [lambda: k for k in {l}]]", "[*itertools.pairwise({l})]",
    "[*itertools.takewhile(lambda k: k < {n}, {l})]", "[list(g) for _, g in itertools.groupby({l})]",
    "[*itertools.starmap(operator.add, zip({l}, {l2}))]", "list({b})", "[k for k in {l} for _ in range(2)][:20]",
    "list(iter({l}.copy().pop, {n}))", "[{s}, {f}, None]", "{s}.split(',')", "list({s})", "list(Counter({k}))",
    "list(Sequence({k}))", "[x for x in Counter({k})]", "list(zip(*[{l}, {l2}]))",
)
DICT_FORMS = (
    "{{{n}: {m}}}", "{{k: k * 2 for k in {l}}}", "dict(zip({l}, {l2}))", "{{**{d}, {n}: {s}}}", "{d} | {{{n}: {f}}}",
    "dict.fromkeys({l}, {n})", "{{k: v for k, v in {d}.items() if v}}", "{d}.copy()", "dict(enumerate({l}))",
    "{{str(k): v for k, v in {d}.items()}}", "dict(sorted({d}.items()))", "dict([(1, {n}), (2, {s})])", "dict(a={n}, b={s})",
)
SET_FORMS = ("numbers({l})", "numbers({l}) | {{1, 2}}", "{z} & {{1, 2, 3}}", "{z} ^ numbers({l})", "{z} - {{1}}",
             "frozenset(numbers({l2}))", "numbers(range({k}))")
TUPLE_FORMS = ("({n}, {m})", "({s}, {f})", "tuple({l})", "divmod({n}, {m})", "({n}, *{l})[:6]", "({n},) * 3",
               "{t1}[::-1]", "{t1} + ({n},)", "tuple(k for k in {l})", "{s}.partition({t})", "(*{s},)[:4]")
