// GenericAlias: what list[int] is. It acts like its origin in nearly everything.
#include "runtime/types/generic_alias.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/generic_support.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

GenericAlias* alias(Value v) {
    return v.as<GenericAlias>();
}

}  // namespace

Result<Value> make_generic_alias(Thread& t, Value origin, Value args) {
    if (!is_tuple(args)) args = Value(TRY(make_tuple_from(t, &args, 1)));
    GenericAlias* a = TRY(make<GenericAlias>(t, t.types().generic_alias));
    a->origin = origin;
    a->args = args;
    return Value(a);
}

// ---- what aliases and unions share

Result<Str*> type_argument_repr(Thread& t, Value v) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    if (v == Value::ellipsis()) return make_str(t, "...");
    if (is_list(v)) {
        List* list = v.as<List>();
        std::string out = "[";
        for (u64 i = 0; i < list->length; i++) {
            Str* item = TRY(type_argument_repr(t, list->items[i]));
            out += cat(i == 0 ? "" : ", ", item);
        }
        return make_str(t, out + "]");
    }
    Value origin = TRY(get_attr_or_absent(t, v, t.names().__origin__));
    if (!origin.is_absent()) return repr(t, v);
    Value qualname = TRY(get_attr_or_absent(t, v, t.names().__qualname__));
    Value module =
        qualname.is_absent() ? qualname : TRY(get_attr_or_absent(t, v, t.names().__module__));
    if (!is_str(qualname) || module.is_absent() || module.is_none()) return repr(t, v);
    if (is_str(module) && module.as<Str>()->view() == "builtins") return qualname.as<Str>();
    Str* prefix = TRY(str_of(t, module));
    return make_str(t, cat(prefix, ".", qualname.as<Str>()));
}

Result<Tuple*> type_parameters(Thread& t, Value args) {
    Str* substitute = TRY(intern(t, "__typing_subst__"));
    RootedVector found(t.heap());
    auto add = [&](Value parameter) {
        for (Value known : found)
            if (known == parameter) return;
        found.push(parameter);
    };
    for (u64 i = 0; i < args.as<Tuple>()->length; i++) {
        Value arg = args.as<Tuple>()->items[i];
        if (is_type(arg)) continue;
        Value own = TRY(get_attr_or_absent(t, arg, substitute));
        if (!own.is_absent()) {
            add(arg);
            continue;
        }
        Value nested = TRY(get_attr_or_absent(t, arg, t.names().__parameters__));
        if (!is_tuple(nested)) continue;
        for (Value parameter : *nested.as<Tuple>()) add(parameter);
    }
    return make_tuple_from(t, found.data(), found.size());
}

namespace {

u64 position_in(Tuple* tuple, Value v) {
    u64 i = 0;
    while (i < tuple->length && tuple->items[i] != v) i++;
    return i;
}

// One argument with the parameters in it exchanged.
Result<Value> substitute_in(Thread& t, Value arg, Tuple* parameters, Tuple* given) {
    u64 at = position_in(parameters, arg);
    if (at < parameters->length) {
        Str* name = TRY(intern(t, "__typing_subst__"));
        return call_method(t, arg, name, {given->items[at]});
    }
    if (is_type(arg)) return arg;
    Value nested = TRY(get_attr_or_absent(t, arg, t.names().__parameters__));
    if (!is_tuple(nested) || nested.as<Tuple>()->length == 0) return arg;
    Tuple* wanted = nested.as<Tuple>();
    Tuple* chosen = TRY(make_tuple(t, wanted->length));
    for (u64 i = 0; i < wanted->length; i++) {
        u64 position = position_in(parameters, wanted->items[i]);
        chosen->items[i] = position < given->length ? given->items[position] : wanted->items[i];
    }
    return get_item(t, arg, Value(chosen));
}

}  // namespace

Result<Tuple*> substitute_parameters(Thread& t, Value self, Value args, Tuple* parameters,
                                     Value given) {
    Str* shown = TRY(repr(t, self));
    if (parameters->length == 0) return raise_type_error(t, cat(shown, " is not a generic class"));
    Tuple* items = is_tuple(given) ? given.as<Tuple>() : TRY(make_tuple_from(t, &given, 1));
    if (items->length != parameters->length)
        return raise_type_error(
            t, cat("Too ", items->length > parameters->length ? "many" : "few", " arguments for ",
                   shown, "; actual ", items->length, ", expected ", parameters->length));
    Tuple* old = args.as<Tuple>();
    RootedVector fresh(t.heap());
    for (u64 i = 0; i < old->length; i++)
        fresh.push(TRY(substitute_in(t, old->items[i], parameters, items)));
    return make_tuple_from(t, fresh.data(), fresh.size());
}

Result<Value> alias_parameters(Thread& t, Value v) {
    GenericAlias* a = alias(v);
    if (a->parameters.is_empty()) {
        Value found(TRY(type_parameters(t, a->args)));
        a->parameters = found;
        write_barrier(t, a);
    }
    return a->parameters;
}

void trace_generic_alias(Object* object, Tracer& tracer) {
    auto* a = static_cast<GenericAlias*>(object);
    tracer.visit(a->type);
    tracer.visit(a->origin);
    tracer.visit(a->args);
    tracer.visit(a->parameters);
    trace_attributes(object, tracer);
}

// ---- GenericAlias

namespace {

Result<Value> alias_new(Thread& t, Type* type, const Args& args) {
    Value a[2];
    TRY(parse_arguments(t, "GenericAlias", "(origin, args, /)", args, a));
    Value plain = TRY(make_generic_alias(t, a[0], a[1]));
    if (type == t.types().generic_alias) return plain;
    GenericAlias* derived = TRY(allocate_instance_as<GenericAlias>(t, type));
    derived->origin = alias(plain)->origin;
    derived->args = alias(plain)->args;
    write_barrier(t, derived);
    return Value(derived);
}

Result<Value> alias_repr(Thread& t, Value v) {
    GenericAlias* a = alias(v);
    Str* origin = TRY(type_argument_repr(t, a->origin));
    std::string out = cat(a->unpacked ? "*" : "", origin, "[");
    Tuple* args = a->args.as<Tuple>();
    if (args->length == 0) out += "()";
    for (u64 i = 0; i < args->length; i++) {
        Str* item = TRY(type_argument_repr(t, args->items[i]));
        out += cat(i == 0 ? "" : ", ", item);
    }
    return make_str(t, out + "]");
}

Result<i64> alias_hash(Thread& t, Value v) {
    i64 origin = TRY(hash_value(t, alias(v)->origin));
    return origin ^ TRY(hash_value(t, alias(v)->args));
}

Result<Value> alias_compare(Thread& t, CompareOp op, Value a, Value b) {
    if ((op != CompareOp::Eq && op != CompareOp::Ne) || !is_generic_alias(t, b))
        return Value::not_implemented();
    bool same = alias(a)->unpacked == alias(b)->unpacked &&
                TRY(equal_or_same(t, alias(a)->origin, alias(b)->origin));
    if (same) same = TRY(equal_or_same(t, alias(a)->args, alias(b)->args));
    return Value::from_bool(same == (op == CompareOp::Eq));
}

Result<Value> alias_call(Thread& t, Value v, const Args& args) {
    Value object = TRY(call(t, alias(v)->origin, args));
    Str* name = TRY(intern(t, "__orig_class__"));
    if (object.is_object() && has_attributes(object.object()) &&
        !set_attr(t, object, name, v).ok()) {
        if (!pending_is(t, t.types().attribute_error) && !pending_is(t, t.types().type_error))
            return Failure{};
        clear_pending(t);
    }
    return object;
}

// Everything but what makes the alias an alias is the origin's.
Result<Value> alias_get_attribute(Thread& t, Value v, Str* name) {
    constexpr std::string_view kOwn[] = {
        "__class__",      "__origin__",      "__args__",      "__unpacked__",
        "__parameters__", "__mro_entries__", "__reduce_ex__", "__reduce__",
        "__bases__",      "__copy__",        "__deepcopy__",  "__typing_unpacked_tuple_args__"};
    for (std::string_view own : kOwn)
        if (name->view() == own) return generic_get_attribute(t, v, name);
    return get_attr(t, alias(v)->origin, name);
}

Result<Value> alias_get_item(Thread& t, Value v, Value key) {
    Value parameters = TRY(alias_parameters(t, v));
    Tuple* args = TRY(substitute_parameters(t, v, alias(v)->args, parameters.as<Tuple>(), key));
    return make_generic_alias(t, alias(v)->origin, Value(args));
}

// *list[int] in a subscript: one unpacked alias.
Result<Value> alias_iter(Thread& t, Value v) {
    Value copy = TRY(make_generic_alias(t, alias(v)->origin, alias(v)->args));
    alias(copy)->unpacked = true;
    Tuple* only = TRY(make_tuple_from(t, &copy, 1));
    return get_iter(t, Value(only));
}

Result<Value> alias_binary(Thread& t, BinaryOp op, Value left, Value right) {
    return op == BinaryOp::Or ? make_union(t, left, right)
                              : Result<Value>(Value::not_implemented());
}

Result<Value> method_mro_entries(Thread& t, Value* a) {
    return Value(TRY(make_tuple_from(t, &alias(a[0])->origin, 1)));
}
Result<Value> method_instancecheck(Thread& t, Value*) {
    return raise_type_error(t, "isinstance() argument 2 cannot be a parameterized generic");
}
Result<Value> method_subclasscheck(Thread& t, Value*) {
    return raise_type_error(t, "issubclass() argument 2 cannot be a parameterized generic");
}
Result<Value> method_reduce(Thread& t, Value* a) {
    Value inner[2] = {alias(a[0])->origin, alias(a[0])->args};
    Value parts[2] = {Value(t.types().generic_alias), Value(TRY(make_tuple_from(t, inner, 2)))};
    return Value(TRY(make_tuple_from(t, parts, 2)));
}

Result<Value> get_origin(Thread&, Value v) {
    return alias(v)->origin;
}
Result<Value> get_args(Thread&, Value v) {
    return alias(v)->args;
}
Result<Value> get_unpacked(Thread&, Value v) {
    return Value::from_bool(alias(v)->unpacked);
}
Result<Value> get_unpacked_args(Thread& t, Value v) {
    bool tuple = alias(v)->unpacked && alias(v)->origin == Value(t.types().tuple);
    return tuple ? alias(v)->args : Value::none();
}

const NativeDef kMethods[] = {
    {"__mro_entries__", "($self, bases, /)",
     "What stands for the alias among the bases of a class.", method_mro_entries},
    {"__instancecheck__", "($self, instance, /)", nullptr, method_instancecheck},
    {"__subclasscheck__", "($self, subclass, /)", nullptr, method_subclasscheck},
    {"__reduce__", "($self, /)", "What copies and pickles of the alias are made from.",
     method_reduce},
};
const GetSetDef kAttributes[] = {
    {"__origin__", nullptr, get_origin, readonly_member},
    {"__args__", nullptr, get_args, readonly_member},
    {"__unpacked__", nullptr, get_unpacked, readonly_member},
    {"__parameters__", "type variables among the arguments", alias_parameters},
    {"__typing_unpacked_tuple_args__", nullptr, get_unpacked_args},
};

}  // namespace

Result<void> init_generic_types(Thread& t) {
    t.heap().register_kind(Kind::GenericAlias, trace_generic_alias);
    TypeDef def{.name = "GenericAlias",
                .doc = "A generic type with arguments, such as list[int].",
                .instance_kind = Kind::GenericAlias,
                .instance_size = sizeof(GenericAlias)};
    def.flags = Type::kSubclassable | Type::kWeakRefable;
    def.slots.new_ = alias_new;
    def.slots.repr = alias_repr;
    def.slots.hash = alias_hash;
    def.slots.compare = alias_compare;
    def.slots.call = alias_call;
    def.slots.get_attribute = alias_get_attribute;
    def.slots.get_item = alias_get_item;
    def.slots.iter = alias_iter;
    def.slots.binary = alias_binary;
    def.slots.binary_ops = 1u << static_cast<int>(BinaryOp::Or);
    def.methods = kMethods;
    def.getsets = kAttributes;
    def.module = "types";
    def.new_signature = "(origin, args, /)";
    t.vm->types.generic_alias = TRY(make_native_type(t, def));
    return init_union_type(t);
}

}  // namespace krait
