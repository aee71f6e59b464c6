// dict: insertion-ordered hash table. Entries in insertion order plus an index of open addressing, both in one storage
// cell. Also serves as namespace: module globals, class dicts, instance dicts.
//
// flags:
//  kTypeDict  a class's dict (owner = the Type): each mutation calls type_dict_changed.
//  kShared    the materialised __dict__ of an instance whose values are inline (owner = the instance): storage is null, the
//             entries are the instance's layout and inline values. Every function here handles it; code that looks at
//             `storage` directly must check dict_is_plain() first.
//  kOwned     an instance's dict that owns its values (owner = the instance, which is in dict mode).
//  kCached    a namespace into whose entries inline caches point (globals, modules): when an entry is deleted or the
//             storage is replaced, the old value slots are set to empty, which is the caches' guard; when a name is added,
//             it is checked against the builtins (vm.builtins_epoch).
// An entry whose key is empty was deleted. Iterating code sees a change of size through `used`.
#pragma once

#include "runtime/object/thread.h"
#include "runtime/types/str.h"

namespace krait {

struct DictEntry {
    u64 hash;
    Value key;
    Value value;
};

struct DictStorage : Object {
    static constexpr Kind kKind = Kind::DictStorage;
    u32 capacity;  // entries
    u32 index_mask;  // slots - 1; a slot is a u8 when the mask is below 256, else a u32; 0 = free, else entry + 1
    DictEntry entries[];
};

struct Dict : Object {
    static constexpr Kind kKind = Kind::Dict;
    static constexpr u8 kTypeDict = 1 << 3;
    static constexpr u8 kShared = 1 << 4;
    static constexpr u8 kOwned = 1 << 5;
    static constexpr u8 kCached = 1 << 6;
    DictStorage* storage;  // null = empty (or shared)
    u32 used;              // live entries (of a shared dict: use dict_size)
    u32 fill;              // entries in use, deleted ones included
    Object* owner;
};

inline bool is_dict(Value v) {
    return v.is_object() && v.object()->kind == Kind::Dict;
}
inline bool dict_is_plain(const Dict* d) {
    return !(d->flags & Dict::kShared);
}
Result<Dict*> make_dict(Thread&, u32 expected = 0);
u32 dict_size(const Dict*);
// Absent when there is no such key; fails when hashing or comparing raises.
Result<Value> dict_get(Thread&, Dict*, Value key);
Result<Value> dict_get_hashed(Thread&, Dict*, Value key, u64 hash);
// The place of the value under a key that is a small int, or an exact str whose hash is known already: the quick way to a
// value that is there. Null says nothing: the dict may be shared, or the key compare with script code; ask dict_get.
Value* dict_find_present(const Dict*, Value key, const Type* str);
// Name lookups: empty when there is none; never fails.
Value dict_get_str(const Dict*, Str* key);
Result<void> dict_set(Thread&, Dict*, Value key, Value value);
Result<void> dict_set_hashed(Thread&, Dict*, Value key, u64 hash, Value value);
Result<void> dict_set_str(Thread&, Dict*, Str* key, Value value);
// The removed value, or absent.
Result<Value> dict_pop(Thread&, Dict*, Value key);
Result<Value> dict_pop_str(Thread&, Dict*, Str* key);
Result<void> dict_clear(Thread&, Dict*);
Result<Dict*> dict_copy(Thread&, Dict*);
// Makes an empty plain dict the same as another one by copying its table. False, and nothing done, where that can't be: one
// of them is shared, the first isn't empty, or the second has removed entries.
Result<bool> dict_clone_table(Thread&, Dict* empty, const Dict* other);
// d.update(other): a dict, a mapping with keys(), or an iterable of pairs.
Result<void> dict_update(Thread&, Dict*, Value other, bool override_existing = true);
// Iteration by position, in insertion order: advances `pos` and returns true while there are entries. Robust against
// mutation (it may then skip or repeat); callers that must not allow it compare dict_size.
bool dict_next(const Dict*, u64& pos, Value* key, Value* value, u64* hash = nullptr);
bool dict_previous(const Dict*, u64& pos, Value* key,
                   Value* value);  // start at pos = dict_end_position(d)
u64 dict_end_position(const Dict*);
Result<bool> dict_equal(Thread&, Dict*, Dict*);
// The hash of any value, as dict and set want it; fails for unhashable ones.
Result<u64> hash_of(Thread&, Value);
// Address of the value slot of a key for inline caches (sets kCached), or null. Only plain dicts.
Value* dict_value_slot(Dict*, Str* key);
// Index of the entry, or -1 (WITH_HINT).
i64 dict_entry_index(const Dict*, Str* key);
// A shared dict becomes one of its own: takes the inline values over from its instance (which enters dict mode).
Result<void> dict_unshare(Thread&, Dict*);

Result<Value> dict_get_item(Thread&, Value dict,
                            Value key);  // d[key]: KeyError, __missing__ for subclasses
Result<void> dict_set_item(Thread&, Value dict, Value key, Value value);

void register_dict_kinds(Thread&);      // tracing of Dict and DictStorage
Result<void> init_dict_types(Thread&);  // dict, its views and iterators

}  // namespace krait
