// Bringing a Vm to life: the order in which names, types and modules come into being.
//
// Everything depends on everything here (a type has a name, a name is a str, a str has a type), so
// the types that the first objects need are allocated as zeroed shells, which make_native_type
// later fills in. The collector is off meanwhile: kinds are registered by the init functions one
// after the other.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

// All of the runtime's types and names. The first thing to call on a fresh Vm with its main Thread;
// the vm adds its own types (function, code, …) afterwards.
Result<void> bootstrap_runtime(Thread&);
// Shells, names, `object`, `type` and the types of native functions and their descriptors.
Result<void> init_object_model(Thread&);

// The shell that waits to become the native type of this name, or null.
Type* take_shell(Vm&, const char* name);

}  // namespace krait
