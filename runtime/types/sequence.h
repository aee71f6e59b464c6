// tuple, list, range, slice: structs and what the interpreter and other C++ code need of them.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

struct Tuple : Object {
    static constexpr Kind kKind = Kind::Tuple;
    u64 length;
    Value items[];
    Value* begin() { return items; }
    Value* end() { return items + length; }
};

// Storage cell for Values (Kind::ValueArray): capacity follows from the cell.
struct ValueArray : Object {
    static constexpr Kind kKind = Kind::ValueArray;
    u64 capacity;
    Value items[];
};

struct List : Object {
    static constexpr Kind kKind = Kind::List;
    u64 length;
    Value*
        items;  // into a ValueArray (null when capacity is 0); slots beyond `length` are empty words
    u64 capacity;
    Value* begin() { return items; }
    Value* end() { return items + length; }
    ValueArray* storage() const {
        return items ? reinterpret_cast<ValueArray*>(reinterpret_cast<char*>(items) -
                                                     sizeof(ValueArray))
                     : nullptr;
    }
};

struct Range : Object {
    static constexpr Kind kKind = Kind::Range;
    Value start, stop, step, length;  // ints of any size
};
struct Slice : Object {
    static constexpr Kind kKind = Kind::Slice;
    Value start, stop, step;
};

inline bool is_tuple(Value v) {
    return v.is_object() && v.object()->kind == Kind::Tuple;
}
inline bool is_list(Value v) {
    return v.is_object() && v.object()->kind == Kind::List;
}
Result<Tuple*> make_tuple(Thread&,
                          u64 length);  // items empty, to be filled before anything else sees it
// Exact tuples of the same items, not just of equal ones: what keys that are tuples mostly come to.
inline bool are_identical_tuples(Thread& t, Value a, Value b) {
    const Type* tuple = t.types().tuple;
    if (!a.is_object() || !b.is_object() || a.object()->type != tuple || b.object()->type != tuple)
        return false;
    const Tuple *x = a.as<Tuple>(), *y = b.as<Tuple>();
    if (x->length != y->length) return false;
    for (u64 i = 0; i < x->length; i++) {
        if (x->items[i] != y->items[i]) return false;
    }
    return true;
}
Result<Tuple*> make_tuple_from(Thread&, const Value* items, u64 count);  // vm.empty_tuple for 0
Result<List*> make_list(Thread&, u64 capacity = 0);
Result<List*> make_list_from(Thread&, const Value* items, u64 count);
Result<void> list_append(Thread&, List*, Value);
Result<void> list_reserve(Thread&, List*, u64 capacity);
// list.extend: any iterable (fast for list, tuple, dict…).
Result<void> list_extend(Thread&, List*, Value iterable);
Result<List*> list_from_iterable(Thread&, Value iterable);
Result<Tuple*> tuple_from_iterable(Thread&, Value iterable);
Result<Value> make_range(Thread&, Value start, Value stop,
                         Value step);  // ints; ValueError for step 0
Result<Value> make_slice(Thread&, Value start, Value stop, Value step);
// Clips a slice to a length, as slice.indices does; count = number of items.
struct SliceBounds {
    i64 start, stop, step, count;
};
Result<SliceBounds> slice_bounds(Thread&, Slice*, i64 length);
Result<Value> list_get_item(Thread&, Value list,
                            Value key);  // slots' functions, callable with the kind known
Result<void> list_set_item(Thread&, Value list, Value key, Value v);
Result<Value> tuple_get_item(Thread&, Value tuple, Value key);
Result<void> list_sort(Thread&, List*, Value key, bool reverse);

Result<void> init_sequence_types(Thread&);  // tuple, list, range, slice and their iterators

}  // namespace krait
