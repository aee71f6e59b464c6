"""Offsets, end offsets and texts of SyntaxErrors."""
SOURCES = r'''
x = 1
---
x = (1
---
x = 1)
---
def f(:
---
def f(a, a): pass
---
def f(a=1, b): pass
---
if x
    pass
---
if x:
pass
---
  x = 1
---
for x in
---
x = 5 5
---
print "a"
---
f(a for a in b, c)
---
f(a=1, 2)
---
f(**a, *b)
---
f(a=1, a=2)
---
f(1=2)
---
f(a.b=2)
---
f(True=1)
---
1 = x
---
f() = 1
---
a + b = 1
---
(a, 1) = 2
---
[a, b()] = 2
---
a, 'x' = 2
---
None = 1
---
x.None = 1
---
True += 1
---
f() += 1
---
(a, b) += 1
---
(a, b): int = 1
---
f(): int
---
del f()
---
del 1
---
del (a, 1)
---
for 1 in x: pass
---
for f() in x: pass
---
with a as 1: pass
---
with a as f(): pass
---
import a.b as c.d
---
from a import
---
from a import b,
---
from . import *, a
---
import
---
return 1
---
yield 1
---
break
---
continue
---
def f():
    nonlocal x
---
def f():
    x = 1
    global x
---
def f(x):
    global x
---
nonlocal x
---
class C:
    return 1
---
lambda: (yield)
x = 'abc
---
x = """abc
---
x = f"{a
---
x = f"{a!z}"
---
x = f"{}"
---
x = f"{a b}"
---
x = f"}"
---
x = f"{a:{b"
---
x = 'a' b'b'
---
x = b'é'
---
x = '\N{nothing there}'
---
x = '\x1'
---
x = '\u12'
---
x = b'\x1'
---
x = 0777
---
x = 0b12
---
x = 0o8
---
x = 0xg
---
x = 1__0
---
x = 1_
---
x = 1a
---
x = 1.5a
---
x = 1e
---
x = $
---
x = a?
---
x = a ! b
---
x = é€
---
x = a b
---
x = \ a
---
try:
    pass
---
try:
    pass
x = 1
---
try:
    pass
except:
    pass
except E:
    pass
---
try: pass
finally
---
while True
    pass
---
else:
    pass
---
elif x:
    pass
---
def f()
    pass
---
class C
    pass
---
class C(:
    pass
---
@
def f(): pass
---
@a
x = 1
---
lambda x: = 1
---
lambda a, a: 1
---
x = [1, 2
y = 3
---
x = {1: 2, 3}
---
x = {1, 2: 3}
---
x = {1:}
---
x = {**a, b}
---
x = [*a for a in b]
---
x = {**a for a in b}
---
x = (a, b for b in c)
---
x = [a, b for b in c]
---
x = *a
---
*a
---
*a = b
---
*a, *b = c
---
x = a if b
---
x = a if b else
---
x := 1
---
(x.y := 1)
---
(1 := 2)
---
[x := 1 for x in y]
---
[y for y in (x := z)]
---
assert
---
assert (a, b), c = 1
---
raise a from
---
global
---
def f(a, *): pass
---
def f(*, **a): pass
---
def f(**a, b): pass
---
def f(*a, *b): pass
---
def f(a, /, b, /): pass
---
def f(/): pass
---
def f(1): pass
---
def f((a, b)): pass
---
def f(a: int = 1 = 2): pass
---
if a = 1: pass
---
while a = 1: pass
---
x = (a = 1)
---
f(a, b=c, d e)
---
x == 1 = 2
---
not a = 1
---
-a = 1
---
a < b = 1
---
"a" = 1
---
f"a" = 1
---
... = 1
---
{} = 1
---
[x for x in y] = 1
---
(x for x in y) = 1
---
(yield) = 1
---
a if b else c = 1
---
lambda: 1 = 1
---
{a: 1} = 2
---
with open(x) as f, open(y) as : pass
---
with (a as b, c as d: pass
---
print(1
print(2)
---
def f():
	x = 1
        y = 2
---
if x:
    y
  z
---
x = 1; ; y = 2
---
x = 1 if y else z = 3
---
import a as b.c
---
from a import b as c.d
---
from a import (b, c
---
from a import ()
---
from a import b c
---
from __future__ import nothing
---
x = 1
from __future__ import annotations
---
__debug__ = 1
---
def f(__debug__): pass
---
f(__debug__=1)
---
x = a..b
---
x = a.
---
x = a[
---
x = a[]
---
x = a[1:2:3:4]
---
x = ()()(
---
x = 'a' + 
---
x = not
---
x = a and
---
x = a is not
---
x in
---
exec "a"
---
print a
---
print a, b
---
print >>f
---
a b c
---
a, b c
---
for x in y: for z in w: pass
---
pass pass
---
if 1: else: pass
---
try: x except: y
---
class 1: pass
---
def 1(): pass
---
def f(x) -> : pass
---
f(x for x in y, 1)
---
f(1, x for x in y)
---
f(x for x in y for z)
---
class C(x for x in y): pass
---
a = b = 
---
a, = 
---
a: int = 
---
a: 
---
@a.b(
---
)
---
}
---
(]
---
{(}
---
(
)]
---
x = {
    'a': 1
    'b': 2
}
---
x = [
    1
    2
]
---
f(
    a
    b
)
'''.strip('\n').split('\n---\n')
for source in SOURCES:
    for mode in ('exec', 'eval'):
        if mode == 'eval' and ('\n' in source or source in ('  x = 1', 'x in')):
            continue
        try:
            compile(source, '<test>', mode)
            print(mode, repr(source), 'fine')
        except SyntaxError as e:
            print(mode, repr(source), type(e).__name__, e.msg, e.lineno, e.offset, repr(e.text),
                  e.end_lineno, e.end_offset)
        except Exception as e:
            print(mode, repr(source), type(e).__name__, e)
