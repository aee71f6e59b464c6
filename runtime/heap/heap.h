// The heap: non-moving, generational mark-sweep with sticky mark bits.
//
// What callers must know:
//  * allocate() returns zeroed memory (but for the header). It may collect: anything reachable only
//    from malloc'ed memory is lost. Pointers in C++ locals and registers, interior pointers
//    included, keep their cells alive; so do the register stack and RootedVector. No heap pointer
//    may live anywhere else.
//  * Every store of a Value or pointer into an existing heap object is preceded or followed by
//    write_barrier(object) (`object` is the holder), unless nothing was allocated since the holder
//    itself was. Objects that own storage cells (list, dict, set) are the holder, not their storage.
//  * No script code runs inside an allocation: finalizers and weakref callbacks are queued and run
//    at the next safepoint (run_pending_finalizers in heap/weak.h).
//  * Exhausted memory or the heap limit: allocate() returns null after a full collection did not
//    help; make<T>() raises MemoryError.
//
// How it works (heap_impl.h names the files): cells of one size lie in 64 KiB blocks, whatever is
// known of a block stands in a table beside the heap. The header's `mark` is the collector's colour:
// 0 in young cells, `color_` in those that survived; a major collection flips the colour, a minor one
// keeps it, so that old cells count as marked and only young ones are found. `log` is 1 in old cells
// that a store must remember. Blocks are swept when the allocator comes to them.
//
// Environment: KRAIT_GC_STRESS=N collects at every Nth allocation, minor and major in turn;
// KRAIT_GC_VERIFY=1 checks the heap around each collection and fills freed cells.
#pragma once

#include "runtime/object/object.h"
#include "runtime/value/result.h"

#include <memory>
#include <new>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

namespace krait {

struct Vm;
struct Thread;
class Heap;

// Handed to a kind's tracing function; visit() whatever the object refers to.
//
// A visited object is not looked at at once: most of a collection's time would go into waiting for the
// memory it lies in. It is prefetched and put into a short queue.
class Tracer {
public:
    inline Tracer(Heap& heap, bool minor);
    KRAIT_INLINE void visit(Value v) {
        if (v.is_object()) visit(static_cast<const Object*>(v.object()));
    }
    inline void visit(const Object* object);  // null is allowed
    void visit_range(const Value* values, std::size_t count) {
        for (std::size_t i = 0; i < count; i++) visit(values[i]);
    }
    // Marks a storage cell without tracing it: its owner traces what is in it. Must be called for the
    // owner's storage each time the owner is traced, and the contents must be visited each time too (a
    // remembered owner is re-traced).
    inline void mark_storage(const Object* storage);
    // Same for the storage cell that `address` points into (null is allowed).
    void mark_interior(const void* address);
    // The same for a value that may be stale: does nothing unless it refers to an object that is allocated (whatever it is now).
    inline void visit_if_cell(Value v);
    // True in a minor collection. Weak things (inline caches) are strong then.
    bool minor() const { return minor_; }
    Heap& heap() const { return heap_; }
    // Looks at what waits in the queue; true when there was anything.
    bool flush();
    u64 visits() const { return visits_; }

private:
    static constexpr u64 kQueue = 16;
    Heap& heap_;
    const bool minor_;
    const bool checking_;  // every reference is reported, nothing is marked
    const u8 color_;
    u64 visits_ = 0;
    const Object* queue_[kQueue] = {};
};

using TraceFunction = void (*)(Object*, Tracer&);
// Frees what a dead cell owns outside the heap. Must not allocate, nor look at other cells: they may
// be gone already.
using ReleaseFunction = void (*)(Object*);

struct HeapStats {
    u64 minor_collections, major_collections;
    u64 allocated_bytes;  // ever
    u64 live_bytes;       // after the last major collection
    u64 heap_bytes;       // blocks in use
    u64 total_pause_ns, longest_pause_ns;
    u64 last_freed_objects;   // by the last collection; storage cells aren't counted
    u64 total_freed_objects;  // ever
    u64 external_bytes;       // see account_external
};

// Something outside the heap that holds references: the register stack, tables, embedders' handles.
class RootSource {
public:
    virtual void trace_roots(Tracer&) = 0;  // exact roots
    // After marking: clears weak references to unmarked objects, before finalizers resurrect any.
    virtual void clear_weak(Heap&, bool /*minor*/) {}
    // After marking and resurrection, before sweeping: drop references to unmarked cells (weak tables,
    // inline caches).
    virtual void sweep_weak(Heap&, bool /*minor*/) {}

protected:
    ~RootSource() = default;
};

class Heap {
public:
    Heap();
    ~Heap();
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;

    // ---- set-up
    // Registers how cells of a kind are traced (null: they hold no references) and released (usually
    // null).
    void register_kind(Kind kind, TraceFunction trace, ReleaseFunction release = nullptr);
    void add_root_source(RootSource*);
    void remove_root_source(RootSource*);
    // The C++ stack is scanned conservatively from the current stack pointer up to `base`.
    void set_stack_base(const void* base);
    void set_limit(u64 bytes);  // 0 = none
    // Called during a collection that leaves something in the pending queue: to set a flag that the
    // next safepoint sees.
    void set_pending_hook(void (*hook)(void* context), void* context);

    // ---- allocation
    // Zeroed but for the header; null when memory is exhausted. `bytes` includes the header.
    KRAIT_INLINE Object* allocate(std::size_t bytes, Kind kind, Type* type);
    std::size_t usable_size(const Object*) const;  // bytes of the cell, at least what was asked for
    // Memory outside the heap that lives as long as an object (a file buffer, …), to pace the collector.
    void account_external(i64 bytes);

    // ---- barrier
    KRAIT_INLINE void write_barrier(Object* holder) {
        if (KRAIT_UNLIKELY(holder->log)) remember(holder);
    }
    void remember(Object* holder);

    // ---- collection
    // Returns the number of objects found dead (finalized or freed; storage cells aren't counted). The C++ stack is
    // scanned from `scan_from` on, below which it is known to hold no references; null: all of it, and the registers.
    u64 collect(bool major, const void* scan_from = nullptr);
    // Whether the cell was marked in the collection that is going on (for sweep_weak).
    bool is_marked(const Object* object) const { return object->mark == color_; }
    // gc.enable/disable. Disabled, automatic collections come only when the heap has grown by very
    // much, so that a script that switches them off to save time does not eat all memory.
    bool enabled = true;
    // For trace_roots: marks every cell that a word in [from, to) may point into, interior pointers
    // included. For memory that may hold stale or uninitialised words (the register stack).
    void scan_conservatively(const void* from, const void* to);

    // ---- weak references and finalizers (heap/weak.h holds what is on top of it)
    // Registers `object` so that it is resurrected and queued once when it becomes unreachable (a
    // `__del__`, a suspended generator, an open file). The queue is drained by take_finalizable() at a
    // safepoint. Register an object once only; setting kFinalized on it withdraws it.
    void register_finalizer(Object* object);
    Object* take_finalizable();  // null when the queue is empty
    bool has_pending() const { return has_pending_; }
    // Moves every registered object that was not finalized yet to the queue (interpreter exit).
    void queue_all_finalizers();
    // The queue in order of death: finalizable objects, and what clear_weak() put there by
    // queue_callback() (weakrefs whose callback is to be called).
    struct Pending {
        Object* object;  // null = the queue is empty
        bool is_callback;
    };
    Pending take_pending();
    void queue_callback(Object* weakref);

    // ---- inspection
    const HeapStats& stats();
    // Calls `visit(object, context)` for each allocated cell that is not storage (gc.get_objects,
    // gc.get_referrers). `visit` must not allocate.
    void for_each_object(void (*visit)(Object*, void*), void* context);
    // Calls `visit(referent, context)` for each object that `object` refers to by its tracing function
    // (storage cells left out). `visit` must not allocate.
    void for_each_reference(Object* object, void (*visit)(Object*, void*), void* context);
    bool has_references(Kind kind) const { return trace_[static_cast<u8>(kind)] != nullptr; }
    // The cell that contains `address`, or null if it isn't inside an allocated cell.
    Object* find_cell(const void* address) const;
    u64 threshold_bytes() const;  // nursery size
    void set_threshold_bytes(u64);
    u64 allocated_since_collection() const;
    // Aborts with a message when an invariant is broken (KRAIT_GC_VERIFY).
    void verify();
    // Whether invariants are to be checked: debug builds, KRAIT_GC_VERIFY, KRAIT_GC_STRESS.
    bool checks() const;

    // ---- for Tracer and the inline allocation path
    static constexpr std::size_t kMaxSmall = 512;  // bytes; beyond: slow path
    static constexpr std::size_t kGranule = 8;  // small classes are multiples of 8 from 16 to 512
    void push_mark(Object*);
    void mark_object(Object*);
    static constexpr u8 kCheckColor =
        0xFF;  // as color_: references are reported, nothing is marked
    u8 color_ = 1;
    // Bump region per small class: [next, end) is free and zeroed memory within a block (a run of free
    // cells found by the lazy sweep). allocate() takes from it; at its end the slow path finds the next
    // run. Always empty in stress mode.
    struct Bump {
        char* next;
        char* end;
    };
    Bump bump_[kMaxSmall / kGranule + 1] = {};
    bool has_pending_ = false;

    KRAIT_NOINLINE Object* allocate_slow(std::size_t bytes, Kind kind, Type* type);

    struct Impl;  // heap/heap_impl.h

private:
    // The mark stack (heap/mark.cpp): `top` is the next free slot.
    Object** mark_base_ = nullptr;
    Object** mark_top_ = nullptr;
    Object** mark_end_ = nullptr;
    TraceFunction trace_[static_cast<u8>(Kind::kCount)] = {};
    std::unique_ptr<Impl> impl_;
};

KRAIT_INLINE Object* Heap::allocate(std::size_t bytes, Kind kind, Type* type) {
    std::size_t size = (bytes + kGranule - 1) & ~(kGranule - 1);
    if (KRAIT_LIKELY(size <= kMaxSmall)) {
        Bump& bump = bump_[size / kGranule];
        char* cell = bump.next;
        if (KRAIT_LIKELY(cell < bump.end)) {
            bump.next = cell + size;
#ifdef __SANITIZE_ADDRESS__
            __asan_unpoison_memory_region(cell, size);
#endif
            Object* object = reinterpret_cast<Object*>(cell);
            object->type = type;
            object->kind = kind;
            return object;
        }
    }
    return allocate_slow(bytes, kind, type);
}

inline Tracer::Tracer(Heap& heap, bool minor)
    : heap_(heap),
      minor_(minor),
      checking_(heap.color_ == Heap::kCheckColor),
      color_(heap.color_) {}

inline void Tracer::visit(const Object* object) {
    if (object == nullptr) return;
    if (KRAIT_UNLIKELY(checking_)) return heap_.push_mark(const_cast<Object*>(object));
    __builtin_prefetch(&object->mark, 1);
    u64 position = visits_++ % kQueue;
    const Object* oldest = queue_[position];
    queue_[position] = object;
    if (oldest != nullptr && oldest->mark != color_) heap_.push_mark(const_cast<Object*>(oldest));
}

inline void Tracer::mark_storage(const Object* storage) {
    if (storage != nullptr) heap_.mark_object(const_cast<Object*>(storage));
}

inline void Tracer::visit_if_cell(Value v) {
    if (!v.is_object()) return;
    Object* cell = heap_.find_cell(v.object());
    if (cell == v.object() && cell->kind > Kind::Bytes_) visit(cell);
}

// A growable array of Values outside the heap that the collector knows: for C++ code that gathers
// values whose number it doesn't know. Lives on the C++ stack or in registered structures.
class RootedVector final : public RootSource {
public:
    explicit RootedVector(Heap& heap) : heap_(heap) { heap_.add_root_source(this); }
    ~RootedVector() { heap_.remove_root_source(this); }
    RootedVector(const RootedVector&) = delete;
    RootedVector& operator=(const RootedVector&) = delete;
    void push(Value v) { values_.push_back(v); }
    Value pop() {
        Value v = values_.back();
        values_.pop_back();
        return v;
    }
    std::size_t size() const { return values_.size(); }
    bool empty() const { return values_.empty(); }
    Value& operator[](std::size_t i) { return values_[i]; }
    Value* data() { return values_.data(); }
    Value* begin() { return values_.data(); }
    Value* end() { return values_.data() + values_.size(); }
    Value& back() { return values_.back(); }
    void clear() { values_.clear(); }
    void resize(std::size_t n) { values_.resize(n); }
    void reserve(std::size_t n) { values_.reserve(n); }
    void trace_roots(Tracer& tracer) override {
        tracer.visit_range(values_.data(), values_.size());
    }

private:
    Heap& heap_;
    std::vector<Value> values_;
};

}  // namespace krait
