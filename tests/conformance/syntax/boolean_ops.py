log = []


def v(x):
    log.append(x)
    return x


def show(value):
    print(repr(value), log)
    log.clear()


show(v(0) or v('') or v([]) or v('last'))
show(v(1) and v('a') and v([0]) and v({}))
show(v(1) and v(0) or v(2))
show(v(0) and v(1) or v(0) and v(2))
show((v(0) or v(1)) and (v(0) or v(3)))
show(not v(0) and not v(1))
show(not (v(0) or v(1)))
show(v(None) or v(False) or v(0.0) or v(0j) or v(()) or v(b''))
show(v(1) if v(0) else v(2))
show(v(1) if v(0) or v(5) else v(2))
show([v(i) for i in range(4) if v(i) % 2 or v(i) == 0])


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        log.append('bool')
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        log.append('len')
        return self.n


def truth(x):
    if x:
        return True
    return False


for x in (Truth(True), Truth(False), Sized(0), Sized(5), Truth(1), Truth('x'), Truth(None),
          Sized(-1), Sized('a'), Sized(10 ** 30), Truth(ValueError('no truth'))):
    for function in (truth, bool, lambda y: not y, lambda y: bool(y and 1)):
        try:
            show(function(x))
        except Exception as error:
            show(f'{type(error).__name__}: {error}')


class Both(Truth, Sized):
    pass


b = Both(False)
b.n = 1
show(truth(b))
things = [0, 1, -1, 0.0, -0.0, 1e-300, 0j, '', 'a', b'', b'a', (), (0,), [], [0], {}, {0: 0}, set(),
          {0}, None, True, False, range(0), range(1), object(), int, len, lambda: 0, 10 ** 30,
          NotImplementedError, Ellipsis, frozenset(), bytearray(), bytearray(b'a'), float('nan')]
print([truth(x) for x in things])
print([bool(x) for x in things] == [truth(x) for x in things] == [not not x for x in things])
try:
    bool(NotImplemented)
except TypeError as error:
    print(error)
hits = 0
for i in range(400):
    if truth(things[i % len(things)]):
        hits += 1
print(hits)
Truth.__bool__ = lambda self: True
print(truth(Truth(False)))
del Truth.__bool__
print(truth(Truth(False)), truth(b))
print(True + True, True * 5, -True, ~5, True / 2, True == 1, hash(True))
print(True & False, True | False, True ^ True, True & 1, 1 ^ True, type(True & 1), type(True & True))
print(bool(), bool(3), int(True), str(True), repr(False), True.__class__, isinstance(True, int))
try:
    bool(1, 2)
except TypeError as error:
    print(error)
try:
    class B(bool):
        pass
except TypeError as error:
    print(error)
