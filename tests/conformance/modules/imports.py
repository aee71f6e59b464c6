import sys
import _helper
import _helper as alias
from _helper import value, get as getter, Thing
from _helper import *


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', str(error).split(' (/')[0])


print(_helper is alias, value, getter(), _helper.__name__, _helper.__doc__, _helper.loaded, Thing().where(), type(_helper).__name__)
print(bump(), value, _helper.value, getter(), alias.value)
_helper.value = 100
print(getter(), value, get())
print('_private' in globals(), hasattr(_helper, '_private'), sys.modules['_helper'] is _helper)
attempt(lambda: _helper.missing)


def import_missing():
    import _no_such


def import_missing_name():
    from _helper import nothing


def import_from_missing():
    from _no_such import x


def import_sub_of_module():
    import _helper.sub


def import_inside():
    import _helper as h
    from _helper import value as v
    return h.value, v


for f in (import_missing, import_missing_name, import_from_missing, import_sub_of_module, import_inside):
    attempt(f)
from _with_all import *
print(public, _listed, 'unlisted' in globals())
for i in range(2):
    try:
        import _fails
    except ValueError as error:
        print(error, '_fails' in sys.modules)
import _getattr_module as gm
print(gm.real, gm.dynamic, gm.dyn2, dir(gm))
attempt(lambda: gm.nope)
from _getattr_module import dynamo
print(dynamo)


def import_dyn():
    from _getattr_module import nope


attempt(import_dyn)
m = __import__('_helper')
print(m is _helper)
sys.modules['fake_module'] = _helper
import fake_module
print(fake_module is _helper)
sys.modules['none_module'] = None


def import_none():
    import none_module


attempt(import_none)
del sys.modules['_helper']
import _helper as again
print(again is alias, again.value, alias.value, again.loaded)
print(__name__, [n for n in ('__name__', '__doc__', '__file__', '__builtins__', '__spec__', '__package__', '__loader__') if n in globals()][:2])


def read(mod):
    return mod.value


log = []
for i in range(500):
    if i == 100:
        again.value = 'changed'
    if i == 200:
        del again.value
    if i == 300:
        again.__dict__['value'] = 'via dict'
    if i == 400:
        again.__getattr__ = lambda n: 'module getattr ' + n
        del again.value
    try:
        r = read(again if i % 2 else again)
    except AttributeError as error:
        r = str(error)
    if not log or log[-1] != r:
        log.append(r)
print(log)
for i in range(200):
    setattr(again, f'n{i}', i)
print(again.n0 + again.n199, len([n for n in vars(again) if n.startswith('n')]))
again.__name__ = 'renamed'
attempt(lambda: again.zzz)
del again.__getattr__
attempt(lambda: again.zzz)
attempt(lambda: setattr(again, '__dict__', {}))
attempt(lambda: again())
from math import pi, sqrt as root
print(round(pi, 4), root(16))
import math, random as rnd
print(math.pi == pi, rnd.__name__)
if True:
    import abc as conditional
print(conditional.__name__)
import _cycle_a
print(_cycle_a.second, _cycle_a.call_b())
