// Slow paths of attribute access: the general lookup (runtime/attribute/lookup.cpp), with script getters, __getattr__ and the like
// pushed as frames instead of recursing.

#include "runtime/attribute/instance.h"
#include "runtime/errors/attribute_error.h"
#include "runtime/object/slots.h"
#include "vm/interpreter/slow.h"
#include "vm/specialize/specialize.h"

namespace krait {

namespace {

Str* attr_name(const Word* pc, Value* R) {
    return name_constant(R, attr_cache(pc)->name);
}

// What a descriptor that was found in the class answers, with a script's __get__ pushed instead of called.
const Word* bind(Thread& t, const Word* pc, Value* R, Value found, Value receiver, Type* type) {
    auto get = found.is_object() ? found.object()->type->slots.descr_get : nullptr;
    if (get == nullptr) return store_result(R, pc, found);
    if (get == script_descr_get) {
        Value method = type_lookup(t, found.object()->type, t.names().__get__);
        if (is_function(method)) {
            Value args[3] = {found, receiver, type};
            return push_call(t, pc, R, method.as<Function>(), args, 3, Resume::Store);
        }
    }
    Result<Value> v = get(t, found, receiver, type);
    if (!v.ok()) complete_attribute_error(t, receiver, attr_name(pc, R));
    return store_result(R, pc, TRY_PC(v));
}

// The chain of runtime/attribute/lookup.cpp for an instance with the default lookup, with a script getter pushed instead of
// called.
const Word* load_from_instance(Thread& t, const Word* pc, Value* R, Value receiver, Str* name) {
    Type* type = type_of(t, receiver);
    Value in_class = type_lookup(t, type, name);
    Type* descriptor = in_class.is_object() ? in_class.object()->type : nullptr;
    if (descriptor != nullptr && descriptor->has_flag(Type::kDataDescriptor)) {
        if (descriptor == t.types().property && is_function(in_class.as<Property>()->get)) {
            Function* getter = in_class.as<Property>()->get.as<Function>();
            return push_call(t, pc, R, getter, &receiver, 1, Resume::Store);
        }
        if (descriptor->slots.descr_get != nullptr) return bind(t, pc, R, in_class, receiver, type);
    }
    if (type->attr_offset != 0) {
        Value own = instance_get(receiver.object(), name);
        if (!own.is_empty()) return store_result(R, pc, own);
    }
    if (in_class.is_empty()) FAIL_PC(raise_attribute_error(t, receiver, name));
    return bind(t, pc, R, in_class, receiver, type);
}

// The __getattr__ that answers for an attribute which neither the instance nor its class has, or empty: the class has none,
// or other rules for what comes before it.
Value hook_for_missing(Thread& t, Value receiver, Str* name) {
    Type* type = type_of(t, receiver);
    if (get_attribute_before_hook(type) != generic_get_attribute) return Value();
    if (!type_lookup(t, type, name).is_empty()) return Value();
    if (type->attr_offset != 0 && !instance_get(receiver.object(), name).is_empty()) return Value();
    return type_lookup(t, type, t.names().__getattr__);
}

}  // namespace

const Word* slow_load_attr(Thread& t, const Word* pc, Value* R) {
    Value receiver = R[op_b(pc)];
    respecialize_load_attr(t, pc, R, receiver);
    Str* name = attr_name(pc, R);
    if (type_of(t, receiver)->slots.get_attribute == generic_get_attribute) {
        return load_from_instance(t, pc, R, receiver, name);
    }
    Value hook = hook_for_missing(t, receiver, name);
    if (is_function(hook)) {
        Value args[2] = {receiver, name};
        return push_call(t, pc, R, hook.as<Function>(), args, 2, Resume::Store);
    }
    return store_result(R, pc, TRY_PC(get_attr(t, receiver, name)));
}

const Word* slow_store_attr(Thread& t, const Word* pc, Value* R) {
    Value receiver = R[op_b(pc)];
    respecialize_store_attr(t, pc, R, receiver);
    Str* name = attr_name(pc, R);
    Type* type = type_of(t, receiver);
    if (type->slots.set_attribute == script_set_attribute) {
        Value method = type_lookup(t, type, t.names().__setattr__);
        if (is_function(method)) {
            Value args[3] = {receiver, name, R[op_a(pc)]};
            return push_call(t, pc, R, method.as<Function>(), args, 3, Resume::Discard);
        }
    }
    if (type->slots.set_attribute == generic_set_attribute) {
        Value in_class = type_lookup(t, type, name);
        if (in_class.is_object() && in_class.object()->type->slots.descr_set == script_descr_set) {
            Value method = type_lookup(t, in_class.object()->type, t.names().__set__);
            if (is_function(method)) {
                Value args[3] = {in_class, receiver, R[op_a(pc)]};
                return push_call(t, pc, R, method.as<Function>(), args, 3, Resume::Discard);
            }
        }
    }
    TRY_PC(set_attr(t, receiver, name, R[op_a(pc)]));
    return next_pc(pc);
}

const Word* slow_delete_attr(Thread& t, const Word* pc, Value* R) {
    TRY_PC(del_attr(t, R[op_b(pc)], attr_name(pc, R)));
    return next_pc(pc);
}

namespace {

// What a method call on `receiver` needs: the callable, and the receiver if it is to be passed (else empty).
struct Method {
    Value callable, self;
};

// Whether what a class has can be called with the receiver put in front. A native method may lie in the dict of a class that
// it isn't for, and does not check its receiver when it is called like that; the wrapper of a slot does.
bool binds_like_a_function(Thread& t, Value v, const Type* receiver) {
    if (!v.is_object()) return false;
    Kind kind = v.object()->kind;
    if (kind != Kind::NativeFunction) return kind == Kind::Function;
    if (!v.object()->type->has_flag(Type::kMethodLike)) return false;
    const Type* owner = v.as<NativeFunction>()->owner;
    return v.object()->type == t.types().slot_wrapper || owner == nullptr ||
           is_subtype(receiver, owner);
}

// The general LOAD_METHOD: no bound method is made for functions.
Result<Method> find_method(Thread& t, Value receiver, Str* name) {
    Type* type = type_of(t, receiver);
    if (type->slots.get_attribute == generic_get_attribute) {
        Value in_class = type_lookup(t, type, name);
        if (!in_class.is_empty() && binds_like_a_function(t, in_class, type)) {
            Value own = type->attr_offset == 0 ? Value() : instance_get(receiver.object(), name);
            if (own.is_empty()) return Method{in_class, receiver};
            return Method{own, Value()};
        }
        // (No get_attr(): what a descriptor raises here is not completed.)
        return Method{TRY(generic_get_attribute(t, receiver, name)), Value()};
    }
    Value v = TRY(get_attr(t, receiver, name));
    return Method{v, Value()};
}

}  // namespace

const Word* slow_load_method(Thread& t, const Word* pc, Value* R) {
    Value receiver = R[op_b(pc)];
    respecialize_method(t, pc, R, receiver);
    Method method = TRY_PC(find_method(t, receiver, attr_name(pc, R)));
    Value* window = R + op_a(pc);
    window[0] = method.callable;
    window[4] = method.self;
    return next_pc(pc);
}

const Word* slow_invoke(Thread& t, const Word* pc, Value* R) {
    Value receiver = R[op_b(pc)];
    respecialize_method(t, pc, R, receiver);
    Result<Method> found = find_method(t, receiver, attr_name(pc, R));
    if (!found.ok()) {
        vm_state(t).raised_within =
            1;  // where the position table has the range of the attribute alone
        return nullptr;
    }
    Method method = found.value();
    Value* window = R + op_a(pc);
    u32 argc = op_c(pc);
    if (method.self.is_empty()) {
        // The arguments, at window[5], are where a call without receiver wants them.
        *window++ = Value();
    } else {
        window[4] = method.self;
        argc++;
    }
    window[0] = method.callable;
    return call_in_window(t, R, CallSite{pc, pc + 8, window}, method.callable, argc, 0, nullptr);
}

const Word* slow_load_super(Thread& t, const Word* pc, Value* R) {
    Value* window = R + op_a(pc);
    Str* name = name_constant(R, pc[1]);
    bool method_form = op_c(pc) & 1;
    Value cls = window[1], self = window[2];
    if (window[0] == Value(t.types().super) && is_type(cls)) {
        // super(cls, self).name, without the super object. Anything unusual goes the long way.
        Type* start = is_type(self) && is_subtype(self.as<Type>(), cls.as<Type>())
                          ? self.as<Type>()
                          : type_of(t, self);
        bool through_instance = start == type_of(t, self);
        if (is_subtype(start, cls.as<Type>()) && start->mro != nullptr &&
            name != t.names().__class__) {
            Tuple* mro = start->mro;
            u64 i = 0;
            while (i < mro->length && mro->items[i] != cls) i++;
            for (i++; i < mro->length; i++) {
                Value found = dict_get_str(mro->items[i].as<Type>()->dict, name);
                if (found.is_empty()) continue;
                if (method_form && through_instance && binds_like_a_function(t, found, start)) {
                    window[0] = found;
                    window[4] = self;
                    return pc + 2;
                }
                Value bound =
                    TRY_PC(bind_descriptor(t, found, through_instance ? self : Value(), start));
                window[0] = bound;
                if (method_form) window[4] = Value();
                return pc + 2;
            }
        }
    }
    Value args[2] = {cls, self};
    bool no_arguments = op_c(pc) & 2;
    bool builtin = window[0] == Value(t.types().super);
    if (builtin && no_arguments && !is_type(cls))
        FAIL_PC(raise_runtime_error(
            t, cat("super(): __class__ is not a type (", type_name(t, cls), ")")));
    Value object =
        TRY_PC(call(t, window[0], Args{args, no_arguments && !builtin ? 0u : 2u, 0, nullptr}));
    Value v = TRY_PC(get_attr(t, object, name));
    window[0] = v;
    if (method_form) window[4] = Value();
    return pc + 2;
}

const Word* slow_load_special(Thread& t, const Word* pc, Value* R) {
    Value manager = R[op_b(pc)];
    bool enter = op_c(pc) == 0;
    Str* name = enter ? t.names().__enter__ : t.names().__exit__;
    Value method = TRY_PC(get_special(t, manager, name));
    if (method.is_absent()) {
        FAIL_PC(raise_type_error(
            t, cat("'", type_name(t, manager),
                   "' object does not support the context manager protocol (missed ", name,
                   " method)")));
    }
    return store_result(R, pc, method);
}

}  // namespace krait
