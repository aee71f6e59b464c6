// Raising exceptions from C++ and inspecting what is pending.

#include "runtime/errors/errors.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/attribute_error.h"
#include "runtime/errors/exception_fields.h"
#include "runtime/heap/process_memory.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/operations.h"
#include "runtime/text/fs.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"

#include <cerrno>
#include <cstring>
#include <new>

namespace krait {

namespace {

// __context__ of what is being raised: the exception being handled. A cycle (re-raising what is already in the chain)
// is cut at the exception itself.
void set_context(Thread& t, Exception* exc) {
    Value handled = t.handled;
    if (!is_exception(handled) || handled == Value(exc)) return;
    Exception* walk = handled.as<Exception>();
    Exception* slow = walk;
    bool step_slow = false;
    while (is_exception(walk->context)) {
        if (walk->context == Value(exc)) {
            walk->context = Value::none();
            break;
        }
        walk = walk->context.as<Exception>();
        if (walk == slow) break;  // a cycle that does not contain exc
        if (step_slow) slow = slow->context.as<Exception>();
        step_slow = !step_slow;
    }
    exc->context = handled;
    write_barrier(t, exc);
}

void set_pending(Thread& t, Exception* exc) {
    set_context(t, exc);
    t.pending = exc;
}

Result<Exception*> with_message(Thread& t, Type* type, std::string_view message) {
    Str* text = TRY(make_str(t, message));
    Value args[1] = {text};
    return make_exception(t, type, args, 1);
}

}  // namespace

Failure raise_memory_error(Thread& t) {
    // Work that gives up does so for want of memory or because of Ctrl-C (text/interrupt.h).
    if (KRAIT_UNLIKELY(interrupt::waits()) && !raise_interrupt(t).ok()) return Failure{};
    Value last_resort = t.vm->last_resort_memory_error;
    if (last_resort.is_empty()) throw std::bad_alloc();  // out of memory while booting
    memory::open_reserve();
    if (!memory::state.raising) {
        memory::state.raising = true;  // (nothing in here throws)
        Result<Exception*> fresh = make_exception(t, t.types().memory_error, nullptr, 0);
        memory::state.raising = false;
        if (fresh.ok()) return raise_exception(t, fresh.value());
    }
    // Used again and again: nothing of what it was raised for before is to be seen.
    Exception* exc = last_resort.as<Exception>();
    exc->traceback = exc->cause = exc->context = Value();
    t.pending = exc;
    return Failure{};
}

Failure raise(Thread& t, Type* type, std::string_view message) {
    Result<Exception*> exc =
        message.empty() ? make_exception(t, type, nullptr, 0) : with_message(t, type, message);
    if (exc.ok()) set_pending(t, exc.value());
    return Failure{};
}

Failure raise_exception(Thread& t, Value exception) {
    set_pending(t, exception.as<Exception>());
    return Failure{};
}

Failure raise_type_error(Thread& t, std::string_view m) {
    return raise(t, t.types().type_error, m);
}
Failure raise_value_error(Thread& t, std::string_view m) {
    return raise(t, t.types().value_error, m);
}
Failure raise_index_error(Thread& t, std::string_view m) {
    return raise(t, t.types().index_error, m);
}
Failure raise_overflow_error(Thread& t, std::string_view m) {
    return raise(t, t.types().overflow_error, m);
}
Failure raise_zero_division(Thread& t, std::string_view m) {
    return raise(t, t.types().zero_division_error, m);
}
Failure raise_runtime_error(Thread& t, std::string_view m) {
    return raise(t, t.types().runtime_error, m);
}

Failure raise_key_error(Thread& t, Value key) {
    Result<Exception*> exc = make_exception(t, t.types().key_error, &key, 1);
    if (exc.ok()) set_pending(t, exc.value());
    return Failure{};
}

Failure raise_attribute_error(Thread& t, Value object, Str* name, std::string_view message) {
    Result<Exception*> exc = with_message(t, t.types().attribute_error, message);
    if (!exc.ok()) return Failure{};
    exc.value()->fields[kAttributeErrorName] = name;
    exc.value()->fields[kAttributeErrorObject] = object;
    write_barrier(t, exc.value());
    set_pending(t, exc.value());
    return Failure{};
}

namespace {

std::string no_attribute(Thread& t, Value object, Str* name) {
    std::string what = is_type(object) ? cat("type object '", type_name(object.as<Type>()), "'")
                                       : cat("'", type_name(t, object), "' object");
    return cat(what, " has no attribute '", name, "'");
}

}  // namespace

Failure raise_attribute_error(Thread& t, Value object, Str* name) {
    return raise_attribute_error(t, object, name, no_attribute(t, object, name));
}

Failure raise_incomplete_attribute_error(Thread& t, Value object, Str* name) {
    return raise(t, t.types().attribute_error, no_attribute(t, object, name));
}

bool is_incomplete_attribute_error(Thread& t) {
    if (!pending_is(t, t.types().attribute_error)) return false;
    Exception* error = t.pending.as<Exception>();
    auto unset = [](Value v) { return v.is_empty() || v.is_none(); };
    return unset(error->fields[kAttributeErrorName]) && unset(error->fields[kAttributeErrorObject]);
}

void complete_attribute_error(Thread& t, Value object, Str* name) {
    if (!is_incomplete_attribute_error(t)) return;
    Exception* error = t.pending.as<Exception>();
    error->fields[kAttributeErrorName] = name;
    error->fields[kAttributeErrorObject] = object;
    write_barrier(t, error);
}

Failure raise_recursion_error(Thread& t, std::string_view where) {
    // The message must be made with the little room that is left.
    struct LowerLimit {
        explicit LowerLimit(Thread& thread) : t(thread), limit(thread.c_stack_limit) {
            t.c_stack_limit = t.c_stack_end + (limit - t.c_stack_end) / 2;
        }
        ~LowerLimit() { t.c_stack_limit = limit; }
        Thread& t;
        const char* limit;
    } lower(t);
    return raise(t, t.types().recursion_error, cat("maximum recursion depth exceeded", where));
}

Failure refuse_call(Thread& t) {
    return raise_recursion_error(t);
}

Failure raise_stop_iteration(Thread& t, Value value) {
    bool none = value.is_none();
    Result<Exception*> exc = make_exception(t, t.types().stop_iteration, &value, none ? 0 : 1);
    if (exc.ok()) set_pending(t, exc.value());
    return Failure{};
}

namespace {

Type* os_error_type(Thread& t, int error) {
    const Types& types = t.types();
    switch (error) {
        case EAGAIN:
        case EALREADY:
        case EINPROGRESS: return types.blocking_io_error;
        case EPIPE:
        case ESHUTDOWN: return types.broken_pipe_error;
        case ECHILD: return types.child_process_error;
        case ECONNABORTED: return types.connection_aborted_error;
        case ECONNREFUSED: return types.connection_refused_error;
        case ECONNRESET: return types.connection_reset_error;
        case EEXIST: return types.file_exists_error;
        case ENOENT: return types.file_not_found_error;
        case EISDIR: return types.is_a_directory_error;
        case ENOTDIR: return types.not_a_directory_error;
        case EINTR: return types.interrupted_error;
        case EACCES:
        case EPERM: return types.permission_error;
        case ESRCH: return types.process_lookup_error;
        case ETIMEDOUT: return types.timeout_error;
        default: return types.os_error;
    }
}

}  // namespace

Type* os_error_subtype(Thread& t, int error) {
    return os_error_type(t, error);
}

Failure raise_os_error(Thread& t, int error, Value filename) {
    Result<Str*> text = make_str(t, text::decode_fs(std::strerror(error)));
    if (!text.ok()) return Failure{};
    Value args[3] = {Value::small_int(error), text.value(), filename};
    Result<Exception*> exc =
        make_exception(t, os_error_type(t, error), args, filename.is_empty() ? 2 : 3);
    if (exc.ok()) set_pending(t, exc.value());
    return Failure{};
}

namespace {

bool is_exception_class(Thread& t, Value v) {
    return is_type(v) && is_subtype(v.as<Type>(), t.types().base_exception);
}

// An instance from a class or an instance, as raise takes them; empty (no exception pending) for anything else.
Result<Value> instance_of(Thread& t, Value v) {
    if (is_exception_class(t, v)) {
        Value made = TRY(call(t, v, {}));
        if (!is_exception(made)) {
            return raise_type_error(t,
                                    cat("calling ", TRY(repr(t, v)),
                                        " should have returned an instance of BaseException, not ",
                                        TRY(repr(t, type_of(t, made)))));
        }
        return made;
    }
    return is_exception(v) ? v : Value::absent();
}

}  // namespace

Failure raise_statement(Thread& t, Value exc, Value cause) {
    Result<Value> instance = instance_of(t, exc);
    if (!instance.ok()) return Failure{};
    if (instance.value().is_absent())
        return raise_type_error(t, "exceptions must derive from BaseException");
    Exception* exception = instance.value().as<Exception>();
    if (!cause.is_empty()) {
        Value because = cause;
        if (!cause.is_none()) {
            Result<Value> made = instance_of(t, cause);
            if (!made.ok()) return Failure{};
            if (made.value().is_absent())
                return raise_type_error(t, "exception causes must derive from BaseException");
            because = made.value();
        }
        exception->cause = because;
        exception->flags |= Exception::kSuppressContext;
        write_barrier(t, exception);
    }
    set_pending(t, exception);
    return Failure{};
}

bool pending_is(Thread& t, const Type* type) {
    return t.pending.is_object() && !t.pending.is_empty() &&
           is_subtype(t.pending.object()->type, type);
}

void clear_pending(Thread& t) {
    t.pending = Value();
    t.reraised = false;
}

Value take_pending(Thread& t) {
    Value exc = t.pending;
    clear_pending(t);
    return exc;
}

Result<bool> exception_matches(Thread& t, Value exc, Value pattern) {
    if (is_exception_class(t, pattern)) return is_subtype(type_of(t, exc), pattern.as<Type>());
    bool matches = false;
    if (is_tuple(pattern)) {
        for (Value item : *pattern.as<Tuple>()) {
            if (!is_exception_class(t, item)) {
                return raise_type_error(
                    t, "catching classes that do not inherit from BaseException is not allowed");
            }
            matches = matches || is_subtype(type_of(t, exc), item.as<Type>());
        }
        return matches;
    }
    return raise_type_error(
        t, "catching classes that do not inherit from BaseException is not allowed");
}

std::string exception_text(Thread& t, Value exc) {
    Value pending = take_pending(t);
    Result<Str*> text = str_of(t, exc);
    std::string out;
    if (text.ok()) {
        out = text.value()->view();
    } else {
        clear_pending(t);
        out = "<exception str() failed>";
    }
    t.pending = pending;
    return out;
}

}  // namespace krait
