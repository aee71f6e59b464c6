// Exceptions: the struct, raising from C++, and inspecting what is pending.
#pragma once

#include "runtime/object/thread.h"
#include "runtime/types/str.h"

#include <string>

namespace krait {

struct Exception : Object {
    static constexpr Kind kKind = Kind::Exception;
    static constexpr u8 kSuppressContext = 1 << 3;
    Value args;       // tuple
    Value traceback;  // Traceback or None
    Value context;    // exception or None
    Value cause;      // exception or None
    // What the subclasses with members of their own keep (StopIteration.value, KeyError…): by type
    // (StopIteration: value; SystemExit: code; NameError: name; AttributeError: name, obj; ImportError: msg, name, path,
    //  name_from; OSError: errno, strerror, filename, filename2; SyntaxError: msg, filename, lineno, offset, text,
    //  end_lineno, end_offset, print_file_and_line; Unicode errors: encoding, object, start, end, reason; groups: message,
    //  exceptions). Unset ones are empty and read as None.
    Value fields[8];
};

inline bool is_exception(Value v) {
    return v.is_object() && v.object()->kind == Kind::Exception;
}

// Each sets the pending exception (with __context__ = the one being handled) and returns Failure.
Failure raise(Thread&, Type* type, std::string_view message);
Failure raise_exception(Thread&, Value exception);  // an instance; context is set
Failure raise_type_error(Thread&, std::string_view);
Failure raise_value_error(Thread&, std::string_view);
Failure raise_index_error(Thread&, std::string_view);
Failure raise_key_error(Thread&, Value key);
Failure raise_overflow_error(Thread&, std::string_view);
Failure raise_zero_division(Thread&, std::string_view);
Failure raise_runtime_error(Thread&, std::string_view);
Failure raise_attribute_error(Thread&, Value object,
                              Str* name);  // "'C' object has no attribute 'x'" for any object
Failure raise_attribute_error(Thread&, Value object, Str* name, std::string_view message);
Failure raise_recursion_error(
    Thread&, std::string_view where = "");  // "maximum recursion depth exceeded" + where
Failure raise_stop_iteration(Thread&, Value value);
Failure raise_os_error(Thread&, int error, Value filename = Value());
// The statement `raise exc [from cause]`: classes are instantiated; `cause` empty = none given.
Failure raise_statement(Thread&, Value exc, Value cause);

// Makes an instance by calling the type with these arguments (native types only: no script __init__).
Result<Exception*> make_exception(Thread&, Type* type, const Value* args, u32 n);

// Whether the pending exception is an instance of `type`.
bool pending_is(Thread&, const Type* type);
void clear_pending(Thread&);
Value take_pending(Thread&);  // returns and clears
// Matching of an except clause: exc against a class or tuple of classes; TypeError for others.
Result<bool> exception_matches(Thread&, Value exc, Value pattern);
// str(exc) for messages to people; never fails.
std::string exception_text(Thread&, Value exc);

Result<void> init_exception_types(Thread&);

}  // namespace krait
