// The Vm's own part in the life of the heap: its tables, the roots that hang off it, and its weak
// references.
#include "runtime/attribute/type_cache.h"
#include "runtime/heap/weak.h"
#include "runtime/object/thread.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/intern.h"
#include "runtime/types/sequence.h"
#include "runtime/types/signature.h"
#include "runtime/types/str.h"

namespace krait {

Vm::Vm() {
    interned = new InternTable;
    type_cache = new TypeAttributeCache;
    heap.add_root_source(this);
    init_weak_table(*this);
}

Vm::~Vm() {
    if (signatures != nullptr) {
        heap.remove_root_source(signatures);
        delete signatures;
    }
    destroy_weak_table(*this);
    heap.remove_root_source(this);
    delete type_cache;
    delete interned;
}

void Vm::trace_roots(Tracer& tracer) {
    static_assert(sizeof(Names) % sizeof(Str*) == 0 && sizeof(Types) % sizeof(Type*) == 0);
    auto** name = reinterpret_cast<Str**>(&names);
    for (std::size_t i = 0; i < sizeof(Names) / sizeof(Str*); i++) tracer.visit(name[i]);
    auto** type = reinterpret_cast<Type**>(&types);
    for (std::size_t i = 0; i < sizeof(Types) / sizeof(Type*); i++) tracer.visit(type[i]);
    tracer.visit(modules);
    tracer.visit(builtins);
    tracer.visit(sys);
    tracer.visit(empty_tuple);
    tracer.visit(last_resort_memory_error);
    tracer.visit(last_resort_recursion_error);
    if (main_thread != nullptr) {
        tracer.visit(main_thread->pending);
        tracer.visit(main_thread->handled);
    }
}

namespace {

// Entries are hints: those that name something dead go. (Their names and values are not kept alive
// by the cache.)
void sweep_type_cache(TypeAttributeCache& cache, Heap& heap) {
    for (TypeAttributeCache::Entry& entry : cache.entries) {
        if (entry.name == nullptr) continue;
        bool dead = !heap.is_marked(entry.name);
        if (!entry.value.is_empty() && entry.value.is_object())
            dead |= !heap.is_marked(entry.value.object());
        if (dead) entry = {};
    }
}

}  // namespace

void Vm::sweep_weak(Heap& collected, bool minor) {
    sweep_type_cache(*type_cache, collected);
    interned->sweep(collected, minor);
    if (types.object != nullptr) sweep_subclasses(collected, types.object);
}

}  // namespace krait
