"""Print and format exceptions, tracebacks and stacks, as the interpreter does for uncaught exceptions."""

import sys

import _krait_traceback

__all__ = [
    "FrameSummary",
    "StackSummary",
    "TracebackException",
    "clear_frames",
    "extract_stack",
    "extract_tb",
    "format_exc",
    "format_exception",
    "format_exception_only",
    "format_list",
    "format_stack",
    "format_tb",
    "print_exc",
    "print_exception",
    "print_last",
    "print_list",
    "print_stack",
    "print_tb",
    "walk_stack",
    "walk_tb",
]

_MISSING = object()
_SHOWN_REPEATS = 3
_CAUSE_MESSAGE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT_MESSAGE = "\nDuring handling of the above exception, another exception occurred:\n\n"


class FrameSummary:
    """One entry of a traceback or a stack."""

    __slots__ = ("filename", "lineno", "name", "locals", "end_lineno", "colno", "end_colno", "_line", "_text")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.locals = None if locals is None else {key: repr(value) for key, value in locals.items()}
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self._line = line
        self._text = None

    @property
    def line(self):
        return None if self._line is None else self._line.strip()

    def _format(self):
        if self._text is not None:
            text = self._text
        else:
            text = f'  File "{self.filename}", line {self.lineno}, in {self.name}\n'
            if self.line:
                text += f"    {self.line}\n"
        if self.locals:
            for name, value in sorted(self.locals.items()):
                text += f"    {name} = {value}\n"
        return text

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other) and self.locals == other.locals
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    __hash__ = None

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def _summaries(entries, capture_locals=False):
    # FrameSummary objects for traceback entries or frames.
    result = []
    for entry, description in zip(entries, _krait_traceback.describe(entries)):
        filename, lineno, name, end_lineno, colno, end_colno, line, text = description
        frame = getattr(entry, "tb_frame", entry)
        summary = FrameSummary(filename, lineno, name, locals=frame.f_locals if capture_locals else None, line=line,
                               end_lineno=end_lineno, colno=colno, end_colno=end_colno)
        summary._text = text
        result.append(summary)
    return result


def _limited(entries, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return entries
    return entries[:limit] if limit >= 0 else entries[limit:]


def _tracebacks(tb):
    while tb is not None:
        yield tb
        tb = tb.tb_next


class StackSummary(list):
    """The entries of a traceback or a stack, outermost first."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """From (frame, line number) pairs, as walk_stack() and walk_tb() give them."""
        result = cls()
        pairs = _limited(list(frame_gen), limit)
        for summary, (_, lineno) in zip(_summaries([frame for frame, _ in pairs], capture_locals), pairs):
            if summary.lineno != lineno:
                summary = FrameSummary(summary.filename, lineno, summary.name)
            result.append(summary)
        return result

    @classmethod
    def from_list(cls, a_list):
        result = cls()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            result.append(entry)
        return result

    def format_frame_summary(self, frame_summary):
        return frame_summary._format()

    def format(self):
        result = []
        last = None
        count = 0
        for entry in self:
            text = self.format_frame_summary(entry)
            if text is None:
                continue
            place = (entry.filename, entry.lineno, entry.name)
            if place != last:
                _add_repeats(result, count)
                last = place
                count = 0
            count += 1
            if count <= _SHOWN_REPEATS:
                result.append(text)
        _add_repeats(result, count)
        return result


def _add_repeats(result, count):
    more = count - _SHOWN_REPEATS
    if more > 0:
        result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def _given_exception(exc, value):
    if value is _MISSING:
        value = exc
    if value is not None and not isinstance(value, BaseException):
        raise TypeError(f"Exception expected for value, {type(value).__name__} found")
    return value


class _OtherTraceback:
    # While an exception is formatted with a traceback that is not its own.

    def __init__(self, value, tb):
        self.value = value
        self.tb = tb

    def __enter__(self):
        self.before = self.value.__traceback__
        if self.before is not self.tb:
            self.value.__traceback__ = self.tb

    def __exit__(self, *exc_info):
        if self.before is not self.tb:
            self.value.__traceback__ = self.before


def _exception_and_traceback(exc, value, tb):
    value = _given_exception(exc, value)
    if tb is _MISSING:
        tb = None if value is None else value.__traceback__
    return value, tb


def print_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, file=None, chain=True, **kwargs):
    """Print an exception with its traceback, and the exceptions that led to it."""
    value, tb = _exception_and_traceback(exc, value, tb)
    if value is None or limit is not None or hasattr(sys, "tracebacklimit"):
        text = "".join(format_exception(value, value, tb, limit, chain))
    else:
        with _OtherTraceback(value, tb):
            text = _krait_traceback.format(value, bool(chain))
    _write(text, file)


def format_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, chain=True, **kwargs):
    """The text that print_exception() prints, as a list of strings that end in newlines."""
    value, tb = _exception_and_traceback(exc, value, tb)
    if value is None:
        return ["NoneType: None\n"]
    return list(TracebackException(type(value), value, tb, limit=limit).format(chain=chain))


def format_exception_only(exc, /, value=_MISSING, *, show_group=False, **kwargs):
    """The last part of the report: type, text and notes."""
    value = _given_exception(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    return _krait_traceback.format_only(value).splitlines(True)


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The text of print_exc()."""
    parts = []
    print_exc(limit, _Parts(parts), chain)
    return "".join(parts)


class _Parts:
    # A file that keeps what is written to it.

    def __init__(self, parts):
        self.write = parts.append


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody handled."""
    if not hasattr(sys, "last_exc"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def _write(text, file):
    print(text, end="", file=sys.stderr if file is None else file)


def walk_tb(tb):
    """Yield (frame, line number) for the entries of a traceback."""
    for entry in _tracebacks(tb):
        yield entry.tb_frame, entry.tb_lineno


def walk_stack(f):
    """Yield (frame, line number) from a frame (the caller's if None) outwards."""
    if f is None:
        f = sys._getframe().f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    """The entries of a traceback as a StackSummary."""
    return StackSummary(_summaries(_limited(list(_tracebacks(tb)), limit)))


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    _write("".join(format_tb(tb, limit)), file)


def _stack(f, limit):
    frames = [frame for frame, _ in walk_stack(f)]
    frames = _limited(frames, limit)
    frames.reverse()
    return StackSummary(_summaries(frames))


def extract_stack(f=None, limit=None):
    """The frames that are running, up to the caller (or `f`), as a StackSummary."""
    return _stack(sys._getframe().f_back if f is None else f, limit)


def format_stack(f=None, limit=None):
    return _stack(sys._getframe().f_back if f is None else f, limit).format()


def print_stack(f=None, limit=None, file=None):
    _write("".join(_stack(sys._getframe().f_back if f is None else f, limit).format()), file)


def format_list(extracted_list):
    """The text of entries, as extract_tb() and extract_stack() give them."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _write("".join(format_list(extracted_list)), file)


def clear_frames(tb):
    """Drop the local variables of all frames of a traceback."""
    for entry in _tracebacks(tb):
        try:
            entry.tb_frame.clear()
        except RuntimeError:
            pass  # it is still running


class TracebackException:
    """What is to be said about an exception, taken down for later."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10):
        self._take(exc_type, exc_value, exc_traceback, limit, capture_locals)
        seen = {id(exc_value)}
        rest = [(self, exc_value)]
        while rest:
            taken, exc = rest.pop()
            for name in ("__cause__", "__context__"):
                other = getattr(exc, name)
                if other is None or id(other) in seen:
                    continue
                seen.add(id(other))
                new = TracebackException.__new__(TracebackException)
                new._take(type(other), other, other.__traceback__, limit, capture_locals)
                setattr(taken, name, new)
                rest.append((new, other))

    def _take(self, exc_type, exc_value, exc_traceback, limit, capture_locals):
        self.exc_type = exc_type
        self.exc_type_str = exc_type.__qualname__
        if exc_type.__module__ not in ("builtins", "__main__"):
            self.exc_type_str = f"{exc_type.__module__}.{exc_type.__qualname__}"
        self.stack = None
        if exc_traceback is not None:
            self.stack = StackSummary(_summaries(_limited(list(_tracebacks(exc_traceback)), limit), capture_locals))
        self._only = format_exception_only(exc_value)
        self._group = None  # the text of a group and its members
        if isinstance(exc_value, BaseExceptionGroup):
            with _OtherTraceback(exc_value, exc_traceback):
                self._group = _krait_traceback.format(exc_value, None).splitlines(True)
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = exc_value.__suppress_context__
        self.__cause__ = None
        self.__context__ = None

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return "".join(self._only).removeprefix(self.exc_type_str).removeprefix(": ").removesuffix("\n")

    def format_exception_only(self, *, show_group=False, **kwargs):
        yield from self._only

    def format(self, *, chain=True, **kwargs):
        links = []  # (the exception, what stands between its cause and it)
        at = self
        while at is not None:
            cause, message = None, None
            if chain and at.__cause__ is not None:
                cause, message = at.__cause__, _CAUSE_MESSAGE
            elif chain and at.__context__ is not None and not at.__suppress_context__:
                cause, message = at.__context__, _CONTEXT_MESSAGE
            links.append((at, message))
            at = cause
        for at, message in reversed(links):
            if message is not None:
                yield message
            yield from at._own_parts()

    def _own_parts(self):
        if self._group is not None:
            yield from self._group
            return
        if self.stack is not None:
            yield "Traceback (most recent call last):\n"
            yield from self.stack.format()
        yield from self._only

    def print(self, *, file=None, chain=True, **kwargs):
        _write("".join(self.format(chain=chain)), file)
