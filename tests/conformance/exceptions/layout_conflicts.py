"""Classes derived from several exceptions, and weak references to exceptions."""
import weakref

kinds = [BaseException, Exception, ValueError, KeyError, OSError, FileNotFoundError, ImportError, ModuleNotFoundError, SyntaxError,
         IndentationError, StopIteration, SystemExit, NameError, UnboundLocalError, AttributeError, UnicodeError,
         UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, BaseExceptionGroup, ExceptionGroup, KeyboardInterrupt]
for first in kinds:
    row = []
    for second in kinds:
        try:
            made = type("E", (first, second), {})
            row.append(f"{second.__name__}:{made.__base__.__name__}")
        except TypeError as error:
            row.append(f"{second.__name__}:{str(error).split(' ')[0]}")
    print(first.__name__, *row)
for kind in (ValueError, OSError, KeyError):
    try:
        weakref.ref(kind())
    except TypeError as error:
        print(error)
    derived = type("Derived", (kind,), {})()
    print(weakref.ref(derived)() is derived)
