// What a polymorphic site knows: up to four receiver types, each with what a monomorphic site would cache. Owned by the
// Bytecode, outside the heap: everything in an entry is guarded by the type version, so a stale entry never matches.
#pragma once

#include "compiler/bytecode/opcodes.h"
#include "runtime/object/thread.h"

namespace krait {

struct PolymorphicEntry {
    u32 version;
    Op form;     // the monomorphic form that this entry stands for
    u32 offset;  // INSTANCE_VALUE, SLOT, NEW_VALUE
    u32 hint;
    u64 value;  // METHOD, NONDESCRIPTOR: the Value
    const Word* entry;
};

struct PolymorphicSite {
    static constexpr u32 kMaxEntries = 4;
    u32 count = 0;
    PolymorphicEntry entries[kMaxEntries] = {};
};

}  // namespace krait
