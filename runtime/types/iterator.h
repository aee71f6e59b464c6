// The iterators of built-in containers and of enumerate, zip, map, filter, reversed: one struct for all (Kind::Iterator),
// whose type says how next() works. Exhausted iterators have an empty `source`.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

struct Iterator : Object {
    static constexpr Kind kKind = Kind::Iterator;
    Value source;  // list, tuple, str, dict, set, the function of map, …; empty when exhausted
    Value
        extra;  // tuple of iterators (zip, map), the iterator (enumerate, filter), the sentinel (iter(f, s))
    i64 index;  // next index; range: next value
    i64 stop;   // range: end; dict and set: the size at the start
    i64 step;   // range: step; flags of zip(strict=…)
    Value spare;
};
// ListIterator: source list, index. TupleIterator: source tuple, index. RangeIterator: index, stop, step as i64 (a range
// beyond i64 uses `source`, `extra`, `spare` as int values). Dict iterators: source dict, index = entry position,
// stop = dict->used at the start.
Result<Iterator*> make_iterator(Thread&, Type* type, Value source);

// `for a, b in enumerate(x)`: the two values that next() would put into a tuple, without making the tuple. For enumerate,
// zip of two iterables and dict.items(); NotPairs for all others. Writes both or nothing.
enum class PairStep : u8 { Item, End, Error, NotPairs };
bool gives_pairs(Thread&, Iterator*);
PairStep next_pair(Thread&, Iterator*, Value* to);

}  // namespace krait
