#include "runtime/object/object_reduce.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

namespace krait {

namespace {

// What a reduced object is rebuilt with: cls.__new__(cls, *args), and with keyword arguments.
Result<Value> new_object(Thread& t, const Args& args) {
    if (args.n == 0) return raise_type_error(t, "__newobj__() needs a class");
    Value make = TRY(get_attr(t, args[0], t.names().__new__));
    return call(t, make, args);
}

const NativeDef kNewObject{"__newobj__", "(cls, /, *args, **kwargs)",
                           "Makes an instance without initializing it.", new_object};

Failure raise_cannot_reduce(Thread& t, Value self) {
    return raise_type_error(t, cat("cannot pickle '", type_name(t, self), "' object"));
}

// Values of the __slots__ that are set, by name; absent when there are none.
Result<Value> slot_values(Thread& t, Value self) {
    Type* type = type_of(t, self);
    if (type->slot_end == type->struct_size) return Value::absent();
    Dict* values = TRY(make_dict(t));
    for (Value cls : *type->mro) {
        u64 pos = 0;
        Value key, value;
        Dict* dict = cls.as<Type>()->dict;
        while (dict_next(dict, pos, &key, &value)) {
            if (!value.is_object() || value.object()->kind != Kind::MemberDescriptor) continue;
            auto* member = value.as<MemberDescriptor>();
            Value held =
                *reinterpret_cast<Value*>(reinterpret_cast<char*>(self.object()) + member->offset);
            if (!held.is_empty()) TRY(dict_set_str(t, values, member->name, held));
        }
    }
    return dict_size(values) == 0 ? Value::absent() : Value(values);
}

// __getnewargs_ex__() or __getnewargs__(): positional arguments, and keywords (absent if none).
Result<void> new_arguments(Thread& t, Value self, Value* args, Value* keywords) {
    *args = Value(t.vm->empty_tuple);
    *keywords = Value::absent();
    Str* extended = TRY(intern(t, "__getnewargs_ex__"));
    Value both = TRY(call_special(t, self, extended));
    if (!both.is_absent()) {
        if (!is_tuple(both) || both.as<Tuple>()->length != 2)
            return raise_type_error(t,
                                    cat("__getnewargs_ex__ should return a tuple of 2 items, not '",
                                        type_name(t, both), "'"));
        *args = both.as<Tuple>()->items[0];
        if (is_dict(both.as<Tuple>()->items[1]) &&
            dict_size(both.as<Tuple>()->items[1].as<Dict>()) > 0)
            *keywords = both.as<Tuple>()->items[1];
    } else {
        Str* plain = TRY(intern(t, "__getnewargs__"));
        Value positional = TRY(call_special(t, self, plain));
        if (!positional.is_absent()) *args = positional;
    }
    if (!is_tuple(*args))
        return raise_type_error(
            t, cat("__getnewargs__ should return a tuple, not '", type_name(t, *args), "'"));
    return {};
}

// What the native types keep in their struct must come in by way of __new__.
Result<void> payload_arguments(Thread& t, Value self, Value* args) {
    if (args->as<Tuple>()->length != 0 || !self.is_object()) return {};
    Value payload;
    switch (self.object()->kind) {
        case Kind::Int: payload = TRY(call(t, Value(t.types().int_), {self})); break;
        case Kind::Float: payload = TRY(call(t, Value(t.types().float_), {self})); break;
        case Kind::Str: payload = Value(TRY(str_of(t, self))); break;
        case Kind::Tuple: payload = TRY(call(t, Value(t.types().tuple), {self})); break;
        case Kind::Bytes: payload = TRY(call(t, Value(t.types().bytes), {self})); break;
        case Kind::Set: payload = TRY(call(t, Value(t.types().list), {self})); break;
        default: return {};
    }
    *args = Value(TRY(make_tuple_from(t, &payload, 1)));
    return {};
}

bool is_reducible(Thread& t, Value self) {
    if (!self.is_object()) return true;
    switch (self.object()->kind) {
        case Kind::Instance:
        case Kind::Int:
        case Kind::Float:
        case Kind::Complex:
        case Kind::Str:
        case Kind::Bytes:
        case Kind::Tuple:
        case Kind::List:
        case Kind::Dict:
        case Kind::Set:
        case Kind::SimpleNamespace:
        case Kind::Exception: return true;
        default: return type_of(t, self)->has_flag(Type::kScript);
    }
}

}  // namespace

Result<Value> object_getstate(Thread& t, Value* a) {
    Value self = a[0];
    Value dict = Value::none();
    if (self.is_object() && has_attributes(self.object())) {
        Dict* own = TRY(instance_dict(t, self.object()));
        if (dict_size(own) > 0) dict = Value(TRY(dict_copy(t, own)));
    }
    if (!self.is_object()) return dict;
    Value slots = TRY(slot_values(t, self));
    if (slots.is_absent()) return dict;
    Value pair[2] = {dict, slots};
    return Value(TRY(make_tuple_from(t, pair, 2)));
}

// (newobj, (cls, *args), state, list items, dict items)
Result<Value> object_reduce(Thread& t, Value* a) {
    Value self = a[0];
    if (!is_reducible(t, self)) return raise_cannot_reduce(t, self);
    Value args, keywords;
    TRY(new_arguments(t, self, &args, &keywords));
    if (!keywords.is_absent())
        return raise_type_error(t, "__getnewargs_ex__ with keyword arguments is not supported");
    TRY(payload_arguments(t, self, &args));
    Tuple* positional = args.as<Tuple>();
    Tuple* call_args = TRY(make_tuple(t, positional->length + 1));
    call_args->items[0] = Value(type_of(t, self));
    for (u64 i = 0; i < positional->length; i++) call_args->items[i + 1] = positional->items[i];
    Str* getstate = t.names().__getstate__;
    Value state = TRY(call_special(t, self, getstate));
    Value list_items = Value::none();
    Value dict_items = Value::none();
    if (is_list(self)) list_items = TRY(get_iter(t, self));
    if (is_dict(self)) {
        dict_items = TRY(call_method(t, self, t.names().items));
        dict_items = TRY(get_iter(t, dict_items));
    }
    Value rebuild = TRY(make_native_function(t, &kNewObject, Value(), nullptr));
    Value parts[5] = {rebuild, Value(call_args), state, list_items, dict_items};
    return Value(TRY(make_tuple_from(t, parts, 5)));
}

Result<Value> object_reduce_ex(Thread& t, Value* a) {
    i64 protocol = TRY(index_to_i64(t, a[1]));
    Value reduce = type_lookup(t, type_of(t, a[0]), t.names().__reduce__);
    bool own = reduce.is_object() && !reduce.is_empty() &&
               reduce.object()->kind == Kind::NativeFunction &&
               reduce.as<NativeFunction>()->owner == t.types().object;
    if (!own) return call_method(t, a[0], t.names().__reduce__);
    if (protocol < 2) return raise_type_error(t, "pickle protocols 0 and 1 are not supported");
    return object_reduce(t, a);
}

}  // namespace krait
