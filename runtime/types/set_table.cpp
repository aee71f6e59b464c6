// The hash table of sets: lookup, insertion, removal, growth, copying.
#include "runtime/types/set_table.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/hash.h"
#include "runtime/types/container_support.h"

#include <algorithm>

namespace krait {

namespace {

constexpr u64 kMinEntries = 8;
constexpr u64 kNeighbours = 9;  // entries looked at behind the first of each probe
constexpr u64 kPerturbShift = 5;
constexpr u64 kDeadHash = ~u64{0};

u64 mask_of(const Set* set) {
    return set->storage ? set->storage->mask : kMinEntries - 1;
}

Result<SetStorage*> make_storage(Thread& t, u64 entries) {
    if (entries > kMaxItems / 2) return raise_memory_error(t);
    SetStorage* storage = TRY(make<SetStorage>(t, nullptr, entries * sizeof(SetEntry)));
    storage->mask = entries - 1;
    return storage;
}

// Calls visit(entry) along the probe sequence of a hash until it returns true.
template <class Visit>
KRAIT_INLINE void probe(SetStorage* storage, u64 hash, Visit visit) {
    u64 mask = storage->mask;
    u64 perturb = hash;
    u64 i = hash & mask;
    for (;;) {
        SetEntry* entry = storage->entries + i;
        // Neighbours are only looked at where they don't run over the end.
        u64 last = i + kNeighbours <= mask ? kNeighbours : 0;
        for (u64 k = 0; k <= last; k++) {
            if (visit(entry + k)) return;
        }
        perturb >>= kPerturbShift;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

// Puts a key that is not in the table into a table without removed entries.
void insert_new(SetStorage* storage, Value key, u64 hash) {
    probe(storage, hash, [&](SetEntry* entry) {
        if (!entry->key.is_empty()) return false;
        *entry = {hash, key};
        return true;
    });
}

Result<void> resize(Thread& t, Set* set, u64 minimum) {
    u64 entries = kMinEntries;
    while (entries <= minimum) entries <<= 1;
    SetStorage* old = set->storage;
    SetStorage* fresh = TRY(make_storage(t, entries));
    if (old != nullptr) {
        fresh->finger = old->finger;
        for (u64 i = 0; i <= old->mask; i++) {
            const SetEntry& entry = old->entries[i];
            TRY(poll_interrupt(t));
            if (entry.live()) insert_new(fresh, entry.key, entry.hash);
        }
    }
    set->storage = fresh;
    set->fill = set->used;
    write_barrier(t, set);
    return {};
}

u64 roomy_size(const Set* set) {
    return set->used > 50000 ? set->used * 2 : set->used * 4;
}

enum class Found { kNo, kYes, kFailed };

struct Lookup {
    Found found;
    SetEntry*
        entry;  // the one with the key, or where it would be put: the last removed one on the way, or a free one
};

// One pass over the probe sequence; false in `settled` when script code changed the table
// meanwhile.
KRAIT_INLINE Lookup look_once(Thread& t, Set* set, Value key, u64 hash, bool* settled,
                              Value* compared) {
    SetStorage* storage = set->storage;
    Lookup result = {Found::kNo, nullptr};
    *settled = true;
    probe(storage, hash, [&](SetEntry* entry) {
        Value present = entry->key;
        if (present.is_empty()) {
            if (result.entry == nullptr) result.entry = entry;
            return true;
        }
        if (entry->hash != hash) {
            if (KRAIT_UNLIKELY(present.is_absent())) result.entry = entry;
            return false;
        }
        if (KRAIT_LIKELY(present == key) || are_identical_tuples(t, present, key)) {
            result = {Found::kYes, entry};
            return true;
        }
        // Compared before the table changed: see dict's find().
        if (KRAIT_UNLIKELY(present == *compared)) return false;
        Result<bool> same = items_equal(t, present, key);
        if (!same.ok()) {
            result.found = Found::kFailed;
            return true;
        }
        if (KRAIT_UNLIKELY(set->storage != storage || entry->key != present)) {
            *settled = false;
            *compared = same.value() ? Value() : present;
            return true;
        }
        if (!same.value()) return false;
        result = {Found::kYes, entry};
        return true;
    });
    return result;
}

Lookup look(Thread& t, Set* set, Value key, u64 hash) {
    Value compared;
    for (;;) {
        if (set->storage == nullptr) return {Found::kNo, nullptr};
        bool settled = true;
        Lookup result = look_once(t, set, key, hash, &settled, &compared);
        if (KRAIT_LIKELY(settled)) return result;
    }
}

}  // namespace

// ---- hashing

namespace {

// hash_of with its most common cases inline.
KRAIT_INLINE Result<u64> quick_hash(Thread& t, Value v) {
    if (v.is_small_int()) {
        i64 i = v.small_int_value();
        return static_cast<u64>(i == -1 ? -2 : i);
    }
    if (is_exact_str(t, v)) return str_hash(v.as<Str>());
    return hash_of(t, v);
}

}  // namespace

Result<u64> set_hash(Thread& t, Value v) {
    Result<u64> hash = quick_hash(t, v);
    if (KRAIT_LIKELY(hash.ok())) return hash;
    return explain_unhashable(t, v, "set element");
}

Result<u64> set_lookup_hash(Thread& t, Value v) {
    Result<u64> hash = quick_hash(t, v);
    if (KRAIT_LIKELY(hash.ok())) return hash;
    if (is_set(v) && set_base_type(t, v.as<Set>()) == t.types().set &&
        pending_is(t, t.types().type_error)) {
        clear_pending(t);
        return set_content_hash(v.as<Set>());
    }
    return explain_unhashable(t, v, "set element");
}

u64 set_content_hash(const Set* set) {
    text::FrozenSetHasher hasher;
    u64 pos = 0;
    while (const SetEntry* entry = set_next_entry(set, pos)) {
        hasher.add(static_cast<i64>(entry->hash));
    }
    return static_cast<u64>(hasher.finish());
}

// ---- the table

const SetEntry* set_next_entry(const Set* set, u64& pos) {
    const SetStorage* storage = set->storage;
    if (storage == nullptr) return nullptr;
    while (pos <= storage->mask) {
        const SetEntry* entry = storage->entries + pos++;
        if (entry->live()) return entry;
    }
    return nullptr;
}

bool set_next(const Set* set, u64& pos, Value* item) {
    const SetEntry* entry = set_next_entry(set, pos);
    if (entry == nullptr) return false;
    *item = entry->key;
    return true;
}

Result<void> set_add_hashed(Thread& t, Set* set, Value key, u64 hash) {
    if (KRAIT_UNLIKELY(set->storage == nullptr)) {
        set->storage = TRY(make_storage(t, kMinEntries));
        write_barrier(t, set);
    }
    Lookup place = look(t, set, key, hash);
    if (place.found == Found::kYes) return {};
    if (place.found == Found::kFailed) return Failure{};
    // Comparing may have cleared the table, or used the entry.
    if (KRAIT_UNLIKELY(place.entry == nullptr || place.entry->live()))
        return set_add_hashed(t, set, key, hash);
    bool reused = place.entry->key.is_absent();
    *place.entry = {hash, key};
    set->used++;
    write_barrier(t, set);
    if (reused) return {};
    set->fill++;
    if (set->fill * 5 < set->storage->mask * 3) return {};
    return resize(t, set, roomy_size(set));
}

Result<bool> set_contains_hashed(Thread& t, Set* set, Value key, u64 hash) {
    Lookup place = look(t, set, key, hash);
    if (place.found == Found::kFailed) return Failure{};
    return place.found == Found::kYes;
}

Result<bool> set_discard_hashed(Thread& t, Set* set, Value key, u64 hash) {
    Lookup place = look(t, set, key, hash);
    if (place.found == Found::kFailed) return Failure{};
    if (place.found == Found::kNo) return false;
    *place.entry = {kDeadHash, Value::absent()};
    set->used--;
    return true;
}

Result<void> set_add(Thread& t, Set* set, Value v) {
    u64 hash = TRY(set_hash(t, v));
    return set_add_hashed(t, set, v, hash);
}

Result<bool> set_contains(Thread& t, Set* set, Value v) {
    u64 hash = TRY(set_lookup_hash(t, v));
    return set_contains_hashed(t, set, v, hash);
}

Result<bool> set_discard(Thread& t, Set* set, Value v) {
    u64 hash = TRY(set_lookup_hash(t, v));
    return set_discard_hashed(t, set, v, hash);
}

void set_clear(Set* set) {
    set->storage = nullptr;
    set->used = 0;
    set->fill = 0;
    set->hash = 0;
}

Value set_pop(Set* set) {
    if (set->used == 0) return Value();
    SetStorage* storage = set->storage;
    u64 i = storage->finger & storage->mask;
    while (!storage->entries[i].live()) i = (i + 1) & storage->mask;
    Value key = storage->entries[i].key;
    storage->entries[i] = {kDeadHash, Value::absent()};
    storage->finger = i + 1;
    set->used--;
    return key;
}

void set_swap(Thread& t, Set* a, Set* b) {
    std::swap(a->storage, b->storage);
    std::swap(a->used, b->used);
    std::swap(a->fill, b->fill);
    a->hash = b->hash = 0;
    write_barrier(t, a);
    write_barrier(t, b);
}

// ---- filling

namespace {

// Grows the table at once for `more` items that are likely new.
Result<void> make_room(Thread& t, Set* set, u64 more) {
    if ((set->fill + more) * 5 < mask_of(set) * 3) return {};
    return resize(t, set, (set->used + more) * 2);
}

Result<void> update_from_set(Thread& t, Set* set, Set* other) {
    if (other == set || other->used == 0) return {};
    TRY(make_room(t, set, other->used));
    u64 pos = 0;
    if (set->fill == 0) {
        // All items are new: no comparisons, and no script code.
        if (set->storage == nullptr) TRY(resize(t, set, 0));
        SetStorage* storage = set->storage;
        if (storage->mask == other->storage->mask && other->fill == other->used) {
            std::copy_n(other->storage->entries, storage->mask + 1, storage->entries);
        } else {
            while (const SetEntry* entry = set_next_entry(other, pos)) {
                if (KRAIT_UNLIKELY(interrupt::waits()) && !raise_interrupt(t).ok()) {
                    set_clear(set);
                    return Failure{};
                }
                insert_new(storage, entry->key, entry->hash);
            }
        }
        set->used = set->fill = other->used;
        write_barrier(t, set);
        return {};
    }
    while (const SetEntry* entry = set_next_entry(other, pos)) {
        TRY(poll_interrupt(t));
        TRY(set_add_hashed(t, set, entry->key, entry->hash));
    }
    return {};
}

Result<void> update_from_dict(Thread& t, Set* set, Dict* dict) {
    TRY(make_room(t, set, dict_size(dict)));
    u64 pos = 0;
    u64 hash = 0;
    Value key, value;
    while (dict_next(dict, pos, &key, &value, &hash)) {
        TRY(poll_interrupt(t));
        TRY(set_add_hashed(t, set, key, hash));
    }
    return {};
}

Result<void> update_from_array(Thread& t, Set* set, Value list_or_tuple) {
    for (u64 i = 0; i < count_of(list_or_tuple); i++) {
        TRY(poll_interrupt(t));
        TRY(set_add(t, set, items_of(list_or_tuple)[i]));
    }
    return {};
}

}  // namespace

Result<void> set_update(Thread& t, Set* set, Value iterable) {
    if (is_set(iterable)) return update_from_set(t, set, iterable.as<Set>());
    if (iterable.is_object()) {
        const Type* type = iterable.object()->type;
        if (type == t.types().dict) return update_from_dict(t, set, iterable.as<Dict>());
        if (type == t.types().list || type == t.types().tuple) {
            return update_from_array(t, set, iterable);
        }
    }
    return iterate(t, iterable, [&](Value item) { return set_add(t, set, item); });
}

Result<Set*> make_set(Thread& t, Type* type) {
    if (type == t.types().set || type == t.types().frozenset) return make<Set>(t, type);
    return allocate_instance_as<Set>(t, type);
}

Type* set_base_type(Thread& t, const Set* set) {
    return is_subtype(set->type, t.types().frozenset) ? t.types().frozenset : t.types().set;
}

Result<Set*> set_from_iterable(Thread& t, Type* type, Value iterable) {
    Set* set = TRY(make_set(t, type));
    TRY(set_update(t, set, iterable));
    return set;
}

Result<Set*> set_copy_plain(Thread& t, Set* set) {
    return set_from_iterable(t, set_base_type(t, set), set);
}

// ---- operations

Result<Set*> set_intersection(Thread& t, Set* set, Value other) {
    if (other == Value(set)) return set_copy_plain(t, set);
    Set* result = TRY(make_set(t, set_base_type(t, set)));
    if (is_set(other)) {
        Set* walked = other.as<Set>();
        Set* searched = set;
        if (walked->used > searched->used) std::swap(walked, searched);
        u64 pos = 0;
        while (const SetEntry* entry = set_next_entry(walked, pos)) {
            TRY(poll_interrupt(t));
            Value key = entry->key;
            u64 hash = entry->hash;
            bool shared = TRY(set_contains_hashed(t, searched, key, hash));
            if (shared) TRY(set_add_hashed(t, result, key, hash));
        }
        return result;
    }
    auto add_shared = [&](Value item) -> Result<void> {
        u64 hash = TRY(set_hash(t, item));
        bool shared = TRY(set_contains_hashed(t, set, item, hash));
        if (shared) TRY(set_add_hashed(t, result, item, hash));
        return {};
    };
    TRY(iterate(t, other, add_shared));
    return result;
}

Result<void> set_difference_update(Thread& t, Set* set, Value other) {
    if (other == Value(set)) {
        set_clear(set);
        return {};
    }
    if (is_set(other)) {
        u64 pos = 0;
        Set* removed = other.as<Set>();
        while (const SetEntry* entry = set_next_entry(removed, pos)) {
            TRY(poll_interrupt(t));
            TRY(set_discard_hashed(t, set, entry->key, entry->hash));
        }
    } else {
        auto remove = [&](Value item) -> Result<void> {
            u64 hash = TRY(set_hash(t, item));
            TRY(set_discard_hashed(t, set, item, hash));
            return {};
        };
        TRY(iterate(t, other, remove));
    }
    // Many removed entries make searches long.
    if (set->fill - set->used <= mask_of(set) / 4) return {};
    return resize(t, set, roomy_size(set));
}

Result<Set*> set_difference(Thread& t, Set* set, Value other) {
    bool is_dict_itself = other.is_object() && other.object()->type == t.types().dict;
    u64 others = is_set(other)    ? other.as<Set>()->used
                 : is_dict_itself ? dict_size(other.as<Dict>())
                                  : 0;
    // Against few items, or a plain iterable, it is quicker to remove those from a copy.
    if ((!is_set(other) && !is_dict_itself) || set->used / 4 > others) {
        Set* result = TRY(set_copy_plain(t, set));
        TRY(set_difference_update(t, result, other));
        return result;
    }
    Set* result = TRY(make_set(t, set_base_type(t, set)));
    u64 pos = 0;
    while (const SetEntry* entry = set_next_entry(set, pos)) {
        TRY(poll_interrupt(t));
        Value key = entry->key;
        u64 hash = entry->hash;
        bool shared = false;
        if (is_dict_itself) {
            shared = !TRY(dict_get_hashed(t, other.as<Dict>(), key, hash)).is_absent();
        } else {
            shared = TRY(set_contains_hashed(t, other.as<Set>(), key, hash));
        }
        if (!shared) TRY(set_add_hashed(t, result, key, hash));
    }
    return result;
}

Result<void> set_symmetric_difference_update(Thread& t, Set* set, Value other) {
    if (other == Value(set)) {
        set_clear(set);
        return {};
    }
    // Each item must count once.
    Set* items = is_set(other) ? other.as<Set>() : TRY(set_from_iterable(t, t.types().set, other));
    u64 pos = 0;
    while (const SetEntry* entry = set_next_entry(items, pos)) {
        TRY(poll_interrupt(t));
        Value key = entry->key;
        u64 hash = entry->hash;
        bool removed = TRY(set_discard_hashed(t, set, key, hash));
        if (!removed) TRY(set_add_hashed(t, set, key, hash));
    }
    return {};
}

Result<bool> set_is_subset(Thread& t, Set* set, Set* other) {
    if (set->used > other->used) return false;
    u64 pos = 0;
    while (const SetEntry* entry = set_next_entry(set, pos)) {
        TRY(poll_interrupt(t));
        bool found = TRY(set_contains_hashed(t, other, entry->key, entry->hash));
        if (!found) return false;
    }
    return true;
}

}  // namespace krait
