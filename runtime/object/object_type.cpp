// The type `object`: what every value can do unless its class says otherwise. Copying and pickling
// are in object_reduce.cpp.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/object_reduce.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

#include <cstdio>

namespace krait {

// ---- making

Result<Value> object_new(Thread& t, Type* type, const Args& args) {
    if (args.n != 0 || args.nkw != 0) {
        if (type->slots.new_ != object_new)
            return raise_type_error(
                t, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (type->slots.init == object_init)
            return raise_type_error(t, cat(type_name(type), "() takes no arguments"));
    }
    if (type->has_flag(Type::kAbstract)) return raise_abstract(t, type);
    // The structs of native types are theirs to fill.
    if (type->instance_kind != Kind::Instance)
        return raise_type_error(t, cat("object.__new__(", type_name(type), ") is not safe, use ",
                                       type_name(native_base(type)), ".__new__()"));
    return Value(TRY(allocate_instance(t, type)));
}

Result<void> object_init(Thread& t, Value self, const Args& args) {
    if (args.n == 0 && args.nkw == 0) return {};
    Type* type = type_of(t, self);
    if (type->slots.init != object_init)
        return raise_type_error(
            t, "object.__init__() takes exactly one argument (the instance to initialize)");
    if (type->slots.new_ == object_new)
        return raise_type_error(
            t, cat(type_name(type),
                   ".__init__() takes exactly one argument (the instance to initialize)"));
    return {};
}

// ---- text

std::string address_text(Value v) {
    char text[24];
    std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(v.bits()));
    return text;
}

std::string full_type_name(Thread& t, Type* type) {
    std::string qualname(type->qualname->view());
    if (!type->has_flag(Type::kScript)) {
        bool builtin = type->module_name == nullptr || type->module_name->view() == "builtins";
        return builtin ? qualname : cat(type->module_name, ".", qualname);
    }
    Value module = dict_get_str(type->dict, t.names().__module__);
    if (module.is_empty() || !is_str(module)) return std::string(type->name->view());
    return module.as<Str>()->view() == "builtins" ? std::string(type->name->view())
                                                  : cat(module.as<Str>(), ".", qualname);
}

std::string default_repr(Thread& t, Value v) {
    return cat("<", full_type_name(t, type_of(t, v)), " object at ", address_text(v), ">");
}

Result<Value> object_repr(Thread& t, Value v) {
    return make_str(t, default_repr(t, v));
}

Result<Value> object_str(Thread& t, Value v) {
    return type_of(t, v)->slots.repr(t, v);
}

// ---- identity

Result<i64> object_hash(Thread&, Value v) {
    // Cells are 8-aligned: the low bits carry nothing.
    u64 bits = v.bits();
    return static_cast<i64>((bits >> 4) | (bits << 44 >> 1));
}

Result<Value> object_compare(Thread& t, CompareOp op, Value a, Value b) {
    if (op == CompareOp::Eq) return a == b ? Value::true_() : Value::not_implemented();
    if (op != CompareOp::Ne) return Value::not_implemented();
    // != is the opposite of what == says.
    auto compare = type_of(t, a)->slots.compare;
    if (compare == nullptr) return Value::not_implemented();
    Value equal = TRY(compare(t, CompareOp::Eq, a, b));
    if (equal.is_not_implemented()) return equal;
    return Value::from_bool(!TRY(truth(t, equal)));
}

namespace {

// ---- __class__

Result<Value> get_class(Thread& t, Value v) {
    return Value(type_of(t, v));
}

bool may_change_class(Thread& t, const Type* from, const Type* to) {
    if (from->has_flag(Type::kScript) && to->has_flag(Type::kScript)) return true;
    return is_subtype(from, t.types().module) && is_subtype(to, t.types().module);
}

Result<void> set_class(Thread& t, Value self, Value value) {
    if (value.is_empty()) return raise_type_error(t, "can't delete __class__ attribute");
    if (!is_type(value))
        return raise_type_error(
            t, cat("__class__ must be set to a class, not '", type_name(t, value), "' object"));
    Type* fresh = value.as<Type>();
    Type* old = type_of(t, self);
    if (!may_change_class(t, old, fresh))
        return raise_type_error(
            t, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    if (fresh == old) return {};
    if (!same_layout(old, fresh))
        return raise_type_error(t, cat("__class__ assignment: '", type_name(fresh),
                                       "' object layout differs from '", type_name(old), "'"));
    TRY(instance_change_type(t, self.object(), fresh));
    // A descriptor may sit in any class's dict, a class may be anything's type.
    constexpr u32 kDescriptors = Type::kDescriptor | Type::kDataDescriptor;
    if ((old->type_flags | fresh->type_flags) & kDescriptors)
        invalidate_version(t, t.types().object);
    if (is_type(self)) {
        invalidate_version(t, self.as<Type>());
        update_slots_of_family(t, self.as<Type>());
    }
    return {};
}

// ---- __dir__

Result<void> add_keys(Thread& t, Dict* into, Value mapping) {
    if (!is_dict(mapping)) return {};
    Dict* from = mapping.as<Dict>();
    u64 pos = 0;
    Value key, value;
    while (dict_next(from, pos, &key, &value)) TRY(dict_set(t, into, key, Value::none()));
    return {};
}

Result<void> add_class_names(Thread& t, Dict* into, Value cls) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    Value dict = TRY(get_attr_or_absent(t, cls, t.names().__dict__));
    if (dict.is_object() && dict.object()->kind == Kind::MappingProxy)
        dict = dict.as<MappingProxy>()->mapping;
    if (!dict.is_absent()) TRY(add_keys(t, into, dict));
    Value bases = TRY(get_attr_or_absent(t, cls, t.names().__bases__));
    if (!is_tuple(bases)) return {};
    for (u64 i = 0; i < bases.as<Tuple>()->length; i++)
        TRY(add_class_names(t, into, bases.as<Tuple>()->items[i]));
    return {};
}

Result<Value> method_dir(Thread& t, Value* a) {
    Dict* names = TRY(make_dict(t, 32));
    Value own = TRY(get_attr_or_absent(t, a[0], t.names().__dict__));
    if (!own.is_absent()) TRY(add_keys(t, names, own));
    Value cls = TRY(get_attr_or_absent(t, a[0], t.names().__class__));
    if (!cls.is_absent()) TRY(add_class_names(t, names, cls));
    return Value(TRY(list_from_iterable(t, Value(names))));
}

// ---- methods

Result<Value> method_format(Thread& t, Value* a) {
    if (!is_str(a[1]))
        return raise_type_error(t,
                                cat("__format__() argument must be str, not ", type_name(t, a[1])));
    if (a[1].as<Str>()->size != 0)
        return raise_type_error(
            t, cat("unsupported format string passed to ", type_name(t, a[0]), ".__format__"));
    return Value(TRY(str_of(t, a[0])));
}

Result<Value> method_sizeof(Thread& t, Value* a) {
    if (!a[0].is_object()) return Value::small_int(sizeof(Value));
    return make_int(t, static_cast<i64>(t.heap().usable_size(a[0].object())));
}

Result<Value> method_init_subclass(Thread&, Value*) {
    return Value::none();
}
Result<Value> method_subclasshook(Thread&, const Args&) {
    return Value::not_implemented();
}

const NativeDef kMethods[] = {
    {"__reduce_ex__", "($self, protocol, /)",
     "What copies and pickles of the object are made from.", object_reduce_ex},
    {"__reduce__", "($self, /)", "What copies and pickles of the object are made from.",
     object_reduce},
    {"__getstate__", "($self, /)", "The state that copies and pickles carry.", object_getstate},
    {"__subclasshook__", "($type, object, /)",
     "Abstract classes override this to say whether a class counts as a subclass.",
     method_subclasshook, NativeDef::kClassMethod},
    {"__init_subclass__", "($type, /)", "Called when a class is subclassed.", method_init_subclass,
     NativeDef::kClassMethod},
    {"__format__", "($self, format_spec, /)", "str(self); a format specification must be empty.",
     method_format},
    {"__sizeof__", "($self, /)", "Size of the object in bytes.", method_sizeof},
    {"__dir__", "($self, /)", "Names of the attributes of the object.", method_dir},
};
const GetSetDef kAttributes[] = {
    {"__class__", "the class of the object", get_class, set_class},
};

}  // namespace

Result<void> init_object_type(Thread& t) {
    TypeDef def{
        .name = "object",
        .doc = "Base of all classes.\n\nobject() makes an instance without attributes of its own.",
        .instance_kind = Kind::Instance,
        .instance_size = sizeof(Object)};
    def.flags = Type::kSubclassable;
    def.slots.repr = object_repr;
    def.slots.str = object_str;
    def.slots.hash = object_hash;
    def.slots.compare = object_compare;
    def.slots.get_attribute = generic_get_attribute;
    def.slots.set_attribute = generic_set_attribute;
    def.slots.new_ = object_new;
    def.slots.init = object_init;
    def.methods = kMethods;
    def.getsets = kAttributes;
    def.new_signature = "()";
    t.vm->types.object = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait
