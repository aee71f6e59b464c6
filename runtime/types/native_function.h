// Making native function objects of each flavor. (The struct, and what everyone needs, is in
// types/descriptor.h.)
#pragma once

#include "runtime/types/descriptor.h"

namespace krait {

// What a native type's dict holds for a row of its methods table: a method, a class method's
// descriptor or a staticmethod.
Result<Value> make_native_method(Thread&, Type* owner, const NativeDef*);
Result<Value> make_slot_wrapper(Thread&, Type* owner, u32 dunder);
// The builtin `__new__` of a native type.
Result<Value> make_new_function(Thread&, Type* owner);
// `function` bound to a receiver: a builtin method, or a method-wrapper for a slot wrapper.
Result<Value> bind_native(Thread&, NativeFunction*, Value self);
// "list.append", "len": __qualname__.
std::string native_qualname(const NativeFunction*, Value self);

}  // namespace krait
