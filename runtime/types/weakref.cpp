// The type of weak references.
#include "runtime/types/weakref.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/generic_alias.h"

#include <cstdio>

namespace krait {

namespace {

WeakRef* ref_of(Value v) {
    return v.as<WeakRef>();
}

std::string address_text(const void* address) {
    char text[32];
    std::snprintf(text, sizeof text, "0x%llx",
                  static_cast<unsigned long long>(reinterpret_cast<u64>(address)));
    return text;
}

// One or two positional arguments for `function`.
Result<void> check_count(Thread& t, const char* function, const Args& args) {
    if (args.n < 1) {
        return raise_type_error(t, cat(function, " expected at least 1 argument, got ", args.n));
    }
    if (args.n > 2) {
        return raise_type_error(t, cat(function, " expected at most 2 arguments, got ", args.n));
    }
    return {};
}

// Keywords are left to the __init__ of subclasses, as are further arguments to their __new__.
Result<Value> ref_new(Thread& t, Type* type, const Args& args) {
    TRY(check_count(t, "__new__", args));
    return make_weak_ref(t, type, args[0], args.n == 2 ? args[1] : Value());
}

Result<void> ref_init(Thread& t, Value, const Args& args) {
    if (args.nkw != 0) return raise_type_error(t, "ref() takes no keyword arguments");
    return check_count(t, "__init__", args);
}

Result<Value> ref_call(Thread& t, Value self, const Args& args) {
    if (args.nkw != 0) return raise_type_error(t, "weakref() takes no keyword arguments");
    if (args.n != 0) return raise_type_error(t, cat("weakref expected 0 arguments, got ", args.n));
    Object* target = ref_of(self)->target;
    return target == nullptr ? Value::none() : Value(target);
}

Result<i64> ref_hash(Thread& t, Value self) {
    WeakRef* ref = ref_of(self);
    if (ref->flags & WeakRef::kHashed) return ref->hash;
    if (ref->target == nullptr) return raise_type_error(t, "weak object has gone away");
    i64 hash = TRY(hash_value(t, Value(ref->target)));
    ref->hash = hash;
    ref->flags |= WeakRef::kHashed;
    return hash;
}

// References to living objects compare as these do, others by identity.
Result<Value> ref_compare(Thread& t, CompareOp op, Value self, Value other) {
    if ((op != CompareOp::Eq && op != CompareOp::Ne) || !is_weak_ref(self) || !is_weak_ref(other)) {
        return Value::not_implemented();
    }
    Object* left = ref_of(self)->target;
    Object* right = ref_of(other)->target;
    if (left == nullptr || right == nullptr) {
        return Value::from_bool((self == other) == (op == CompareOp::Eq));
    }
    return compare(t, op, Value(left), Value(right));
}

Result<Value> ref_repr(Thread& t, Value self) {
    return weak_repr(t, ref_of(self), "weakref");
}

Result<Value> get_callback(Thread&, Value self) {
    Value callback = ref_of(self)->callback;
    return callback.is_empty() ? Value::none() : callback;
}

constexpr NativeDef kMethods[] = {
    {"__class_getitem__", kClassGetItemSignature, kClassGetItemDoc, class_getitem,
     NativeDef::kClassMethod},
};
constexpr GetSetDef kGetSets[] = {
    {"__callback__", "what is called when the object goes away, or None", get_callback,
     readonly_member},
};

void trace_weak_ref(Object* object, Tracer& tracer) {
    tracer.visit(static_cast<WeakRef*>(object)->callback);
    trace_attributes(object, tracer);
}

}  // namespace

Result<Value> weak_repr(Thread& t, const WeakRef* ref, const char* what) {
    std::string text = cat("<", what, " at ", address_text(ref), "; ");
    Object* target = ref->target;
    if (target == nullptr) return make_str(t, cat(text, "dead>"));
    Value name = Value::absent();
    if (ref->kind == Kind::WeakRef)
        name = TRY(get_attr_or_absent(t, Value(target), t.names().__name__));
    text += cat("to '", type_name(t, Value(target)), "' at ", address_text(target));
    if (is_str(name)) text += cat(" (", name.as<Str>(), ")");
    return make_str(t, cat(text, ">"));
}

// The getter of __weakref__.
Result<Value> get_first_weakref(Thread& t, Value v) {
    if (!v.is_object()) return Value::none();
    WeakRef* ref = first_weak_ref(*t.vm, v.object());
    return ref == nullptr ? Value::none() : Value(ref);
}

Result<void> init_weakref_types(Thread& t) {
    init_weak_table(*t.vm);
    t.heap().register_kind(Kind::WeakRef, trace_weak_ref);
    t.heap().register_kind(Kind::WeakProxy, trace_weak_ref);
    TypeDef def = {
        .name = "ReferenceType",
        .instance_kind = Kind::WeakRef,
        .instance_size = sizeof(WeakRef),
        .flags = Type::kSubclassable,
        .methods = kMethods,
        .getsets = kGetSets,
        .module = "weakref",
    };
    def.slots.new_ = ref_new;
    def.slots.init = ref_init;
    def.slots.call = ref_call;
    def.slots.hash = ref_hash;
    def.slots.compare = ref_compare;
    def.slots.repr = ref_repr;
    t.vm->types.weakref = TRY(make_native_type(t, def));
    return init_weakproxy_types(t);
}

}  // namespace krait
