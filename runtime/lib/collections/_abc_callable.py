"""What Callable[[argument, ...], result] is."""
from types import GenericAlias

from collections.abc import Callable


class _CallableGenericAlias(GenericAlias):
    """Callable[[argument, ...], result]: its __args__ are flat, the result being the last."""

    __module__ = "collections.abc"
    __slots__ = ()

    def __new__(cls, origin, args):
        if not isinstance(args, tuple) or len(args) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        parameters, result = args
        if isinstance(parameters, (list, tuple)):
            args = (*parameters, result)
        elif not _stands_for_parameters(parameters):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {parameters}")
        return super().__new__(cls, origin, args)

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _stands_for_parameters(args[0]):
            return super().__repr__()
        parameters = ", ".join([_type_text(arg) for arg in args[:-1]])
        return f"collections.abc.Callable[[{parameters}], {_type_text(args[-1])}]"

    def __reduce__(self):
        args = self.__args__
        if len(args) != 2 or not _stands_for_parameters(args[0]):
            args = list(args[:-1]), args[-1]
        return _CallableGenericAlias, (Callable, args)

    def __getitem__(self, item):
        args = super().__getitem__(item if isinstance(item, tuple) else (item,)).__args__
        if len(args) != 2 or not isinstance(args[0], (tuple, list)):
            parameters = args[:-1]
            if len(parameters) == 1 and _stands_for_parameters(parameters[0]):
                return _CallableGenericAlias(Callable, (parameters[0], args[-1]))
            args = list(parameters), args[-1]
        return _CallableGenericAlias(Callable, tuple(args))


def _stands_for_parameters(arg):
    """Whether it may take the place of the list of argument types."""
    if arg is Ellipsis:
        return True
    kind = type(arg)
    return kind.__module__ == "typing" and kind.__name__ in ("ParamSpec", "_ConcatenateGenericAlias")


def _type_text(arg):
    if isinstance(arg, type) and not isinstance(arg, GenericAlias):
        module = arg.__module__
        return arg.__qualname__ if module == "builtins" else f"{module}.{arg.__qualname__}"
    if arg is Ellipsis:
        return "..."
    if isinstance(arg, tuple):
        return "[" + ", ".join([_type_text(item) for item in arg]) + "]"
    return repr(arg)
