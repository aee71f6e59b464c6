// The lookup chain as the language defines it: where `obj.x` happens. The interpreter's specialized instructions are
// shortcuts through this file and must never give another answer.
//
// Reading an attribute of an instance:
//   1. the class (its MRO) has the name, and what it has is a data descriptor: the descriptor's __get__ answers
//   2. the instance's own attributes have it: that value
//   3. the class has it: a non-data descriptor's __get__, or the value itself
//   4. AttributeError (after which __getattr__, if the class has one, is asked: object/slots.cpp)
// Reading an attribute of a class is the same one level up, with two differences: the class's own attributes are those of
// its whole MRO, and what is found there is bound too (with no instance).

#include "runtime/attribute/instance.h"

#include "runtime/errors/attribute_error.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

bool is_data_descriptor(Thread& t, Value v) {
    return v.is_object() && type_of(t, v)->has_flag(Type::kDataDescriptor);
}

Result<Value> lookup_in_class(Thread& t, Type* cls, Str* name) {
    Type* meta = cls->type;
    Value in_meta = type_lookup(t, meta, name);
    if (!in_meta.is_empty() && is_data_descriptor(t, in_meta)) {
        auto get = type_of(t, in_meta)->slots.descr_get;
        if (get != nullptr) return get(t, in_meta, cls, meta);
    }
    Value own = type_lookup(t, cls, name);
    if (!own.is_empty()) return bind_descriptor(t, own, Value(), cls);
    if (in_meta.is_empty()) return Value::absent();
    return bind_descriptor(t, in_meta, cls, meta);
}

Result<Value> lookup_in_module(Thread& t, Value module, Str* name) {
    Type* type = type_of(t, module);
    Value in_class = type_lookup(t, type, name);
    if (!in_class.is_empty() && is_data_descriptor(t, in_class))
        return bind_descriptor(t, in_class, module, type);
    Dict* dict = module.as<Module>()->dict;
    if (dict != nullptr) {
        Value own = dict_get_str(dict, name);
        if (!own.is_empty()) return own;
    }
    if (!in_class.is_empty()) return bind_descriptor(t, in_class, module, type);
    if (dict != nullptr) {
        Value fallback = dict_get_str(dict, t.names().__getattr__);
        if (!fallback.is_empty()) return call(t, fallback, {name});
    }
    return Value::absent();
}

Failure raise_no_module_attribute(Thread& t, Value module, Str* name) {
    Value own_name = module.as<Module>()->dict
                         ? dict_get_str(module.as<Module>()->dict, t.names().__name__)
                         : Value();
    std::string what = is_str(own_name) ? cat("module '", own_name.as<Str>(), "'") : "module";
    return raise(t, t.types().attribute_error, cat(what, " has no attribute '", name, "'"));
}

Failure raise_not_settable(Thread& t, Value object, Str* name, bool in_class) {
    const char* type = type_name(t, object);
    if (in_class) {
        return raise(t, t.types().attribute_error,
                     cat("'", type, "' object attribute '", name, "' is read-only"));
    }
    // A class with a __setattr__ of its own might well accept new names, so nothing is said of __dict__.
    bool own_rules = type_of(t, object)->slots.set_attribute != generic_set_attribute;
    return raise_attribute_error(
        t, object, name,
        cat("'", type, "' object has no attribute '", name, "'",
            own_rules ? "" : " and no __dict__ for setting new attributes"));
}

}  // namespace

// Steps 1 to 3.
Result<Value> lookup_in_instance(Thread& t, Value object, Str* name) {
    Type* type = type_of(t, object);
    Value in_class = type_lookup(t, type, name);
    if (!in_class.is_empty() && is_data_descriptor(t, in_class)) {
        auto get = type_of(t, in_class)->slots.descr_get;
        if (get != nullptr) return get(t, in_class, object, type);
    }
    if (type->attr_offset != 0) {
        Value own = instance_get(object.object(), name);
        if (!own.is_empty()) return own;
    } else if (is_type(object)) {
        // object.__getattribute__ of a class sees its own dict alone.
        Value own = dict_get_str(object.as<Type>()->dict, name);
        if (!own.is_empty()) return own;
    }
    if (in_class.is_empty()) return Value::absent();
    return bind_descriptor(t, in_class, object, type);
}

Result<Value> bind_descriptor(Thread& t, Value descriptor, Value object, Value type) {
    if (!descriptor.is_object()) return descriptor;
    auto get = descriptor.object()->type->slots.descr_get;
    return get == nullptr ? Result<Value>(descriptor) : get(t, descriptor, object, type);
}

Result<Value> generic_get_attribute(Thread& t, Value object, Str* name) {
    Value v = TRY(lookup_in_instance(t, object, name));
    if (KRAIT_LIKELY(!v.is_absent())) return v;
    // (Of a class, too, if it is looked at as an object.)
    return raise_attribute_error(
        t, object, name, cat("'", type_name(t, object), "' object has no attribute '", name, "'"));
}

Result<Value> type_get_attribute(Thread& t, Value cls, Str* name) {
    Value v = TRY(lookup_in_class(t, cls.as<Type>(), name));
    if (KRAIT_LIKELY(!v.is_absent())) return v;
    return raise_incomplete_attribute_error(t, cls, name);
}

Result<Value> module_get_attribute(Thread& t, Value module, Str* name) {
    Value v = TRY(lookup_in_module(t, module, name));
    if (KRAIT_LIKELY(!v.is_absent())) return v;
    return raise_no_module_attribute(t, module, name);
}

Result<Value> get_attr(Thread& t, Value object, Str* name) {
    Result<Value> v = type_of(t, object)->slots.get_attribute(t, object, name);
    if (KRAIT_UNLIKELY(!v.ok())) complete_attribute_error(t, object, name);
    return v;
}

Result<Value> get_attr_or_absent(Thread& t, Value object, Str* name) {
    auto get = type_of(t, object)->slots.get_attribute;
    if (get == generic_get_attribute) {
        Result<Value> v = lookup_in_instance(t, object, name);
        if (v.ok()) return v;
    } else if (get == type_get_attribute) {
        Result<Value> v = lookup_in_class(t, object.as<Type>(), name);
        if (v.ok()) return v;
    } else if (get == module_get_attribute) {
        Result<Value> v = lookup_in_module(t, object, name);
        if (v.ok()) return v;
    } else {
        Result<Value> v = get(t, object, name);
        if (v.ok()) return v;
    }
    if (!pending_is(t, t.types().attribute_error)) return Failure{};
    clear_pending(t);
    return Value::absent();
}

Result<void> set_attr(Thread& t, Value object, Str* name, Value value) {
    return type_of(t, object)->slots.set_attribute(t, object, name, value);
}

Result<void> del_attr(Thread& t, Value object, Str* name) {
    return type_of(t, object)->slots.set_attribute(t, object, name, Value());
}

Result<void> generic_set_attribute(Thread& t, Value object, Str* name, Value value) {
    Type* type = type_of(t, object);
    Value in_class = type_lookup(t, type, name);
    if (!in_class.is_empty() && in_class.is_object()) {
        auto set = in_class.object()->type->slots.descr_set;
        if (set != nullptr) return set(t, in_class, object, value);
    }
    if (type->attr_offset == 0) return raise_not_settable(t, object, name, !in_class.is_empty());
    if (!name->is_interned()) name = TRY(intern(t, name));
    if (!value.is_empty()) return instance_set(t, object.object(), name, value);
    if (TRY(instance_delete(t, object.object(), name))) return {};
    return type->has_flag(Type::kScript) ? raise_incomplete_attribute_error(t, object, name)
                                         : raise_attribute_error(t, object, name);
}

Result<void> type_set_attribute(Thread& t, Value cls, Str* name, Value value) {
    Type* type = cls.as<Type>();
    if (!type->has_flag(Type::kScript)) {
        return raise_type_error(
            t, cat("cannot set '", name, "' attribute of immutable type '", type->name, "'"));
    }
    Value in_meta = type_lookup(t, type->type, name);
    if (!in_meta.is_empty() && in_meta.is_object()) {
        auto set = in_meta.object()->type->slots.descr_set;
        if (set != nullptr) return set(t, in_meta, cls, value);
    }
    name = TRY(intern(t, name));
    if (!value.is_empty()) return dict_set_str(t, type->dict, name, value);
    Value removed = TRY(dict_pop_str(t, type->dict, name));
    return removed.is_absent() ? Result<void>(raise_attribute_error(t, cls, name)) : Result<void>();
}

Result<void> module_set_attribute(Thread& t, Value module, Str* name, Value value) {
    Type* type = type_of(t, module);
    Value in_class = type_lookup(t, type, name);
    if (!in_class.is_empty() && in_class.is_object()) {
        auto set = in_class.object()->type->slots.descr_set;
        if (set != nullptr) return set(t, in_class, module, value);
    }
    Dict* dict = module.as<Module>()->dict;
    name = TRY(intern(t, name));
    if (!value.is_empty()) return dict_set_str(t, dict, name, value);
    Value removed = TRY(dict_pop_str(t, dict, name));
    if (!removed.is_absent()) return {};
    return raise_attribute_error(t, module, name,
                                 cat("'module' object has no attribute '", name, "'"));
}

}  // namespace krait
