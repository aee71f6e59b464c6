"""namedtuple."""
import sys

__name__ = "collections"  # what functions and classes say of themselves

_KEYWORDS = frozenset(
    "False None True and as assert async await break class continue def del elif else except finally for from global "
    "if import in is lambda nonlocal not or pass raise return try while with yield".split())


def _field_names(typename, names, rename):
    """The names of the fields, checked, as a list."""
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    names = [str(name) for name in names]
    if rename:
        used = set()
        for index, name in enumerate(names):
            if not name.isidentifier() or name in _KEYWORDS or name.startswith("_") or name in used:
                names[index] = f"_{index}"
            used.add(name)
    for name in [typename] + names:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _KEYWORDS:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    used = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in used:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        used.add(name)
    return [sys.intern(name) for name in names]


_tuple_item = tuple.__getitem__
_field_docs = {}  # index -> doc, shared


def _no_store(self, value):
    raise AttributeError("can't set attribute")


def _no_delete(self):
    raise AttributeError("can't delete attribute")


def _field(index):
    """The descriptor of a field. It looks into the tuple itself: a derived class may define __getitem__ otherwise."""
    doc = _field_docs.setdefault(index, f"Alias for field number {index}")
    return property(lambda self: _tuple_item(self, index), _no_store, _no_delete, doc)


def _constructor(typename, names, defaults):
    """__new__ with the fields as its parameters, so that their names and number are checked as for any function."""
    parameters = "".join([f", {name}" for name in names])
    items = "".join([f"{name}, " for name in names])
    namespace = {"_tuple_new": tuple.__new__, "__builtins__": {}, "__name__": f"namedtuple_{typename}"}
    exec(f"def __new__(_cls{parameters}):\n    return _tuple_new(_cls, ({items}))\n", namespace)
    constructor = namespace["__new__"]
    constructor.__doc__ = f"Create new instance of {typename}({', '.join(names)})"
    if defaults is not None:
        constructor.__defaults__ = defaults
    return constructor


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Makes a class of tuples whose items are attributes, too."""
    typename = sys.intern(str(typename))
    names = _field_names(typename, field_names, rename)
    count = len(names)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > count:
            raise TypeError("Got more default values than field names")
        field_defaults = dict(zip(names[count - len(defaults):], defaults))
    fields = tuple(names)
    shown = "(" + ", ".join([f"{name}=%r" for name in names]) + ")"
    tuple_new = tuple.__new__

    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if len(result) != count:
            raise TypeError(f"Expected {count} arguments, got {len(result)}")
        return result

    def _replace(self, /, **kwds):
        result = self._make([kwds.pop(name, value) for name, value in zip(fields, self)])
        if kwds:
            raise TypeError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    def __repr__(self):
        """Return a nicely formatted representation string"""
        return self.__class__.__name__ + shown % tuple(self)

    def _asdict(self):
        """Return a new dict which maps field names to their values."""
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        """Return self as a plain tuple.  Used by copy and pickle."""
        return tuple(self)

    _make.__doc__ = f"Make a new {typename} object from a sequence or iterable"
    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"
    constructor = _constructor(typename, names, defaults)
    for method in constructor, _make, _replace, __repr__, _asdict, __getnewargs__:
        method.__qualname__ = f"{typename}.{method.__name__}"
    namespace = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": field_defaults,
        "__new__": constructor,
        "_make": classmethod(_make),
        "__replace__": _replace,
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": fields,
    }
    for index, name in enumerate(names):
        namespace[name] = _field(index)
    result = type(typename, (tuple,), namespace)
    if module is None:
        module = sys._getframemodulename(1) or "__main__"
    result.__module__ = module
    return result
