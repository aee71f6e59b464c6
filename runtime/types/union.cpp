// Unions: int | str. A GenericAlias cell whose args are the members, without repetition.
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/generic_alias.h"
#include "runtime/types/generic_support.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

GenericAlias* alias(Value v) {
    return v.as<GenericAlias>();
}

// Classes, None, aliases, unions and type variables.
Result<bool> can_be_member(Thread& t, Value v) {
    if (v.is_none() || is_type(v) || is_generic_alias(t, v) || is_union(t, v)) return true;
    if (!v.is_object()) return false;
    Str* substitute = TRY(intern(t, "__typing_subst__"));
    return !type_lookup(t, type_of(t, v), substitute).is_empty();
}

Result<void> add_member(Thread& t, RootedVector& members, Value v) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    if (is_union(t, v)) {
        for (Value member : *union_members(v).as<Tuple>()) TRY(add_member(t, members, member));
        return {};
    }
    if (v.is_none()) v = Value(t.types().none_type);
    for (std::size_t i = 0; i < members.size(); i++)
        if (TRY(equal_or_same(t, members[i], v))) return {};
    members.push(v);
    return {};
}

Result<Value> finish(Thread& t, RootedVector& members) {
    if (members.size() == 1) return members[0];
    Tuple* args = TRY(make_tuple_from(t, members.data(), members.size()));
    GenericAlias* u = TRY(make<GenericAlias>(t, t.types().union_type));
    u->args = Value(args);
    return Value(u);
}

}  // namespace

Result<Value> make_union(Thread& t, Value left, Value right) {
    bool possible = TRY(can_be_member(t, left)) && TRY(can_be_member(t, right));
    if (!possible || (left.is_none() && right.is_none())) return Value::not_implemented();
    RootedVector members(t.heap());
    TRY(add_member(t, members, left));
    TRY(add_member(t, members, right));
    return finish(t, members);
}

namespace {

Result<Value> union_repr(Thread& t, Value v) {
    std::string out;
    for (Value member : *union_members(v).as<Tuple>()) {
        bool none = member == Value(t.types().none_type);
        Str* item = none ? TRY(make_str(t, "None")) : TRY(type_argument_repr(t, member));
        out += cat(out.empty() ? "" : " | ", item);
    }
    return make_str(t, out);
}

// The order of the members does not matter.
Result<i64> union_hash(Thread& t, Value v) {
    u64 mixed = 0x756E696F6E;
    for (Value member : *union_members(v).as<Tuple>()) {
        u64 h = static_cast<u64>(TRY(hash_value(t, member)));
        mixed += (h ^ (h >> 29)) * 0x9E3779B97F4A7C15ull;
    }
    return static_cast<i64>(mixed >> 8);
}

Result<bool> holds(Thread& t, Tuple* members, Value v) {
    for (u64 i = 0; i < members->length; i++)
        if (TRY(equal_or_same(t, members->items[i], v))) return true;
    return false;
}

Result<Value> union_compare(Thread& t, CompareOp op, Value a, Value b) {
    if ((op != CompareOp::Eq && op != CompareOp::Ne) || !is_union(t, b))
        return Value::not_implemented();
    Tuple* left = union_members(a).as<Tuple>();
    Tuple* right = union_members(b).as<Tuple>();
    bool same = left->length == right->length;
    for (u64 i = 0; same && i < left->length; i++) same = TRY(holds(t, right, left->items[i]));
    return Value::from_bool(same == (op == CompareOp::Eq));
}

Result<Value> union_binary(Thread& t, BinaryOp op, Value left, Value right) {
    return op == BinaryOp::Or ? make_union(t, left, right)
                              : Result<Value>(Value::not_implemented());
}

Result<Value> union_get_item(Thread& t, Value v, Value key) {
    Value parameters = TRY(alias_parameters(t, v));
    Tuple* args = TRY(substitute_parameters(t, v, alias(v)->args, parameters.as<Tuple>(), key));
    RootedVector members(t.heap());
    for (Value arg : *args) TRY(add_member(t, members, arg));
    return finish(t, members);
}

// Union[int, str]
Result<Value> method_class_getitem(Thread& t, Value* a) {
    RootedVector members(t.heap());
    if (!is_tuple(a[1])) {
        TRY(add_member(t, members, a[1]));
    } else {
        for (Value item : *a[1].as<Tuple>()) TRY(add_member(t, members, item));
    }
    if (members.empty()) return raise_type_error(t, "Cannot take a Union of no types.");
    return finish(t, members);
}

Result<Value> method_mro_entries(Thread& t, Value* a) {
    Str* shown = TRY(repr(t, a[0]));
    return raise_type_error(t, cat("Cannot subclass ", shown));
}

Result<Value> method_instancecheck(Thread& t, Value* a) {
    return Value::from_bool(TRY(is_instance(t, a[1], union_members(a[0]))));
}
Result<Value> method_subclasscheck(Thread& t, Value* a) {
    return Value::from_bool(TRY(is_subclass(t, a[1], union_members(a[0]))));
}

Result<Value> get_args(Thread&, Value v) {
    return alias(v)->args;
}
Result<Value> get_name(Thread& t, Value) {
    return make_str(t, "Union");
}
Result<Value> get_origin(Thread& t, Value) {
    return Value(t.types().union_type);
}

const NativeDef kMethods[] = {
    {"__mro_entries__", "($self, bases, /)", nullptr, method_mro_entries},
    {"__instancecheck__", "($self, instance, /)", nullptr, method_instancecheck},
    {"__subclasscheck__", "($self, subclass, /)", nullptr, method_subclasscheck},
    {"__class_getitem__", "($type, object, /)", "The union of the types.", method_class_getitem,
     NativeDef::kClassMethod},
};
const GetSetDef kAttributes[] = {
    {"__args__", nullptr, get_args, readonly_member},
    {"__name__", nullptr, get_name},
    {"__qualname__", nullptr, get_name},
    {"__origin__", nullptr, get_origin},
    {"__parameters__", "type variables among the members", alias_parameters},
};

}  // namespace

Result<void> init_union_type(Thread& t) {
    TypeDef def{.name = "Union",
                .doc = "One of several types, such as int | str.",
                .instance_kind = Kind::GenericAlias,
                .instance_size = sizeof(GenericAlias)};
    def.flags = Type::kWeakRefable | Type::kDisallowNew;
    def.slots.repr = union_repr;
    def.slots.hash = union_hash;
    def.slots.compare = union_compare;
    def.slots.binary = union_binary;
    def.slots.binary_ops = 1u << static_cast<int>(BinaryOp::Or);
    def.slots.get_item = union_get_item;
    def.methods = kMethods;
    def.getsets = kAttributes;
    def.module = "typing";
    t.vm->types.union_type = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait
