def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Base:
    def __init__(self):
        self.log = ['Base']

    def who(self):
        return ['Base']


class Left(Base):
    def __init__(self):
        super().__init__()
        self.log.append('Left')

    def who(self):
        return ['Left'] + super().who()


class Right(Base):
    def __init__(self):
        super().__init__()
        self.log.append('Right')

    def who(self):
        return ['Right'] + super().who()


class Bottom(Left, Right):
    def __init__(self):
        super().__init__()
        self.log.append('Bottom')

    def who(self):
        return ['Bottom'] + super().who()


b = Bottom()
print(b.log, b.who(), [c.__name__ for c in Bottom.__mro__])
print(super(Left, b).who(), super(Bottom, Bottom).who(b), super(Right, b).who(), Left.who(b))
attempt(lambda: super(Bottom, Left()).who())
attempt(lambda: super(5, b))
attempt(lambda: super(Bottom, 5))
attempt(lambda: super(Base, b).who())
attempt(lambda: super().x)
attempt(lambda: super(Bottom).who)


def orphan():
    return super().x


attempt(orphan)


def orphan_arg(self):
    return super().x


attempt(lambda: orphan_arg(1))


class Uses:
    def deleted(self):
        del self
        return super().x

    def nested(self):
        return [super(Uses, self).__class__ for _ in range(1)], (lambda: super(Uses, self))().__thisclass__.__name__

    def comp(self):
        return [__class__.__name__ for _ in range(2)]

    @classmethod
    def cm(cls):
        return super().__name__ if hasattr(super(), '__name__') else 'no name'

    @staticmethod
    def sm():
        return super().x

    def missing(self):
        return super().nothing

    def setter(self):
        super().attr = 5


u = Uses()
attempt(u.deleted)
attempt(u.nested)
attempt(u.comp)
attempt(u.cm)
attempt(u.sm)
attempt(u.missing)
attempt(u.setter)


class P:
    attr = 'P'

    @property
    def prop(self):
        return 'P prop of ' + type(self).__name__

    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def stat():
        return 'static'

    def __repr__(self):
        return 'P repr'

    def __eq__(self, other):
        return 'P eq'

    def __getitem__(self, k):
        return 'P item', k

    def __len__(self):
        return 3


class Q(P):
    attr = 'Q'

    @property
    def prop(self):
        return 'Q prop, ' + super().prop

    @classmethod
    def make(cls):
        return 'Q ' + super().make()

    @staticmethod
    def stat():
        return 'Q ' + P.stat()

    def __repr__(self):
        return 'Q(' + super().__repr__() + ')'

    def __getitem__(self, k):
        return super().__getitem__(k + 1), super().attr

    def all(self):
        s = super()
        return s.attr, s.make(), s.stat(), s.prop, s.__repr__(), s.__len__(), s.__eq__(1), s.__class__.__name__


q = Q()
print(q.prop, q.make(), Q.make(), q.stat(), repr(q), q[1], q.all())


class R(Q):
    pass


print(R().prop, R.make(), R().all())
s = super(Q, q)
print(s.__thisclass__.__name__, s.__self__ is q, s.__self_class__.__name__, type(s).__name__, s.attr)
attempt(lambda: s[1])
attempt(lambda: len(s))

for bases in ('AB', 'BA'):
    class A1:
        pass

    class B1(A1):
        pass
    attempt(lambda: [c.__name__ for c in type('X', (B1, A1) if bases == 'BA' else (A1, B1), {}).__mro__])


class X:
    pass


class Y:
    pass


class XY(X, Y):
    pass


class YX(Y, X):
    pass


attempt(lambda: type('Z', (XY, YX), {}))


class O:
    pass


class F(O):
    pass


class E(O):
    pass


class D(O):
    pass


class C(D, F):
    pass


class B(D, E):
    pass


class AA(B, C):
    pass


print([c.__name__ for c in AA.__mro__], AA.mro() == list(AA.__mro__), B.__subclasses__(), O.__subclasses__())


class Mixin:
    def save(self):
        return 'mixin>' + super().save()


class Store:
    def save(self):
        return 'store'


class Doc(Mixin, Store):
    def save(self):
        return 'doc>' + super().save()


d = Doc()
log = []
for i in range(400):
    if i == 100:
        Store.save = lambda self: 'store2'
    if i == 200:
        del Mixin.save
    if i == 250:
        Doc.__bases__ = (Store,)
    if i == 300:
        Doc.__bases__ = (type('N', (Store,), {'save': lambda self: 'new base'}),)
    r = d.save()
    if not log or log[-1] != r:
        log.append(r)
print(log)


class Init:
    def __init__(self, **kw):
        super().__init__()
        self.kw = kw


class I2(Init):
    def __init__(self, a, **kw):
        super().__init__(**kw)
        self.a = a


class I3(I2):
    def __init__(self, b, **kw):
        super().__init__(**kw)
        self.b = b


total = 0
for i in range(200):
    o = I3(b=i, a=i * 2, c=1)
    total += o.a + o.b + len(o.kw)
print(total)
attempt(lambda: I3(b=1))


def outside(self):
    return __class__


attempt(lambda: outside(1))


class Super2(P):
    def make2(self, super=super):
        return super(Super2, self).make()


print(Super2().make2())


class Rebind:
    def m(self):
        self = 'changed'
        try:
            return super().upper()
        except TypeError as error:
            return str(error)


print(Rebind().m())
