// The builtins module: its table, and the functions that are a few lines over the runtime's operations.

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/text/utf8.h"
#include "runtime/types/bytes.h"
#include "runtime/types/iteration.h"
#include "runtime/types/iterator.h"
#include "runtime/types/number.h"
#include "vm/interpreter/interpreter.h"
#include "vm/modules/builtin_functions.h"
#include "vm/modules/modules.h"
#include "vm/objects/frame.h"

namespace krait {

namespace {

Result<Value> bool_value(Result<bool> b) {
    return Value::from_bool(TRY(b));
}

Result<Value> builtin_abs(Thread& t, Value* a) {
    if (a[0].is_small_int() && a[0].small_int_value() >= 0) return a[0];
    if (a[0].is_double()) return Value::from_double(__builtin_fabs(a[0].double_value()));
    return unary(t, UnaryOp::Abs, a[0]);
}
Result<Value> builtin_ascii(Thread& t, Value* a) {
    return ascii_of(t, a[0]);
}
Result<Value> builtin_repr(Thread& t, Value* a) {
    return repr(t, a[0]);
}
Result<Value> builtin_callable(Thread& t, Value* a) {
    return Value::from_bool(is_callable(t, a[0]));
}
Result<Value> builtin_hash(Thread& t, Value* a) {
    return make_int(t, TRY(hash_value(t, a[0])));
}
Result<Value> builtin_len(Thread& t, Value* a) {
    if (a[0].is_object()) {
        Object* o = a[0].object();
        if (o->type == t.types().list)
            return Value::small_int(static_cast<i64>(static_cast<List*>(o)->length));
        if (o->type == t.types().str) return Value::small_int(static_cast<Str*>(o)->length);
        if (o->type == t.types().tuple)
            return Value::small_int(static_cast<i64>(static_cast<Tuple*>(o)->length));
    }
    return make_int(t, TRY(length(t, a[0])));
}
Result<Value> builtin_divmod(Thread& t, Value* a) {
    return binary(t, BinaryOp::DivMod, a[0], a[1]);
}
Result<Value> builtin_pow(Thread& t, Value* a) {
    if (a[2].is_none()) return binary(t, BinaryOp::Pow, a[0], a[1]);
    return power(t, a[0], a[1], a[2]);
}

// truth(), with what tests and counts give done here.
KRAIT_INLINE Result<bool> item_truth(Thread& t, Value item) {
    if (item.is_bool()) return item.is_true();
    if (item.is_small_int()) return item != Value::small_int(0);
    return truth(t, item);
}

Result<Value> builtin_all(Thread& t, Value* a) {
    bool all = true;
    TRY(iterate(t, a[0],
                [&](Value item) -> Result<bool> { return all = TRY(item_truth(t, item)); }));
    return Value::from_bool(all);
}

Result<Value> builtin_any(Thread& t, Value* a) {
    bool any = false;
    TRY(iterate(t, a[0],
                [&](Value item) -> Result<bool> { return !(any = TRY(item_truth(t, item))); }));
    return Value::from_bool(any);
}

Result<Value> prefixed(Thread& t, Value v, int base, const char* prefix) {
    std::string digits = TRY(int_to_text(t, TRY(to_index(t, v)), base));
    bool negative = digits[0] == '-';
    return make_str_ascii(
        t, cat(negative ? "-" : "", prefix, std::string_view(digits).substr(negative)));
}
Result<Value> builtin_bin(Thread& t, Value* a) {
    return prefixed(t, a[0], 2, "0b");
}
Result<Value> builtin_oct(Thread& t, Value* a) {
    return prefixed(t, a[0], 8, "0o");
}
Result<Value> builtin_hex(Thread& t, Value* a) {
    return prefixed(t, a[0], 16, "0x");
}

Result<Value> builtin_chr(Thread& t, Value* a) {
    Value index = TRY(to_index(t, a[0]));
    i64 code = int_clip_i64(index);
    if (code < 0 || code > 0x10FFFF)
        return raise_value_error(t, "chr() arg not in range(0x110000)");
    return make_str_char(t, static_cast<u32>(code));
}

Result<Value> builtin_ord(Thread& t, Value* a) {
    std::string_view bytes;
    u64 length;
    if (is_str(a[0])) {
        length = a[0].as<Str>()->length;
        if (length == 1)
            return Value::small_int(
                static_cast<i64>(text::decode(a[0].as<Str>()->data).code_point));
    } else if (is_bytes(a[0]) || (a[0].is_object() && a[0].object()->kind == Kind::ByteArray)) {
        bytes = is_bytes(a[0]) ? a[0].as<Bytes>()->view() : a[0].as<ByteArray>()->view();
        length = bytes.size();
        if (length == 1) return Value::small_int(static_cast<u8>(bytes[0]));
    } else {
        return raise_type_error(
            t, cat("ord() expected string of length 1, but ", type_name(t, a[0]), " found"));
    }
    return raise_type_error(
        t, cat("ord() expected a character, but string of length ", length, " found"));
}

Result<Value> builtin_id(Thread& t, Value* a) {
    // Values are identified by their bits: the address of an object.
    return make_int_u64(t, a[0].bits());
}

Result<Str*> attribute_name(Thread& t, Value name) {
    if (!is_str(name))
        return raise_type_error(
            t, cat("attribute name must be string, not '", type_name(t, name), "'"));
    return intern(t, name.as<Str>());
}

Result<Value> builtin_getattr(Thread& t, Value* a) {
    Str* name = TRY(attribute_name(t, a[1]));
    if (a[2].is_empty()) return get_attr(t, a[0], name);
    Value v = TRY(get_attr_or_absent(t, a[0], name));
    return v.is_absent() ? a[2] : v;
}
Result<Value> builtin_hasattr(Thread& t, Value* a) {
    Value v = TRY(get_attr_or_absent(t, a[0], TRY(attribute_name(t, a[1]))));
    return Value::from_bool(!v.is_absent());
}
Result<Value> builtin_setattr(Thread& t, Value* a) {
    TRY(set_attr(t, a[0], TRY(attribute_name(t, a[1])), a[2]));
    return Value::none();
}
Result<Value> builtin_delattr(Thread& t, Value* a) {
    TRY(del_attr(t, a[0], TRY(attribute_name(t, a[1]))));
    return Value::none();
}

Result<Value> builtin_isinstance(Thread& t, Value* a) {
    return bool_value(is_instance(t, a[0], a[1]));
}
Result<Value> builtin_issubclass(Thread& t, Value* a) {
    return bool_value(is_subclass(t, a[0], a[1]));
}

Result<Value> builtin_iter(Thread& t, Value* a) {
    if (a[1].is_empty()) return get_iter(t, a[0]);
    if (!is_callable(t, a[0])) return raise_type_error(t, "iter(v, w): v must be callable");
    Iterator* iterator = TRY(make_iterator(t, t.types().callable_iterator, a[0]));
    iterator->extra = a[1];
    write_barrier(t, iterator);
    return iterator;
}

Result<Value> builtin_next(Thread& t, Value* a) {
    auto next = type_of(t, a[0])->slots.next;
    if (next == nullptr)
        return raise_type_error(t, cat("'", type_name(t, a[0]), "' object is not an iterator"));
    Result<Value> v = next(t, a[0]);
    if (KRAIT_LIKELY(v.ok() && !v.value().is_absent())) return v;
    if (!a[1].is_empty()) {
        if (!v.ok() && !clear_stop_iteration(t)) return v;
        return a[1];
    }
    return v.ok() ? Result<Value>(raise_stop_iteration(t, Value::none())) : v;
}

Result<Value> builtin_format(Thread& t, Value* a) {
    if (!is_str(a[1]))
        return raise_type_error(t,
                                cat("format() argument 2 must be str, not ", type_name(t, a[1])));
    return format_value(t, a[0], a[1].as<Str>());
}

Result<Value> builtin_globals(Thread& t, Value*) {
    Dict* globals = t.vm->hooks.current_globals(t);
    return globals == nullptr ? Value::none() : Value(globals);
}
Result<Value> builtin_locals(Thread& t, Value*) {
    return current_locals(t);
}

Result<Value> builtin_vars(Thread& t, Value* a) {
    if (a[0].is_empty()) return current_locals(t);
    Value v = TRY(get_attr_or_absent(t, a[0], t.names().__dict__));
    if (v.is_absent()) return raise_type_error(t, "vars() argument must have __dict__ attribute");
    return v;
}

Result<Value> builtin_breakpoint(Thread& t, const Args&) {
    return raise_runtime_error(t, "breakpoint() is not supported by krait: there is no debugger");
}

const NativeDef kFunctions[] = {
    {"__build_class__", "(func, name, /, *bases, metaclass=<unset>, **kwds)",
     "Internal helper of the class statement.", builtin_build_class},
    {"__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", "Import a module.",
     builtin_import},
    {"abs", "(number, /)", "Return the absolute value of the argument.", builtin_abs},
    {"all", "(iterable, /)", "Return True if bool(x) is True for all values x in the iterable.",
     builtin_all},
    {"any", "(iterable, /)", "Return True if bool(x) is True for any x in the iterable.",
     builtin_any},
    {"ascii", "(obj, /)", "Return an ASCII-only representation of an object.", builtin_ascii},
    {"bin", "(integer, /)", "Return the binary representation of an integer.", builtin_bin},
    {"breakpoint", "(*args, **kws)", "Not supported.", builtin_breakpoint},
    {"callable", "(obj, /)", "Return whether the object can be called.", builtin_callable},
    {"chr", "(i, /)", "Return a string of one character with ordinal i.", builtin_chr},
    {"compile",
     "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
     "Compile source into a code object.", builtin_compile},
    {"delattr", "(obj, name, /)", "Delete the named attribute.", builtin_delattr},
    {"dir", "(object=<unset>, /)",
     "List the names of an object's attributes, or those in the current scope.", builtin_dir},
    {"divmod", "(x, y, /)", "Return the tuple (x//y, x%y).", builtin_divmod},
    {"eval", "(source, /, globals=None, locals=None)", "Evaluate an expression.", builtin_eval},
    {"exec", "(source, /, globals=None, locals=None, *, closure=None)", "Execute statements.",
     builtin_exec},
    {"format", "(value, format_spec='', /)", "Return type(value).__format__(value, format_spec).",
     builtin_format},
    {"getattr", "(object, name, default=<unset>, /)", "Get a named attribute from an object.",
     builtin_getattr},
    {"globals", "()", "Return the dict of the current scope's global variables.", builtin_globals},
    {"hasattr", "(obj, name, /)", "Return whether the object has an attribute with the given name.",
     builtin_hasattr},
    {"hash", "(obj, /)", "Return the hash value for the object.", builtin_hash},
    {"hex", "(integer, /)", "Return the hexadecimal representation of an integer.", builtin_hex},
    {"id", "(obj, /)", "Return the identity of an object.", builtin_id},
    {"input", "(prompt='', /)", "Read a line from standard input.", builtin_input},
    {"isinstance", "(obj, class_or_tuple, /)",
     "Return whether an object is an instance of a class.", builtin_isinstance},
    {"issubclass", "(cls, class_or_tuple, /)", "Return whether a class is derived from another.",
     builtin_issubclass},
    {"iter", "(object, sentinel=<unset>, /)", "Get an iterator from an object.", builtin_iter},
    {"len", "(obj, /)", "Return the number of items in a container.", builtin_len},
    {"locals", "()", "Return a dict of the current scope's local variables.", builtin_locals},
    {"max", "(*args, key=None, default=<unset>)", "Return the largest item.", builtin_max},
    {"min", "(*args, key=None, default=<unset>)", "Return the smallest item.", builtin_min},
    {"next", "(iterator, default=<unset>, /)", "Return the next item from the iterator.",
     builtin_next},
    {"oct", "(integer, /)", "Return the octal representation of an integer.", builtin_oct},
    {"open",
     "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
     "opener=None)",
     "Open a file.", builtin_open},
    {"ord", "(c, /)", "Return the ordinal value of a character.", builtin_ord},
    {"pow", "(base, exp, mod=None)", "Return base**exp, or base**exp % mod.", builtin_pow},
    {"print", "(*args, sep=' ', end='\\n', file=None, flush=False)",
     "Print the values to a stream.", builtin_print},
    {"repr", "(obj, /)", "Return the canonical string representation of the object.", builtin_repr},
    {"round", "(number, ndigits=None)", "Round a number to a given precision in decimal digits.",
     builtin_round},
    {"setattr", "(obj, name, value, /)", "Set the named attribute.", builtin_setattr},
    {"sorted", "(iterable, /, *, key=None, reverse=False)",
     "Return a new list of the sorted items.", builtin_sorted},
    {"sum", "(iterable, /, start=0)", "Return the sum of start and the items.", builtin_sum},
    {"vars", "(object=<unset>, /)", "Return the __dict__ of an object, or locals().", builtin_vars},
};

Result<void> add_types(Thread& t, Dict* d) {
    const Types& types = t.types();
    Type* const visible[] = {
        types.object,   types.type,      types.int_,        types.bool_,        types.float_,
        types.complex_, types.str,       types.bytes,       types.bytearray,    types.tuple,
        types.list,     types.dict,      types.set,         types.frozenset,    types.range,
        types.slice,    types.enumerate, types.zip,         types.map,          types.filter,
        types.reversed, types.property,  types.classmethod, types.staticmethod, types.super};
    for (Type* type : visible) TRY(dict_set_str(t, d, TRY(intern(t, type->name)), type));
#define EXCEPTION(id, name, base, doc) TRY(dict_set_str(t, d, TRY(intern(t, #name)), types.id));
#include "runtime/errors/exceptions.def"
#undef EXCEPTION
    TRY(dict_set_str(t, d, TRY(intern(t, "EnvironmentError")), types.os_error));
    TRY(dict_set_str(t, d, TRY(intern(t, "IOError")), types.os_error));
    return {};
}

}  // namespace

Result<void> init_builtins_module(Thread& t) {
    Module* module = TRY(
        make_native_module(t, "builtins", "Built-in functions, types and exceptions.", kFunctions));
    t.vm->builtins = module->dict;
    TRY(dict_set_str(t, module->dict, t.names().__debug__, Value::true_()));
    TRY(dict_set_str(t, module->dict, TRY(intern(t, "None")), Value::none()));
    TRY(dict_set_str(t, module->dict, TRY(intern(t, "True")), Value::true_()));
    TRY(dict_set_str(t, module->dict, TRY(intern(t, "False")), Value::false_()));
    TRY(dict_set_str(t, module->dict, TRY(intern(t, "Ellipsis")), Value::ellipsis()));
    TRY(dict_set_str(t, module->dict, TRY(intern(t, "NotImplemented")), Value::not_implemented()));
    return add_types(t, module->dict);
}

}  // namespace krait
