# What a native function was called with changes while it calls back: sizes are read behind the callback, searches end, and
# what a callback adds is not run through for ever.
import atexit
import io


class Index:
    """An index that does something when it is asked for."""

    def __init__(self, value, action):
        self.value = value
        self.action = action

    def __index__(self):
        self.action()
        return self.value


def show(name, function):
    try:
        print(name, repr(function()))
    except Exception as e:
        print(name, type(e).__name__, e)


# ---- repetition

b = bytearray(b"abc")
show("bytearray * cleared", lambda: b * Index(5, b.clear))
b = bytearray(b"abc")
show("cleared * bytearray", lambda: Index(5, b.clear) * b)
b = bytearray(b"abc")
show("bytearray * grown", lambda: b * Index(2, lambda: b.extend(b"xyz")))
x = [1, 2]
show("list * cleared", lambda: x * Index(3, x.clear))
x = [1, 2]
show("list * grown", lambda: x * Index(2, lambda: x.append(3)))


def in_place(target, count):
    target *= count
    return target


b = bytearray(b"abc")
show("bytearray *= cleared", lambda: in_place(b, Index(4, b.clear)))
x = [1, 2]
show("list *= cleared", lambda: in_place(x, Index(4, x.clear)))
show("bytes *", lambda: b"ab" * Index(3, lambda: None))
show("bytes * negative", lambda: b"ab" * Index(-3, lambda: None))
show("bytes * huge", lambda: b"" * Index(2**62, lambda: None))

# ---- items, slices, searches

for name, action in ("clear", lambda: x.clear()), ("append", lambda: x.append(9)):
    x = [1, 2, 3, 4]
    show(f"list[i] {name}", lambda: x[Index(3, action)])
    x = [1, 2, 3, 4]
    show(f"list[a:b] {name}", lambda: x[Index(1, action):])
    x = [1, 2, 3, 4]
    show(f"list.insert {name}", lambda: (x.insert(Index(-1, action), 5), x))
    x = [1, 2, 3, 4]
    show(f"list.pop {name}", lambda: (x.pop(Index(-1, action)), x))
    x = [1, 2, 3, 4]
    show(f"list.index {name}", lambda: x.index(4, Index(-2, action)))
    x = [1, 2, 3, 4]
    show(f"list del slice {name}", lambda: (x.__delitem__(slice(Index(0, action), None, 2)), x))
    x = [1, 2, 3, 4]
    show(f"list set slice {name}", lambda: (x.__setitem__(slice(Index(1, action), 3), "ab"), x))

for name, action in ("clear", lambda: b.clear()), ("extend", lambda: b.extend(b"cab")):
    b = bytearray(b"abcabc")
    show(f"bytearray[i] {name}", lambda: b[Index(5, action)])
    b = bytearray(b"abcabc")
    show(f"bytearray[a:b] {name}", lambda: b[Index(1, action):])
    b = bytearray(b"abcabc")
    show(f"bytearray.find {name}", lambda: b.find(b"c", Index(1, action)))
    b = bytearray(b"abcabc")
    show(f"bytearray.rfind {name}", lambda: b.rfind(b"c", Index(1, action)))
    b = bytearray(b"abcabc")
    show(f"bytearray.count {name}", lambda: b.count(b"", Index(1, action)))
    b = bytearray(b"abcabc")
    show(f"find a bytearray {name}", lambda: b"abcabcabc".find(b, Index(1, action)))
    b = bytearray(b"abcabc")
    show(f"bytearray.replace {name}", lambda: b.replace(b"c", b"-", Index(1, action)))
    b = bytearray(b"abcabc")
    show(f"bytearray.split {name}", lambda: b.split(b"c", Index(1, action)))
    b = bytearray(b"abcabc")
    show(f"bytearray.ljust {name}", lambda: b.ljust(Index(8, action), b"-"))
    b = bytearray(b"abcabc")
    show(f"bytearray.insert {name}", lambda: (b.insert(Index(4, action), 120), b))
    b = bytearray(b"abcabc")
    show(f"bytearray.pop {name}", lambda: (b.pop(Index(2, action)), b))
    b = bytearray(b"abcabc")
    show(f"bytearray.append {name}", lambda: (b.append(Index(120, action)), b))
    b = bytearray(b"abcabc")
    show(f"bytearray set slice {name}", lambda: (b.__setitem__(slice(Index(1, action), 3), bytearray(b"xyz")), b))
    b = bytearray(b"abcabc")
    show(f"bytearray extended by ints {name}", lambda: (b.extend([Index(120, action), 121]), b))

# ---- files closed by the argument

for make in (lambda: io.StringIO("abc\ndef"), lambda: io.BytesIO(b"abc\ndef"), lambda: open(__file__),
             lambda: open(__file__, "rb")):
    for method in "read", "readline":
        f = make()
        show(f"{type(f).__name__}.{method}", lambda: getattr(f, method)(Index(3, f.close)))
        f.close()


# ---- dicts and sets whose keys change them

class Key:
    def __init__(self, action=None):
        self.action = action
        self.compared = 0

    def __hash__(self):
        return 7

    def __eq__(self, other):
        self.compared += 1
        if self.action and self.compared < 50:
            self.action()
        return False

    def __repr__(self):
        return "Key"


def refill():
    d.clear()
    d[present] = 1


present = Key()
for name, function in [
    ("get", lambda key: d.get(key, "absent")),
    ("in", lambda key: key in d),
    ("pop", lambda key: d.pop(key, "absent")),
    ("[]", lambda key: d[key]),
]:
    d = {present: 1}
    show(f"dict {name}", lambda: function(Key(refill)))
    print(d)

unhashable_now = False


class Moody:
    def __hash__(self):
        if unhashable_now:
            raise RuntimeError("hashed")
        return 1

    def __repr__(self):
        return "Moody"


d = {Moody(): 1, Moody(): 2}
unhashable_now = True
show("popitem", lambda: (d.popitem(), d.popitem(), d))

# ---- exit functions

calls = []


def again():
    calls.append("again")
    atexit.register(again)


def clearing():
    calls.append(("clearing", atexit._ncallbacks()))
    atexit._clear()
    atexit.register(again)


def failing():
    atexit.unregister(again)
    calls.append("failing")


atexit.register(again)
atexit.register(clearing)
atexit.register(failing)
atexit.register(again)
atexit._run_exitfuncs()
print(calls, atexit._ncallbacks())
atexit.register(lambda: atexit.register(again) and print("last", len(calls)))
