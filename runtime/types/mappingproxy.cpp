// mappingproxy: a read-only view of a mapping. The dict behind the proxy of a class must never get
// out: a write to it by hand would still be seen by its watcher, but scripts have no business with
// it. Wherever another object's code is about to get the mapping as an operand, it gets a copy.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/descriptor_init.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

Value mapping(Value v) {
    return v.as<MappingProxy>()->mapping;
}
bool is_proxy(Value v) {
    return v.is_object() && !v.is_empty() && v.object()->kind == Kind::MappingProxy;
}

// An operand that may be handed to anyone.
Result<Value> safe_operand(Thread& t, Value v) {
    if (!is_proxy(v)) return v;
    bool of_class = is_dict(mapping(v)) && (mapping(v).object()->flags & Dict::kTypeDict);
    if (of_class) return Value(TRY(dict_copy(t, mapping(v).as<Dict>())));
    return mapping(v);
}

Result<Value> proxy_new(Thread& t, Type* type, const Args& args) {
    Value inner;
    TRY(parse_arguments(t, "mappingproxy", "(mapping)", args, &inner));
    bool subscriptable = type_of(t, inner)->slots.get_item != nullptr;
    if (!subscriptable || is_list(inner) || is_tuple(inner))
        return raise_type_error(
            t, cat("mappingproxy() argument must be a mapping, not ", type_name(t, inner)));
    MappingProxy* p = TRY(make<MappingProxy>(t, type));
    p->mapping = is_proxy(inner) ? mapping(inner) : inner;
    return Value(p);
}

Result<Value> proxy_repr(Thread& t, Value v) {
    Str* inner = TRY(repr(t, mapping(v)));
    return make_str(t, cat("mappingproxy(", inner, ")"));
}

Result<Value> proxy_str(Thread& t, Value v) {
    return Value(TRY(str_of(t, mapping(v))));
}
Result<i64> proxy_hash(Thread& t, Value v) {
    return hash_value(t, mapping(v));
}
Result<i64> proxy_length(Thread& t, Value v) {
    return length(t, mapping(v));
}
Result<Value> proxy_get_item(Thread& t, Value v, Value key) {
    return get_item(t, mapping(v), key);
}
Result<bool> proxy_contains(Thread& t, Value v, Value key) {
    return contains(t, mapping(v), key);
}
Result<Value> proxy_iter(Thread& t, Value v) {
    return get_iter(t, mapping(v));
}

Result<Value> proxy_compare(Thread& t, CompareOp op, Value a, Value b) {
    // Two plain dicts compare without asking anyone else's code for the dicts themselves.
    auto is_plain = [&](Value v) { return is_dict(v) && v.object()->type == t.types().dict; };
    Value left = mapping(a), right = is_proxy(b) ? mapping(b) : b;
    if (is_plain(left) && is_plain(right)) return compare(t, op, left, right);
    return compare(t, op, TRY(safe_operand(t, a)), b);
}

Result<Value> proxy_binary(Thread& t, BinaryOp op, Value left, Value right) {
    if (op != BinaryOp::Or) return Value::not_implemented();
    left = TRY(safe_operand(t, left));
    right = TRY(safe_operand(t, right));
    return binary(t, BinaryOp::Or, left, right);
}

Result<Value> proxy_inplace(Thread& t, BinaryOp op, Value, Value) {
    if (op != BinaryOp::Or) return Value::not_implemented();
    return raise_type_error(t, "'|=' is not supported by mappingproxy; use '|' instead");
}

// ---- methods: the mapping's own

Result<Value> method_get(Thread& t, Value* a) {
    return call_method(t, mapping(a[0]), t.names().get, {a[1], a[2]});
}
Result<Value> method_keys(Thread& t, Value* a) {
    return call_method(t, mapping(a[0]), t.names().keys);
}
Result<Value> method_values(Thread& t, Value* a) {
    return call_method(t, mapping(a[0]), t.names().values);
}
Result<Value> method_items(Thread& t, Value* a) {
    return call_method(t, mapping(a[0]), t.names().items);
}
Result<Value> method_copy(Thread& t, Value* a) {
    return call_method(t, mapping(a[0]), t.names().copy);
}
Result<Value> method_reversed(Thread& t, Value* a) {
    return call_method(t, mapping(a[0]), t.names().__reversed__);
}

const NativeDef kMethods[] = {
    {"get", "($self, key, default=None, /)", "The value for the key, or the default.", method_get},
    {"keys", "($self, /)", "A view of the keys.", method_keys},
    {"values", "($self, /)", "A view of the values.", method_values},
    {"items", "($self, /)", "A view of the items.", method_items},
    {"copy", "($self, /)", "A shallow copy of the mapping.", method_copy},
    {"__class_getitem__", kClassGetItemSignature, kClassGetItemDoc, class_getitem,
     NativeDef::kClassMethod},
    {"__reversed__", "($self, /)", "An iterator over the keys from last to first.",
     method_reversed},
};

void trace_proxy(Object* object, Tracer& tracer) {
    tracer.visit(object->type);
    tracer.visit(static_cast<MappingProxy*>(object)->mapping);
}

}  // namespace

Result<void> init_mappingproxy_type(Thread& t) {
    t.heap().register_kind(Kind::MappingProxy, trace_proxy);
    TypeDef def{.name = "mappingproxy",
                .doc = "A view of a mapping that can't be written through.",
                .instance_kind = Kind::MappingProxy,
                .instance_size = sizeof(MappingProxy)};
    def.flags = Type::kMapping;
    def.slots.new_ = proxy_new;
    def.slots.repr = proxy_repr;
    def.slots.str = proxy_str;
    def.slots.hash = proxy_hash;
    def.slots.length = proxy_length;
    def.slots.get_item = proxy_get_item;
    def.slots.contains = proxy_contains;
    def.slots.iter = proxy_iter;
    def.slots.compare = proxy_compare;
    def.slots.binary = proxy_binary;
    def.slots.inplace = proxy_inplace;
    def.slots.binary_ops = def.slots.inplace_ops = 1u << static_cast<int>(BinaryOp::Or);
    def.methods = kMethods;
    def.new_signature = "(mapping)";
    t.vm->types.mappingproxy = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait
