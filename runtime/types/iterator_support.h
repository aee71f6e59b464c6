// Making types of Kind::Iterator: for the iterators of containers, of built-in functions and of
// itertools.
#pragma once

#include "runtime/types/iterator.h"

namespace krait {

struct IteratorTypeDef {
    const char* name;
    Result<Value> (*next)(Thread&, Value);
    std::span<const NativeDef> methods = {};
    const char* doc = nullptr;
    u32 flags = Type::kDisallowNew;
    Result<Value> (*new_)(Thread&, Type*, const Args&) = nullptr;
    const char* new_signature = nullptr;
    const char* module = "builtins";
    Result<Value> (*repr)(Thread&, Value) = nullptr;
};
Result<Type*> make_iterator_type(Thread&, const IteratorTypeDef&);

// Makes the iterator let go of everything; returns absent.
Value exhausted(Iterator*);

}  // namespace krait
