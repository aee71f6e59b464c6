// The hash-table core of dict. An entry is appended in insertion order; an open-addressed index (u8 slots for small tables, u32
// beyond) maps a hash to its entry. A slot holds entry + 1; 0 is free, all ones was deleted. The storage's `aux` counts
// the slots that aren't free, so that probing always ends.

#include "runtime/types/dict.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/object/operations.h"
#include "runtime/text/hash.h"
#include "runtime/types/dict_index.h"
#include "runtime/types/dict_views.h"
#include "runtime/types/int.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"

#include <algorithm>
#include <cstring>

namespace krait {

namespace {

constexpr u32 kMinSlots = 8;
constexpr u32 kMaxSlots = 1u << 31;

u32 capacity_for(u32 slots) {
    return static_cast<u32>(static_cast<u64>(slots) * 2 / 3);
}

u32 slots_for(u64 entries) {
    u32 slots = kMinSlots;
    while (capacity_for(slots) < entries && slots < kMaxSlots) slots *= 2;
    return slots;
}

Result<DictStorage*> make_storage(Thread& t, u32 slots) {
    u32 capacity = capacity_for(slots);
    std::size_t index_bytes = slots * (slots <= 256 ? sizeof(u8) : sizeof(u32));
    std::size_t extra = static_cast<std::size_t>(capacity) * sizeof(DictEntry) + index_bytes;
    DictStorage* storage = TRY(make<DictStorage>(t, nullptr, extra));
    storage->capacity = capacity;
    storage->index_mask = slots - 1;
    return storage;
}

// Puts `entry` into the first slot of its probe sequence that doesn't lead to a live entry.
template <class Slot>
void index_insert(DictStorage* storage, u64 hash, u32 entry) {
    Slot* index = dict_index<Slot>(storage);
    u64 mask = storage->index_mask;
    u64 perturb = hash;
    u64 i = hash & mask;
    while (index[i] != 0 && index[i] != static_cast<Slot>(~Slot{0})) {
        perturb >>= 5;
        i = (i * 5 + perturb + 1) & mask;
    }
    if (index[i] == 0) storage->aux++;
    index[i] = static_cast<Slot>(entry + 1);
}

void index_insert(DictStorage* storage, u64 hash, u32 entry) {
    if (storage->index_mask < 256) {
        index_insert<u8>(storage, hash, entry);
    } else {
        index_insert<u32>(storage, hash, entry);
    }
}

template <class Slot>
void index_remove(DictStorage* storage, u64 hash, u32 entry) {
    Slot* index = dict_index<Slot>(storage);
    u64 mask = storage->index_mask;
    u64 perturb = hash;
    u64 i = hash & mask;
    while (index[i] != static_cast<Slot>(entry + 1)) {
        perturb >>= 5;
        i = (i * 5 + perturb + 1) & mask;
    }
    index[i] = static_cast<Slot>(~Slot{0});
}

// Caches that point into the old storage see empty values from now on.
void retire_storage(Dict* d, DictStorage* storage) {
    if (!(d->flags & Dict::kCached) || storage == nullptr) return;
    for (u32 i = 0; i < d->fill; i++) storage->entries[i].value = Value();
}

Result<void> rebuild(Thread& t, Dict* d, u32 slots) {
    DictStorage* fresh = TRY(make_storage(t, slots));
    DictStorage* old = d->storage;
    u32 count = 0;
    for (u32 i = 0; i < d->fill; i++) {
        const DictEntry& entry = old->entries[i];
        if (entry.key.is_empty()) continue;
        TRY(poll_interrupt(t));
        fresh->entries[count] = entry;
        index_insert(fresh, entry.hash, count);
        count++;
    }
    retire_storage(d, old);
    d->storage = fresh;
    d->fill = count;
    write_barrier(t, d);
    return {};
}

Result<void> make_room(Thread& t, Dict* d) {
    DictStorage* storage = d->storage;
    if (storage == nullptr) {
        d->storage = TRY(make_storage(t, kMinSlots));
        write_barrier(t, d);
        return {};
    }
    u32 slots = storage->index_mask + 1;
    if (d->fill < storage->capacity && storage->aux < slots - (slots - storage->capacity) / 2)
        return {};
    if (slots_for(static_cast<u64>(d->used) * 2) >= kMaxSlots) return raise_memory_error(t);
    return rebuild(t, d, slots_for(static_cast<u64>(d->used) * 2));
}

// A namespace that inline caches rely on gained a name: it may hide a builtin.
void note_new_name(Thread& t, Dict* d, Value key) {
    Vm& vm = *t.vm;
    if (d == vm.builtins || vm.builtins == nullptr || !is_str(key)) return;
    if (!dict_get_str(vm.builtins, key.as<Str>()).is_empty()) vm.builtins_epoch++;
}

Result<void> append_entry(Thread& t, Dict* d, Value key, u64 hash, Value value) {
    TRY(make_room(t, d));
    DictStorage* storage = d->storage;
    storage->entries[d->fill] = {hash, key, value};
    index_insert(storage, hash, d->fill);
    d->fill++;
    d->used++;
    write_barrier(t, d);
    if (KRAIT_UNLIKELY(d->flags & Dict::kCached)) note_new_name(t, d, key);
    return {};
}

void remove_entry(Dict* d, u32 i) {
    DictStorage* storage = d->storage;
    DictEntry& entry = storage->entries[i];
    if (storage->index_mask < 256) {
        index_remove<u8>(storage, entry.hash, i);
    } else {
        index_remove<u32>(storage, entry.hash, i);
    }
    entry.key = Value();
    entry.value = Value();
    d->used--;
    // Entries that inline caches may point to are not used again: the cache would see another name's value.
    if (d->flags & Dict::kCached) return;
    while (d->fill > 0 && storage->entries[d->fill - 1].key.is_empty()) d->fill--;
}

// ---- lookup by any key

enum class Match { No, Yes, Error, Retry };

// The entry's key that was compared before the search began anew, with no match: a script that fills the dict again and
// again with the same objects does not make the search endless.
struct Compared {
    Value other;
};

// Compares a key with the key of an entry whose hash is the same. Script code may run and change the dict: Retry.
Match match_keys(Thread& t, Dict* d, DictStorage* storage, u32 i, Value key, Compared& before) {
    Value other = storage->entries[i].key;
    if (other.is_empty()) return Match::No;
    Type* str = t.types().str;
    if (other.is_object() && key.is_object()) {
        if (other.object()->type == str && key.object()->type == str) {
            return str_equal(other.as<Str>(), key.as<Str>()) ? Match::Yes : Match::No;
        }
        if (are_identical_tuples(t, other, key)) return Match::Yes;
    } else if (other.is_small_int() && key.is_small_int()) {
        return Match::No;  // not the same bits
    }
    if (KRAIT_UNLIKELY(other == before.other)) return Match::No;
    Result<bool> same = equal(t, other, key);
    if (!same.ok()) return Match::Error;
    if (d->storage != storage || storage->entries[i].key != other) {
        before.other = same.value() ? Value() : other;
        return Match::Retry;
    }
    return same.value() ? Match::Yes : Match::No;
}

constexpr i64 kNotFound = -1;
constexpr i64 kFailed = -2;
constexpr i64 kRetry = -3;

template <class Slot>
i64 find_once(Thread& t, Dict* d, Value key, u64 hash, Compared& before) {
    DictStorage* storage = d->storage;
    const Slot* index = dict_index<Slot>(storage);
    u64 mask = storage->index_mask;
    u64 perturb = hash;
    for (u64 i = hash & mask;; perturb >>= 5, i = (i * 5 + perturb + 1) & mask) {
        u32 slot = index[i];
        if (slot == 0) return kNotFound;
        if (slot == static_cast<Slot>(~Slot{0})) continue;
        const DictEntry& entry = storage->entries[slot - 1];
        if (KRAIT_LIKELY(entry.key == key)) return slot - 1;
        if (entry.hash != hash) continue;
        switch (match_keys(t, d, storage, slot - 1, key, before)) {
            case Match::No: break;
            case Match::Yes: return slot - 1;
            case Match::Error: return kFailed;
            case Match::Retry: return kRetry;
        }
    }
}

// The same for an exact str or a small int, whose comparison with another one runs no script code; kRetry if it isn't that
// simple after all: an entry of another type has the same hash.
template <class Slot>
KRAIT_INLINE i64 find_simple(const DictStorage* storage, Value key, u64 hash, const Type* str) {
    const Slot* index = dict_index<Slot>(storage);
    u64 mask = storage->index_mask;
    u64 perturb = hash;
    for (u64 i = hash & mask;; perturb >>= 5, i = (i * 5 + perturb + 1) & mask) {
        u32 slot = index[i];
        if (slot == 0) return kNotFound;
        if (slot == static_cast<Slot>(~Slot{0})) continue;
        const DictEntry& entry = storage->entries[slot - 1];
        if (KRAIT_LIKELY(entry.key == key)) return slot - 1;
        if (entry.hash != hash || entry.key.is_empty()) continue;
        if (!key.is_object() || !entry.key.is_object() || entry.key.object()->type != str)
            return kRetry;
        if (str_equal(entry.key.as<Str>(), key.as<Str>())) return slot - 1;
    }
}

KRAIT_NOINLINE i64 find_any(Thread& t, Dict* d, Value key, u64 hash) {
    Compared before;
    for (;;) {
        if (d->storage == nullptr) return kNotFound;
        i64 i = d->storage->index_mask < 256 ? find_once<u8>(t, d, key, hash, before)
                                             : find_once<u32>(t, d, key, hash, before);
        if (KRAIT_LIKELY(i != kRetry)) return i;
    }
}

// Entry index, kNotFound or kFailed.
KRAIT_INLINE i64 find(Thread& t, Dict* d, Value key, u64 hash) {
    const DictStorage* storage = d->storage;
    if (storage == nullptr) return kNotFound;
    Type* str = t.types().str;
    if (key.is_small_int() || (key.is_object() && key.object()->type == str)) {
        i64 i = storage->index_mask < 256 ? find_simple<u8>(storage, key, hash, str)
                                          : find_simple<u32>(storage, key, hash, str);
        if (KRAIT_LIKELY(i != kRetry)) return i;
    }
    return find_any(t, d, key, hash);
}

// ---- names

template <class Slot>
i64 find_name_in(const DictStorage* storage, Str* key, u64 hash) {
    const Slot* index = dict_index<Slot>(storage);
    u64 mask = storage->index_mask;
    u64 perturb = hash;
    for (u64 i = hash & mask;; perturb >>= 5, i = (i * 5 + perturb + 1) & mask) {
        u32 slot = index[i];
        if (slot == 0) return kNotFound;
        if (slot == static_cast<Slot>(~Slot{0})) continue;
        const DictEntry& entry = storage->entries[slot - 1];
        if (KRAIT_LIKELY(entry.key == Value(key))) return slot - 1;
        if (entry.hash == hash && is_str(entry.key) && str_equal(entry.key.as<Str>(), key))
            return slot - 1;
    }
}

i64 find_name(const Dict* d, Str* key) {
    const DictStorage* storage = d->storage;
    if (storage == nullptr) return kNotFound;
    u64 hash = str_hash(key);
    return storage->index_mask < 256 ? find_name_in<u8>(storage, key, hash)
                                     : find_name_in<u32>(storage, key, hash);
}

bool is_name(Thread& t, Value key) {
    return key.is_object() && key.object()->type == t.types().str;
}

// Hashes a key; an unhashable one is reported as dict does.
KRAIT_NOINLINE Result<u64> hash_other_key(Thread& t, Value key) {
    Result<u64> hash = hash_of(t, key);
    if (KRAIT_LIKELY(hash.ok())) return hash;
    if (t.pending.is_object() && t.pending.object()->type == t.types().type_error) {
        std::string reason = exception_text(t, take_pending(t));
        return raise_type_error(
            t, cat("cannot use '", type_name(t, key), "' as a dict key (", reason, ")"));
    }
    return Failure{};
}

KRAIT_INLINE Result<u64> hash_key(Thread& t, Value key) {
    if (KRAIT_LIKELY(key.is_object() && key.object()->type == t.types().str))
        return str_hash(key.as<Str>());
    return hash_other_key(t, key);
}

KRAIT_INLINE void changed(Thread& t, Dict* d, Value key) {
    if (KRAIT_UNLIKELY(d->flags & Dict::kTypeDict))
        type_dict_changed(t, static_cast<Type*>(d->owner), key);
}

Result<void> set_found(Thread& t, Dict* d, i64 i, Value value) {
    d->storage->entries[i].value = value;
    write_barrier(t, d);
    return {};
}

Result<Value> pop_found(Thread& t, Dict* d, i64 i, Value key) {
    Value value = d->storage->entries[i].value;
    remove_entry(d, static_cast<u32>(i));
    changed(t, d, key);
    return value;
}

void trace_dict(Object* object, Tracer& tracer) {
    Dict* d = static_cast<Dict*>(object);
    tracer.visit(d->owner);
    if (DictStorage* storage = d->storage) {
        tracer.mark_storage(storage);
        for (u32 i = 0; i < d->fill; i++) {
            tracer.visit(storage->entries[i].key);
            tracer.visit(storage->entries[i].value);
        }
    }
    trace_attributes(d, tracer);
}

// A storage that is reached by itself: through a pointer in a C++ local or an inline cache. It may be one that its dict has
// left behind, with references to cells that have died since: each is looked up before it is followed.
void trace_storage(Object* object, Tracer& tracer) {
    DictStorage* storage = static_cast<DictStorage*>(object);
    for (u32 i = 0; i < storage->capacity; i++) {
        tracer.visit_if_cell(storage->entries[i].key);
        tracer.visit_if_cell(storage->entries[i].value);
    }
}

}  // namespace

void register_dict_kinds(Thread& t) {
    t.heap().register_kind(Kind::Dict, trace_dict);
    t.heap().register_kind(Kind::DictStorage, trace_storage);
}

Result<u64> hash_of(Thread& t, Value v) {
    if (v.is_small_int()) {
        i64 i = v.small_int_value();
        return static_cast<u64>(i == -1 ? -2 : i);
    }
    if (v.is_object()) {
        if (v.object()->type == t.types().str) return str_hash(v.as<Str>());
        return static_cast<u64>(TRY(hash_value(t, v)));
    }
    if (v.is_double()) return static_cast<u64>(text::hash_double(v.double_value()));
    if (v.is_bool()) return v.is_true() ? 1 : 0;
    return v.bits() * 0x9E3779B97F4A7C15ull >> 16;
}

Result<bool> dict_clone_table(Thread& t, Dict* empty, const Dict* other) {
    const DictStorage* from = other->storage;
    if (!dict_is_plain(empty) || !dict_is_plain(other) || from == nullptr ||
        other->used != other->fill || empty->fill != 0 || empty->flags & Dict::kCached ||
        empty->flags & Dict::kTypeDict)
        return false;
    u32 slots = from->index_mask + 1;
    DictStorage* storage = TRY(make_storage(t, slots));
    storage->aux = from->aux;
    std::copy_n(from->entries, other->fill, storage->entries);
    if (slots <= 256) {
        std::memcpy(dict_index<u8>(storage), dict_index<u8>(from), slots);
    } else {
        std::memcpy(dict_index<u32>(storage), dict_index<u32>(from), slots * sizeof(u32));
    }
    empty->storage = storage;
    empty->used = empty->fill = other->used;
    write_barrier(t, empty);
    return true;
}

Result<Dict*> make_dict(Thread& t, u32 expected) {
    Dict* d = TRY(make<Dict>(t, t.types().dict));
    if (expected > 0) {
        d->storage = TRY(make_storage(t, slots_for(expected)));
        write_barrier(t, d);
    }
    return d;
}

u32 dict_size(const Dict* d) {
    if (KRAIT_LIKELY(dict_is_plain(d))) return d->used;
    Object* owner = d->owner;
    Attributes* attributes = attributes_of(owner);
    u32 count = 0;
    for (u32 i = 0; i < owner->watermark; i++) count += !attributes->values[i].is_empty();
    return count;
}

Value dict_get_str(const Dict* d, Str* key) {
    if (KRAIT_UNLIKELY(!dict_is_plain(d))) return instance_get(d->owner, key);
    i64 i = find_name(d, key);
    return i < 0 ? Value() : d->storage->entries[i].value;
}

namespace {

template <class Slot>
KRAIT_NOINLINE Value* search_present(DictStorage* storage, Value key, u64 hash, const Type* str) {
    i64 i = find_simple<Slot>(storage, key, hash, str);
    return i < 0 ? nullptr : &storage->entries[i].value;
}

// The first place to look, without a call; the rest of the search is another function, so that this one needs no frame.
template <class Slot>
KRAIT_INLINE Value* find_present(DictStorage* storage, Value key, u64 hash, const Type* str) {
    u32 slot = dict_index<Slot>(storage)[hash & storage->index_mask];
    if (slot == 0) return nullptr;
    if (KRAIT_LIKELY(slot != static_cast<Slot>(~Slot{0}))) {
        DictEntry& entry = storage->entries[slot - 1];
        if (KRAIT_LIKELY(entry.key == key)) return &entry.value;
        bool strs = entry.hash == hash && key.is_object() && entry.key.is_object() &&
                    entry.key.object()->type == str;
        if (strs && str_equal(entry.key.as<Str>(), key.as<Str>())) return &entry.value;
    }
    return search_present<Slot>(storage, key, hash, str);
}

}  // namespace

Value* dict_find_present(const Dict* d, Value key, const Type* str) {
    DictStorage* storage = d->storage;
    if (KRAIT_UNLIKELY(!dict_is_plain(d) || storage == nullptr)) return nullptr;
    u64 hash;
    if (key.is_small_int()) {
        i64 i = key.small_int_value();
        hash = static_cast<u64>(i == -1 ? -2 : i);
    } else {
        if (!key.is_object() || key.object()->type != str) return nullptr;
        hash = key.as<Str>()->known_hash();
        if (KRAIT_UNLIKELY(hash == 0)) return nullptr;
    }
    return storage->index_mask < 256 ? find_present<u8>(storage, key, hash, str)
                                     : find_present<u32>(storage, key, hash, str);
}

Result<Value> dict_get_hashed(Thread& t, Dict* d, Value key, u64 hash) {
    if (KRAIT_UNLIKELY(!dict_is_plain(d))) {
        if (is_name(t, key)) {
            Value v = instance_get(d->owner, key.as<Str>());
            return v.is_empty() ? Value::absent() : v;
        }
        TRY(dict_unshare(t, d));
    }
    i64 i = find(t, d, key, hash);
    if (i >= 0) return d->storage->entries[i].value;
    if (i == kFailed) return Failure{};
    return Value::absent();
}

Result<Value> dict_get(Thread& t, Dict* d, Value key) {
    u64 hash = TRY(hash_key(t, key));
    return dict_get_hashed(t, d, key, hash);
}

Result<void> dict_set_hashed(Thread& t, Dict* d, Value key, u64 hash, Value value) {
    if (KRAIT_UNLIKELY(!dict_is_plain(d))) {
        if (is_name(t, key)) {
            Str* name = TRY(intern(t, key.as<Str>()));
            return instance_set(t, d->owner, name, value);
        }
        TRY(dict_unshare(t, d));
    }
    i64 i = find(t, d, key, hash);
    if (i == kFailed) return Failure{};
    if (i >= 0) {
        TRY(set_found(t, d, i, value));
    } else {
        TRY(append_entry(t, d, key, hash, value));
    }
    changed(t, d, key);
    return {};
}

Result<void> dict_set(Thread& t, Dict* d, Value key, Value value) {
    u64 hash = TRY(hash_key(t, key));
    return dict_set_hashed(t, d, key, hash, value);
}

Result<void> dict_set_str(Thread& t, Dict* d, Str* key, Value value) {
    if (KRAIT_UNLIKELY(!dict_is_plain(d)))
        return instance_set(t, d->owner, TRY(intern(t, key)), value);
    i64 i = find_name(d, key);
    if (i >= 0) {
        TRY(set_found(t, d, i, value));
    } else {
        TRY(append_entry(t, d, key, str_hash(key), value));
    }
    changed(t, d, key);
    return {};
}

Result<Value> dict_pop(Thread& t, Dict* d, Value key) {
    u64 hash = TRY(hash_key(t, key));
    if (KRAIT_UNLIKELY(!dict_is_plain(d))) {
        if (is_name(t, key)) return dict_pop_str(t, d, key.as<Str>());
        TRY(dict_unshare(t, d));
    }
    i64 i = find(t, d, key, hash);
    if (i == kFailed) return Failure{};
    if (i == kNotFound) return Value::absent();
    return pop_found(t, d, i, key);
}

Result<Value> dict_take_entry(Thread& t, Dict* d, u64 position, Value key) {
    if (KRAIT_UNLIKELY(!dict_is_plain(d))) return dict_pop(t, d, key);
    return pop_found(t, d, static_cast<i64>(position), key);
}

Result<Value> dict_pop_str(Thread& t, Dict* d, Str* key) {
    if (KRAIT_UNLIKELY(!dict_is_plain(d))) {
        Value old = instance_get(d->owner, key);
        if (old.is_empty()) return Value::absent();
        TRY(instance_delete(t, d->owner, TRY(intern(t, key))));
        return old;
    }
    i64 i = find_name(d, key);
    if (i < 0) return Value::absent();
    return pop_found(t, d, i, key);
}

Result<void> dict_clear(Thread& t, Dict* d) {
    if (KRAIT_UNLIKELY(!dict_is_plain(d))) TRY(dict_unshare(t, d));
    retire_storage(d, d->storage);
    d->storage = nullptr;
    d->used = 0;
    d->fill = 0;
    changed(t, d, Value());
    return {};
}

bool dict_next(const Dict* d, u64& pos, Value* key, Value* value, u64* hash) {
    if (KRAIT_UNLIKELY(!dict_is_plain(d))) {
        Object* owner = d->owner;
        Attributes* attributes = attributes_of(owner);
        const Dict* layout = owner->type->layout;
        for (; pos < owner->watermark; pos++) {
            if (attributes->values[pos].is_empty()) continue;
            const DictEntry& entry = layout->storage->entries[pos];
            *key = entry.key;
            *value = attributes->values[pos];
            if (hash != nullptr) *hash = entry.hash;
            pos++;
            return true;
        }
        return false;
    }
    for (; pos < d->fill; pos++) {
        const DictEntry& entry = d->storage->entries[pos];
        if (entry.key.is_empty()) continue;
        *key = entry.key;
        *value = entry.value;
        if (hash != nullptr) *hash = entry.hash;
        pos++;
        return true;
    }
    return false;
}

u64 dict_end_position(const Dict* d) {
    return dict_is_plain(d) ? d->fill : d->owner->watermark;
}

bool dict_previous(const Dict* d, u64& pos, Value* key, Value* value) {
    u64 end = dict_end_position(d);
    if (pos > end) pos = end;
    while (pos > 0) {
        pos--;
        u64 at = pos;
        Value k, v;
        if (dict_next(d, at, &k, &v) && at == pos + 1) {
            *key = k;
            *value = v;
            return true;
        }
    }
    return false;
}

Value* dict_value_slot(Dict* d, Str* key) {
    if (!dict_is_plain(d)) return nullptr;
    i64 i = find_name(d, key);
    if (i < 0) return nullptr;
    d->flags |= Dict::kCached;
    return &d->storage->entries[i].value;
}

i64 dict_entry_index(const Dict* d, Str* key) {
    return dict_is_plain(d) ? find_name(d, key) : kNotFound;
}

Result<void> dict_unshare(Thread& t, Dict* d) {
    if (!dict_is_plain(d)) TRY(instance_to_dict_mode(t, d->owner));
    return {};
}

Result<Value> dict_get_item(Thread& t, Value dict, Value key) {
    Dict* d = dict.as<Dict>();
    Value v = TRY(dict_get(t, d, key));
    if (KRAIT_LIKELY(!v.is_absent())) return v;
    if (d->type != t.types().dict) {
        Value missing = TRY(call_special(t, dict, t.names().__missing__, {key}));
        if (!missing.is_absent()) return missing;
    }
    return raise_key_error(t, key);
}

Result<void> dict_set_item(Thread& t, Value dict, Value key, Value value) {
    Dict* d = dict.as<Dict>();
    if (!value.is_empty()) return dict_set(t, d, key, value);
    Value removed = TRY(dict_pop(t, d, key));
    if (removed.is_absent()) return raise_key_error(t, key);
    return {};
}

}  // namespace krait
