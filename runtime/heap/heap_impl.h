// The heap's insides, shared by its parts:
//
//   blocks        the address range and its division into blocks
//   heap.cpp      set-up, the slow path of allocation, inspection
//   collect.cpp   the course of a collection, finalizers, when to collect
//   mark.cpp      marking, the conservative scan
//   sweep.cpp     finding free cells, lazily
//   verify.cpp    checks (KRAIT_GC_VERIFY)
//
// Invariants. Between two collections, a block of cells is in one of these states:
//   unswept   in its class's `unswept` list: what isn't marked in it is dead. Nothing is allocated from it.
//   current   its class allocates from it: its free runs, and the bump region.
//   young     was current since the last collection: the only blocks that hold young cells.
//   partial   swept, with free runs, nothing young: in its class's `partial` list.
//   full      swept, nothing or too little free: in no list.
// A free cell's header word (kind, log, mark, flags) is 0. Everything is swept before the next marking
// begins, so that a conservative root that hits a cell whose kind isn't Free has hit a real object.
#pragma once

#include "runtime/heap/blocks.h"
#include "runtime/heap/heap.h"
#include "runtime/heap/poison.h"
#include "runtime/heap/process_memory.h"

#include <cstring>

namespace krait {

inline constexpr u8 kYoung = 0;  // the colour of cells allocated since the last collection
inline constexpr u8 kPoison = 0xDB;

// A list of cells in malloc'ed memory that never throws.
class CellList {
public:
    CellList() = default;
    ~CellList();
    CellList(const CellList&) = delete;
    CellList& operator=(const CellList&) = delete;
    bool reserve(std::size_t more);  // room for that many pushes; false = out of memory
    bool push(Object* object) {      // false = out of memory
        if (size_ == capacity_ && !grow(capacity_ == 0 ? 64 : capacity_ * 2)) return false;
        data_[size_++] = object;
        return true;
    }
    Object*& operator[](std::size_t i) { return data_[i]; }
    std::size_t size() const { return size_; }
    void resize_down(std::size_t size) { size_ = size; }
    void clear();  // gives a large buffer back
    Object** begin() { return data_; }
    Object** end() { return data_ + size_; }

private:
    bool grow(std::size_t capacity);
    Object** data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

struct Heap::Impl {
    struct SizeClass {
        u32 current = kNoBlock;
        u32 unswept = kNoBlock;
        u32 partial = kNoBlock;
        Bump region = {};  // of medium classes, and of all in stress mode
    };

    explicit Impl(Heap& owner) : heap(owner) {}

    Heap& heap;
    BlockSpace space;
    SizeClass classes[kClassCount];
    u32 young_blocks = kNoBlock;  // list: were current since the last collection
    u32 young_large = kNoBlock;   // lists of LargeStart blocks
    u32 old_large = kNoBlock;
    u32 unswept_count = 0;  // blocks

    ReleaseFunction release[static_cast<u8>(Kind::kCount)] = {};
    bool any_release = false;
    enum DeadCell : u8 { kCounts = 1, kBury = 2 };
    u8 when_dead[256] = {};  // by kind: what sweeping does with a dead cell (Free: nothing)
    std::vector<RootSource*> sources;
    const char* stack_base = nullptr;

    bool always_major =
        false;  // something that minor collections rely on was lost for want of memory
    CellList remembered;
    bool remembered_lost = false;  // one could not be pushed: the next collection must be major
    CellList stack_roots;          // what remember_stack_roots() is about, found in this collection
    CellList held;                 // same, of the last collection; sorted
    CellList stack_storage;  // storage cells that the C++ stack refers to: scanned when it is done
    bool collect_stack_roots = false;
    bool mark_stack_overflow = false;

    // ---- finalizers
    CellList young_finalizable;  // registered since the last collection, in order
    CellList old_finalizable;
    CellList pending;               // the queue; bit 0 of the address: is_callback
    std::size_t pending_taken = 0;  // how many of it are gone
    void (*pending_hook)(void*) = nullptr;
    void* pending_context = nullptr;

    // ---- pacing
    u64 limit = 0;
    // A MemoryError was raised: until a collection has made room, the limit is kReserve further away, so that
    // the error, its traceback and whatever handles it find some memory.
    static constexpr u64 kReserve = 512 << 10;
    bool reserve_open = false;
    u64 nursery = 0;  // bytes allocated between two collections
    bool nursery_fixed = false;
    u64 allocated_since = 0;    // bytes since the last collection, external ones included
    u64 work = 0;               // of the collection going on, in bytes allocated that cost as much
    u64 cell_bytes = 0;         // of cells that survived the last collection, in swept blocks
    u64 large_bytes = 0;        // of large objects' blocks, all
    u64 young_large_bytes = 0;  // of them allocated since the last collection
    u64 external = 0;
    u64 major_threshold = 0;         // old bytes at which the next collection is major
    bool threshold_pending = false;  // to be computed when the sweep after a major one is finished
    u64 freed_objects = 0;           // by the sweep since the last collection
    u64 finalized_objects = 0;       // by the last collection
    u64 freed_before = 0;            // objects found dead by all collections before the last
    bool collecting = false;
    HeapStats stats = {};

    // ---- modes
    u64 stress = 0;  // collect every so many allocations; 0 = off
    bool each_slow =
        false;  // every allocation takes the slow path: stress, or counting for KRAIT_OOM_AT
    u64 stress_count = 0;
    bool stress_major = false;
    bool verify = false;
    const char* scan_from = nullptr;  // see Heap::collect

    // ---- report_references: what to do with a reference while color_ is kCheckColor
    using ReportFunction = void (*)(Object* referent, bool storage, void* context);
    ReportFunction on_reference = nullptr;
    void* on_reference_context = nullptr;

    // ---- allocation (heap.cpp)
    bool refill(u32 size_class, Bump& bump);
    bool take_run(u32 block, Bump& bump);
    bool new_block(u32 size_class);
    bool within_limit(u64 more_bytes) const;
    Object* allocate_large(std::size_t bytes);
    void retire_current(u32 size_class);
    bool stress_due();
    Object* cell_at(const void* address) const;
    std::size_t cell_bytes_of(const Object*) const;
    void report_references(Object*, ReportFunction, void* context);
    u64 outside_bytes() const { return external + memory::state.counted; }
    u64 used_bytes() const { return (space.blocks_in_use() << kBlockShift) + outside_bytes(); }
    bool make_room_outside(u64 bytes);

    // ---- collection (collect.cpp)
    bool collection_due() const;
    void collect_automatically();
    bool collect_for_room(u64 bytes);
    void collect_now(bool major);
    void mark_roots(Tracer&);
    void trace_remembered(Tracer&);
    void queue_dead(CellList& registered);
    void resurrect_finalizable(Tracer&, bool major);
    void announce_pending();
    void remember_stack_roots();
    void adapt_nursery(u64 visits);
    void set_major_threshold();
    u64 old_bytes() const { return cell_bytes + large_bytes - young_large_bytes + external; }

    // ---- marking (mark.cpp)
    bool grow_mark_stack();
    void shrink_mark_stack();
    void drain(Tracer&);
    void retrace_all_marked(Tracer&);
    void scan_stack();
    void scan_stack_from_here();
    void scan_storage(Object* storage);
    void mark_word(u64 word);

    // ---- sweeping (sweep.cpp)
    void prepare_sweep(bool major);
    void queue_for_sweep(u32 block);
    void set_when_dead();
    void sweep_block(u32 block);
    void bury(Object* object, std::size_t bytes);
    bool worth_allocating(u32 block) const;
    void place_swept(u32 block);
    void finish_sweep();
    void sweep_for_empty_block();
    void sweep_large(u32 list);
    void free_large(u32 block);
    void release_everything();

    // ---- checks (verify.cpp)
    void check_remembered();
    void check_marks();
    void check_cells();

    // Calls visit(object) for each allocated cell; everything must be swept.
    template <class Visit>
    void each_cell(Visit visit);
};

inline bool is_storage(Kind kind) {
    return kind == Kind::ValueArray || kind == Kind::DictStorage || kind == Kind::Bytes_ ||
           kind == Kind::SetStorage;
}
// Storage cells that hold Values.
inline bool is_value_storage(Kind kind) {
    return is_storage(kind) && kind != Kind::Bytes_;
}

// Headers of cells that may be free (poisoned): to be read in KRAIT_NO_ASAN functions only.
KRAIT_NO_ASAN inline Kind raw_kind(const void* cell) {
    return static_cast<const Object*>(cell)->kind;
}
KRAIT_NO_ASAN inline u8 raw_mark(const void* cell) {
    return static_cast<const Object*>(cell)->mark;
}

template <class Visit>
void Heap::Impl::each_cell(Visit visit) {
    for (u32 index = 0; index < space.end(); index++) {
        const HeapBlock& block = space[index];
        char* base = space.address(index);
        if (block.state == HeapBlock::LargeStart) visit(reinterpret_cast<Object*>(base));
        if (block.state != HeapBlock::Cells) continue;
        for (u32 i = 0; i < block.cells.cell_count; i++) {
            char* cell = base + u64(i) * block.cells.cell_size;
            if (raw_kind(cell) != Kind::Free) visit(reinterpret_cast<Object*>(cell));
        }
    }
}

}  // namespace krait
