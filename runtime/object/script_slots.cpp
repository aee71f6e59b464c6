// The slots of script classes: each looks its special method up on the type and calls it.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/int.h"
#include "runtime/types/iterator.h"

namespace krait {

// ---- finding and calling

namespace {

Value find(Thread& t, Value self, Str* name) {
    return type_lookup(t, type_of(t, self), name);
}

// self.name(args…), looked up on the type; absent when there is no such method, which is also what an AttributeError of a
// descriptor's __get__ means.
Result<Value> invoke_or_absent(Thread& t, Value self, Str* name,
                               std::initializer_list<Value> args = {}) {
    return call_found_or_absent(t, find(t, self, name), self, args);
}

// One that the slot's presence promises; it may have gone since (an unusual metaclass, a race with
// a deletion). An AttributeError of a descriptor goes out as it is.
Result<Value> invoke_required(Thread& t, Value self, Str* name,
                              std::initializer_list<Value> args = {}) {
    Value found = find(t, self, name);
    if (found.is_empty()) return raise(t, t.types().attribute_error, name->view());
    return call_found(t, found, self, args.begin(), static_cast<u32>(args.size()));
}

// The native function behind `found` if that is the wrapper of a slot: spares the detour through
// the wrapper.
const Slots* wrapped_slots(Thread& t, Value found, Dunder d) {
    if (!found.is_object() || found.is_empty() || found.object()->kind != Kind::NativeFunction)
        return nullptr;
    auto* f = found.as<NativeFunction>();
    bool wrapper = f->type == t.types().slot_wrapper && static_cast<Dunder>(f->slot) == d;
    return wrapper ? &f->owner->slots : nullptr;
}

}  // namespace

Result<Value> call_found(Thread& t, Value found, Value self, const Args& args) {
    bool direct = found.is_object() && found.object()->type->has_flag(Type::kMethodLike);
    if (!direct) {
        Value bound = TRY(bind_descriptor(t, found, self, Value(type_of(t, self))));
        return call(t, bound, args);
    }
    return call_with_self(t, found, self, args);
}

Result<Value> call_found(Thread& t, Value found, Value self, const Value* args, u32 n) {
    return call_found(t, found, self, Args{const_cast<Value*>(args), n, 0, nullptr});
}

Result<Value> bind_or_absent(Thread& t, Value found, Value self) {
    if (found.is_empty()) return Value::absent();
    Result<Value> bound = bind_descriptor(t, found, self, Value(type_of(t, self)));
    if (bound.ok() || !pending_is(t, t.types().attribute_error)) return bound;
    clear_pending(t);
    return Value::absent();
}

Result<Value> call_found_or_absent(Thread& t, Value found, Value self,
                                   std::initializer_list<Value> args) {
    if (KRAIT_LIKELY(found.is_object() && !found.is_empty() &&
                     found.object()->type->has_flag(Type::kMethodLike)))
        return call_with_self(
            t, found, self,
            Args{const_cast<Value*>(args.begin()), static_cast<u32>(args.size()), 0, nullptr});
    Value bound = TRY(bind_or_absent(t, found, self));
    if (bound.is_absent()) return bound;
    return call(t, bound, args);
}

// ---- text, hash, truth

Result<Value> script_repr(Thread& t, Value v) {
    Value result = TRY(invoke_or_absent(t, v, t.names().__repr__));
    if (!result.is_absent()) return result;
    return make_str(t, cat("<", type_name(t, v), " object at ", address_text(v), ">"));
}
Result<Value> script_str(Thread& t, Value v) {
    return invoke_required(t, v, t.names().__str__);
}

Result<i64> script_hash(Thread& t, Value v) {
    Value result = TRY(invoke_or_absent(t, v, t.names().__hash__));
    if (result.is_absent())
        return raise_type_error(t, cat("unhashable type: '", type_name(t, v), "'"));
    if (!is_int(result)) return raise_type_error(t, "__hash__ method should return an integer");
    i64 h;
    if (!int_to_i64(result, &h)) h = static_cast<i64>(int_hash(result));
    return h == -1 ? -2 : h;
}

Result<bool> script_truth(Thread& t, Value v) {
    Value found = find(t, v, t.names().__bool__);
    if (found.is_none())
        return raise_type_error(t,
                                cat("'", type_name(t, v), "' cannot be interpreted as a boolean"));
    Value result = TRY(call_found_or_absent(t, found, v));
    if (result.is_absent()) {
        result = TRY(invoke_or_absent(t, v, t.names().__len__));
        return result.is_absent() ? Result<bool>(true) : truth(t, result);
    }
    if (!result.is_bool())
        return raise_type_error(
            t, cat("__bool__ should return bool, returned ", type_name(t, result)));
    return result.is_true();
}

// ---- containers

Result<i64> script_length(Thread& t, Value v) {
    Value result = TRY(invoke_required(t, v, t.names().__len__));
    result = TRY(to_index(t, result));
    if (int_sign(result) < 0) return raise_value_error(t, "__len__() should return >= 0");
    i64 n;
    if (!int_to_i64(result, &n))
        return raise_overflow_error(t, "cannot fit 'int' into an index-sized integer");
    return n;
}

Result<Value> script_get_item(Thread& t, Value v, Value key) {
    return invoke_required(t, v, t.names().__getitem__, {key});
}

Result<void> script_set_item(Thread& t, Value v, Value key, Value value) {
    if (value.is_empty())
        TRY(invoke_required(t, v, t.names().__delitem__, {key}));
    else
        TRY(invoke_required(t, v, t.names().__setitem__, {key, value}));
    return {};
}

Result<bool> script_contains(Thread& t, Value v, Value item) {
    Value found = find(t, v, t.names().__contains__);
    if (found.is_none())
        return raise_type_error(t, cat("'", type_name(t, v), "' object is not a container"));
    Value result = TRY(call_found_or_absent(t, found, v, {item}));
    return result.is_absent() ? contains_by_iteration(t, v, item) : truth(t, result);
}

Result<Value> script_iter(Thread& t, Value v) {
    Value found = find(t, v, t.names().__iter__);
    if (found.is_none())
        return raise_type_error(t, cat("'", type_name(t, v), "' object is not iterable"));
    Value result = TRY(call_found_or_absent(t, found, v));
    if (!result.is_absent()) return result;
    Value subscript = TRY(bind_or_absent(t, find(t, v, t.names().__getitem__), v));
    if (subscript.is_absent())
        return raise_type_error(t, cat("'", type_name(t, v), "' object is not iterable"));
    return Value(TRY(make_iterator(t, t.types().sequence_iterator, v)));
}

// (Its StopIteration stays pending: see types/iteration.h.)
Result<Value> script_next(Thread& t, Value v) {
    return invoke_required(t, v, t.names().__next__);
}

// ---- operators

namespace {

Result<Value> absent_to_not_implemented(Result<Value> result) {
    return result.ok() && result.value().is_absent() ? Result<Value>(Value::not_implemented())
                                                     : result;
}

// Whether `right` has a reflected method other than the one that `left` has.
bool overrides(Thread& t, Type* left, Type* right, Str* name) {
    Value of_right = type_lookup(t, right, name);
    if (of_right.is_empty()) return false;
    return of_right != type_lookup(t, left, name);
}

}  // namespace

Result<Value> script_compare(Thread& t, CompareOp op, Value self, Value other) {
    return absent_to_not_implemented(
        invoke_or_absent(t, self, t.names().compare[static_cast<int>(op)], {other}));
}

Result<Value> script_binary(Thread& t, BinaryOp op, Value left, Value right) {
    Type* left_type = type_of(t, left);
    Type* right_type = type_of(t, right);
    Str* name = t.names().binary[static_cast<int>(op)];
    Str* reflected = t.names().reflected[static_cast<int>(op)];
    bool try_right = left_type != right_type && right_type->slots.binary == script_binary;
    if (left_type->slots.binary == script_binary) {
        if (try_right && is_subtype(right_type, left_type) &&
            overrides(t, left_type, right_type, reflected)) {
            Value result = TRY(invoke_or_absent(t, right, reflected, {left}));
            if (!result.is_absent() && !result.is_not_implemented()) return result;
            try_right = false;
        }
        Value result = TRY(invoke_or_absent(t, left, name, {right}));
        if (!result.is_absent() && !result.is_not_implemented()) return result;
    }
    if (!try_right) return Value::not_implemented();
    return absent_to_not_implemented(invoke_or_absent(t, right, reflected, {left}));
}

Result<Value> script_inplace(Thread& t, BinaryOp op, Value left, Value right) {
    Str* name = t.names().inplace[static_cast<int>(op)];
    if (name == nullptr) return Value::not_implemented();
    Value found = find(t, left, name);
    if (found.is_empty()) return Value::not_implemented();
    return call_found(t, found, left, &right, 1);
}

Result<Value> script_power3(Thread& t, Value base, Value exponent, Value modulus) {
    if (type_of(t, base)->slots.power3 == script_power3) {
        Value result = TRY(invoke_or_absent(t, base, t.names().__pow__, {exponent, modulus}));
        if (!result.is_absent() && !result.is_not_implemented()) return result;
    }
    if (type_of(t, exponent) == type_of(t, base) ||
        type_of(t, exponent)->slots.power3 != script_power3)
        return Value::not_implemented();
    return absent_to_not_implemented(
        invoke_or_absent(t, exponent, t.names().__rpow__, {base, modulus}));
}

Result<Value> script_unary(Thread& t, UnaryOp op, Value v) {
    Str* name = dunder_name(t.names(), dunder_at(Dunder::Unary, static_cast<int>(op)));
    Value found = find(t, v, name);
    if (found.is_empty()) return Value::not_implemented();
    return call_found(t, found, v, nullptr, 0);
}

// ---- calls

Result<Value> script_call(Thread& t, Value v, const Args& args) {
    Value found = find(t, v, t.names().__call__);
    if (found.is_empty())
        return raise_type_error(t, cat("'", type_name(t, v), "' object is not callable"));
    return call_found(t, found, v, args);
}

Result<Value> script_new(Thread& t, Type* type, const Args& args) {
    Value found = type_lookup(t, type, t.names().__new__);
    if (found.is_empty())
        return raise_type_error(t, cat("cannot create '", type_name(type), "' instances"));
    Value function = TRY(bind_descriptor(t, found, Value(), Value(type)));
    return call_with_self(t, function, Value(type), args);
}

Result<void> script_init(Thread& t, Value self, const Args& args) {
    Value found = find(t, self, t.names().__init__);
    if (found.is_empty()) return {};
    Value result = TRY(call_found(t, found, self, args));
    if (!result.is_none())
        return raise_type_error(
            t, cat("__init__() should return None, not '", type_name(t, result), "'"));
    return {};
}

// ---- attributes

Result<Value> script_get_attribute(Thread& t, Value self, Str* name) {
    const Names& names = t.names();
    Value found = find(t, self, names.__getattribute__);
    const Slots* native = wrapped_slots(t, found, Dunder::GetAttribute);
    Value argument(name);
    Value hook = find(t, self, names.__getattr__);
    Result<Value> result = Failure{};
    if (native == nullptr) {
        result = call_found(t, found, self, &argument, 1);
    } else if (native->get_attribute == generic_get_attribute && !hook.is_empty()) {
        // Nobody will see the AttributeError: none is made.
        result = lookup_in_instance(t, self, name);
        if (result.ok() && result.value().is_absent())
            return call_found(t, hook, self, &argument, 1);
    } else {
        result = native->get_attribute(t, self, name);
    }
    if (KRAIT_LIKELY(result.ok())) return result;
    // (What has run may have changed the class.)
    hook = find(t, self, names.__getattr__);
    if (hook.is_empty() || !pending_is(t, t.types().attribute_error)) return Failure{};
    clear_pending(t);
    return call_found(t, hook, self, &argument, 1);
}

Result<void> script_set_attribute(Thread& t, Value self, Str* name, Value value) {
    bool deleting = value.is_empty();
    Value found = find(t, self, deleting ? t.names().__delattr__ : t.names().__setattr__);
    const Slots* native = wrapped_slots(t, found, deleting ? Dunder::DelAttr : Dunder::SetAttr);
    if (native != nullptr) return native->set_attribute(t, self, name, value);
    Value args[2] = {Value(name), value};
    TRY(call_found(t, found, self, args, deleting ? 1 : 2));
    return {};
}

// ---- descriptors

Result<Value> script_descr_get(Thread& t, Value descriptor, Value object, Value type) {
    Value owner = type.is_empty() ? Value::none() : type;
    // Not bound, whatever it is: the descriptor is its first argument.
    Value get = find(t, descriptor, t.names().__get__);
    if (get.is_empty()) return descriptor;
    return call(t, get, {descriptor, object.is_empty() ? Value::none() : object, owner});
}

Result<void> script_descr_set(Thread& t, Value descriptor, Value object, Value value) {
    if (value.is_empty())
        TRY(invoke_required(t, descriptor, t.names().__delete__, {object}));
    else
        TRY(invoke_required(t, descriptor, t.names().__set__, {object, value}));
    return {};
}

}  // namespace krait
