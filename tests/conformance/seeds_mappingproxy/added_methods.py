"""Methods added to a class from outside; special methods take effect when set as attributes."""


class Parser:
    def __init__(self, text):
        self.text = text


def count(self):
    return len(self.text.split())


parser = Parser('one two three')
try:
    parser.count()
except AttributeError as error:
    print(error)
Parser.count = count
print(parser.count(), Parser('a b').count())
setattr(Parser, 'upper', lambda self: self.text.upper())
print(parser.upper())


class C:
    pass


def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print('TypeError:', error)


c = C()
attempt(lambda: len(c))
C.__len__ = lambda self: 42
attempt(lambda: len(c))
attempt(lambda: bool(c))
C.__len__ = C.__dict__['__len__']
attempt(lambda: len(C()))
c.__len__ = lambda: 7
attempt(lambda: len(c))
attempt(lambda: c.__len__())
del C.__len__
attempt(lambda: len(c))
attempt(lambda: bool(c))

# every special method, added and removed while a loop uses it
results = []
for i in range(300):
    if i == 50:
        C.__add__ = lambda self, other: 'add'
        C.__getitem__ = lambda self, key: key
        C.__call__ = lambda self: 'call'
        C.__contains__ = lambda self, item: item == 1
        C.__iter__ = lambda self: iter((1, 2))
    if i == 200:
        del C.__add__, C.__getitem__, C.__call__, C.__contains__, C.__iter__
    line = []
    for operation in (lambda: c + 1, lambda: c[5], lambda: c(), lambda: 1 in c, lambda: list(c)):
        try:
            line.append(operation())
        except TypeError as error:
            line.append(str(error))
    if not results or results[-1] != line:
        results.append(line)
for line in results:
    print(line)


# a "frozen" subclass: copies every inherited method into its own dict
class Base:
    def one(self):
        return 1

    def two(self):
        return 2


class Mixin:
    def two(self):
        return 22

    def three(self):
        return 33


class Sub(Mixin, Base):
    pass


def freeze(cls):
    for base in cls.__mro__[1:-1]:
        for name, value in base.__dict__.items():
            if not name.startswith('__') and name not in cls.__dict__:
                setattr(cls, name, value)
    return cls


sub = Sub()
before = (sub.one(), sub.two(), sub.three())
freeze(Sub)
print(before, (sub.one(), sub.two(), sub.three()))
print([n for n in Sub.__dict__ if not n.startswith('__')])
Base.one = lambda self: 'changed'
print(sub.one(), Base().one())
del Sub.one
print(sub.one())
