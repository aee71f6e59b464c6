"""Abstract base classes: ABCMeta, ABC and the decorators for abstract methods.

A class remembers which classes it has answered for. Answers are kept per class: positive ones for good, negative ones until
anything is registered anywhere.
"""
from _weakrefset import WeakSet as _WeakSet

__all__ = ["ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty",
           "abstractstaticmethod", "get_cache_token", "update_abstractmethods"]

_registrations = 0


def abstractmethod(funcobj):
    """Marks a method that a concrete subclass must define."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated: use classmethod over abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """Deprecated: use staticmethod over abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """Deprecated: use property over abstractmethod."""

    __isabstractmethod__ = True


def get_cache_token():
    """A number that changes with every register()."""
    return _registrations


def _abstract_names(cls):
    names = {name for name, value in cls.__dict__.items()
             if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


def update_abstractmethods(cls):
    """Works out anew which abstract methods the class has, after methods were added to it."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls)
    return cls


class _State:
    """What an abstract class knows about other classes."""

    __slots__ = ("registry", "positive", "negative", "negative_at")

    def __init__(self):
        self.registry = None
        self.positive = None
        self.negative = None
        self.negative_at = 0

    def registered(self):
        return () if self.registry is None else self.registry

    def register(self, subclass):
        if self.registry is None:
            self.registry = _WeakSet()
        self.registry.add(subclass)

    def remember(self, subclass, answer):
        if answer:
            if self.positive is None:
                self.positive = _WeakSet()
            self.positive.add(subclass)
        else:
            if self.negative is None or self.negative_at != _registrations:
                self.negative = _WeakSet()
                self.negative_at = _registrations
            self.negative.add(subclass)
        return answer

    def known(self, subclass):
        """True, False, or None: not known."""
        if self.positive is not None and subclass in self.positive:
            return True
        if self.negative is not None and self.negative_at == _registrations and subclass in self.negative:
            return False
        return None


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_impl = _State()
        return cls

    def register(cls, subclass):
        """Makes `subclass` a virtual subclass; returns it, so that this serves as a decorator."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.register(subclass)
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        known = cls._abc_impl.known(subclass)
        if known:
            return True
        actual = type(instance)
        if actual is subclass:
            return known if known is not None else cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        state = cls._abc_impl
        known = state.known(subclass)
        if known is not None:
            return known
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            if not isinstance(answer, bool):
                raise AssertionError("__subclasshook__ must return True, False or NotImplemented")
            return state.remember(subclass, answer)
        if cls in getattr(subclass, "__mro__", ()):
            return state.remember(subclass, True)
        for registered in list(state.registered()):
            if issubclass(subclass, registered):
                return state.remember(subclass, True)
        for derived in cls.__subclasses__():
            if issubclass(subclass, derived):
                return state.remember(subclass, True)
        return state.remember(subclass, False)

    def _dump_registry(cls, file=None):
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Registered: {list(cls._abc_impl.registered())!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry = None

    def _abc_caches_clear(cls):
        cls._abc_impl.positive = cls._abc_impl.negative = None


class ABC(metaclass=ABCMeta):
    """A class to derive abstract base classes from."""

    __slots__ = ()
