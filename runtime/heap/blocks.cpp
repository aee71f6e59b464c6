// Reserving the range, and allocation of blocks.
#include "runtime/heap/blocks.h"

#include "runtime/heap/poison.h"
#include "runtime/heap/process_memory.h"

#include <sys/mman.h>
#include <sys/resource.h>

#include <bit>
#include <new>

namespace krait {

namespace {

constexpr u64 kWantedRange = 256ull << 30;
constexpr u64 kLeastRange = 16ull << 20;
constexpr u32 kLeastCommit = 16;                       // blocks
constexpr u32 kMostCommit = (64u << 20) / kBlockSize;  // more only when asked for
constexpr u64 kHugePage = 2ull << 20;
constexpr u64 kHugePageFrom = 8ull
                              << 20;  // a heap that grows beyond this gets huge pages from there on

// Under a limit of address space half of it is for the heap.
u64 range_to_try() {
    rlimit limit;
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return kWantedRange;
    u64 half = limit.rlim_cur / 2 & ~(kHugePage - 1);
    return half < kWantedRange ? half : kWantedRange;
}

void* reserve(u64 bytes) {
    void* memory =
        mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? nullptr : memory;
}

}  // namespace

BlockSpace::BlockSpace() {
    for (u32& bin : bins_) bin = kNoBlock;
    for (u64 range = range_to_try(); range >= kLeastRange; range = range / 2 & ~(kHugePage - 1)) {
        u32 blocks = static_cast<u32>(range >> kBlockShift);
        // A little more, so that the first block can be aligned; the table behind it.
        u64 table_bytes = u64(blocks) * sizeof(HeapBlock);
        char* memory = static_cast<char*>(reserve(range + kHugePage + table_bytes));
        if (memory == nullptr) continue;
        u64 start = reinterpret_cast<u64>(memory);
        u64 aligned = (start + kHugePage - 1) & ~(kHugePage - 1);
        char* table = memory + kHugePage + range;
        if (aligned != start) munmap(memory, aligned - start);
        base_ = reinterpret_cast<char*>(aligned);
        if (base_ + range != table) munmap(base_ + range, table - (base_ + range));
        table_ = reinterpret_cast<HeapBlock*>(table);
        capacity_ = blocks;
        return;
    }
    throw std::bad_alloc();
}

BlockSpace::~BlockSpace() {
    unpoison_memory(base_, u64(committed_) << kBlockShift);
    munmap(base_, u64(capacity_) << kBlockShift);
    munmap(table_, u64(capacity_) * sizeof(HeapBlock));
}

// Makes the blocks before `end` usable.
bool BlockSpace::commit(u32 end) {
    if (end <= committed_) return true;
    if (memory::allocation_fails()) return false;
    u32 step = committed_ / 4;
    step = step < kLeastCommit ? kLeastCommit : step > kMostCommit ? kMostCommit : step;
    u32 wanted = committed_ + step;
    if (wanted < end) wanted = end;
    // Whole huge pages, or the kernel can't use them.
    constexpr u32 kHugeBlocks = kHugePage >> kBlockShift;
    if (u64(wanted) << kBlockShift > kHugePageFrom)
        wanted = (wanted + kHugeBlocks - 1) / kHugeBlocks * kHugeBlocks;
    if (wanted > capacity_) wanted = capacity_;
    for (;;) {
        u64 bytes = u64(wanted - committed_) << kBlockShift;
        bool ok =
            mprotect(base_ + (u64(committed_) << kBlockShift), bytes, PROT_READ | PROT_WRITE) == 0;
        // Page boundaries of the table: whole pages up to the one that holds the last entry.
        constexpr u64 kPage = 4096;
        u64 table_bytes = (u64(wanted) * sizeof(HeapBlock) + kPage - 1) & ~(kPage - 1);
        ok = ok && mprotect(table_, table_bytes, PROT_READ | PROT_WRITE) == 0;
        if (ok) break;
        if (wanted == end) return false;
        wanted = end;
    }
    char* fresh = base_ + (u64(committed_) << kBlockShift);
    u64 bytes = u64(wanted - committed_) << kBlockShift;
    if (u64(wanted) << kBlockShift > kHugePageFrom) {
        u64 skip = u64(committed_) << kBlockShift < kHugePageFrom
                       ? kHugePageFrom - (u64(committed_) << kBlockShift)
                       : 0;
        madvise(fresh + skip, bytes - skip, MADV_HUGEPAGE);
    }
    poison_memory(fresh, bytes);
    committed_ = wanted;
    return true;
}

u32 BlockSpace::bin_of(u32 length) {
    if (length <= kExactBins) return length - 1;
    return kExactBins + static_cast<u32>(std::bit_width(length)) - 7;
}

void BlockSpace::insert_range(u32 first, u32 length) {
    HeapBlock& head = table_[first];
    u32 bin = bin_of(length);
    head.free.length = length;
    head.free.previous = kNoBlock;
    head.next = bins_[bin];
    if (head.next != kNoBlock) table_[head.next].free.previous = first;
    bins_[bin] = first;
    table_[first + length - 1].free.start = first;
}

void BlockSpace::remove_range(u32 first) {
    HeapBlock& head = table_[first];
    if (head.next != kNoBlock) table_[head.next].free.previous = head.free.previous;
    if (head.free.previous != kNoBlock) {
        table_[head.free.previous].next = head.next;
    } else {
        bins_[bin_of(head.free.length)] = head.next;
    }
}

u32 BlockSpace::find_range(u32 count) const {
    u32 best = kNoBlock;
    for (u32 bin = bin_of(count); bin < kBins; bin++) {
        for (u32 range = bins_[bin]; range != kNoBlock; range = table_[range].next) {
            u32 length = table_[range].free.length;
            if (length < count) continue;
            if (best == kNoBlock || length < table_[best].free.length) best = range;
            if (bin < kExactBins) return best;
        }
        if (best != kNoBlock) return best;
    }
    return kNoBlock;
}

bool BlockSpace::has_free_range(u32 count) const {
    return find_range(count) != kNoBlock;
}

// Blocks behind all that were used so far, together with the free range before them if there is one.
u32 BlockSpace::extend(u32 count) {
    u32 first = end_;
    if (end_ > 0 && table_[end_ - 1].state == HeapBlock::Free) first = table_[end_ - 1].free.start;
    if (count > capacity_ - first) return kNoBlock;
    if (!commit(first + count)) return kNoBlock;
    if (first < end_) {
        remove_range(first);
        for (u32 i = first; i < end_; i++) dirty_free_ -= table_[i].dirty;
    }
    end_ = first + count;
    return first;
}

u32 BlockSpace::allocate(u32 count) {
    u32 first = find_range(count);
    if (first == kNoBlock) {
        first = extend(count);
        if (first == kNoBlock) return kNoBlock;
    } else {
        u32 length = table_[first].free.length;
        remove_range(first);
        if (length > count) insert_range(first + count, length - count);
        for (u32 i = first; i < first + count; i++) dirty_free_ -= table_[i].dirty;
    }
    in_use_ += count;
    return first;
}

void BlockSpace::release(u32 first, u32 count) {
    in_use_ -= count;
    poison_memory(address(first), u64(count) << kBlockShift);
    for (u32 i = first; i < first + count; i++) {
        table_[i].state = HeapBlock::Free;
        table_[i].unswept = false;
        dirty_free_ += table_[i].dirty;
    }
    if (first + count < end_ && table_[first + count].state == HeapBlock::Free) {
        u32 after = first + count;
        count += table_[after].free.length;
        remove_range(after);
    }
    if (first > 0 && table_[first - 1].state == HeapBlock::Free) {
        u32 before = table_[first - 1].free.start;
        count += first - before;
        first = before;
        remove_range(before);
    }
    insert_range(first, count);
}

void BlockSpace::decommit(u32 first, u32 count) {
    if (madvise(address(first), u64(count) << kBlockShift, MADV_DONTNEED) != 0) return;
    for (u32 i = first; i < first + count; i++) {
        if (table_[i].state == HeapBlock::Free) dirty_free_ -= table_[i].dirty;
        table_[i].dirty = false;
    }
}

void BlockSpace::trim(u64 keep) {
    // Long ranges first: few system calls, and short ones are taken again sooner.
    for (u32 bin = kBins; bin-- > 0;) {
        for (u32 range = bins_[bin]; range != kNoBlock; range = table_[range].next) {
            if (dirty_free_bytes() <= keep) return;
            u32 end = range + table_[range].free.length;
            for (u32 block = range; block < end;) {
                u32 from = block;
                while (block < end && table_[block].dirty) block++;
                if (block > from) decommit(from, block - from);
                while (block < end && !table_[block].dirty) block++;
            }
        }
    }
}

}  // namespace krait
