// Calls, special methods, isinstance and issubclass.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/generic_alias.h"
#include "runtime/types/sequence.h"

#include <cstring>

namespace krait {

// ---- calls

Result<Value> call_with_self(Thread& t, Value callee, Value self, const Args& args) {
    constexpr u32 kSmall = 8;
    u32 total = args.n + args.nkw + 1;
    alignas(Value) unsigned char room[kSmall * sizeof(Value)];
    Value* all = reinterpret_cast<Value*>(room);
    // Many arguments: a tuple's items are memory that the collector knows.
    if (KRAIT_UNLIKELY(total > kSmall)) all = TRY(make_tuple(t, total))->items;
    all[0] = self;
    if (total > 1) std::memcpy(static_cast<void*>(all + 1), args.v, (total - 1) * sizeof(Value));
    return call(t, callee, Args{all, args.n + 1, args.nkw, args.kwnames});
}

Result<Value> call(Thread& t, Value callee, const Args& args) {
    if (KRAIT_LIKELY(callee.is_object())) {
        switch (callee.object()->kind) {
            case Kind::Function: return t.vm->hooks.call_function(t, callee, args);
            case Kind::NativeFunction: return call_native(t, callee.as<NativeFunction>(), args);
            case Kind::BoundMethod: {
                auto* method = callee.as<BoundMethod>();
                if (c_stack_exhausted(t)) return raise_recursion_error(t);
                return call_with_self(t, method->function, method->self, args);
            }
            default: break;
        }
    }
    Type* type = type_of(t, callee);
    if (type->slots.call == nullptr)
        return raise_type_error(t, cat("'", type_name(type), "' object is not callable"));
    return type->slots.call(t, callee, args);
}

bool is_callable(Thread& t, Value v) {
    return type_of(t, v)->slots.call != nullptr;
}

// ---- methods

namespace {

// The function that obj.name would bind to obj, when nothing else can be in the way; empty
// otherwise.
Value plain_method(Thread& t, Value object, Type* type, Str* name) {
    if (type->slots.get_attribute != generic_get_attribute) return Value();
    Value found = type_lookup(t, type, name);
    if (found.is_empty() || !found.is_object() ||
        !found.object()->type->has_flag(Type::kMethodLike))
        return Value();
    if (type->attr_offset != 0 && !instance_get(object.object(), name).is_empty()) return Value();
    return found;
}

}  // namespace

Result<Value> call_method(Thread& t, Value object, Str* name, std::initializer_list<Value> args) {
    Args given{const_cast<Value*>(args.begin()), static_cast<u32>(args.size()), 0, nullptr};
    Value function = plain_method(t, object, type_of(t, object), name);
    if (!function.is_empty()) return call_with_self(t, function, object, given);
    Value method = TRY(get_attr(t, object, name));
    return call(t, method, given);
}

Result<Value> get_special(Thread& t, Value object, Str* name) {
    Type* type = type_of(t, object);
    Value found = type_lookup(t, type, name);
    if (found.is_empty()) return Value::absent();
    return bind_descriptor(t, found, object, Value(type));
}

Result<Value> call_special(Thread& t, Value object, Str* name, std::initializer_list<Value> args) {
    Value found = type_lookup(t, type_of(t, object), name);
    if (found.is_empty()) return Value::absent();
    return call_found(t, found, object, args.begin(), static_cast<u32>(args.size()));
}

// ---- isinstance and issubclass

namespace {

constexpr const char* kBadInstanceArgument =
    "isinstance() arg 2 must be a type, a tuple of types, or a union";
constexpr const char* kBadSubclassArgument =
    "issubclass() arg 2 must be a class, a tuple of classes, or a union";

// The __bases__ of something that acts like a class; absent when it doesn't.
Result<Value> bases_of(Thread& t, Value v) {
    Value bases = TRY(get_attr_or_absent(t, v, t.names().__bases__));
    return is_tuple(bases) ? bases : Value::absent();
}

Result<void> check_class(Thread& t, Value v, const char* complaint) {
    if (is_type(v)) return {};
    Value bases = TRY(bases_of(t, v));
    if (bases.is_absent()) return raise_type_error(t, complaint);
    return {};
}

// Walks __bases__ of things that are no types.
Result<bool> derives_abstractly(Thread& t, Value derived, Value of) {
    if (derived == of) return true;
    if (c_stack_exhausted(t)) return raise_recursion_error(t, " in __issubclass__");
    Value bases = TRY(bases_of(t, derived));
    if (bases.is_absent()) return false;
    for (u64 i = 0; i < bases.as<Tuple>()->length; i++)
        if (TRY(derives_abstractly(t, bases.as<Tuple>()->items[i], of))) return true;
    return false;
}

// Whether the class's metaclass leaves the check to type.
bool is_native_check(Thread& t, Value found) {
    return found.is_object() && !found.is_empty() && found.object()->kind == Kind::NativeFunction &&
           found.as<NativeFunction>()->owner == t.types().type;
}

using Check = Result<bool> (*)(Thread&, Value, Value);

Result<bool> any_member(Thread& t, Value v, Tuple* members, Check check) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t, " in __instancecheck__");
    for (u64 i = 0; i < members->length; i++)
        if (TRY(check(t, v, members->items[i]))) return true;
    return false;
}

}  // namespace

Result<bool> is_instance_by_class(Thread& t, Value v, Value cls) {
    if (!is_type(cls)) {
        TRY(check_class(t, cls, kBadInstanceArgument));
        Value own = TRY(get_attr_or_absent(t, v, t.names().__class__));
        if (own.is_absent()) return false;
        return derives_abstractly(t, own, cls);
    }
    Type* type = type_of(t, v);
    if (is_subtype(type, cls.as<Type>())) return true;
    // An object may claim another class than it has (proxies, mocks).
    Value claimed = TRY(get_attr_or_absent(t, v, t.names().__class__));
    if (claimed.is_absent() || claimed == Value(type) || !is_type(claimed)) return false;
    return is_subtype(claimed.as<Type>(), cls.as<Type>());
}

Result<bool> is_instance(Thread& t, Value v, Value cls) {
    Type* type = type_of(t, v);
    if (Value(type) == cls) return true;
    if (is_type(cls) && cls.object()->type == t.types().type)
        return is_instance_by_class(t, v, cls);
    if (is_union(t, cls)) return any_member(t, v, union_members(cls).as<Tuple>(), is_instance);
    if (is_tuple(cls)) return any_member(t, v, cls.as<Tuple>(), is_instance);
    if (is_generic_alias(t, cls))
        return raise_type_error(t, "isinstance() argument 2 cannot be a parameterized generic");
    Value found = type_lookup(t, type_of(t, cls), t.names().__instancecheck__);
    if (found.is_empty() || is_native_check(t, found)) return is_instance_by_class(t, v, cls);
    if (c_stack_exhausted(t)) return raise_recursion_error(t, " in __instancecheck__");
    Value answer = TRY(call_found(t, found, cls, &v, 1));
    return truth(t, answer);
}

Result<bool> is_subclass_by_bases(Thread& t, Value cls, Value of) {
    if (is_type(cls) && is_type(of)) return is_subtype(cls.as<Type>(), of.as<Type>());
    TRY(check_class(t, cls, "issubclass() arg 1 must be a class"));
    TRY(check_class(t, of, kBadSubclassArgument));
    return derives_abstractly(t, cls, of);
}

Result<bool> is_subclass(Thread& t, Value cls, Value of) {
    if (is_type(of) && of.object()->type == t.types().type) {
        if (cls == of) return true;
        return is_subclass_by_bases(t, cls, of);
    }
    if (is_union(t, of)) return any_member(t, cls, union_members(of).as<Tuple>(), is_subclass);
    if (is_tuple(of)) return any_member(t, cls, of.as<Tuple>(), is_subclass);
    if (is_generic_alias(t, of))
        return raise_type_error(t, "issubclass() argument 2 cannot be a parameterized generic");
    Value found = type_lookup(t, type_of(t, of), t.names().__subclasscheck__);
    if (found.is_empty() || is_native_check(t, found)) return is_subclass_by_bases(t, cls, of);
    if (c_stack_exhausted(t)) return raise_recursion_error(t, " in __subclasscheck__");
    Value answer = TRY(call_found(t, found, of, &cls, 1));
    return truth(t, answer);
}

}  // namespace krait
