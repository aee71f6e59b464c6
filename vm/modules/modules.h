// The vm's built-in modules (builtins, sys, krait, …) and the hooks that the runtime calls it through.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

// Makes all built-in modules; those that are rarely used are made at their first import (modules/registry.cpp).
Result<void> init_vm_modules(Thread&);
// Fills in VmHooks: run_pending, current_globals, super_arguments, type_changed.
void install_vm_hooks(Vm&);
// Safepoint work: signals (KeyboardInterrupt), finalizers, weakref callbacks. Restores the Thread's stack limit.
Result<void> run_pending(Thread&);

Result<void> init_builtins_module(Thread&);
Result<void> init_sys_module(Thread&);
Result<void> init_krait_module(Thread&);

}  // namespace krait
