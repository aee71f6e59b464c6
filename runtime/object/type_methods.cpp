// The type `type`: calling classes, their repr, the methods that classes have, `X | Y`.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_attributes.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/dict.h"
#include "runtime/types/generic_alias.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

namespace krait {

// ---- calling

Failure raise_abstract(Thread& t, Type* type) {
    Tuple* names = TRY(abstract_names(t, type));
    std::string list;
    for (Value name : *names) {
        if (!list.empty()) list += ", ";
        if (!is_str(name))
            return raise_type_error(
                t, cat("sequence item: expected str instance, ", type_name(t, name), " found"));
        list += cat("'", name.as<Str>(), "'");
    }
    return raise_type_error(t, cat("Can't instantiate abstract class ", type_name(type),
                                   " without an implementation for abstract method",
                                   names->length == 1 ? "" : "s", " ", list));
}

Result<Value> type_call(Thread& t, Value cls, const Args& args) {
    Type* type = cls.as<Type>();
    if (type == t.types().type) {
        if (args.n == 1 && args.nkw == 0) return Value(type_of(t, args[0]));
        if (args.n != 3) return raise_type_error(t, "type() takes 1 or 3 arguments");
    }
    if (type->slots.new_ == nullptr)
        return raise_type_error(t, cat("cannot create '", type_name(type), "' instances"));
    Value object = TRY(type->slots.new_(t, type, args));
    Type* made = type_of(t, object);
    if (made != type && !is_subtype(made, type)) return object;
    auto init = made->slots.init;
    // object.__init__ complains of arguments only where object.__new__, which made the object,
    // would have done so.
    if (init == nullptr || init == object_init) return object;
    TRY(init(t, object, args));
    return object;
}

namespace {

Type* self_type(Value v) {
    return v.as<Type>();
}

Result<void> type_init(Thread& t, Value, const Args& args) {
    if (args.n == 1 && args.nkw != 0)
        return raise_type_error(t, "type.__init__() takes no keyword arguments");
    if (args.n != 1 && args.n != 3)
        return raise_type_error(t, "type.__init__() takes 1 or 3 arguments");
    return {};
}

Result<Value> type_repr(Thread& t, Value cls) {
    return make_str(t, cat("<class '", full_type_name(t, self_type(cls)), "'>"));
}

// ---- X | Y

Result<Value> type_binary(Thread& t, BinaryOp op, Value left, Value right) {
    if (op != BinaryOp::Or) return Value::not_implemented();
    return make_union(t, left, right);
}

// ---- methods

Result<Value> method_mro(Thread& t, Value* a) {
    Tuple* mro = TRY(linearize(t, self_type(a[0])));
    return Value(TRY(make_list_from(t, mro->items, mro->length)));
}

Result<Value> method_subclasses(Thread& t, Value* a) {
    List* list = TRY(make_list(t));
    for (u64 i = 0; i < subclass_slots(self_type(a[0])); i++)
        if (Type* subclass = subclass_at(self_type(a[0]), i))
            TRY(list_append(t, list, Value(subclass)));
    return Value(list);
}

Result<Value> method_prepare(Thread& t, const Args&) {
    return Value(TRY(make_dict(t)));
}

Result<Value> method_instancecheck(Thread& t, Value* a) {
    return Value::from_bool(TRY(is_instance_by_class(t, a[1], a[0])));
}

Result<Value> method_subclasscheck(Thread& t, Value* a) {
    return Value::from_bool(TRY(is_subclass_by_bases(t, a[1], a[0])));
}

// Names in the dicts of the class and of all its bases, nearest first.
Result<void> merge_class_names(Thread& t, Dict* into, Type* type) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    u64 pos = 0;
    Value key, value;
    for (u64 i = type->bases->length; i > 0; i--)
        if (is_type(type->bases->items[i - 1]))
            TRY(merge_class_names(t, into, type->bases->items[i - 1].as<Type>()));
    while (dict_next(type->dict, pos, &key, &value)) TRY(dict_set(t, into, key, Value::none()));
    return {};
}

Result<Value> method_dir(Thread& t, Value* a) {
    Dict* names = TRY(make_dict(t, 64));
    TRY(merge_class_names(t, names, self_type(a[0])));
    return Value(TRY(list_from_iterable(t, Value(names))));
}

Result<Value> method_sizeof(Thread&, Value* a) {
    (void)a;
    return Value::small_int(sizeof(Type));
}

const NativeDef kTypeMethods[] = {
    {"mro", "($self, /)", "The method resolution order as the bases give it.", method_mro},
    {"__subclasses__", "($self, /)", "The direct subclasses that are alive.", method_subclasses},
    {"__prepare__", "($type, /, *args, **kwargs)",
     "Makes the namespace that the body of a class statement runs in.", method_prepare,
     NativeDef::kClassMethod},
    {"__instancecheck__", "($self, instance, /)", "What isinstance(instance, self) asks.",
     method_instancecheck},
    {"__subclasscheck__", "($self, subclass, /)", "What issubclass(subclass, self) asks.",
     method_subclasscheck},
    {"__dir__", "($self, /)", "Names of the attributes of the class.", method_dir},
    {"__sizeof__", "($self, /)", "Size of the class object in bytes.", method_sizeof},
};

}  // namespace

Result<void> init_type_type(Thread& t) {
    TypeDef def{
        .name = "type",
        .doc = "type(object): the object's type\ntype(name, bases, dict, **kwds): a new class",
        .instance_kind = Kind::Type,
        .instance_size = sizeof(Type)};
    def.flags = Type::kSubclassable | Type::kWeakRefable;
    def.slots.repr = type_repr;
    def.slots.call = type_call;
    def.slots.get_attribute = type_get_attribute;
    def.slots.set_attribute = type_set_attribute;
    def.slots.new_ = type_new;
    def.slots.init = type_init;
    def.slots.binary = type_binary;
    def.slots.binary_ops = 1u << static_cast<int>(BinaryOp::Or);
    def.methods = kTypeMethods;
    def.getsets = kTypeAttributes;
    t.vm->types.type = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait
