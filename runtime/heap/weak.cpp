// The table of weak references.
#include "runtime/heap/weak.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/heap/process_memory.h"

#include <boost/unordered/unordered_flat_map.hpp>

namespace krait {

struct WeakTable final : RootSource {
    explicit WeakTable(Heap& h) : heap(h) { heap.add_root_source(this); }
    ~WeakTable() { heap.remove_root_source(this); }

    void trace_roots(Tracer&) override {}
    void clear_weak(Heap&, bool minor) override;
    void sweep_weak(Heap&, bool minor) override;
    void clear_dead(const std::vector<WeakRef*>& refs);
    void drop_dead(std::vector<WeakRef*>& refs);
    void clear_chain(WeakRef* first);
    void insert(WeakRef* ref, WeakRef* after);
    void unlink(WeakRef* ref);

    Heap& heap;
    boost::unordered_flat_map<const Object*, WeakRef*> chains;
    // All references in order of creation. One is never older than its target, so that a minor collection
    // needs to look at the young ones only.
    std::vector<WeakRef*> old_refs, young_refs;
    bool running = false;  // run_pending_finalizers
    GcSettings settings;
};

void init_weak_table(Vm& vm) {
    if (vm.weak == nullptr) vm.weak = new WeakTable(vm.heap);
}

void destroy_weak_table(Vm& vm) {
    delete vm.weak;
    vm.weak = nullptr;
}

GcSettings& gc_settings(Vm& vm) {
    init_weak_table(vm);
    return vm.weak->settings;
}

bool enter_finalizers(Vm& vm) {
    init_weak_table(vm);
    if (vm.weak->running) return false;
    vm.weak->running = true;
    return true;
}

void leave_finalizers(Vm& vm) {
    vm.weak->running = false;
}

// ---- collection ------------------------------------------------------------------------------------

// The target is unmarked: clears all its references.
void WeakTable::clear_chain(WeakRef* first) {
    Object* target = first->target;
    for (WeakRef* ref = first; ref != nullptr;) {
        WeakRef* next = ref->next;
        ref->target = nullptr;
        ref->next = ref->previous = nullptr;
        if (!ref->callback.is_empty() && heap.is_marked(ref)) heap.queue_callback(ref);
        ref = next;
    }
    chains.erase(target);
    target->flags &= static_cast<u8>(~Object::kHasWeakRefs);
}

void WeakTable::clear_dead(const std::vector<WeakRef*>& refs) {
    for (WeakRef* ref : refs) {
        if (ref->target == nullptr || heap.is_marked(ref->target)) continue;
        clear_chain(chains.find(ref->target)->second);
    }
}

void WeakTable::clear_weak(Heap&, bool minor) {
    if (!minor) clear_dead(old_refs);
    clear_dead(young_refs);
}

// Forgets references that are dead themselves.
void WeakTable::drop_dead(std::vector<WeakRef*>& refs) {
    std::size_t kept = 0;
    for (WeakRef* ref : refs) {
        if (heap.is_marked(ref)) {
            refs[kept++] = ref;
        } else if (ref->target != nullptr) {
            unlink(ref);
        }
    }
    refs.resize(kept);
}

void WeakTable::sweep_weak(Heap&, bool minor) {
    if (!minor) drop_dead(old_refs);
    drop_dead(young_refs);
    // Room was made when they were added.
    old_refs.insert(old_refs.end(), young_refs.begin(), young_refs.end());
    young_refs.clear();
}

// ---- chains ----------------------------------------------------------------------------------------

// `after` null = at the front.
// Throws when there is no memory, with nothing changed.
void WeakTable::insert(WeakRef* ref, WeakRef* after) {
    memory::NoCollection table_may_not_change;
    std::size_t all = old_refs.size() + young_refs.size() + 1;
    // sweep_weak needs no memory then: what is young becomes old.
    if (old_refs.capacity() < all) old_refs.reserve(all * 2);
    if (young_refs.size() == young_refs.capacity()) young_refs.reserve(young_refs.size() * 2 + 16);
    if (after == nullptr) chains.try_emplace(ref->target, nullptr);
    ref->previous = after;
    if (after != nullptr) {
        ref->next = after->next;
        after->next = ref;
    } else {
        WeakRef*& head = chains.find(ref->target)->second;
        ref->next = head;
        head = ref;
    }
    if (ref->next != nullptr) ref->next->previous = ref;
    ref->target->flags |= Object::kHasWeakRefs;
    young_refs.push_back(ref);
}

void WeakTable::unlink(WeakRef* ref) {
    if (ref->next != nullptr) ref->next->previous = ref->previous;
    if (ref->previous != nullptr) {
        ref->previous->next = ref->next;
    } else if (ref->next != nullptr) {
        chains.find(ref->target)->second = ref->next;
    } else {
        chains.erase(ref->target);
        ref->target->flags &= static_cast<u8>(~Object::kHasWeakRefs);
    }
    ref->target = nullptr;
    ref->next = ref->previous = nullptr;
}

WeakRef* first_weak_ref(Vm& vm, const Object* target) {
    if (vm.weak == nullptr || !(target->flags & Object::kHasWeakRefs)) return nullptr;
    auto chain = vm.weak->chains.find(target);
    return chain == vm.weak->chains.end() ? nullptr : chain->second;
}

u64 count_weak_refs(Vm& vm, const Object* target) {
    u64 count = 0;
    for (WeakRef* ref = first_weak_ref(vm, target); ref != nullptr; ref = ref->next) count++;
    return count;
}

// ---- making references -----------------------------------------------------------------------------

namespace {

bool is_plain(Thread& t, const WeakRef* ref) {
    if (!ref->callback.is_empty()) return false;
    return ref->kind == Kind::WeakProxy || ref->type == t.types().weakref;
}

// The plain reference of this kind in the target's chain; `*last` = the last plain one before where a new
// one of the kind belongs.
WeakRef* find_plain(Thread& t, Object* target, Kind kind, WeakRef** last) {
    *last = nullptr;
    for (WeakRef* ref = first_weak_ref(*t.vm, target); ref != nullptr; ref = ref->next) {
        if (!is_plain(t, ref)) break;
        if (ref->kind == kind) return ref;
        if (kind == Kind::WeakProxy) *last = ref;
    }
    return nullptr;
}

WeakRef* last_plain(Thread& t, Object* target) {
    WeakRef* last = nullptr;
    for (WeakRef* ref = first_weak_ref(*t.vm, target); ref != nullptr && is_plain(t, ref);
         ref = ref->next) {
        last = ref;
    }
    return last;
}

}  // namespace

Result<WeakRef*> make_weak_ref(Thread& t, Value target) {
    return make_weak_ref(t, t.types().weakref, target, Value());
}

Result<WeakRef*> make_weak_ref(Thread& t, Type* type, Value target, Value callback) {
    if (callback.is_none()) callback = Value();
    if (!type_of(t, target)->has_flag(Type::kWeakRefable) || !target.is_object()) {
        return raise_type_error(
            t, cat("cannot create weak reference to '", type_name(t, target), "' object"));
    }
    init_weak_table(*t.vm);
    Object* object = target.object();
    bool proxy = type->instance_kind == Kind::WeakProxy;
    bool shared = callback.is_empty() && (proxy || type == t.types().weakref);
    WeakRef* after;
    if (shared) {
        WeakRef* plain = find_plain(t, object, type->instance_kind, &after);
        if (plain != nullptr) return plain;
    }
    WeakRef* ref = static_cast<WeakRef*>(TRY(allocate_instance(t, type)));
    // The collection that this may have caused may have changed the chain.
    if (shared) {
        find_plain(t, object, type->instance_kind, &after);
    } else {
        after = last_plain(t, object);
    }
    ref->callback = callback;
    ref->target = object;
    try {
        t.vm->weak->insert(ref, after);
    } catch (const std::bad_alloc&) {
        ref->target = nullptr;
        return raise_memory_error(t);
    }
    return ref;
}

}  // namespace krait
