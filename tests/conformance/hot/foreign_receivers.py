"""Native methods under foreign names and in foreign classes: the receiver is checked at every kind of call."""
class A(str): m=str.upper
class C: m=str.upper
def f(o,**k):
    try: return o.m(**k)
    except TypeError as e: return str(e)
def g(o):
    x=o.m
    return x()
for i in range(30):
    r=f(A('x')), f(C())
print(r)
def h(o,*a):
    try: return o.m(*a)
    except TypeError as e: return str(e)
for i in range(30): r=h(A('x')),h(C())
print(r)
class S(C):
    def t(s): return super().m()
class S2(A):
    def t(s): return super().m()
for i in range(30):
    r=[]
    for o in (S2('a'),S()):
        try: r.append(o.t())
        except TypeError as e: r.append(str(e))
print(r)
f=str.upper
for i in range(30):
    r=[]
    for x in ('a',1,C()):
        try: r.append(f(x))
        except TypeError as e: r.append(str(e))
print(r)
b=list.append
for i in range(30):
    r=[]
    for x in ([],1,C()):
        try: r.append(b(x,1))
        except TypeError as e: r.append(str(e))
print(r)
for i in range(30):
    r=[]
    for x in ([],1,C()):
        try: r.append(list.append(x,1))
        except TypeError as e: r.append(str(e))
print(r)
class M(type):
    up=str.upper
class X(metaclass=M): pass
for i in range(30):
    try: X.up()
    except TypeError as e: r=str(e)
print(r)
