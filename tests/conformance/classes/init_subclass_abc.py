import abc


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Base:
    subs = []

    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        Base.subs.append((cls.__name__, tag))


class A(Base, tag='a'):
    pass


class B(A):
    pass


print(Base.subs, A.tag, B.tag)


def bad_keyword():
    class C(Base, unknown=1):
        pass


def plain_keyword():
    class C(object, x=1):
        pass


attempt(bad_keyword)
attempt(plain_keyword)


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        """The area."""

    @property
    @abc.abstractmethod
    def name(self):
        pass

    def describe(self):
        return f'{self.name}: {self.area()}'


attempt(Shape)


class Half(Shape):
    def area(self):
        return 1


attempt(Half)


class Square(Shape):
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s ** 2

    name = 'square'


print(Square(3).describe(), isinstance(Square(1), Shape), issubclass(Square, Shape), sorted(Shape.__abstractmethods__), Square.__abstractmethods__, Shape.area.__isabstractmethod__)


class Virtual:
    def area(self):
        return 0


print(isinstance(Virtual(), Shape), Shape.register(Virtual) is Virtual, isinstance(Virtual(), Shape), issubclass(Virtual, Shape), Virtual.__mro__)


class Sub(Virtual):
    pass


print(isinstance(Sub(), Shape), issubclass(int, Shape))


class Sized(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Sized:
            return any('__len__' in k.__dict__ for k in other.__mro__)
        return NotImplemented


class HasLen:
    def __len__(self):
        return 0


print(isinstance([], Sized), isinstance(HasLen(), Sized), isinstance(5, Sized), issubclass(dict, Sized))


class MyMeta(abc.ABCMeta):
    pass


class WithMeta(metaclass=MyMeta):
    @abc.abstractmethod
    def one(self):
        pass

    @abc.abstractmethod
    def two(self):
        pass

    @classmethod
    @abc.abstractmethod
    def three(cls):
        pass

    @staticmethod
    @abc.abstractmethod
    def four():
        pass


attempt(WithMeta)


class Partly(WithMeta):
    def one(self):
        return super().one()

    def two(self):
        pass

    @classmethod
    def three(cls):
        pass


attempt(Partly)
Partly.four = 5
attempt(Partly)


class Done(Partly):
    @staticmethod
    def four():
        return 4


print(Done().four(), Done().one())


class Checked(type):
    def __instancecheck__(cls, obj):
        print('instancecheck', obj)
        return obj == 'yes'

    def __subclasscheck__(cls, sub):
        print('subclasscheck', sub.__name__)
        return True


class Magic(metaclass=Checked):
    pass


print(isinstance('yes', Magic), isinstance(5, Magic), issubclass(int, Magic), isinstance(Magic(), Magic), isinstance('yes', (int, Magic)))


class Liar:
    @property
    def __class__(self):
        return int


liar = Liar()
print(isinstance(liar, int), isinstance(liar, Liar), type(liar).__name__, liar.__class__)


class BadCheck(type):
    def __instancecheck__(cls, obj):
        raise ValueError('check failed')


class BadClass(metaclass=BadCheck):
    pass


attempt(lambda: isinstance(5, BadClass))


def check(o, k):
    return isinstance(o, k)


pairs = [(1, int), (True, int), ('a', str), (A(), Base), (Square(1), Shape), (5, Shape), (Virtual(), Shape), ([], Sized), (1, (str, float)), (1, (str, (float, int))), (None, type(None)), (int, type), (liar, int)]
for o, k in pairs:
    r = [check(o, k) for _ in range(60)]
    print(r[0], all(x == r[0] for x in r), end=' ')
print()
hits = sum(check(*pairs[i % len(pairs)]) for i in range(500))
print(hits)
print(int | str, isinstance(5, int | str), isinstance('x', int | None), issubclass(bool, int | str), int | None, (int | str) == (str | int))
attempt(lambda: isinstance(5, int | 5))
attempt(lambda: issubclass(int | str, int))
