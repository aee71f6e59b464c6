// The hash table of set and frozenset, and their operations for C++ code beyond types/set.h.
//
// Open addressing in one storage cell: a probe looks at a few neighbours, then jumps by the
// remaining bits of the hash. Since ints hash to themselves, small sets of small ints iterate in
// ascending order, and in general the order of a set depends only on hashes and on the history of
// the table. A removed entry leaves a mark: its key is Value::absent().
#pragma once

#include "runtime/types/dict.h"
#include "runtime/types/set.h"

namespace krait {

struct SetEntry {
    u64 hash;
    Value key;  // empty: free; absent: removed
    bool live() const { return !key.is_empty() && !key.is_absent(); }
};

struct SetStorage : Object {
    static constexpr Kind kKind = Kind::SetStorage;
    u64 mask;    // entries - 1
    u64 finger;  // where pop() looks first
    SetEntry entries[];
};

// The hash of an element; TypeError "cannot use 'list' as a set element (…)".
Result<u64> set_hash(Thread&, Value);
// For lookups: an unhashable set is hashed like the frozenset with its items.
Result<u64> set_lookup_hash(Thread&, Value);
Result<void> set_add_hashed(Thread&, Set*, Value, u64 hash);
Result<bool> set_contains_hashed(Thread&, Set*, Value, u64 hash);
Result<bool> set_discard_hashed(Thread&, Set*, Value, u64 hash);
// The next live entry, or null.
const SetEntry* set_next_entry(const Set*, u64& pos);
void set_clear(Set*);
// Removes and returns some item; empty (no exception) when there is none.
Value set_pop(Set*);
// A new set or frozenset (not of the subclass) with the same items.
Result<Set*> set_copy_plain(Thread&, Set*);
// Same for any iterable.
Result<Set*> set_from_iterable(Thread&, Type* type, Value iterable);
// Exchanges the contents of two sets.
void set_swap(Thread&, Set*, Set*);
// The hash of a frozenset with these items.
u64 set_content_hash(const Set*);

Result<Set*> set_intersection(Thread&, Set*, Value other);
Result<Set*> set_difference(Thread&, Set*, Value other);
Result<void> set_difference_update(Thread&, Set*, Value other);
Result<void> set_symmetric_difference_update(Thread&, Set*, Value other);
Result<bool> set_is_subset(Thread&, Set*, Set* other);
// set or frozenset, whichever the instance derives from.
Type* set_base_type(Thread&, const Set*);

// For init_set_types.
std::span<const NativeDef> set_method_table();
std::span<const NativeDef> frozenset_method_table();

}  // namespace krait
