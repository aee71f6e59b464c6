// The types of native functions: builtin_function_or_method, method_descriptor, wrapper_descriptor,
// method-wrapper and classmethod_descriptor. All of them are NativeFunction cells.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/container_support.h"
#include "runtime/types/native_function.h"
#include "runtime/types/signature.h"

namespace krait {

namespace {

NativeFunction* native(Value v) {
    return v.as<NativeFunction>();
}
bool is_module(Value v) {
    return v.is_object() && !v.is_empty() && v.object()->kind == Kind::Module;
}

// ---- repr

Result<Value> builtin_function_repr(Thread& t, Value v) {
    NativeFunction* f = native(v);
    if (f->self.is_empty() || is_module(f->self))
        return make_str(t, cat("<built-in function ", f->name, ">"));
    return make_str(t, cat("<built-in method ", f->name, " of ", type_name(t, f->self),
                           " object at ", address_text(f->self), ">"));
}

Result<Value> method_descriptor_repr(Thread& t, Value v) {
    NativeFunction* f = native(v);
    return make_str(t, cat("<method '", f->name, "' of '", type_name(f->owner), "' objects>"));
}

Result<Value> slot_wrapper_repr(Thread& t, Value v) {
    NativeFunction* f = native(v);
    return make_str(t,
                    cat("<slot wrapper '", f->name, "' of '", type_name(f->owner), "' objects>"));
}

Result<Value> method_wrapper_repr(Thread& t, Value v) {
    NativeFunction* f = native(v);
    return make_str(t, cat("<method-wrapper '", f->name, "' of ", type_name(t, f->self),
                           " object at ", address_text(f->self), ">"));
}

// ---- calling, binding, comparing

Result<Value> native_call(Thread& t, Value v, const Args& args) {
    return call_native(t, native(v), args);
}

Failure raise_get_none(Thread& t) {
    return raise_type_error(t, "__get__(None, None) is invalid");
}

// method_descriptor and slot_wrapper.
Result<Value> method_get(Thread& t, Value v, Value object, Value type) {
    NativeFunction* f = native(v);
    if (object.is_empty()) {
        if (type.is_empty() || type.is_none()) return raise_get_none(t);
        return v;
    }
    Type* receiver = type_of(t, object);
    if (receiver != f->owner && !is_subtype(receiver, f->owner))
        return raise_type_error(
            t, cat("descriptor '", f->name, "' for '", type_name(f->owner),
                   "' objects doesn't apply to a '", type_name(receiver), "' object"));
    return bind_native(t, f, object);
}

Result<Value> classmethod_get(Thread& t, Value v, Value object, Value type) {
    NativeFunction* f = native(v);
    if (type.is_empty() || type.is_none()) {
        if (object.is_empty()) return raise_get_none(t);
        type = type_of(t, object);
    }
    if (!is_type(type))
        return raise_type_error(t,
                                cat("descriptor '", f->name, "' for type '", type_name(f->owner),
                                    "' needs a type, not a '", type_name(t, type), "' as arg 2"));
    if (!is_subtype(type.as<Type>(), f->owner))
        return raise_type_error(
            t, cat("descriptor '", f->name, "' requires a subtype of '", type_name(f->owner),
                   "' but received '", type_name(type.as<Type>()), "'"));
    return bind_native(t, f, type);
}

Result<Value> bound_compare(Thread& t, CompareOp op, Value a, Value b) {
    if (op != CompareOp::Eq && op != CompareOp::Ne) return Value::not_implemented();
    if (type_of(t, a) != type_of(t, b)) return Value::not_implemented();
    NativeFunction* f = native(a);
    NativeFunction* g = native(b);
    bool same =
        f->def == g->def && f->slot == g->slot && f->owner == g->owner && f->self == g->self;
    return Value::from_bool(same == (op == CompareOp::Eq));
}

Result<i64> bound_hash(Thread&, Value v) {
    NativeFunction* f = native(v);
    u64 h = f->self.bits() ^ (reinterpret_cast<u64>(f->def) << 1) ^ (u64(f->slot) << 40) ^
            reinterpret_cast<u64>(f->owner);
    h = (h ^ (h >> 31)) * 0x9E3779B97F4A7C15ull;
    return static_cast<i64>(h >> 8);
}

// ---- attributes

Result<Value> get_name(Thread&, Value v) {
    return Value(native(v)->name);
}

Result<Value> get_qualname(Thread& t, Value v) {
    NativeFunction* f = native(v);
    // A wrapper's receiver does not change its name, a builtin method's does: L().append is
    // L.append.
    bool wrapper = v.object()->type == t.types().method_wrapper;
    return make_str(t, native_qualname(f, wrapper ? Value() : f->self));
}

Result<Value> get_doc(Thread& t, Value v) {
    NativeFunction* f = native(v);
    const char* doc = f->def != nullptr ? f->def->doc
                      : f->slot != 0    ? dunder_doc(static_cast<Dunder>(f->slot))
                                        : nullptr;
    if (doc == nullptr) return Value::none();
    return make_str(t, doc);
}

Result<Value> get_text_signature(Thread& t, Value v) {
    NativeFunction* f = native(v);
    if (f->signature == nullptr) return make_str(t, dunder_signature(static_cast<Dunder>(f->slot)));
    std::string text = f->signature->text;
    if (!f->signature->has_receiver && is_module(f->self)) {
        bool slash = f->signature->positional_only == 0;
        std::string_view rest = std::string_view(text).substr(1);
        text = cat("($module", slash ? ", /" : "", rest == ")" ? "" : ", ", rest);
    }
    return make_str(t, text);
}

Result<Value> get_self(Thread&, Value v) {
    const NativeFunction* f = native(v);
    // A static method has its class for its qualified name alone.
    bool is_static = f->signature != nullptr && !f->signature->has_receiver && is_type(f->self);
    return f->self.is_empty() || is_static ? Value::none() : f->self;
}

Result<Value> get_module(Thread&, Value v) {
    Str* module = native(v)->module;
    return module == nullptr ? Value::none() : Value(module);
}

Result<Value> get_objclass(Thread&, Value v) {
    return Value(native(v)->owner);
}

// What pickle and copy want: bound builtins reduce to getattr(self, name), functions to their name.
Result<Value> native_reduce(Thread& t, Value* a) {
    NativeFunction* f = native(a[0]);
    if (f->self.is_empty() || is_module(f->self)) return make_str(t, native_qualname(f, Value()));
    return raise_type_error(t, cat("cannot pickle '", type_name(t, a[0]), "' object"));
}

const NativeDef kReduceMethods[] = {
    {"__reduce__", "($self, /)", "What copies and pickles of the function are made from.",
     native_reduce},
};
const GetSetDef kBuiltinAttributes[] = {
    {"__module__", "Name of the module that has the function.", get_module, nullptr,
     GetSetDef::kMember},
    {"__doc__", nullptr, get_doc},
    {"__name__", nullptr, get_name},
    {"__qualname__", nullptr, get_qualname},
    {"__self__", nullptr, get_self},
    {"__text_signature__", nullptr, get_text_signature},
};
const GetSetDef kDescriptorAttributes[] = {
    {"__objclass__", nullptr, get_objclass, readonly_member},
    {"__name__", nullptr, get_name, readonly_member},
    {"__doc__", nullptr, get_doc},
    {"__qualname__", nullptr, get_qualname},
    {"__text_signature__", nullptr, get_text_signature},
};
const GetSetDef kWrapperAttributes[] = {
    {"__self__", nullptr, get_self, readonly_member},
    {"__objclass__", nullptr, get_objclass},
    {"__name__", nullptr, get_name},
    {"__qualname__", nullptr, get_qualname},
    {"__doc__", nullptr, get_doc},
    {"__text_signature__", nullptr, get_text_signature},
};

void trace_native_function(Object* object, Tracer& tracer) {
    auto* f = static_cast<NativeFunction*>(object);
    tracer.visit(f->type);
    tracer.visit(f->self);
    tracer.visit(f->owner);
    tracer.visit(f->name);
    tracer.visit(f->module);
}

TypeDef function_def(const char* name, const char* doc, u32 flags) {
    TypeDef def{.name = name,
                .doc = doc,
                .instance_kind = Kind::NativeFunction,
                .instance_size = sizeof(NativeFunction)};
    def.flags = Type::kDisallowNew | flags;
    def.slots.call = native_call;
    return def;
}

}  // namespace

Result<void> init_native_function_types(Thread& t) {
    t.heap().register_kind(Kind::NativeFunction, trace_native_function);
    Types& types = t.vm->types;
    TypeDef builtin =
        function_def("builtin_function_or_method",
                     "Type of built-in functions and bound built-in methods.", Type::kWeakRefable);
    builtin.slots.repr = builtin_function_repr;
    builtin.slots.hash = bound_hash;
    builtin.slots.compare = bound_compare;
    builtin.methods = kReduceMethods;
    builtin.getsets = kBuiltinAttributes;
    types.builtin_function = TRY(make_native_type(t, builtin));

    TypeDef method = function_def("method_descriptor", "Type of the methods of built-in types.",
                                  Type::kMethodLike);
    method.slots.repr = method_descriptor_repr;
    method.slots.descr_get = method_get;
    method.methods = kReduceMethods;
    method.getsets = kDescriptorAttributes;
    types.method_descriptor = TRY(make_native_type(t, method));

    TypeDef wrapper = function_def(
        "wrapper_descriptor", "Type of the special methods of built-in types.", Type::kMethodLike);
    wrapper.slots.repr = slot_wrapper_repr;
    wrapper.slots.descr_get = method_get;
    wrapper.methods = kReduceMethods;
    wrapper.getsets = kDescriptorAttributes;
    types.slot_wrapper = TRY(make_native_type(t, wrapper));

    TypeDef bound =
        function_def("method-wrapper", "Type of bound special methods of built-in types.", 0);
    bound.slots.repr = method_wrapper_repr;
    bound.slots.hash = bound_hash;
    bound.slots.compare = bound_compare;
    bound.methods = kReduceMethods;
    bound.getsets = kWrapperAttributes;
    types.method_wrapper = TRY(make_native_type(t, bound));

    TypeDef of_class =
        function_def("classmethod_descriptor", "Type of the class methods of built-in types.", 0);
    of_class.slots.repr = method_descriptor_repr;
    of_class.slots.descr_get = classmethod_get;
    of_class.getsets = kDescriptorAttributes;
    types.classmethod_descriptor = TRY(make_native_type(t, of_class));
    return {};
}

}  // namespace krait
