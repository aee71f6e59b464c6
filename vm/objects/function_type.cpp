// The function type: attributes, construction, binding, calling.

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/container_support.h"
#include "vm/interpreter/interpreter.h"
#include "vm/objects/object_types.h"
#include "vm/specialize/specialize.h"

namespace krait {

namespace {

Function* function(Value v) {
    return v.as<Function>();
}
Value or_none(Value v) {
    return v.is_empty() ? Value::none() : v;
}

Result<Value> function_repr(Thread& t, Value self) {
    return make_str(t,
                    cat("<function ", function(self)->qualname, " at ", address_text(self), ">"));
}

Result<Value> function_call(Thread& t, Value self, const Args& args) {
    return call_function(t, self, args);
}

Result<Value> function_get(Thread& t, Value descriptor, Value object, Value) {
    if (object.is_empty() || (object.is_none())) return descriptor;
    return make_bound_method(t, descriptor, object);
}

Result<Value> function_new(Thread& t, Type*, const Args& args) {
    Value a[6];
    TRY(parse_arguments(t, "function",
                        "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
                        args, a));
    if (!a[0].is_object() || a[0].object()->kind != Kind::Code) {
        return raise_type_error(
            t, cat("function() argument 'code' must be code, not ", type_name(t, a[0])));
    }
    if (!is_dict(a[1]))
        return raise_type_error(
            t, cat("function() argument 'globals' must be dict, not ", type_name(t, a[1])));
    if (!a[2].is_none() && !is_str(a[2]))
        return raise_type_error(t, "arg 3 (name) must be None or string");
    if (!a[3].is_none() && !is_tuple(a[3]))
        return raise_type_error(t, "arg 4 (defaults) must be None or tuple");
    if (!a[5].is_none() && !is_dict(a[5]))
        return raise_type_error(t, "arg 6 (kwdefaults) must be None or dict");
    Code* code = a[0].as<Code>();
    Dict* globals = a[1].as<Dict>();
    u64 free = code->free_names->length;
    if (free == 0 ? !a[4].is_none() && !is_tuple(a[4]) : !is_tuple(a[4])) {
        return raise_type_error(t, free == 0 ? "arg 5 (closure) must be None or tuple"
                                             : "arg 5 (closure) must be tuple");
    }
    u64 given = a[4].is_none() ? 0 : a[4].as<Tuple>()->length;
    if (given != free) {
        return raise_value_error(
            t, cat(code->name, " requires closure of length ", free, ", not ", given));
    }
    for (u64 i = 0; i < given; i++) {
        Value cell = a[4].as<Tuple>()->items[i];
        if (cell.is_object() && cell.object()->kind == Kind::Cell) continue;
        return raise_type_error(t,
                                cat("arg 5 (closure) expected cell, found ", type_name(t, cell)));
    }
    Function* f = TRY(make_function(t, code, globals, builtins_of(t, globals)));
    if (!a[2].is_none()) f->name = a[2].as<Str>();
    if (!a[3].is_none()) f->defaults = a[3].as<Tuple>();
    if (!a[4].is_none() && given > 0) f->closure = a[4].as<Tuple>();
    if (is_dict(a[5])) f->kwdefaults = a[5].as<Dict>();
    write_barrier(t, f);
    return f;
}

Result<Value> get_code(Thread&, Value self) {
    return function(self)->code();
}
Result<void> set_code(Thread& t, Value self, Value value) {
    if (value.is_empty() || !value.is_object() || value.object()->kind != Kind::Code) {
        return raise_type_error(t, "__code__ must be set to a code object");
    }
    Function* f = function(self);
    Code* code = value.as<Code>();
    u64 cells = f->closure == nullptr ? 0 : f->closure->length;
    if (code->free_names->length != cells) {
        return raise_value_error(t, cat(f->name, "() requires a code object with ", cells,
                                        " free vars, not ", code->free_names->length));
    }
    Bytecode* body = TRY(bytecode_for(t, code, f->globals(), f->builtins()));
    f->body = body;
    f->entry = body->words;
    f->register_count = code->register_count;
    f->simple_args = simple_arguments(code);
    write_barrier(t, f);
    // Call sites and class caches know where the function began.
    forget_call_target(t, f);
    return {};
}

Result<Value> get_name(Thread&, Value self) {
    return function(self)->name;
}
Result<void> set_name(Thread& t, Value self, Value v) {
    if (v.is_empty() || !is_str(v))
        return raise_type_error(t, "__name__ must be set to a string object");
    function(self)->name = v.as<Str>();
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_qualname(Thread&, Value self) {
    return function(self)->qualname;
}
Result<void> set_qualname(Thread& t, Value self, Value v) {
    if (v.is_empty() || !is_str(v))
        return raise_type_error(t, "__qualname__ must be set to a string object");
    function(self)->qualname = v.as<Str>();
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_defaults(Thread&, Value self) {
    return or_none(function(self)->defaults);
}
Result<void> set_defaults(Thread& t, Value self, Value v) {
    if (!v.is_empty() && !v.is_none() && !is_tuple(v))
        return raise_type_error(t, "__defaults__ must be set to a tuple object");
    function(self)->defaults = v.is_empty() || v.is_none() ? nullptr : v.as<Tuple>();
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_kwdefaults(Thread&, Value self) {
    return or_none(function(self)->kwdefaults);
}
Result<void> set_kwdefaults(Thread& t, Value self, Value v) {
    if (!v.is_empty() && !v.is_none() && !is_dict(v))
        return raise_type_error(t, "__kwdefaults__ must be set to a dict object");
    function(self)->kwdefaults = v.is_empty() || v.is_none() ? nullptr : v.as<Dict>();
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_module(Thread&, Value self) {
    return or_none(function(self)->module);
}
Result<void> set_module(Thread& t, Value self, Value v) {
    function(self)->module = v;
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_doc(Thread&, Value self) {
    Function* f = function(self);
    if (!f->doc.is_empty()) return f->doc;
    Code* code = f->code();
    bool has = code->code_flags & CompiledCode::kHasDocstring;
    return has ? code->constants->items[0] : Value::none();
}
Result<void> set_doc(Thread& t, Value self, Value v) {
    function(self)->doc = or_none(v);
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_globals(Thread&, Value self) {
    return function(self)->globals();
}
Result<Value> get_builtins(Thread&, Value self) {
    return function(self)->builtins();
}
Result<Value> get_closure(Thread&, Value self) {
    return or_none(function(self)->closure);
}

Result<Value> get_annotate(Thread&, Value self) {
    return or_none(function(self)->annotate);
}
Result<void> set_annotate(Thread& t, Value self, Value v) {
    if (v.is_empty()) return raise_type_error(t, "__annotate__ cannot be deleted");
    if (!v.is_none() && !is_callable(t, v))
        return raise_type_error(t, "__annotate__ must be callable or None");
    function(self)->annotate = v;
    if (!v.is_none()) function(self)->annotations = Value();
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_annotations(Thread& t, Value self) {
    Function* f = function(self);
    if (!f->annotations.is_empty()) return f->annotations;
    Value annotations;
    if (f->annotate.is_empty() || f->annotate.is_none()) {
        annotations = TRY(make_dict(t));
    } else {
        annotations = TRY(call(t, f->annotate, {Value::small_int(1)}));
        if (!is_dict(annotations)) {
            return raise_type_error(
                t, cat("__annotate__() must return a dict, not ", type_name(t, annotations)));
        }
    }
    f->annotations = annotations;
    write_barrier(t, f);
    return annotations;
}
Result<void> set_annotations(Thread& t, Value self, Value v) {
    if (!v.is_empty() && !v.is_none() && !is_dict(v)) {
        return raise_type_error(t, "__annotations__ must be set to a dict object");
    }
    function(self)->annotations = v.is_none() ? Value() : v;
    function(self)->annotate = Value::none();
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_type_params(Thread& t, Value self) {
    Value v = function(self)->type_params;
    return v.is_empty() ? Value(t.vm->empty_tuple) : v;
}
Result<void> set_type_params(Thread& t, Value self, Value v) {
    if (v.is_empty() || !is_tuple(v))
        return raise_type_error(t, "__type_params__ must be set to a tuple");
    function(self)->type_params = v;
    write_barrier(t, self.object());
    return {};
}

const GetSetDef kAttributes[] = {
    {"__annotate__", nullptr, get_annotate, set_annotate},
    {"__annotations__", nullptr, get_annotations, set_annotations},
    {"__builtins__", nullptr, get_builtins, readonly_member},
    {"__closure__", nullptr, get_closure, readonly_member},
    {"__code__", nullptr, get_code, set_code},
    {"__defaults__", nullptr, get_defaults, set_defaults},
    {"__doc__", nullptr, get_doc, set_doc},
    {"__globals__", nullptr, get_globals, readonly_member},
    {"__kwdefaults__", nullptr, get_kwdefaults, set_kwdefaults},
    {"__module__", nullptr, get_module, set_module},
    {"__name__", nullptr, get_name, set_name},
    {"__qualname__", nullptr, get_qualname, set_qualname},
    {"__type_params__", nullptr, get_type_params, set_type_params},
};

}  // namespace

Result<void> init_function_type(Thread& t) {
    TypeDef def = {.name = "function",
                   .doc = "Create a function object.",
                   .instance_kind = Kind::Function,
                   .instance_size = sizeof(Function)};
    def.flags = Type::kWeakRefable | Type::kMethodLike;
    def.slots.repr = function_repr;
    def.slots.call = function_call;
    def.slots.descr_get = function_get;
    def.slots.new_ = function_new;
    def.getsets = kAttributes;
    def.has_dict = true;
    t.vm->types.function = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait
