// GenericAlias (list[int]) and unions (int | str).
#pragma once

#include "runtime/object/thread.h"

namespace krait {

struct GenericAlias : Object {
    static constexpr Kind kKind = Kind::GenericAlias;
    Value origin;
    Value args;        // tuple
    Value parameters;  // tuple of the type variables in args; empty = not looked for yet
    bool unpacked;     // *list[int]
};

// A union is a GenericAlias cell of another type: origin is empty, args are its members. Instances of
// classes derived from GenericAlias are generic aliases, too.
inline bool is_union(Thread& t, Value v) {
    return v.is_object() && !v.is_empty() && v.object()->type == t.vm->types.union_type;
}
inline bool is_generic_alias(Thread& t, Value v) {
    return v.is_object() && !v.is_empty() && v.object()->kind == Kind::GenericAlias &&
           v.object()->type != t.vm->types.union_type;
}
inline Value union_members(Value v) {
    return v.as<GenericAlias>()->args;
}

Result<Value> make_generic_alias(Thread&, Value origin, Value args);
// left | right; NotImplemented when one of them can't be part of a union.
Result<Value> make_union(Thread&, Value left, Value right);

Result<void> init_generic_types(Thread&);

}  // namespace krait
