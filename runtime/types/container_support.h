// What the container types share: checks of constructor arguments, conversion of indices with the
// messages that sequences give, and the comparison of items; and what attribute tables share. Not
// for headers.
#pragma once

#include "runtime/object/operations.h"
#include "runtime/object/thread.h"
#include "runtime/types/iteration.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

#include <limits>

namespace krait {

// Items beyond this can't be addressed: MemoryError before any size is computed.
inline constexpr u64 kMaxItems = u64{1} << 58;
inline constexpr i64 kMaxI64 = std::numeric_limits<i64>::max();
inline constexpr i64 kMinI64 = std::numeric_limits<i64>::min();

// ---- arguments of constructors
// "list() takes no keyword arguments".
Result<void> check_no_keywords(Thread&, const char* function, const Args&);
// "list expected at most 1 argument, got 2".
Result<void> check_positional(Thread&, const char* function, const Args&, u32 min, u32 max);
// The value of the keyword argument `name` (absent: not given); fails on any other keyword with
// "f() got an unexpected keyword argument 'x'".
Result<Value> single_keyword(Thread&, const char* function, const Args&, std::string_view name);

// ---- indices
// Whether operator.index would accept the value.
bool has_index(Thread&, Value);
// An index of a sequence; IndexError when it is beyond 64 bits. The value must satisfy has_index.
Result<i64> sequence_index(Thread&, Value);
// The count of a repetition (seq * n): TypeError for non-ints, OverflowError beyond 64 bits.
Result<i64> repeat_count(Thread&, Value);
// An int parameter of a method (pop(i), insert(i, x)): OverflowError beyond 64 bits.
Result<i64> size_argument(Thread&, Value);
// A start or stop parameter of index(): clipped; empty = `fallback`.
Result<i64> search_bound(Thread&, Value, i64 fallback);
// The parts of a slice, clipped to i64 but not to a length yet. Runs __index__ of script objects.
Result<SliceBounds> slice_unpack(Thread&, Slice*);
// Clips unpacked bounds to a length and counts the items.
void slice_clip(SliceBounds&, i64 length);
// slice.indices(length) with ints of any size: start, stop and step.
Result<void> slice_indices(Thread&, Slice*, Value length, Value out[3]);

// "can't multiply sequence by non-int of type 'str'".
Failure raise_not_repeatable(Thread&, Value count);

// ---- values
// a is b or a == b, the common cases inline.
KRAIT_INLINE Result<bool> items_equal(Thread& t, Value a, Value b) {
    if (a == b) return true;
    if (a.is_small_int() && b.is_small_int()) return false;
    if (is_exact_str(t, a) && is_exact_str(t, b)) return str_equal(a.as<Str>(), b.as<Str>());
    return equal(t, a, b);
}
// hash(v) with ints and floats inline.
Result<i64> item_hash(Thread&, Value);
// The pending exception is exactly a TypeError from hashing `key`: replaces it by one that says
// what the key was for ("cannot use 'list' as a set element (unhashable type: 'list')"). Others
// stay.
Failure explain_unhashable(Thread&, Value key, const char* role);
// Clears the pending exception if it says that a sequence is over (IndexError or StopIteration).
bool clear_end_of_sequence(Thread&);
// A list or a tuple with the items of any iterable: itself when it is an exact list or tuple. A
// TypeError of iter() gets `message`.
Result<Value> list_or_tuple(Thread&, Value iterable, const char* message);
inline Value* items_of(Value list_or_tuple) {
    return is_tuple(list_or_tuple) ? list_or_tuple.as<Tuple>()->items
                                   : list_or_tuple.as<List>()->items;
}
inline u64 count_of(Value list_or_tuple) {
    return is_tuple(list_or_tuple) ? list_or_tuple.as<Tuple>()->length
                                   : list_or_tuple.as<List>()->length;
}

// C[item] for generic containers: a GenericAlias.
Result<Value> class_getitem(Thread&, Value* a);
inline constexpr const char* kClassGetItemSignature = "($type, object, /)";
inline constexpr const char* kClassGetItemDoc = "Generic alias of the class, for annotations.";
// iter(iterator): itself.
Result<Value> iter_self(Thread&, Value);

// Comparison of two lists or two tuples.
Result<Value> sequence_compare(Thread&, CompareOp, Value left, Value right);
// repr of a list or tuple: items between brackets, "..." when it contains itself.
Result<Value> sequence_repr(Thread&, Value sequence, char open, char close);
// sequence.index(value, start, stop): the position, or -1. `start` and `stop` as search_bound gives
// them.
Result<i64> sequence_find(Thread&, Value sequence, Value value, i64 start, i64 stop);
Result<i64> sequence_count(Thread&, Value sequence, Value value);

// The setter of what CPython keeps as a read-only member: "readonly attribute".
Result<void> readonly_member(Thread&, Value self, Value value);

}  // namespace krait
