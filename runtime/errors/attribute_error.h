// What an AttributeError tells besides its message: the name that was looked for, and the object. Where an attribute is read
// (the expression obj.x, getattr(), get_attr() in C++), an AttributeError that comes out and tells neither is completed with
// both, whoever raised it: a __getattr__, a property, a descriptor. Storing and deleting complete nothing, and what
// __getattribute__() of a native type raises when it is called by name stays as it is.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

// Completes the pending exception, if it is such an AttributeError.
void complete_attribute_error(Thread&, Value object, Str* name);
// Whether the pending exception is one that is to be completed.
bool is_incomplete_attribute_error(Thread&);
// "'C' object has no attribute 'x'" and the like, to be completed by who looked the attribute up, if that was an expression.
Failure raise_incomplete_attribute_error(Thread&, Value object, Str* name);

}  // namespace krait
