// The course of a collection, finalizers, and when to collect.
#include "runtime/heap/heap_impl.h"

#include <time.h>

#include <algorithm>

namespace krait {

namespace {

constexpr u64 kLeastNursery = 2ull << 20;
constexpr u64 kMostNursery = 32ull << 20;  // or a quarter of the live heap, if that is more
constexpr u64 kGreatestNursery = 1ull << 30;
constexpr u64 kLeastMajorThreshold = 32ull << 20;
constexpr u64 kDisabledBudget = 512ull << 20;  // gc.disable(): bytes between collections, at least
constexpr u64 kVisitCost = 16;  // what a visited reference counts as, in bytes allocated

u64 now_ns() {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<u64>(time.tv_sec) * 1000000000ull + static_cast<u64>(time.tv_nsec);
}

Object* tagged_callback(Object* object) {
    return reinterpret_cast<Object*>(reinterpret_cast<u64>(object) | 1);
}
Heap::Pending untagged(Object* entry) {
    u64 bits = reinterpret_cast<u64>(entry);
    return {reinterpret_cast<Object*>(bits & ~1ull), (bits & 1) != 0};
}

}  // namespace

// ---- when to collect -------------------------------------------------------------------------------

bool Heap::Impl::collection_due() const {
    if (allocated_since < nursery || stress != 0) return false;
    if (heap.enabled) return true;
    u64 budget = stats.live_bytes * 4;
    return allocated_since >= (budget < kDisabledBudget ? kDisabledBudget : budget);
}

bool Heap::Impl::stress_due() {
    if (++stress_count < stress || !heap.enabled) return false;
    stress_count = 0;
    stress_major = !stress_major;
    return true;
}

void Heap::Impl::collect_automatically() {
    finish_sweep();  // old_bytes() is exact then
    collect_now(old_bytes() >= major_threshold);
}

// The limit or the system refuses more memory: a full collection. Whether it made enough room to go on; a
// heap that is all but full counts as full, since it would collect again and again.
bool Heap::Impl::collect_for_room(u64 bytes) {
    u64 ceiling = limit != 0 ? limit : used_bytes() + bytes;
    collect_now(true);
    finish_sweep();
    return old_bytes() + memory::state.counted + bytes + ceiling / 64 <= ceiling;
}

// A block outside the heap is about to be allocated: whether the limit allows it, after a collection if need
// be. What can't be told the truth gets its way: the collector itself, and tables that it changes.
bool Heap::Impl::make_room_outside(u64 bytes) {
    if (within_limit(bytes) || collecting || memory::state.no_collection != 0) return true;
    return bytes < limit && collect_for_room(bytes);
}

// Called when everything that survived a major collection is known.
void Heap::Impl::set_major_threshold() {
    u64 live = old_bytes();
    stats.live_bytes = live;
    major_threshold = live * 2 < kLeastMajorThreshold ? kLeastMajorThreshold : live * 2;
    live += memory::state.counted;
    if (live + 2 * kReserve <= limit || live + limit / 8 <= limit) reserve_open = false;
    u64 most = limit > live ? (live + limit) / 2 - memory::state.counted : 0;
    if (most != 0 && major_threshold > most) major_threshold = most;
}

// A minor collection's cost is what it looks at: survivors, and what remembered objects hold. When that
// is much in proportion to what was allocated, collecting less often makes it less in total.
void Heap::Impl::adapt_nursery(u64 visits) {
    if (nursery_fixed) return;
    work += visits * kVisitCost;
    u64 most = stats.live_bytes / 4;
    most = most < kMostNursery ? kMostNursery : most > kGreatestNursery ? kGreatestNursery : most;
    u64 least = kLeastNursery;
    if (limit != 0 && most > limit / 8) most = limit / 8;
    if (least > most) least = most;
    if (work > nursery / 4) {
        nursery *= 2;
    } else if (work < nursery / 32) {
        nursery /= 2;
    }
    nursery = nursery < least ? least : nursery > most ? most : nursery;
}

// ---- a collection ----------------------------------------------------------------------------------

// The C++ stack first: what is young can be told there by its colour.
void Heap::Impl::mark_roots(Tracer& tracer) {
    scan_stack();
    for (RootSource* source : sources) source->trace_roots(tracer);
    for (Object* storage : stack_storage) scan_storage(storage);
    stack_storage.clear();
    for (std::size_t i = pending_taken; i < pending.size(); i++) {
        tracer.visit(untagged(pending[i]).object);
    }
}

// Minor collections: the old objects that were stored into since the last one.
void Heap::Impl::trace_remembered(Tracer& tracer) {
    for (Object* object : remembered) {
        object->log = 1;
        TraceFunction trace = heap.trace_[static_cast<u8>(object->kind)];
        if (trace != nullptr) trace(object, tracer);
    }
    remembered.clear();
}

// A young object that a C++ function holds may be one that it is still filling. From now on it is old, but
// such a function need not know: as long as the stack refers to it, the object counts as stored into.
void Heap::Impl::remember_stack_roots() {
    held.clear();
    for (Object* object : stack_roots) {
        if (object->log == 0) continue;  // found twice
        heap.remember(object);
        always_major |= !held.push(object);
    }
    std::sort(held.begin(), held.end());
    stack_roots.clear();
}

void Heap::remember(Object* holder) {
    holder->log = 0;
    if (!impl_->remembered.push(holder)) impl_->remembered_lost = true;
}

KRAIT_NOINLINE void Heap::Impl::collect_now(bool major) {
    u64 start = now_ns();
    finish_sweep();
    for (u32 i = 0; i < kClassCount; i++) {
        if (i < kSmallClasses) heap.bump_[i] = {};
        classes[i].region = {};
        retire_current(i);
    }
    if (remembered_lost || always_major) major = true;
    if (verify && !major) check_remembered();
    collecting = true;
    work = 0;
    freed_before += freed_objects + finalized_objects;
    freed_objects = 0;
    finalized_objects = 0;
    if (major) {
        heap.color_ ^= 3;  // 1 and 2 in turn: all cells are unmarked
        remembered.clear();
        remembered_lost = false;
    }

    Tracer tracer(heap, !major);
    mark_roots(tracer);
    if (!major) trace_remembered(tracer);
    drain(tracer);
    for (RootSource* source : sources) source->clear_weak(heap, !major);
    resurrect_finalizable(tracer, major);
    for (RootSource* source : sources) source->sweep_weak(heap, !major);
    remember_stack_roots();
    shrink_mark_stack();
    if (verify) check_marks();

    prepare_sweep(major);
    if (major) {
        threshold_pending = true;
        stats.major_collections++;
    } else {
        adapt_nursery(tracer.visits());
        stats.minor_collections++;
    }
    allocated_since = 0;
    collecting = false;
    u64 pause = now_ns() - start;
    stats.total_pause_ns += pause;
    if (pause > stats.longest_pause_ns) stats.longest_pause_ns = pause;
    announce_pending();
}

// The functions called from here on have locals that they never set; what calls before this one left there would be taken
// for references. (That costs nothing but memory, yet who asks for a collection wants to see what is garbage gone.)
static KRAIT_NOINLINE void clear_dead_stack() {
    volatile char below[16 * 1024];
    std::memset(const_cast<char*>(below), 0, sizeof below);
    __asm__ volatile("" : : "r"(below) : "memory");
}

u64 Heap::collect(bool major, const void* scan_from) {
    if (impl_->collecting) return 0;
    clear_dead_stack();
    impl_->scan_from = static_cast<const char*>(scan_from);
    impl_->collect_now(major);
    impl_->scan_from = nullptr;
    impl_->finish_sweep();
    return impl_->freed_objects + impl_->finalized_objects;
}

// ---- finalizers ------------------------------------------------------------------------------------

// Throws when there is no memory: `object` is without a finalizer then. A collection that finds it dead, or
// makes it old, needs room in two more lists, which is made here.
void Heap::register_finalizer(Object* object) {
    if (object->flags & Object::kFinalized) return;
    Impl& impl = *impl_;
    std::size_t all = impl.young_finalizable.size() + impl.old_finalizable.size() + 1;
    if (!impl.old_finalizable.reserve(impl.young_finalizable.size() + 1) ||
        !impl.pending.reserve(all) || !impl.young_finalizable.push(object)) {
        throw std::bad_alloc();
    }
}

// Moves the unmarked ones to the pending queue, those finalized or withdrawn out; keeps order.
void Heap::Impl::queue_dead(CellList& registered) {
    std::size_t kept = 0;
    for (Object* object : registered) {
        if (object->flags & Object::kFinalized) continue;
        if (object->mark == heap.color_) {
            registered[kept++] = object;
            continue;
        }
        object->flags |= Object::kFinalized;
        finalized_objects++;
        pending.push(object);
    }
    registered.resize_down(kept);
}

// The dead among the registered objects come back to life, with all that they refer to, until their
// finalizer has run.
void Heap::Impl::resurrect_finalizable(Tracer& tracer, bool major) {
    std::size_t first = pending.size();
    if (major) queue_dead(old_finalizable);
    queue_dead(young_finalizable);
    for (Object* object : young_finalizable) old_finalizable.push(object);
    young_finalizable.clear();
    for (std::size_t i = first; i < pending.size(); i++) tracer.visit(pending[i]);
    drain(tracer);
}

void Heap::Impl::announce_pending() {
    if (pending_taken == pending.size()) return;
    heap.has_pending_ = true;
    if (pending_hook != nullptr) pending_hook(pending_context);
}

Heap::Pending Heap::take_pending() {
    Impl& impl = *impl_;
    Pending result = {nullptr, false};
    if (impl.pending_taken < impl.pending.size()) {
        result = untagged(impl.pending[impl.pending_taken++]);
    }
    if (impl.pending_taken == impl.pending.size()) {
        impl.pending.clear();
        impl.pending_taken = 0;
        has_pending_ = false;
    }
    return result;
}

Object* Heap::take_finalizable() {
    for (;;) {
        Pending next = take_pending();
        if (next.object == nullptr || !next.is_callback) return next.object;
    }
}

void Heap::queue_callback(Object* weakref) {
    // Kept alive from now on; what it refers to was marked with it.
    impl_->pending.push(tagged_callback(weakref));
}

void Heap::queue_all_finalizers() {
    Impl& impl = *impl_;
    for (CellList* list : {&impl.old_finalizable, &impl.young_finalizable}) {
        for (Object* object : *list) {
            if (object->flags & Object::kFinalized) continue;
            object->flags |= Object::kFinalized;
            impl.pending.push(object);
        }
        list->resize_down(0);
    }
    impl.announce_pending();
}

}  // namespace krait
