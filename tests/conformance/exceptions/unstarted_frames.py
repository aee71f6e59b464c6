# Frames that are looked at before their variables mean anything: generators that have not started, frames left in the
# middle of an expression, cells, suspended and delegating generators.
import sys


def noise(n):
    a, b, c, d, e, f = [1], [2], [3], [4], [5], [6]
    if n:
        noise(n - 1)
    return a, b, c, d, e, f


def plain(a):
    b = a
    c = [b]
    yield b
    d = c
    yield d


def with_cells(a, *rest, key=1, **more):
    b = [a]

    def inner():
        return a, b, later

    got = yield inner
    later = got
    yield later


def with_handlers(a):
    try:
        x = yield a
    except ValueError as e:
        y = e
        yield y
    finally:
        z = 1
    with open("/nowhere") as f:
        pass


def locals_of(traceback):
    while traceback.tb_next:
        traceback = traceback.tb_next
    frame = traceback.tb_frame
    return frame.f_code.co_name, {k: v for k, v in frame.f_locals.items() if k not in ("inner",)}, traceback.tb_lineno


for make in (lambda: plain(1), lambda: with_cells(1, 2, z=3), lambda: with_handlers(1)):
    for i in range(3):
        g = make()
        noise(20)
        print(sorted(g.gi_frame.f_locals))
        try:
            g.throw(KeyError(i))
        except KeyError as e:
            print(locals_of(e.__traceback__))
        print(g.gi_frame, list(g))

g = plain(5)
noise(10)
print(next(g), g.gi_frame.f_locals, g.gi_frame.f_lineno)
noise(10)
print(next(g), g.gi_frame.f_locals, g.gi_frame.f_lineno)


def delegate():
    before = 1
    got = yield from plain(7)
    after = got


g = delegate()
noise(10)
print(next(g), g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_yieldfrom.gi_frame.f_locals)
try:
    g.throw(KeyError("deep"))
except KeyError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, sorted(tb.tb_frame.f_locals) if tb.tb_frame.f_code.co_name != "<module>" else "")
        tb = tb.tb_next


def look():
    return dict(sys._getframe(1).f_locals)


def early(c):
    seen = [look()]
    if c:
        a = 1
        seen.append(look())
    else:
        b = 2
        seen.append(look())
    while look() and c:
        w = 1
        c = 0
        seen.append(look())
    for i in range(2):
        seen.append(look())
    del i
    seen.append(look())
    return [{k: v for k, v in s.items() if k != "seen"} for s in seen]


for c in (0, 1):
    noise(10)
    for s in early(c):
        print(sorted(s.items()))
