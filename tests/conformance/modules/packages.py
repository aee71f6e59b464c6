import sys


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', str(error).split(' (/')[0])


import pkg
print(pkg.version, pkg.renamed, pkg.one.one_value, pkg.__name__, pkg.__package__)
print(hasattr(pkg, 'two'), 'pkg.two' in sys.modules)
import pkg.two
print(pkg.two.two_value, pkg.two.dv, pkg.one.sibling())
import pkg.sub.deep as deep
from pkg.sub import deep as deep2
from pkg import sub
print(deep is deep2, deep.deep_value, sub.__name__, deep.__name__, deep.__package__, pkg.sub.deep is deep)


def missing_sub():
    import pkg.nothing


def missing_from():
    from pkg import nothing


def missing_deep():
    import pkg.sub.nothing.more


def relative_from_main():
    from . import x


def relative_from_main2():
    from .pkg import one


for f in (missing_sub, missing_from, missing_deep, relative_from_main, relative_from_main2):
    attempt(f)
from pkg import one, two as second
print(one.one_value, second.two_value, one is pkg.one)
import pkg as p
print(p is pkg, p.sub.deep.deep_value, sorted(k for k in sys.modules if k.startswith('pkg')))
import pkg.one as aliased
print(aliased is one)


def local_import():
    import pkg.sub.deep
    return pkg.sub.deep.deep_value


print(local_import())
pkg.one.one_value = 'patched'
print(one.one_value, second.one_value, deep.up.one_value)
total = 0
for i in range(300):
    pkg.sub.deep.deep_value = i
    total += p.sub.deep.deep_value
print(total)
