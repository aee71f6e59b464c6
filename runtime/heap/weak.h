// Weak references, and the running of what a collection left to be run: finalizers and weakref callbacks.
//
// A WeakRef's target is not traced. The WeakTable (one per Vm, weak.cpp) knows the references of each
// target, as a chain that starts in a side table; an object with a chain has the header bit kHasWeakRefs.
// When marking leaves a target unmarked, all its references are cleared, before any finalizer could bring
// the target back; callbacks of references that are alive themselves are queued.
//
// Order in a chain: the plain ref (one at most), the plain proxy (one at most), then those with a callback
// or of a subclass, the youngest first.
#pragma once

#include "runtime/object/thread.h"

#include <string_view>

namespace krait {

struct WeakRef : Object {
    static constexpr Kind kKind = Kind::WeakRef;
    static constexpr u8 kHashed = 1 << 3;  // `hash` holds the target's
    Object* target;                        // not traced; null = gone
    Value callback;                        // empty = none
    WeakRef* next;                         // of the same target; not traced
    WeakRef* previous;
    i64 hash;
};
struct WeakProxy : WeakRef {
    static constexpr Kind kKind = Kind::WeakProxy;
};

// The plain weak reference to `target`, made if there is none. TypeError for objects that can't have any.
Result<WeakRef*> make_weak_ref(Thread&, Value target);
// One of `type` (ref, a subclass of it, or one of the proxy types); `callback` may be empty or None. Without a
// callback, plain references are shared.
Result<WeakRef*> make_weak_ref(Thread&, Type* type, Value target, Value callback);
// The first of the target's chain, or null.
WeakRef* first_weak_ref(Vm&, const Object* target);
u64 count_weak_refs(Vm&, const Object* target);

// ---- what waits for a safepoint
// Calls queued `__del__` methods and weakref callbacks, in the order of death. What they raise is reported,
// never passed on. Does nothing when called from within itself.
Result<void> run_pending_finalizers(Thread&);
// At the end of the run: every object with a finalizer that did not run yet gets it.
Result<void> run_all_finalizers(Thread&);
// Reports the pending exception, which nobody can handle, through sys.unraisablehook and clears it: "Exception
// ignored while calling `doing` <repr of where>". `where` may be empty.
void report_unraisable(Thread&, std::string_view doing, Value where);
// The default of sys.unraisablehook: writes the report to sys.stderr. `message` comes before the traceback.
void print_unraisable(Thread&, std::string_view message, Value exception);

// ---- set-up
// What the gc module remembers for scripts that ask.
struct GcSettings {
    i64 thresholds[3] = {2000, 10, 0};
    i64 debug = 0;
    i64 frozen = 0;
    u64 collections[3] = {};
    u64 collected[3] = {};
};
// Makes vm.weak; safe to call more than once.
void init_weak_table(Vm&);
void destroy_weak_table(Vm&);  // before the heap goes
GcSettings& gc_settings(Vm&);

}  // namespace krait
