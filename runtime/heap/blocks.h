// The address range of the heap and its division into blocks of 64 KiB.
//
// One range is reserved at the start and made usable as it is needed. What is known of a block stands
// in a table of its own beside the range, never in the block: a conservative root is looked up by a
// range check, a table entry and a multiplication, without touching memory that it may not own.
//
// Free blocks form ranges, kept in lists by their length and merged with their neighbours; allocation
// is best fit. A block is "dirty" when its memory may hold something other than zeros.
#pragma once

#include "runtime/heap/size_classes.h"

namespace krait {

inline constexpr u32 kNoBlock = ~0u;
inline constexpr u32 kNoRun = ~0u;

struct alignas(32) HeapBlock {
    enum State : u8 { Free, Cells, LargeStart, LargeRest };
    State state;
    u8 size_class;  // of Cells
    bool unswept;   // Cells: those whose mark is not the current colour are dead, but not freed yet
    bool dirty;
    u32 next;  // in the list that it is in
    union {
        struct {
            u32 cell_size;
            u32 reciprocal;  // 2^32 / cell_size, rounded up
            u32 cell_count;
            u32 live_cells;  // when it was last swept
            u32 first_run;   // offset of its first run of free cells, or kNoRun
        } cells;
        struct {
            u32 block_count;
        } large;
        struct {
            u32 start;  // the LargeStart block
        } rest;
        struct {
            u32 length;    // in the first block of a free range
            u32 previous;  // same: in its list
            u32 start;     // in the last block of a free range
        } free;
    };
};
static_assert(sizeof(HeapBlock) == 32);

// Written into the first cell of a run of free cells; looks like a header of Kind::Free.
struct FreeRun {
    u64 next;   // offset of the block's next run, or kNoRun
    u32 zero;   // kind, log, mark, flags
    u32 cells;  // its length
};
static_assert(sizeof(FreeRun) == sizeof(Object));

class BlockSpace {
public:
    BlockSpace();  // aborts when not even a small range can be reserved
    ~BlockSpace();
    BlockSpace(const BlockSpace&) = delete;
    BlockSpace& operator=(const BlockSpace&) = delete;

    // The first of `count` blocks in a row, or kNoBlock. The caller sets their state at once.
    u32 allocate(u32 count);
    // Their `dirty` is as the caller left it.
    void release(u32 first, u32 count);
    // Returns memory of dirty free blocks to the system until at most `keep` bytes of it are left.
    void trim(u64 keep);
    // Returns the memory of these (free or not) blocks to the system; they read as zeros then.
    void decommit(u32 first, u32 count);

    HeapBlock& operator[](u32 block) { return table_[block]; }
    const HeapBlock& operator[](u32 block) const { return table_[block]; }
    char* address(u32 block) const { return base_ + (u64(block) << kBlockShift); }
    u32 index(const void* address) const {
        return static_cast<u32>((static_cast<const char*>(address) - base_) >> kBlockShift);
    }
    const char* base() const { return base_; }
    u64 used_range() const {
        return u64(end_) << kBlockShift;
    }  // bytes from base() that may be in use
    u32 end() const { return end_; }
    u32 capacity() const { return capacity_; }
    u64 blocks_in_use() const { return in_use_; }
    u64 dirty_free_bytes() const { return dirty_free_ << kBlockShift; }
    bool has_free_range(u32 count) const;

private:
    static constexpr u32 kExactBins = 64;
    static constexpr u32 kBins = 96;
    static u32 bin_of(u32 length);
    void insert_range(u32 first, u32 length);
    void remove_range(u32 first);
    u32 find_range(u32 count) const;
    u32 extend(u32 count);
    bool commit(u32 end);

    char* base_ = nullptr;
    HeapBlock* table_ = nullptr;
    u32 capacity_ = 0;   // blocks in the range
    u32 committed_ = 0;  // of them usable
    u32 end_ = 0;        // of them ever used
    u64 in_use_ = 0;
    u64 dirty_free_ = 0;
    u32 bins_[kBins];
};

}  // namespace krait
