"""Frames of generators that are suspended, resumed at other depths, and delegating."""
import sys
def g(n):
    x=[n]
    f=sys._getframe()
    while True:
        x.append(n)
        y=(yield f)
def deep(n, *a):
    b=[n]*3; c={n:b}
    return deep(n-1, b, c, 'z'*n) if n else 0
for how in (1,2):
    it=g(5)
    if how==1: f=next(it)
    else:
        for f in it: break
    deep(30)
    for i in range(3):
        deep(20)
        print(sorted(k for k in f.f_locals), f.f_locals['x'], f.f_locals['n'], f.f_lineno, f.f_back)
        if how==1: next(it)
        else:
            for _ in it: break
    def show():
        for _ in it:
            deep(5); print(f.f_locals['x'], f.f_lineno, f.f_back is None)
            break
    show()
    it.close()
    print(sorted(f.f_locals), f.f_back)
def inner():
    fr=sys._getframe()
    got=[]
    while True:
        got.append(fr.f_locals.get('v'))
        v = yield got
def outer():
    return (yield from inner())
o=outer()
print(next(o), o.send(1), o.send(2)); 
for r in o:
    print(r); break
print(o.gi_yieldfrom.gi_frame.f_locals['v'], o.gi_frame.f_lineno, o.gi_running)
