// Weak proxies: objects that behave like another one as long as it lives.
#include "runtime/types/weakref.h"

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/int.h"

namespace krait {

namespace {

// What a proxy stands for; other values as they are. ReferenceError when it is gone.
Result<Value> unwrap(Thread& t, Value v) {
    if (!is_weak_proxy(v)) return v;
    Object* target = v.as<WeakProxy>()->target;
    if (target != nullptr) return Value(target);
    return raise(t, t.types().reference_error, "weakly-referenced object no longer exists");
}

Result<Value> proxy_repr(Thread& t, Value self) {
    return weak_repr(t, self.as<WeakProxy>(), "weakproxy");
}

Result<Value> proxy_str(Thread& t, Value self) {
    return str_of(t, TRY(unwrap(t, self)));
}

Result<bool> proxy_truth(Thread& t, Value self) {
    return truth(t, TRY(unwrap(t, self)));
}

Result<i64> proxy_length(Thread& t, Value self) {
    return length(t, TRY(unwrap(t, self)));
}

Result<Value> proxy_get_item(Thread& t, Value self, Value key) {
    return get_item(t, TRY(unwrap(t, self)), key);
}

Result<void> proxy_set_item(Thread& t, Value self, Value key, Value value) {
    Value target = TRY(unwrap(t, self));
    return value.is_empty() ? del_item(t, target, key) : set_item(t, target, key, value);
}

Result<bool> proxy_contains(Thread& t, Value self, Value item) {
    return contains(t, TRY(unwrap(t, self)), item);
}

Result<Value> proxy_iter(Thread& t, Value self) {
    return get_iter(t, TRY(unwrap(t, self)));
}

Result<Value> proxy_next(Thread& t, Value self) {
    Value target = TRY(unwrap(t, self));
    if (type_of(t, target)->slots.next == nullptr) {
        return raise_type_error(
            t, cat("Weakref proxy referenced a non-iterator '", type_name(t, target), "' object"));
    }
    return iter_next(t, target);
}

Result<Value> proxy_compare(Thread& t, CompareOp op, Value self, Value other) {
    Value left = TRY(unwrap(t, self));
    Value right = TRY(unwrap(t, other));
    return compare(t, op, left, right);
}

Result<Value> proxy_binary(Thread& t, BinaryOp op, Value left, Value right) {
    Value a = TRY(unwrap(t, left));
    Value b = TRY(unwrap(t, right));
    return binary(t, op, a, b);
}

Result<Value> proxy_inplace(Thread& t, BinaryOp op, Value left, Value right) {
    Value a = TRY(unwrap(t, left));
    Value b = TRY(unwrap(t, right));
    return inplace(t, op, a, b);
}

Result<Value> proxy_power3(Thread& t, Value base, Value exponent, Value modulus) {
    Value a = TRY(unwrap(t, base));
    Value b = TRY(unwrap(t, exponent));
    Value c = TRY(unwrap(t, modulus));
    return power(t, a, b, c);
}

Result<Value> proxy_unary(Thread& t, UnaryOp op, Value self) {
    Value target = TRY(unwrap(t, self));
    switch (op) {
        case UnaryOp::Int: return call(t, Value(t.types().int_), {target});
        case UnaryOp::Float: return call(t, Value(t.types().float_), {target});
        case UnaryOp::Index: return to_index(t, target);
        default: return unary(t, op, target);
    }
}

Result<Value> proxy_call(Thread& t, Value self, const Args& args) {
    return call(t, TRY(unwrap(t, self)), args);
}

Result<Value> proxy_get_attribute(Thread& t, Value self, Str* name) {
    return get_attr(t, TRY(unwrap(t, self)), name);
}

Result<void> proxy_set_attribute(Thread& t, Value self, Str* name, Value value) {
    Value target = TRY(unwrap(t, self));
    return value.is_empty() ? del_attr(t, target, name) : set_attr(t, target, name, value);
}

Result<Value> method_bytes(Thread& t, Value* a) {
    return call(t, Value(t.types().bytes), {TRY(unwrap(t, a[0]))});
}

Result<Value> method_reversed(Thread& t, Value* a) {
    return call(t, Value(t.types().reversed), {TRY(unwrap(t, a[0]))});
}

constexpr NativeDef kMethods[] = {
    {"__bytes__", "($self, /)", "bytes() of the object.", method_bytes},
    {"__reversed__", "($self, /)", "reversed() of the object.", method_reversed},
};

constexpr u32 bit(auto op) {
    return 1u << static_cast<u32>(op);
}
constexpr u32 kUnaryOps = bit(UnaryOp::Neg) | bit(UnaryOp::Pos) | bit(UnaryOp::Invert) |
                          bit(UnaryOp::Abs) | bit(UnaryOp::Int) | bit(UnaryOp::Float) |
                          bit(UnaryOp::Index);
constexpr u32 kBinaryOps = bit(BinaryOp::kCount) - 1;

Slots proxy_slots() {
    Slots slots = {};
    slots.repr = proxy_repr;
    slots.str = proxy_str;
    slots.truth = proxy_truth;
    slots.length = proxy_length;
    slots.get_item = proxy_get_item;
    slots.set_item = proxy_set_item;
    slots.contains = proxy_contains;
    slots.iter = proxy_iter;
    slots.next = proxy_next;
    slots.compare = proxy_compare;
    slots.binary = proxy_binary;
    slots.inplace = proxy_inplace;
    slots.power3 = proxy_power3;
    slots.unary = proxy_unary;
    slots.get_attribute = proxy_get_attribute;
    slots.set_attribute = proxy_set_attribute;
    slots.unary_ops = kUnaryOps;
    slots.binary_ops = kBinaryOps;
    slots.inplace_ops = kBinaryOps & ~bit(BinaryOp::DivMod);
    return slots;
}

}  // namespace

Result<Value> make_weak_proxy(Thread& t, Value target, Value callback) {
    Type* type = is_callable(t, target) ? t.types().weakcallableproxy : t.types().weakproxy;
    return make_weak_ref(t, type, target, callback);
}

Result<void> init_weakproxy_types(Thread& t) {
    TypeDef def = {
        .name = "ProxyType",
        .instance_kind = Kind::WeakProxy,
        .instance_size = sizeof(WeakProxy),
        .flags = Type::kDisallowNew,
        .slots = proxy_slots(),
        .methods = kMethods,
        .module = "weakref",
    };
    t.vm->types.weakproxy = TRY(make_native_type(t, def));
    def.name = "CallableProxyType";
    def.slots.call = proxy_call;
    t.vm->types.weakcallableproxy = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait
