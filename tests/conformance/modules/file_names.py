"""File names, module names and source text that hold surrogates or NULs."""
import sys


def attempt(action):
    try:
        print(ascii(action()))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)), ascii(getattr(error, "filename", None)))


attempt(lambda: open("\ud800"))
attempt(lambda: open("no/such\udcff"))
attempt(lambda: open(b"no/such\xff"))
attempt(lambda: open("a\0b"))
attempt(lambda: open(b"a\0b"))
attempt(lambda: open("x", opener=lambda path, flags: print(ascii(path)) or -1))
attempt(lambda: __import__("a\ud800"))
attempt(lambda: __import__("a\0b"))
attempt(lambda: __import__("m\udcff"))
attempt(lambda: __import__("m\udcff.n"))
attempt(lambda: compile("x", b"f\xff", "exec").co_filename)
attempt(lambda: compile("x", "f\ud800", "exec").co_filename)
attempt(lambda: compile("x", "f\0", "exec").co_filename)
attempt(lambda: compile("x = \udcff", "f", "exec"))
attempt(lambda: compile("x = '\ud800'", "f", "exec"))
attempt(lambda: eval("'\udcff'"))
attempt(lambda: exec("# \udcff"))
attempt(lambda: compile("x = 1 +", "f\udcff", "exec"))
attempt(lambda: type("\udcff", (), {}))
attempt(lambda: type("A\0", (), {}))
attempt(lambda: compile(b"x = '\xff'", "f", "exec"))
attempt(lambda: compile(b"\xff\xfex\0", "f", "exec"))
attempt(lambda: compile(b"# coding: latin-1\nx = '\xff'", "f", "exec").co_consts[0])
for bad in ("\ud800", "a\0b"):
    sys.path.insert(0, bad)
    try:
        __import__("no_such_module")
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))
    del sys.path[0]
sys.path.insert(0, b"bytes")
attempt(lambda: __import__("no_such_module"))
del sys.path[0]
print(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
