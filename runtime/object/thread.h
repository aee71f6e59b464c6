// Vm and Thread: everything that runs hangs off these two; there are no mutable globals. A Vm owns the heap, the types,
// the interned names and the modules; a Thread owns the register stack, the pending exception and the stack bounds.
// Handlers and runtime functions take the Thread.
#pragma once

#include "runtime/heap/heap.h"
#include "runtime/object/object.h"
#include "runtime/object/type.h"

#include <memory>
#include <string>

namespace krait {

struct Dict;
struct Str;
struct Module;
struct InternTable;
struct TypeAttributeCache;
struct WeakTable;
struct ItemConsumer;
struct SignatureTable;
class ReprGuard;

struct Names {
#define NAME(id) Str* id;
#include "runtime/object/names.def"
#undef NAME
    Str* empty;          // ""
    Str* ascii[128];     // one-character strings
    Str* binary[14];     // __add__ …, by BinaryOp
    Str* reflected[14];  // __radd__ …
    Str* inplace[14];    // __iadd__ … (DivMod: null)
    Str* compare[6];     // __lt__ …
};

struct Types {
#define TYPE(id) Type* id;
#include "runtime/object/types.def"
#undef TYPE
#define EXCEPTION(id, name, base, doc) Type* id;
#include "runtime/errors/exceptions.def"
#undef EXCEPTION
};

// What the runtime asks of the vm: the narrow interface for everything that needs frames or bytecode.
struct VmHooks {
    // Calls a script function (Kind::Function) from C++.
    Result<Value> (*call_function)(Thread&, Value function, const Args&);
    // feed() from a Kind::Generator.
    Result<void> (*feed_from_generator)(Thread&, Object* generator, ItemConsumer&);
    // Runs what waits for a safepoint: signals, finalizers, weakref callbacks.
    Result<void> (*run_pending)(Thread&);
    // The report of an uncaught exception: see vm/objects/traceback_format.h.
    std::string (*format_exception)(Thread&, Value exception);
    // globals() of the innermost script frame, or null.
    Dict* (*current_globals)(Thread&);
    // For a zero-argument super(): finds __class__ and the first argument of the calling frame.
    Result<void> (*super_arguments)(Thread&, Type** cls, Value* self);
    // If this native function was called straight by the interpreter: the address from which on the C++ stack holds what
    // was running when the interpreter was entered, and below which it holds no references. Else null.
    const void* (*stack_below_native)(Thread&, BoundFunction);
    void (*type_changed)(Thread&, Type*);  // for stats: who invalidated it
    // Instances of `type` may from now on have an attribute `name` of their own that hides the class's: inline caches that answer
    // with the class's must go.
    void (*class_attribute_hidden)(Thread&, Type* type, Str* name);
};

struct Vm final : RootSource {
    Heap heap;
    Names names = {};
    Types types = {};
    VmHooks hooks = {};
    Dict* modules = nullptr;   // sys.modules
    Dict* builtins = nullptr;  // the builtins module's dict
    Dict* sys = nullptr;       // the sys module's dict
    Tuple* empty_tuple = nullptr;
    Value last_resort_memory_error;  // preallocated
    Value last_resort_recursion_error;
    InternTable* interned = nullptr;
    TypeAttributeCache* type_cache = nullptr;
    WeakTable* weak = nullptr;
    SignatureTable* signatures =
        nullptr;  // parsed signatures of native functions (types/signature.h)
    u32 next_type_version = 1;
    std::vector<bool> live_versions;  // by version: whether it still is some type's
    u32 builtins_epoch =
        1;  // changes when a watched globals dict gains a name that hides a builtin: see types/dict.h
    int hash_seed = 0;
    int max_str_digits = 4300;  // sys.set_int_max_str_digits
    Thread* main_thread = nullptr;
    void* extension = nullptr;  // the vm room's own state (vm/vm_state.h)

    Vm();
    ~Vm();
    void trace_roots(Tracer&) override;
    void sweep_weak(Heap&, bool minor) override;
};

struct Thread {
    Vm* vm;
    Value pending;              // the exception being raised; empty = none
    Value handled;              // the exception being handled (sys.exception()), or empty/None
    const char* c_stack_limit;  // C++ recursion stops here (object/c_stack.h)
    // The interpreter's registers as last saved: valid whenever C++ code that may raise, allocate or call runs.
    Value* frame;   // R of the innermost script frame (null = none)
    const u32* pc;  // its current instruction
    // Set asynchronously (signals, pending finalizers): checked at calls and back-edges.
    volatile u32 interrupt;
    const void*
        run_stack;  // C++ stack of the innermost run() of the interpreter: see VmHooks::stack_below_native
    i32 depth_left;  // script frames until RecursionError
    i32 depth_limit;
    Value* stack_base;
    // Frames must start below it. An interrupt lowers it to null, so that calls need no check of their own for that; the real end
    // is stack_end.
    Value* stack_limit;
    Value* stack_end;
    bool
        reraised;  // the pending exception was re-raised as it was: the unwinder adds no traceback entry for the raising frame
    const void* const* dispatch;  // the dispatch table in force (counting or not)
    void* extension;              // the vm room's own state (vm/thread_state.h)
    ReprGuard*
        repr_guards;  // innermost repr() of a container that is going on (object/operations.h)
    const char* c_stack_end;  // where the C++ stack ends, below c_stack_limit

    Heap& heap() { return vm->heap; }
    const Types& types() { return vm->types; }
    const Names& names() { return vm->names; }
};

// Guards a recursive C++ function: true when the C++ stack is nearly used up, which is a RecursionError. Calls through
// slots have it built in (object/slot.h).
KRAIT_INLINE bool c_stack_exhausted(Thread& t) {
    return KRAIT_UNLIKELY(static_cast<const char*>(__builtin_frame_address(0)) < t.c_stack_limit);
}

KRAIT_INLINE Type* type_of(Thread& t, Value v) {
    if (v.is_object()) return v.object()->type;
    if (v.is_small_int()) return t.vm->types.int_;
    if (v.is_double()) return t.vm->types.float_;
    if (v.is_bool()) return t.vm->types.bool_;
    if (v.is_none()) return t.vm->types.none_type;
    assert(!v.is_poison());
    return v == Value::ellipsis() ? t.vm->types.ellipsis : t.vm->types.not_implemented_type;
}
inline const char* type_name(Thread& t, Value v) {
    return type_name(type_of(t, v));
}

// Allocates a T (a struct derived from Object with `static constexpr Kind kKind`), zeroed, with `extra` bytes behind it.
// MemoryError when there is no room.
Failure raise_memory_error(Thread&);
template <class T>
KRAIT_INLINE Result<T*> make(Thread& t, Type* type, std::size_t extra = 0) {
    Object* object = t.vm->heap.allocate(sizeof(T) + extra, T::kKind, type);
    if (KRAIT_UNLIKELY(object == nullptr)) return raise_memory_error(t);
    return static_cast<T*>(object);
}
KRAIT_INLINE void write_barrier(Thread& t, Object* holder) {
    t.vm->heap.write_barrier(holder);
}

}  // namespace krait
