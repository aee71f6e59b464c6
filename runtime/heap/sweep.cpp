// Sweeping: what marking did not reach becomes runs of free cells. Blocks of cells are swept when the
// allocator comes to them, at the latest before the next marking; large objects at once.
#include "runtime/heap/heap_impl.h"

namespace krait {

namespace {

constexpr u64 kDecommitAtOnce = 1ull << 20;  // bytes of a large object
constexpr u64 kKeptDirty = 4ull << 20;       // bytes of free blocks, at least

// The second word of a header, as the sweep wants it: kind, log, mark, flags. A free cell's is 0.
constexpr std::size_t kWordOffset = offsetof(Object, kind);
static_assert(offsetof(Object, mark) == kWordOffset + 2 &&
              offsetof(Object, aux) == kWordOffset + 4);

// The free runs of a block, linked in order of address.
class RunBuilder {
public:
    RunBuilder(char* base, u32 cell_size) : base_(base), cell_size_(cell_size) {}
    KRAIT_NO_ASAN void add(u32 from, u32 to) {
        char* start = base_ + u64(from) * cell_size_;
        FreeRun* run = reinterpret_cast<FreeRun*>(start);
        unpoison_memory(run, sizeof(FreeRun));
        *run = FreeRun{kNoRun, 0, to - from};
        u32 offset = static_cast<u32>(start - base_);
        if (last_ == nullptr) {
            first = offset;
        } else {
            last_->next = offset;
        }
        last_ = run;
        poison_memory(start, u64(to - from) * cell_size_);
    }
    u32 first = kNoRun;

private:
    char* base_;
    u32 cell_size_;
    FreeRun* last_ = nullptr;
};

}  // namespace

void Heap::Impl::set_when_dead() {
    for (u32 kind = 1; kind < static_cast<u32>(Kind::kCount); kind++) {
        u8 action = is_storage(static_cast<Kind>(kind)) ? 0 : kCounts;
        if (verify || release[kind] != nullptr) action |= kBury;
        when_dead[kind] = action;
    }
}

// Frees what a dead cell owns; with KRAIT_GC_VERIFY fills it, so that a use after free shows.
void Heap::Impl::bury(Object* object, std::size_t bytes) {
    if (ReleaseFunction function = release[static_cast<u8>(object->kind)]) function(object);
    if (verify) std::memset(static_cast<void*>(object), kPoison, bytes);
}

KRAIT_NO_ASAN void Heap::Impl::sweep_block(u32 index) {
    HeapBlock& block = space[index];
    char* base = space.address(index);
    u32 size = block.cells.cell_size;
    u32 count = block.cells.cell_count;
    u32 color = heap.color_;
    RunBuilder runs(base, size);
    u32 live = 0;
    u32 free_from = 0;  // cells [free_from, i) are free
    u64 dead = 0;
    char* cell = base;
    for (u32 i = 0; i < count; i++, cell += size) {
        u32* word = reinterpret_cast<u32*>(cell + kWordOffset);
        u32 header = *word;
        if ((header >> 16 & 0xFF) == color) {
            live++;
            if (free_from != i) runs.add(free_from, i);
            free_from = i + 1;
            continue;
        }
        u8 action = when_dead[header & 0xFF];
        dead += action & kCounts;
        if (KRAIT_UNLIKELY(action & kBury)) bury(reinterpret_cast<Object*>(cell), size);
        *word = 0;
    }
    if (free_from != count) runs.add(free_from, count);
    freed_objects += dead;
    block.cells.live_cells = live;
    block.cells.first_run = runs.first;
    block.dirty = true;
    block.unswept = false;
    block.next = kNoBlock;
    cell_bytes += u64(live) * size;
    unswept_count--;
}

// Whether a swept block has enough free cells to be worth the allocator's while.
bool Heap::Impl::worth_allocating(u32 index) const {
    const HeapBlock& block = space[index];
    u32 free_cells = block.cells.cell_count - block.cells.live_cells;
    return free_cells != 0 && free_cells * 16 >= block.cells.cell_count;
}

// Puts a swept block where it belongs.
void Heap::Impl::place_swept(u32 index) {
    HeapBlock& block = space[index];
    if (block.cells.live_cells == 0) {
        space.release(index, 1);
        return;
    }
    if (!worth_allocating(index)) return;
    SizeClass& own = classes[block.size_class];
    block.next = own.partial;
    own.partial = index;
}

void Heap::Impl::finish_sweep() {
    if (unswept_count != 0) {
        for (SizeClass& own : classes) {
            while (own.unswept != kNoBlock) {
                u32 index = own.unswept;
                own.unswept = space[index].next;
                sweep_block(index);
                place_swept(index);
            }
        }
    }
    if (!threshold_pending) return;
    threshold_pending = false;
    set_major_threshold();
    u64 keep = (space.blocks_in_use() << kBlockShift) / 8;
    space.trim(keep < nursery + kKeptDirty ? nursery + kKeptDirty : keep);
}

// Sweeps until a block comes free; then stops.
void Heap::Impl::sweep_for_empty_block() {
    for (SizeClass& own : classes) {
        while (own.unswept != kNoBlock) {
            u32 index = own.unswept;
            own.unswept = space[index].next;
            sweep_block(index);
            bool empty = space[index].cells.live_cells == 0;
            place_swept(index);
            if (empty) return;
        }
    }
}

void Heap::Impl::queue_for_sweep(u32 index) {
    HeapBlock& block = space[index];
    cell_bytes -= u64(block.cells.live_cells) * block.cells.cell_size;
    block.cells.live_cells = 0;
    block.unswept = true;
    SizeClass& own = classes[block.size_class];
    block.next = own.unswept;
    own.unswept = index;
    unswept_count++;
}

// After marking: which blocks are to be swept. A minor collection can only have found dead cells in
// blocks that were allocated from since the last one.
void Heap::Impl::prepare_sweep(bool major) {
    if (major) {
        for (SizeClass& own : classes) own.partial = kNoBlock;
        for (u32 index = space.end(); index-- > 0;) {
            if (space[index].state == HeapBlock::Cells) queue_for_sweep(index);
        }
    } else {
        for (u32 index = young_blocks; index != kNoBlock;) {
            u32 next = space[index].next;
            queue_for_sweep(index);
            index = next;
        }
    }
    young_blocks = kNoBlock;

    u32 young = young_large;
    young_large = kNoBlock;
    u32 old = old_large;
    if (major) {
        old_large = kNoBlock;
        sweep_large(old);
    }
    sweep_large(young);
    young_large_bytes = 0;
}

// Frees the dead ones of a list of large objects; the others are old now.
void Heap::Impl::sweep_large(u32 list) {
    while (list != kNoBlock) {
        u32 index = list;
        list = space[index].next;
        Object* object = reinterpret_cast<Object*>(space.address(index));
        if (object->kind != Kind::Free && object->mark == heap.color_) {
            space[index].next = old_large;
            old_large = index;
        } else {
            free_large(index);
        }
    }
}

void Heap::Impl::free_large(u32 index) {
    u32 count = space[index].large.block_count;
    u64 bytes = u64(count) << kBlockShift;
    Object* object = reinterpret_cast<Object*>(space.address(index));
    freed_objects += when_dead[static_cast<u8>(object->kind)] & kCounts;
    if (object->kind != Kind::Free) bury(object, bytes);
    large_bytes -= bytes;
    if (bytes >= kDecommitAtOnce) space.decommit(index, count);
    space.release(index, count);
}

// At the end of the heap's life: release functions get to see every cell.
void Heap::Impl::release_everything() {
    if (!any_release) return;
    finish_sweep();
    each_cell([&](Object* object) {
        if (ReleaseFunction function = release[static_cast<u8>(object->kind)]) function(object);
    });
}

}  // namespace krait
