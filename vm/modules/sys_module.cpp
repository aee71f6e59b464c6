// The sys module: its functions. What only describes the implementation is in sys_info.cpp.

#include "vm/modules/sys_module.h"

#include "runtime/errors/errors.h"
#include "runtime/heap/weak.h"
#include "runtime/object/operations.h"
#include "runtime/types/number.h"
#include "vm/modules/io_file.h"
#include "vm/modules/module_support.h"
#include "vm/modules/modules.h"
#include "vm/objects/frame.h"
#include "vm/objects/traceback_format.h"

namespace krait {

namespace {

Failure raise_unsupported_by_krait(Thread& t, std::string_view what) {
    return raise(t, t.types().not_implemented_error, cat(what, " is not supported by krait"));
}

// ---- exceptions

Result<Value> sys_exception(Thread& t, Value*) {
    return is_exception(t.handled) ? t.handled : Value::none();
}

Result<Value> sys_exc_info(Thread& t, Value*) {
    Value items[3] = {Value::none(), Value::none(), Value::none()};
    if (is_exception(t.handled)) {
        items[0] = type_of(t, t.handled);
        items[1] = t.handled;
        Value traceback = t.handled.as<Exception>()->traceback;
        if (!traceback.is_empty()) items[2] = traceback;
    }
    return make_tuple_from(t, items, 3);
}

Result<Value> sys_exit(Thread& t, Value* a) {
    Type* type = t.types().system_exit;
    if (is_exception(a[0]) && is_subtype(type_of(t, a[0]), type)) return raise_exception(t, a[0]);
    // A tuple is what the exception's arguments are.
    Args args{a, a[0].is_none() ? 0u : 1u, 0, nullptr};
    if (is_tuple(a[0]))
        args =
            Args{a[0].as<Tuple>()->items, static_cast<u32>(a[0].as<Tuple>()->length), 0, nullptr};
    return raise_exception(t, TRY(call(t, Value(type), args)));
}

// Prints a traceback: (type, value, traceback).
Result<Value> sys_excepthook(Thread& t, Value* a) {
    if (!is_exception(a[1])) {
        write_error_text(t, cat("TypeError: print_exception(): Exception expected for value, ",
                                type_name(t, a[1]), " found\n"));
        return Value::none();
    }
    Exception* exception = a[1].as<Exception>();
    if (!a[2].is_none() && (exception->traceback.is_empty() || exception->traceback.is_none())) {
        exception->traceback = a[2];
        write_barrier(t, exception);
    }
    std::string text = format_exception(t, a[1]);
    if (!text.empty() && text.back() != '\n') text += '\n';
    Value output = dict_get_str(t.vm->sys, t.names().stdout);
    if (is_text_file(t, output) && !output.as<TextFile>()->bytes->closed &&
        !text_flush(t, output.as<TextFile>()).ok()) {
        clear_pending(t);
    }
    write_error_text(t, text);
    return Value::none();
}

Result<Value> sys_displayhook(Thread& t, Value* a) {
    if (a[0].is_none()) return Value::none();
    Str* underscore = TRY(intern(t, "_"));
    TRY(dict_set_str(t, t.vm->builtins, underscore, Value::none()));
    Value output = dict_get_str(t.vm->sys, t.names().stdout);
    if (output.is_empty() || output.is_none()) return raise_runtime_error(t, "lost sys.stdout");
    Str* text = TRY(repr(t, a[0]));
    TRY(call_method(t, output, t.names().write, {Value(text)}));
    TRY(call_method(t, output, t.names().write, {Value(t.names().ascii['\n'])}));
    TRY(dict_set_str(t, t.vm->builtins, underscore, a[0]));
    return Value::none();
}

// What interactive code calls for the value of an expression statement.
Result<Value> call_displayhook(Thread& t, Value* a) {
    Value hook = find_name(t, t.vm->sys, "displayhook");
    if (hook.is_empty()) return raise_runtime_error(t, "lost sys.displayhook");
    return call(t, hook, {a[0]});
}
const NativeDef kDisplayHook = {"__displayhook__", "(object, /)",
                                "sys.displayhook of an expression statement's value.",
                                call_displayhook};

Result<Value> sys_unraisablehook(Thread& t, Value* a) {
    Value exception = TRY(get_attr(t, a[0], TRY(intern(t, "exc_value"))));
    Value message = TRY(get_attr(t, a[0], TRY(intern(t, "err_msg"))));
    if (!is_exception(exception)) return Value::none();
    print_unraisable(t, is_str(message) ? message.as<Str>()->view() : "Exception ignored in",
                     exception);
    return Value::none();
}

// ---- limits

Result<Value> sys_getrecursionlimit(Thread& t, Value*) {
    return Value::small_int(t.depth_limit);
}

Result<Value> sys_setrecursionlimit(Thread& t, Value* a) {
    i64 limit = TRY(to_c_int(t, a[0]));
    if (limit < 1) return raise_value_error(t, "recursion limit must be greater or equal than 1");
    i64 depth = t.depth_limit - t.depth_left;
    if (limit <= depth) {
        return raise(t, t.types().recursion_error,
                     cat("cannot set the recursion limit to ", limit, " at the recursion depth ",
                         depth, ": the limit is too low"));
    }
    t.depth_limit = static_cast<i32>(limit);
    t.depth_left = static_cast<i32>(limit - depth);
    return Value::none();
}

Result<Value> sys_get_int_max_str_digits(Thread& t, Value*) {
    return Value::small_int(t.vm->max_str_digits);
}

Result<Value> sys_set_int_max_str_digits(Thread& t, Value* a) {
    i64 digits = TRY(to_c_int(t, a[0]));
    if (digits != 0 && digits < 640)
        return raise_value_error(t, "maxdigits must be >= 640 or 0 for unlimited");
    t.vm->max_str_digits = static_cast<int>(digits);
    return Value::none();
}

// ---- objects and frames

Result<Value> sys_getsizeof(Thread& t, Value* a) {
    if (!a[0].is_object()) return Value::small_int(sizeof(Value));
    Result<Value> size = call_special(t, a[0], t.names().__sizeof__);
    if (!size.ok()) {
        if (a[1].is_empty() || !pending_is(t, t.types().type_error)) return Failure{};
        clear_pending(t);
        return a[1];
    }
    if (size.value().is_absent()) {
        return make_int(t, static_cast<i64>(t.heap().usable_size(a[0].object())));
    }
    if (!is_int(size.value())) {
        if (!a[1].is_empty()) return a[1];
        return raise_type_error(t, "an integer is required");
    }
    if (int_sign(size.value()) < 0) return raise_value_error(t, "__sizeof__() should return >= 0");
    return size;
}

Result<Value> sys_intern(Thread& t, Value* a) {
    if (is_exact_str(t, a[0])) return TRY(intern(t, a[0].as<Str>()));
    if (is_str(a[0])) return raise_type_error(t, cat("can't intern ", type_name(t, a[0])));
    return raise_type_error(t, cat("intern() argument must be str, not ", type_name(t, a[0])));
}

Result<Value> sys_getframe(Thread& t, Value* a) {
    i64 depth = TRY(to_c_int(t, a[0]));
    FrameCursor cursor = innermost(t);
    for (; depth > 0 && cursor.valid(); depth--) cursor.up();
    if (!cursor.valid()) return raise_value_error(t, "call stack is not deep enough");
    return TRY(frame_object(t, cursor.frame));
}

Result<Value> sys_getframemodulename(Thread& t, Value* a) {
    i64 depth = TRY(to_c_int(t, a[0]));
    FrameCursor cursor = innermost(t);
    for (; depth > 0 && cursor.valid(); depth--) cursor.up();
    if (!cursor.valid()) return Value::none();
    Value module = frame_function(cursor.frame)->module;
    return module.is_empty() ? Value::none() : module;
}

Result<Value> sys_settrace(Thread& t, Value* a) {
    if (a[0].is_none()) return Value::none();
    return raise_unsupported_by_krait(t, "sys.settrace()");
}
Result<Value> sys_setprofile(Thread& t, Value* a) {
    if (a[0].is_none()) return Value::none();
    return raise_unsupported_by_krait(t, "sys.setprofile()");
}
Result<Value> sys_none(Thread&, Value*) {
    return Value::none();
}
Result<Value> sys_is_finalizing(Thread& t, Value*) {
    return Value::from_bool(vm_state(t).finalizing);
}
Result<Value> sys_utf8(Thread& t, Value*) {
    return TRY(intern(t, "utf-8"));
}
Result<Value> sys_surrogateescape(Thread& t, Value*) {
    return TRY(intern(t, "surrogateescape"));
}
Result<Value> sys_getswitchinterval(Thread&, Value*) {
    return Value::from_double(0.005);
}
Result<Value> sys_getallocatedblocks(Thread& t, Value*) {
    u64 count = 0;
    t.heap().for_each_object([](Object*, void* number) { ++*static_cast<u64*>(number); }, &count);
    return make_int(t, static_cast<i64>(count));
}
Result<Value> sys_breakpointhook(Thread& t, const Args&) {
    return raise_runtime_error(t, "breakpoint() is not supported by krait: there is no debugger");
}

const NativeDef kFunctions[] = {
    {"_getframe", "(depth=0, /)", "The frame so many calls up.", sys_getframe},
    {"_getframemodulename", "(depth=0)", "The name of the module of that frame.",
     sys_getframemodulename},
    {"breakpointhook", "(*args, **kws)", "Not supported.", sys_breakpointhook},
    {"displayhook", "(object, /)", "Print an object and remember it as builtins._",
     sys_displayhook},
    {"exc_info", "()", "Type, value and traceback of the exception being handled.", sys_exc_info},
    {"excepthook", "(exctype, value, traceback, /)", "Print an exception with its traceback.",
     sys_excepthook},
    {"exception", "()", "The exception being handled, or None.", sys_exception},
    {"exit", "(status=None, /)", "End the program by raising SystemExit.", sys_exit},
    {"get_int_max_str_digits", "()", "The limit on digits of int from and to text.",
     sys_get_int_max_str_digits},
    {"getallocatedblocks", "()", "The number of objects.", sys_getallocatedblocks},
    {"getdefaultencoding", "()", "The encoding of str.encode() and the like.", sys_utf8},
    {"getfilesystemencodeerrors", "()", "How file names that are no UTF-8 are decoded.",
     sys_surrogateescape},
    {"getfilesystemencoding", "()", "The encoding of file names.", sys_utf8},
    {"getprofile", "()", "None: there is no profiling.", sys_none},
    {"getrecursionlimit", "()", "The limit on the depth of calls.", sys_getrecursionlimit},
    {"getsizeof", "(object, default=<unset>, /)", "Size of an object in bytes.", sys_getsizeof},
    {"getswitchinterval", "()", "Means nothing here.", sys_getswitchinterval},
    {"gettrace", "()", "None: there is no tracing.", sys_none},
    {"intern", "(string, /)", "The interned string with this text.", sys_intern},
    {"is_finalizing", "()", "Whether the program is ending.", sys_is_finalizing},
    {"set_int_max_str_digits", "(maxdigits)", "Set the limit on digits of int from and to text.",
     sys_set_int_max_str_digits},
    {"setprofile", "(function, /)", "Not supported.", sys_setprofile},
    {"setrecursionlimit", "(limit, /)", "Set the limit on the depth of calls.",
     sys_setrecursionlimit},
    {"settrace", "(function, /)", "Not supported.", sys_settrace},
    {"unraisablehook", "(unraisable, /)", "Print an exception that nobody can handle.",
     sys_unraisablehook},
};

}  // namespace

Result<void> init_sys_module(Thread& t) {
    Module* module = TRY(make_native_module(
        t, "sys", "What the interpreter knows of itself, and its settings.", kFunctions));
    Dict* sys = module->dict;
    t.vm->sys = sys;
    TRY(put_name(t, sys, "modules", t.vm->modules));
    for (const char* hook : {"excepthook", "displayhook", "unraisablehook", "breakpointhook"}) {
        TRY(put_name(t, sys, cat("__", hook, "__"), find_name(t, sys, hook)));
    }
    Value display = TRY(make_native_function(t, &kDisplayHook, Value(), t.names().builtins));
    TRY(put_name(t, t.vm->builtins, "__displayhook__", display));
    TRY(add_system_info(t, sys));
    TRY(add_system_paths(t, sys));
    TRY(init_file_types(t));
    return open_standard_streams(t, sys);
}

}  // namespace krait
