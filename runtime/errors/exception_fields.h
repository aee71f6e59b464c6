// Which of an exception's fields[] is which, for the exceptions that have attributes of their own.
#pragma once

#include "runtime/errors/errors.h"

namespace krait {

enum : u32 {
    kStopIterationValue = 0,
    kSystemExitCode = 0,
    kNameErrorName = 0,
    kAttributeErrorName = 0,
    kAttributeErrorObject = 1,
    kImportErrorMessage = 0,
    kImportErrorName = 1,
    kImportErrorPath = 2,
    kImportErrorNameFrom = 3,
    kOsErrorErrno = 0,
    kOsErrorText = 1,
    kOsErrorFilename = 2,
    kOsErrorFilename2 = 3,
    kSyntaxErrorMessage = 0,
    kSyntaxErrorFilename = 1,
    kSyntaxErrorLine = 2,
    kSyntaxErrorOffset = 3,
    kSyntaxErrorText = 4,
    kSyntaxErrorEndLine = 5,
    kSyntaxErrorEndOffset = 6,
    kSyntaxErrorPrintFile = 7,
    kUnicodeErrorEncoding = 0,
    kUnicodeErrorObject = 1,
    kUnicodeErrorStart = 2,
    kUnicodeErrorEnd = 3,
    kUnicodeErrorReason = 4,
    kGroupMessage = 0,
    kGroupExceptions = 1,
};

// The families of exceptions whose constructors keep fields, as the topmost bits of their types' flags; subclasses are told by
// the first class of their MRO that has some.
enum class ExceptionFlavor : u32 {
    Plain,
    Import,
    Name,
    Attribute,
    StopIteration,
    SystemExit,
    Os,
    Syntax,
    Unicode,           // with an encoding
    UnicodeTranslate,  // without
    Group,
};
inline constexpr u32 kExceptionFlavorShift = 24;
ExceptionFlavor flavor_of(const Type*);

// The subclass of OSError that stands for an errno.
Type* os_error_subtype(Thread&, int error);
// Fills in an exception's args and fields from constructor arguments, as its type's __new__ and __init__ do together.
Result<void> initialize_exception(Thread&, Exception*, const Args&);

}  // namespace krait
