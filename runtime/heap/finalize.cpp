// Running finalizers and weakref callbacks at a safepoint, and reporting what they raise.
#include "runtime/errors/errors.h"
#include "runtime/heap/weak.h"
#include "runtime/object/operations.h"
#include "runtime/text/fs.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"

#include <cstdio>
#include <new>
#include <stdexcept>
#include <string>

namespace krait {

// weak.cpp: false when finalizers are being run already.
bool enter_finalizers(Vm&);
void leave_finalizers(Vm&);

namespace {

void run_callback(Thread& t, WeakRef* ref) {
    Value callback = ref->callback;
    if (callback.is_empty()) return;
    ref->callback = Value();
    if (!call(t, callback, {Value(ref)}).ok()) report_unraisable(t, "weakref callback", callback);
}

void run_finalizer(Thread& t, Object* object) {
    Value found = type_lookup(t, object->type, t.names().__del__);
    if (found.is_empty()) return;
    if (!call_special(t, Value(object), t.names().__del__).ok())
        report_unraisable(t, "deallocator", found);
}

// An attribute of the sys module, or empty.
Value sys_attribute(Thread& t, const char* name) {
    if (t.vm->modules == nullptr) return Value();
    Result<Str*> sys = intern(t, "sys");
    Result<Str*> attribute = intern(t, name);
    if (!sys.ok() || !attribute.ok()) {
        clear_pending(t);
        return Value();
    }
    Value module = dict_get_str(t.vm->modules, sys.value());
    if (!module.is_object() || module.is_empty() || module.object()->kind != Kind::Module)
        return Value();
    Result<Value> value = get_attr_or_absent(t, module, attribute.value());
    if (!value.ok()) {
        clear_pending(t);
        return Value();
    }
    return value.value().is_absent() ? Value() : value.value();
}

// What a hook gets: an object with these attributes.
Result<Value> hook_arguments(Thread& t, std::string_view message, Value exception) {
    constexpr const char* kFields[] = {"exc_type", "exc_value", "exc_traceback", "err_msg",
                                       "object"};
    Value values[] = {Value(type_of(t, exception)), exception, exception.as<Exception>()->traceback,
                      Value::none(), Value::none()};
    if (values[2].is_empty()) values[2] = Value::none();
    values[3] = TRY(make_str(t, message));
    Tuple* names = TRY(make_tuple(t, std::size(kFields)));
    for (std::size_t i = 0; i < std::size(kFields); i++) {
        names->items[i] = TRY(intern(t, kFields[i]));
        write_barrier(t, names);
    }
    return call(t, Value(t.types().simple_namespace), Args{values, 0, std::size(kFields), names});
}

void write_to_stderr(Thread& t, const std::string& text) {
    Value stream = sys_attribute(t, "stderr");
    if (stream.is_none()) return;
    if (!stream.is_empty()) {
        Result<Str*> str = make_str(t, text);
        if (str.ok() && call_method(t, stream, t.names().write, {Value(str.value())}).ok()) {
            if (!call_method(t, stream, t.names().flush).ok()) clear_pending(t);
            return;
        }
        clear_pending(t);
    }
    std::fputs(text::encode_for_display(text).c_str(), stderr);
}

// True when a script's own hook took the report.
bool call_hook(Thread& t, std::string_view message, Value exception) {
    Value hook = sys_attribute(t, "unraisablehook");
    if (hook.is_empty() || hook.is_none()) return false;
    if (hook.is_object() && hook.object()->kind == Kind::NativeFunction)
        return false;  // the default one
    Result<Value> arguments = hook_arguments(t, message, exception);
    if (arguments.ok() && call(t, hook, {arguments.value()}).ok()) return true;
    if (t.pending.is_empty()) return false;
    print_unraisable(t, "Exception ignored in sys.unraisablehook", take_pending(t));
    return true;
}

}  // namespace

void print_unraisable(Thread& t, std::string_view message, Value exception) {
    std::string text(message);
    text += ":\n";
    text += t.vm->hooks.format_exception(t, exception);
    if (text.back() != '\n') text += '\n';
    write_to_stderr(t, text);
}

void report_unraisable(Thread& t, std::string_view doing, Value where) {
    if (t.pending.is_empty()) return;
    Value exception = take_pending(t);
    std::string message = "Exception ignored while calling " + std::string(doing);
    if (!where.is_empty()) {
        Result<Str*> shown = repr(t, where);
        if (!shown.ok()) clear_pending(t);
        message += ' ';
        message += shown.ok() ? shown.value()->view() : std::string_view("<object repr() failed>");
    }
    if (!call_hook(t, message, exception)) print_unraisable(t, message, exception);
}

namespace {

// Runs what is next in the queue; false when it is empty. No memory for so much as a report of what went
// wrong: there is none.
bool run_next(Thread& t) {
    Heap::Pending next = t.heap().take_pending();
    if (next.object == nullptr) return false;
    try {
        if (next.is_callback) {
            run_callback(t, static_cast<WeakRef*>(next.object));
        } else {
            run_finalizer(t, next.object);
        }
    } catch (const std::bad_alloc&) {
        clear_pending(t);
    } catch (const std::length_error&) {
        clear_pending(t);
    }
    return true;
}

}  // namespace

Result<void> run_pending_finalizers(Thread& t) {
    if (!t.heap().has_pending() || !enter_finalizers(*t.vm)) return {};
    Value pending = t.pending;  // nothing of what runs here is part of it
    t.pending = Value();
    while (run_next(t)) {}
    t.pending = pending;
    leave_finalizers(*t.vm);
    return {};
}

Result<void> run_all_finalizers(Thread& t) {
    constexpr int kRounds = 8;  // finalizers may make objects with finalizers
    for (int round = 0; round < kRounds; round++) {
        t.heap().queue_all_finalizers();
        if (!t.heap().has_pending()) break;
        TRY(run_pending_finalizers(t));
    }
    return {};
}

}  // namespace krait
