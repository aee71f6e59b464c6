// The type-attribute cache: (type version, name) → what the MRO search found, or that it found nothing. Direct-mapped.
// Entries are valid as long as their version is (versions are never reused); the collector flushes it, since a name's
// address may be.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

struct TypeAttributeCache {
    static constexpr u32 kSize = 4096;
    struct Entry {
        Str* name;
        u32 version;
        Value value;  // empty: the MRO has no such name
    };
    Entry entries[kSize] = {};

    KRAIT_INLINE Entry& at(u32 version, const Str* name) {
        u64 mixed = (reinterpret_cast<u64>(name) >> 3) ^ (version * 0x9E3779B1u);
        return entries[mixed % kSize];
    }
    void flush() {
        for (Entry& entry : entries) entry = {};
    }
};

}  // namespace krait
