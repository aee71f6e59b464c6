"""`name` and `obj` of AttributeError and NameError, whoever raised them."""
import sys
import types


class Base:
    value = 1


def bare(message='plain'):
    raise AttributeError(message)


class GetAttr(Base):
    def __getattr__(self, name):
        raise AttributeError('from __getattr__')


class GetAttrNoArgs(Base):
    def __getattr__(self, name):
        raise AttributeError


class GetAttrNamed(Base):
    def __getattr__(self, name):
        raise AttributeError('named', name='other', obj=7)


class GetAttrHalf(Base):
    def __getattr__(self, name):
        raise AttributeError('half', name='other')


class GetAttrObj(Base):
    def __getattr__(self, name):
        raise AttributeError('half', obj=3)


class GetAttrDeep(Base):
    def __getattr__(self, name):
        if name == 'valeu':
            return self.deeper
        bare()


class GetAttrCustom(Base):
    class Error(AttributeError):
        pass

    def __getattr__(self, name):
        raise self.Error('custom')


class GetAttribute(Base):
    def __getattribute__(self, name):
        if name.startswith('__'):
            return object.__getattribute__(self, name)
        raise AttributeError('from __getattribute__')


class GetAttributeSuper(Base):
    def __getattribute__(self, name):
        return super().__getattribute__(name)


class GetAttributeObject(Base):
    def __getattribute__(self, name):
        return object.__getattribute__(self, name + '_x')


class Both(Base):
    def __getattribute__(self, name):
        raise AttributeError('first')

    def __getattr__(self, name):
        raise AttributeError('second')


class Property(Base):
    @property
    def valeu(self):
        raise AttributeError('from the property')


class PropertyInner(Base):
    @property
    def valeu(self):
        return [].missing


class PropertyThenGetattr(Property):
    def __getattr__(self, name):
        raise AttributeError('getattr after property')


class Descr:
    def __get__(self, obj, cls=None):
        raise AttributeError('from __get__')


class Descriptor(Base):
    valeu = Descr()


class Data(Descr):
    def __set__(self, obj, value):
        raise AttributeError('from __set__')

    def __delete__(self, obj):
        raise AttributeError('from __delete__')


class DataDescriptor(Base):
    valeu = Data()


class Slots(Base):
    __slots__ = ('valeu',)


class SlotsOnly:
    __slots__ = ('other',)


class SetAttr(Base):
    def __setattr__(self, name, value):
        raise AttributeError('from __setattr__')

    def __delattr__(self, name):
        raise AttributeError('from __delattr__')


class Meta(type):
    value = 2

    def __getattr__(cls, name):
        raise AttributeError('from the metaclass')


class WithMeta(Base, metaclass=Meta):
    pass


class MetaAttribute(type):
    def __getattribute__(cls, name):
        if name.startswith('__'):
            return type.__getattribute__(cls, name)
        raise AttributeError('metaclass __getattribute__')


class WithMetaAttribute(Base, metaclass=MetaAttribute):
    pass


class MetaProperty(type):
    @property
    def valeu(cls):
        raise AttributeError('metaclass property')


class WithMetaProperty(Base, metaclass=MetaProperty):
    pass


class ReadOnly(Base):
    @property
    def valeu(self):
        return 1


module = types.ModuleType('module')
module.value = 1
hooked = types.ModuleType('hooked')
hooked.value = 1
hooked.__getattr__ = lambda name: bare('from the module')
mapped = types.MappingProxyType({})


def outer():
    def inner():
        pass
    return inner


EVALUATED = None


def subjects():
    yield from [
        Base(), GetAttr(), GetAttrNoArgs(), GetAttrNamed(), GetAttrHalf(), GetAttrObj(),
        GetAttrDeep(), GetAttrCustom(), GetAttribute(), GetAttributeSuper(),
        GetAttributeObject(), Both(), Property(), PropertyInner(), PropertyThenGetattr(),
        Descriptor(), DataDescriptor(), Slots(), SlotsOnly(), SetAttr(), ReadOnly(),
        Base, WithMeta, WithMetaAttribute, WithMetaProperty, Property, Descriptor, WithMeta(),
        module, hooked, [], (), {}, 5, 1.5, None, 'text', outer, outer().__code__, print,
        [].append, outer.__get__(1), super(GetAttr, GetAttr()), int, mapped, ..., NotImplemented,
        types.SimpleNamespace(value=1), property(), classmethod(outer), (i for i in ()),
        list[int], int | str, object(), type, iter([]), range(3), slice(1), ValueError('x')]


def read(o):
    return o.valeu


def read_method(o):
    return o.valeu()


def call_getattr(o):
    return getattr(o, 'valeu')


def call_getattribute(o):
    return o.__getattribute__('valeu')


def call_object(o):
    return object.__getattribute__(o, 'valeu')


def call_special(o):
    return type(o).__getattribute__(o, 'valeu')


def call_hook(o):
    return type(o).__getattr__(o, 'valeu')


def store(o):
    o.valeu = 1


def delete(o):
    del o.valeu


def call_setattr(o):
    setattr(o, 'valeu', 1)


def object_setattr(o):
    object.__setattr__(o, 'valeu', 1)


def object_delattr(o):
    object.__delattr__(o, 'valeu')


def default(o):
    return getattr(o, 'valeu', 'default'), hasattr(o, 'valeu')


def augmented(o):
    o.valeu += 1


def describe(e, o):
    name = getattr(e, 'name', 'no name')
    obj = getattr(e, 'obj', None)
    same = 'it' if obj is o and o is not None else type(obj).__name__
    return '%s(%s) name=%r obj=%s args=%d' % (type(e).__name__, str(e).partition(' at 0x')[0], name, same, len(e.args))


for o in subjects():
    print(type(o).__name__, getattr(type(o), '__name__', '') if not isinstance(o, type) else
          type.__getattribute__(o, '__name__'))
    for action in (read, read_method, call_getattr, call_getattribute, call_object, call_special,
                   call_hook, default, delete, object_delattr, augmented, store, call_setattr,
                   object_setattr):
        if isinstance(o, types.ModuleType) and action in (object_setattr, object_delattr):
            continue
        results = []
        for repeat in range(3):
            try:
                result = action(o)
                results.append(repr(result).partition(' at 0x')[0] if not callable(result)
                               else type(result).__name__)
            except AttributeError as e:
                results.append(describe(e, o))
            except Exception as e:
                results.append(type(e).__name__ + ': ' + str(e).partition(' at 0x')[0])
        print('  ', action.__name__, results[0] if results == results[:1] * 3 else results)

# What an except clause sees is the same object that was raised, completed.
error = AttributeError('kept')


class Keeps:
    def __getattr__(self, name):
        raise error


k = Keeps()
for name in ('one', 'two'):
    try:
        getattr(k, name)
    except AttributeError as e:
        print(e is error, e.name, e.obj is k)
try:
    raise AttributeError('by hand')
except AttributeError as e:
    print(e.name, e.obj)

# Built-in functions that look attributes up.
for label, f in {
    'import from': lambda: exec('from sys import nothing_there'),
    'import submodule': lambda: __import__('sys.nothing'),
    'call_method': lambda: sorted([1], key=Base().missing),
    'format': lambda: '{0.missing}'.format(Base()),
    'format getattr': lambda: '{0.missing}'.format(GetAttr()),
    'with': lambda: exec('with Base(): pass', {'Base': Base}),
    'super': lambda: super(GetAttr, GetAttr()).missing,
    'operator': lambda: __import__('operator').attrgetter('value.missing')(Base()),
    'methodcaller': lambda: __import__('operator').methodcaller('missing')(GetAttr()),
    'vars': lambda: vars(5),
    'del slot': lambda: delattr(Slots(), 'valeu'),
    'reset dict': lambda: delattr(Base(), '__dict__'),
    'function attr': lambda: outer.missing,
    'tuple attr': lambda: setattr((), 'x', 1),
    'type attr': lambda: setattr(int, 'x', 1),
    'del type attr': lambda: delattr(int, 'x'),
    'del class attr': lambda: delattr(Base, 'missing'),
    'read-only': lambda: setattr(outer.__code__, 'co_name', 1),
    'readonly complex': lambda: setattr(1j, 'real', 2),
    'module del': lambda: delattr(module, 'missing'),
    'builtin method': lambda: setattr([], 'append', 1),
    'del builtin method': lambda: delattr([], 'append'),
    'builtin missing': lambda: setattr([], 'missing', 1),
    'del builtin missing': lambda: delattr([], 'missing'),
    '__class__ of int': lambda: setattr(5, '__class__', str),
    'function __name__': lambda: delattr(outer, '__missing__'),
    'getset': lambda: setattr(outer.__get__(1), '__func__', 1),
    'int real': lambda: setattr(5, 'real', 1),
    'wrapper': lambda: delattr(staticmethod(outer), 'missing'),
    'property': lambda: setattr(property(), 'fget', 1),
    'no setter': lambda: setattr(ReadOnly(), 'valeu', 1),
    'no deleter': lambda: delattr(ReadOnly(), 'valeu'),
    'no getter': lambda: type('P', (), {'p': property()})().p,
    'annotations': lambda: int.__annotations__,
    'del annotations': lambda: delattr(int, '__annotations__'),
    'abstract': lambda: Base.__abstractmethods__,
    'del abstract': lambda: delattr(Base, '__abstractmethods__'),
    'dict': lambda: object().__dict__,
    'object': lambda: object().missing,
    'object set': lambda: setattr(object(), 'missing', 1),
    'slots set': lambda: setattr(SlotsOnly(), 'missing', 1),
    'slots del': lambda: delattr(SlotsOnly(), 'missing'),
    'BaseException': lambda: ValueError().missing,
}.items():
    try:
        print(label, f())
    except Exception as e:
        obj = getattr(e, 'obj', 0)
        print(label, type(e).__name__, str(e).partition(' at 0x')[0], getattr(e, 'name', 'no name'),
              type(obj).__name__ if not isinstance(obj, (type, str, int)) else obj)


# NameError and UnboundLocalError
def unbound():
    print(undefined_local)
    undefined_local = 1


def deleted():
    x = 1
    del x
    del x


def free():
    def inner():
        return cell
    result = inner()
    cell = 1


def free_del():
    cell = 1
    def inner():
        nonlocal cell
        del cell
        del cell
    inner()


def raised():
    raise NameError('by hand')


def given():
    raise NameError('given', name='n')


class Names(dict):
    def __missing__(self, key):
        raise KeyError(key)


class NamesRaise(dict):
    def __missing__(self, key):
        raise NameError('from __missing__')


class NamesAttr(dict):
    def __missing__(self, key):
        raise AttributeError('from __missing__')


def class_body():
    class C:
        x = undefined_in_class


def class_body_del():
    class C:
        del undefined_in_class


def global_del():
    global undefined_global
    del undefined_global


def comprehension():
    return [undefined_global for i in (1,)]


for f in (unbound, deleted, free, free_del, raised, given, class_body, class_body_del, global_del,
          comprehension, lambda: undefined_global, lambda: exec('nothing', {}),
          lambda: exec('del nothing', {}), lambda: eval('nothing', {}, Names()),
          lambda: eval('nothing', {}, NamesRaise()), lambda: eval('nothing', {}, NamesAttr()),
          lambda: exec('class C:\n  nothing', {}), lambda: exec('nothing += 1', {})):
    try:
        f()
    except Exception as e:
        print(f.__name__, type(e).__name__, e, getattr(e, 'name', 'no name'), getattr(e, 'obj', 'no obj'))


# A site that is warm, and errors from deeper inside.
class Deep(Base):
    @property
    def inner(self):
        return bare('deep')

    def method(self):
        return bare('method')

    def generator(self):
        yield self.method()


def hot(f, o):
    seen = set()
    for i in range(100):
        try:
            seen.add(f(o))
        except AttributeError as e:
            seen.add((str(e), e.name, e.obj is o))
    return seen


print(hot(lambda o: o.inner, GetAttr()), hot(lambda o: o.x.y, GetAttr()))
print(hot(lambda o: o.method(), Deep()), hot(lambda o: list(o.generator()), Deep()))
print(hot(lambda o: getattr(o, 'inner'), Deep()))
