// set and frozenset: hash tables of their own order. The struct is in types/set.cpp's hands; C++ code elsewhere uses these.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

struct SetStorage;
struct Set : Object {
    static constexpr Kind kKind = Kind::Set;
    SetStorage* storage;
    u64 used;
    u64 fill;
    u64 hash;  // of a frozenset; 0 = not computed
};

inline bool is_set(Value v) {
    return v.is_object() && v.object()->kind == Kind::Set;
}
Result<Set*> make_set(Thread&, Type* type);
Result<void> set_add(Thread&, Set*, Value);
Result<bool> set_contains(Thread&, Set*, Value);
Result<bool> set_discard(Thread&, Set*, Value);  // whether it was there
Result<void> set_update(Thread&, Set*, Value iterable);
bool set_next(const Set*, u64& pos, Value* item);
Result<void> init_set_types(Thread&);

}  // namespace krait
