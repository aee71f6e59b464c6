"""The asynchronous part of collections.abc."""
from abc import ABCMeta, abstractmethod
from types import GenericAlias

from collections.abc import _has_methods, _raise_thrown


class Awaitable(metaclass=ABCMeta):

    __module__ = "collections.abc"
    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield

    @classmethod
    def __subclasshook__(cls, other):
        return _has_methods(other, "__await__") if cls is Awaitable else NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


class Coroutine(Awaitable):

    __module__ = "collections.abc"
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        """Resumes with a value. Returns what is awaited next, or raises StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resumes with an exception. Returns what is awaited next, or raises StopIteration."""
        _raise_thrown(typ, val, tb)

    def close(self):
        """Resumes with GeneratorExit, upon which it must end."""
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError("coroutine ignored GeneratorExit")

    @classmethod
    def __subclasshook__(cls, other):
        if cls is not Coroutine:
            return NotImplemented
        return _has_methods(other, "__await__", "send", "throw", "close")


class _Steps(Coroutine):
    """The coroutine whose steps a generator makes."""

    __module__ = "collections.abc"
    __slots__ = ("_generator",)

    def __init__(self, generator):
        self._generator = generator

    def __await__(self):
        return self._generator

    def send(self, value):
        return self._generator.send(value)

    def throw(self, typ, val=None, tb=None):
        if isinstance(typ, type):
            typ = typ() if val is None else val
        return self._generator.throw(typ if tb is None else typ.with_traceback(tb))


def _raising_steps(exception):
    raise exception
    yield


class AsyncIterable(metaclass=ABCMeta):

    __module__ = "collections.abc"
    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return _Steps(_raising_steps(StopAsyncIteration()))

    @classmethod
    def __subclasshook__(cls, other):
        return _has_methods(other, "__aiter__") if cls is AsyncIterable else NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


class AsyncIterator(AsyncIterable):

    __module__ = "collections.abc"
    __slots__ = ()

    @abstractmethod
    def __anext__(self):
        """Awaited, gives the next item; raises StopAsyncIteration at the end."""
        return _Steps(_raising_steps(StopAsyncIteration()))

    def __aiter__(self):
        return self

    @classmethod
    def __subclasshook__(cls, other):
        return _has_methods(other, "__anext__", "__aiter__") if cls is AsyncIterator else NotImplemented


class AsyncGenerator(AsyncIterator):

    __module__ = "collections.abc"
    __slots__ = ()

    def __anext__(self):
        """Awaited, gives the next item; raises StopAsyncIteration at the end."""
        return self.asend(None)

    @abstractmethod
    def asend(self, value):
        """Awaited, resumes with a value and gives the next item, or raises StopAsyncIteration."""
        return _Steps(_raising_steps(StopAsyncIteration()))

    @abstractmethod
    def athrow(self, typ, val=None, tb=None):
        """Awaited, resumes with an exception and gives the next item, or raises StopAsyncIteration."""
        def steps():
            _raise_thrown(typ, val, tb)
            yield
        return _Steps(steps())

    def aclose(self):
        """Awaited, resumes with GeneratorExit, upon which it must end."""
        def steps():
            try:
                yield from self.athrow(GeneratorExit).__await__()
            except (GeneratorExit, StopAsyncIteration):
                return
            raise RuntimeError("asynchronous generator ignored GeneratorExit")
        return _Steps(steps())

    @classmethod
    def __subclasshook__(cls, other):
        if cls is not AsyncGenerator:
            return NotImplemented
        return _has_methods(other, "__aiter__", "__anext__", "asend", "athrow", "aclose")
