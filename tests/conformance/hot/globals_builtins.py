"""Globals rebound, deleted and re-added, builtins shadowed, while functions that read them are hot."""
import builtins
import sys

value = 1


def read():
    return value


def read_len():
    return len([1, 2, 3])


def attempt(f):
    try:
        return f()
    except NameError as error:
        return str(error)


log = []
for i in range(1000):
    if i == 100:
        value = 'two'
    if i == 200:
        del value
    if i == 300:
        builtins.value = 'from builtins'
    if i == 400:
        value = 'global again'
    if i == 500:
        del value
    if i == 600:
        builtins.value = 'changed builtin'
    if i == 700:
        del builtins.value
    if i == 800:
        globals()['value'] = 'via globals()'
    if i == 900:
        globals().pop('value')
    r = attempt(read)
    if not log or log[-1] != r:
        log.append(r)
print(log)
log = []
original_len = builtins.len
for i in range(600):
    if i == 100:
        len = lambda x: 'global len'
    if i == 200:
        del len
    if i == 300:
        builtins.len = lambda x: 'patched builtin'
    if i == 400:
        builtins.len = original_len
    if i == 500:
        globals()['len'] = lambda x: 'globals len'
    r = read_len()
    if not log or log[-1] != r:
        log.append(r)
del len
print(log, read_len())


def make(n):
    ns = {}
    for i in range(n):
        globals()[f'g{i}'] = i
    return ns


make(500)


def read_many():
    return g0 + g250 + g499


print(read_many(), sum(read_many() for _ in range(100)))
g250 = -250
print(read_many())
for i in range(500):
    if i != 250:
        del globals()[f'g{i}']
print(attempt(read_many))
g0 = g499 = 0
print(read_many())


def writer(v):
    global written
    written = v


def deleter():
    global written
    del written


def reader():
    return written


log = []
for i in range(300):
    writer(i)
    assert reader() == i
    if i % 3 == 0:
        deleter()
        log.append(attempt(reader))
print(set(log) == {"name 'written' is not defined"}, log[0])
print(attempt(lambda: __builtins__ is not None), __name__, attempt(lambda: __file__.endswith('globals_builtins.py')))


def shadowing(flag):
    if flag:
        print_ = lambda *a: 'local'
    else:
        print_ = str
    return print_(5)


print([shadowing(i % 2) for i in range(4)])


def inner_function_globals():
    def f():
        return shared_global
    return f


f = inner_function_globals()
print(attempt(f))
shared_global = 'now'
print(f())
module = sys.modules['__main__']
module.shared_global = 'through module'
print(f(), module.shared_global, getattr(module, 'shared_global'))


def mod_read():
    return module.shared_global


log = []
for i in range(400):
    if i == 100:
        shared_global = 'rebound'
    if i == 200:
        del module.shared_global
    if i == 300:
        setattr(module, 'shared_global', 'set again')
    try:
        r = (mod_read(), f())
    except (AttributeError, NameError) as error:
        r = str(error)
    if not log or log[-1] != r:
        log.append(r)
print(log)
module.__dict__['brand_new'] = 1
print(brand_new, vars(module) is globals(), module.__dict__ is globals())


def class_body_reads():
    class K:
        v = shared_global
        w = len
    return K.v


print([class_body_reads() for _ in range(50)][-1])
int_saved = int
log = []
for i in range(300):
    if i == 100:
        int = float
    if i == 200:
        int = int_saved
    r = int('5')
    if not log or repr(log[-1]) != repr(r):
        log.append(r)
del int
print(log, int('7'))


def uses_late():
    return late_fn()


print(attempt(uses_late))
for k in range(200):
    exec_target = lambda k=k: k
    late_fn = exec_target
    assert uses_late() == k


def late_fn():
    return 'def'


print(uses_late())
