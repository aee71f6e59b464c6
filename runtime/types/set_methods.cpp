// The methods of set and frozenset.
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/types/container_support.h"
#include "runtime/types/set_table.h"

#include <algorithm>

namespace krait {

namespace {

Set* self_of(Value* a) {
    return a[0].as<Set>();
}
// *others
Tuple* others_of(Value* a) {
    return a[1].as<Tuple>();
}

// Whether the set must stay as it is and can stand for its own copy.
bool is_exact_frozenset(Thread& t, const Set* set) {
    return set->type == t.types().frozenset;
}

Result<Value> add(Thread& t, Value* a) {
    TRY(set_add(t, self_of(a), a[1]));
    return Value::none();
}

Result<Value> discard(Thread& t, Value* a) {
    TRY(set_discard(t, self_of(a), a[1]));
    return Value::none();
}

Result<Value> remove(Thread& t, Value* a) {
    bool removed = TRY(set_discard(t, self_of(a), a[1]));
    if (!removed) return raise_key_error(t, a[1]);
    return Value::none();
}

Result<Value> pop(Thread& t, Value* a) {
    Value item = set_pop(self_of(a));
    if (item.is_empty()) return raise_key_error(t, TRY(make_str_ascii(t, "pop from an empty set")));
    return item;
}

Result<Value> clear(Thread&, Value* a) {
    set_clear(self_of(a));
    return Value::none();
}

Result<Value> copy(Thread& t, Value* a) {
    if (is_exact_frozenset(t, self_of(a))) return a[0];
    return TRY(set_copy_plain(t, self_of(a)));
}

Result<Value> update(Thread& t, Value* a) {
    Tuple* others = others_of(a);
    for (u64 i = 0; i < others->length; i++) TRY(set_update(t, self_of(a), others->items[i]));
    return Value::none();
}

Result<Value> union_(Thread& t, Value* a) {
    Set* result = TRY(set_copy_plain(t, self_of(a)));
    Tuple* others = others_of(a);
    for (u64 i = 0; i < others->length; i++) TRY(set_update(t, result, others->items[i]));
    return result;
}

Result<Set*> intersect_all(Thread& t, Set* set, Tuple* others) {
    if (others->length == 0) return set_copy_plain(t, set);
    Set* result = set;
    for (u64 i = 0; i < others->length; i++) {
        result = TRY(set_intersection(t, result, others->items[i]));
    }
    return result;
}

Result<Value> intersection(Thread& t, Value* a) {
    if (others_of(a)->length == 0 && is_exact_frozenset(t, self_of(a))) return a[0];
    return TRY(intersect_all(t, self_of(a), others_of(a)));
}

Result<Value> intersection_update(Thread& t, Value* a) {
    Set* result = TRY(intersect_all(t, self_of(a), others_of(a)));
    set_swap(t, self_of(a), result);
    return Value::none();
}

Result<Value> difference(Thread& t, Value* a) {
    Tuple* others = others_of(a);
    if (others->length == 0) return TRY(set_copy_plain(t, self_of(a)));
    Set* result = TRY(set_difference(t, self_of(a), others->items[0]));
    for (u64 i = 1; i < others->length; i++) {
        TRY(set_difference_update(t, result, others->items[i]));
    }
    return result;
}

Result<Value> difference_update(Thread& t, Value* a) {
    Tuple* others = others_of(a);
    for (u64 i = 0; i < others->length; i++) {
        TRY(set_difference_update(t, self_of(a), others->items[i]));
    }
    return Value::none();
}

Result<Value> symmetric_difference(Thread& t, Value* a) {
    // The items of the other come first, as its copy is what is changed.
    Set* result = TRY(set_from_iterable(t, set_base_type(t, self_of(a)), a[1]));
    TRY(set_symmetric_difference_update(t, result, a[0]));
    return result;
}

Result<Value> symmetric_difference_update(Thread& t, Value* a) {
    TRY(set_symmetric_difference_update(t, self_of(a), a[1]));
    return Value::none();
}

Result<Value> isdisjoint(Thread& t, Value* a) {
    Set* set = self_of(a);
    if (is_set(a[1])) {
        Set* walked = a[1].as<Set>();
        if (walked == set) return Value::from_bool(set->used == 0);
        if (walked->used > set->used) std::swap(walked, set);
        u64 pos = 0;
        while (const SetEntry* entry = set_next_entry(walked, pos)) {
            TRY(poll_interrupt(t));
            bool shared = TRY(set_contains_hashed(t, set, entry->key, entry->hash));
            if (shared) return Value::false_();
        }
        return Value::true_();
    }
    Value iterator = TRY(get_iter(t, a[1]));
    for (;;) {
        Value item = TRY(iter_next(t, iterator));
        if (item.is_absent()) return Value::true_();
        u64 hash = TRY(set_hash(t, item));
        bool shared = TRY(set_contains_hashed(t, set, item, hash));
        if (shared) return Value::false_();
    }
}

Result<Value> issubset(Thread& t, Value* a) {
    Set* other = is_set(a[1]) ? a[1].as<Set>() : TRY(set_from_iterable(t, t.types().set, a[1]));
    return Value::from_bool(TRY(set_is_subset(t, self_of(a), other)));
}

Result<Value> issuperset(Thread& t, Value* a) {
    if (is_set(a[1])) {
        return Value::from_bool(TRY(set_is_subset(t, a[1].as<Set>(), self_of(a))));
    }
    Value iterator = TRY(get_iter(t, a[1]));
    for (;;) {
        Value item = TRY(iter_next(t, iterator));
        if (item.is_absent()) return Value::true_();
        bool found = TRY(set_contains(t, self_of(a), item));
        if (!found) return Value::false_();
    }
}

// What copying and pickling make the set from: (class, ([item, ...],), state).
Result<Value> reduce(Thread& t, Value* a) {
    List* items = TRY(list_from_iterable(t, a[0]));
    Value argument = items;
    Tuple* arguments = TRY(make_tuple_from(t, &argument, 1));
    Value state = TRY(call_method(t, a[0], t.names().__getstate__));
    Value parts[] = {type_of(t, a[0]), arguments, state};
    return TRY(make_tuple_from(t, parts, 3));
}

Result<Value> size_of(Thread&, Value* a) {
    Set* set = self_of(a);
    u64 entries = set->storage == nullptr ? 0 : set->storage->mask + 1;
    return Value::small_int(static_cast<i64>(sizeof(Set) + entries * sizeof(SetEntry)));
}

#define SHARED_SET_METHODS                                                                         \
    {"copy", "($self, /)", "A shallow copy.", copy},                                               \
        {"union", "($self, /, *others)", "A new set with the items of the set and of all others.", \
         union_},                                                                                  \
        {"intersection", "($self, /, *others)",                                                    \
         "A new set with the items that the set shares with all others.", intersection},           \
        {"difference", "($self, /, *others)",                                                      \
         "A new set with the items of the set that are in none of the others.", difference},       \
        {"symmetric_difference", "($self, other, /)",                                              \
         "A new set with the items that are in one of the two but not in both.",                   \
         symmetric_difference},                                                                    \
        {"isdisjoint", "($self, other, /)", "Whether the two have no item in common.",             \
         isdisjoint},                                                                              \
        {"issubset", "($self, other, /)", "Whether the other has every item of the set.",          \
         issubset},                                                                                \
        {"issuperset", "($self, other, /)", "Whether the set has every item of the other.",        \
         issuperset},                                                                              \
        {"__reduce__", "($self, /)", "For copying and pickling.", reduce},                         \
        {"__sizeof__", "($self, /)", "Size in memory, in bytes.", size_of}, {                      \
        "__class_getitem__", kClassGetItemSignature, kClassGetItemDoc, class_getitem,              \
            NativeDef::kClassMethod                                                                \
    }

constexpr NativeDef kSetMethods[] = {
    {"add", "($self, object, /)", "Adds an item; one that is there already stays.", add},
    {"discard", "($self, object, /)", "Removes an item if it is there.", discard},
    {"remove", "($self, object, /)", "Removes an item; KeyError when it is not there.", remove},
    {"pop", "($self, /)", "Removes some item and returns it; KeyError when the set is empty.", pop},
    {"clear", "($self, /)", "Removes all items.", clear},
    {"update", "($self, /, *others)", "Adds the items of all others.", update},
    {"intersection_update", "($self, /, *others)", "Keeps only the items that all others have too.",
     intersection_update},
    {"difference_update", "($self, /, *others)", "Removes the items of all others.",
     difference_update},
    {"symmetric_difference_update", "($self, other, /)",
     "Keeps the items that are in one of the two but not in both.", symmetric_difference_update},
    SHARED_SET_METHODS,
};
constexpr NativeDef kFrozenSetMethods[] = {SHARED_SET_METHODS};
#undef SHARED_SET_METHODS

}  // namespace

std::span<const NativeDef> set_method_table() {
    return kSetMethods;
}
std::span<const NativeDef> frozenset_method_table() {
    return kFrozenSetMethods;
}

}  // namespace krait
