// The interned strings of a Vm, and the cache that makes indexing of non-ASCII strings fast. Both
// refer to strings weakly: the Vm calls sweep() after each marking (from Vm::sweep_weak), which
// drops those that are about to be freed.
//
// The table is open-addressed by the str's hash. A minor collection can only free strings that were
// made since the last collection, so it looks at `recent_` alone; a major one rebuilds the table.
#pragma once

#include "runtime/types/str.h"

#include <vector>

namespace krait {

// Where code points of some long non-ASCII strings start: per string the last position asked for
// and, once it was asked for positions far apart, the byte offset of every kStride-th code point.
class StrIndexCache {
public:
    u64 byte_offset(const Str* s, u64 index);
    void sweep(Heap& heap);

private:
    static constexpr u64 kStride = 64;
    static constexpr u64 kShort = 128;  // code points: shorter strings are simply walked
    static constexpr u32 kEntries = 8;
    struct Entry {
        const Str* str = nullptr;
        u64 last_index = 0;
        u64 last_offset = 0;
        std::vector<u32> marks;
    };
    Entry& entry_of(const Str* s);
    static bool set_marks(Entry& entry);
    Entry entries_[kEntries];
    u32 next_ = 0;  // the entry to be given up next
    u32 hit_ = 0;   // the entry that was used last
};

class InternTable {
public:
    // The interned str with this text, or null.
    Str* find(std::string_view text, u64 hash) const;
    // `s` becomes the interned str of its text, of which there must be none. False: no memory.
    bool insert(Str* s, u64 hash);
    u64 size() const { return used_; }
    // Drops unmarked strings.
    void sweep(Heap& heap, bool minor);

    StrIndexCache index_cache;

private:
    struct Slot {
        Str* str;
        u64 hash;
    };
    bool make_room();
    void place(Str* s, u64 hash);
    void remove(u64 position);
    u64 position_of(const Str* s) const;  // slots_.size() when it isn't there
    std::vector<Slot> slots_;             // a power of two, at most half full
    std::vector<Str*> recent_;
    u64 used_ = 0;
};

}  // namespace krait
