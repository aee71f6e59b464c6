// itertools: product, permutations, combinations, combinations_with_replacement. All keep: extra =
// the pool (a tuple; product: a tuple of pools), spare = a list of indices as small ints, index = 1
// once the first result was given, stop = 1 when there are no more.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/modules/itertools.h"
#include "runtime/object/interrupt.h"
#include "runtime/types/int.h"

#include <algorithm>

namespace krait {

namespace {

Iterator* self_of(Value v) {
    return v.as<Iterator>();
}

constexpr u64 kMaxWidth = u64{1} << 32;  // indices of one result

Value* indices_of(Iterator* self) {
    return self->spare.as<List>()->items;
}
i64 get_index(Value* indices, i64 i) {
    return indices[i].small_int_value();
}
void set_index(Value* indices, i64 i, i64 value) {
    indices[i] = Value::small_int(value);
}

// A list of `count` zeros, or of 0, 1, 2, …
Result<List*> make_indices(Thread& t, u64 count, bool ascending) {
    if (count > kMaxWidth) return raise_memory_error(t);
    List* list = TRY(make_list(t, count));
    TRY(in_pieces(t, count, [&](u64 from, u64 to) {
        for (u64 i = from; i < to; i++) list->items[i] = Value::small_int(ascending ? i : 0);
    }));
    list->length = count;
    return list;
}

Result<Iterator*> make_combiner(Thread& t, Type* type, Value pool, Value indices, bool none) {
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->extra = pool;
    self->spare = indices;
    self->stop = none;
    write_barrier(t, self);
    return self;
}

// The items of the pool at the first `width` indices.
Result<Value> pick(Thread& t, Iterator* self, u64 width) {
    if (width == 0) return t.vm->empty_tuple;
    Tuple* result = TRY(make_tuple(t, width));
    const Value* pool = self->extra.as<Tuple>()->items;
    Value* indices = indices_of(self);
    TRY(in_pieces(t, width, [&](u64 from, u64 to) {
        for (u64 i = from; i < to; i++) result->items[i] = pool[get_index(indices, i)];
    }));
    return result;
}

Value finish(Iterator* self) {
    self->stop = 1;
    return Value::absent();
}

// ---- product

Result<Value> product_new(Thread& t, Type* type, const Args& args) {
    Value repeat = TRY(single_keyword(t, "product", args, "repeat"));
    i64 times = repeat.is_absent() ? 1 : TRY(size_argument(t, repeat));
    if (times < 0) return raise_value_error(t, "repeat argument cannot be negative");
    if (times == 0 || args.n == 0) {
        List* none = TRY(make_list(t));
        return TRY(make_combiner(t, type, t.vm->empty_tuple, none, false));
    }
    if (static_cast<u64>(times) > kMaxWidth / args.n) return raise_memory_error(t);
    Tuple* pools = TRY(make_tuple(t, args.n * static_cast<u64>(times)));
    bool empty = false;
    for (u32 i = 0; i < args.n; i++) {
        Tuple* pool = TRY(tuple_from_iterable(t, args[i]));
        empty |= pool->length == 0;
        TRY(in_pieces(t, times, [&](u64 from, u64 to) {
            for (u64 k = from; k < to; k++) pools->items[k * args.n + i] = pool;
        }));
        write_barrier(t, pools);
    }
    List* indices = TRY(make_indices(t, pools->length, false));
    return TRY(make_combiner(t, type, pools, indices, empty));
}

// Counts up like an odometer; false after the last combination.
bool advance_product(Iterator* self) {
    Tuple* pools = self->extra.as<Tuple>();
    Value* indices = indices_of(self);
    for (i64 i = static_cast<i64>(pools->length) - 1; i >= 0; i--) {
        i64 next = get_index(indices, i) + 1;
        if (next < static_cast<i64>(pools->items[i].as<Tuple>()->length)) {
            set_index(indices, i, next);
            return true;
        }
        set_index(indices, i, 0);
    }
    return false;
}

Result<Value> product_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->stop != 0) return Value::absent();
    if (self->index != 0 && !advance_product(self)) return finish(self);
    self->index = 1;
    Tuple* pools = self->extra.as<Tuple>();
    if (pools->length == 0) return t.vm->empty_tuple;
    Tuple* result = TRY(make_tuple(t, pools->length));
    Value* indices = indices_of(self);
    TRY(in_pieces(t, pools->length, [&](u64 from, u64 to) {
        for (u64 i = from; i < to; i++) {
            result->items[i] = pools->items[i].as<Tuple>()->items[get_index(indices, i)];
        }
    }));
    return result;
}

// ---- permutations: step = the width; the indices are followed by `width` counters, which say how
// many exchanges each place has left

Result<Value> permutations_new(Thread& t, Type* type, const Args& args) {
    Value a[2];
    TRY(parse_arguments(t, "permutations", "(iterable, r=None)", args, a));
    Tuple* pool = TRY(tuple_from_iterable(t, a[0]));
    i64 count = static_cast<i64>(pool->length);
    i64 width = count;
    if (!a[1].is_none()) {
        if (!is_int(a[1])) return raise_type_error(t, "Expected int as r");
        width = TRY(size_argument(t, a[1]));
        if (width < 0) return raise_value_error(t, "r must be non-negative");
    }
    bool none = width > count;
    if (none) width = 0;
    List* indices = TRY(make_indices(t, count, true));
    for (i64 i = 0; i < width; i++) {
        TRY(poll_interrupt(t));
        TRY(list_append(t, indices, Value::small_int(count - i)));
    }
    Iterator* self = TRY(make_combiner(t, type, pool, indices, none));
    self->step = width;
    return self;
}

// The next permutation in lexicographic order of the indices: the last place that can still take a
// later item does.
bool advance_permutation(Iterator* self) {
    i64 count = static_cast<i64>(self->extra.as<Tuple>()->length);
    Value* indices = indices_of(self);
    Value* exchanges = indices + count;
    for (i64 i = self->step - 1; i >= 0; i--) {
        i64 left = get_index(exchanges, i) - 1;
        if (left > 0) {
            set_index(exchanges, i, left);
            std::swap(indices[i], indices[count - left]);
            return true;
        }
        // All were here: the items behind go back into order.
        Value first = indices[i];
        for (i64 k = i; k + 1 < count; k++) indices[k] = indices[k + 1];
        indices[count - 1] = first;
        set_index(exchanges, i, count - i);
    }
    return false;
}

Result<Value> permutations_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->stop != 0) return Value::absent();
    if (self->index != 0 && !advance_permutation(self)) return finish(self);
    self->index = 1;
    return pick(t, self, self->step);
}

// ---- combinations, with and without replacement: step = the width

Result<Value> make_combinations(Thread& t, const char* name, Type* type, const Args& args,
                                bool with_replacement) {
    Value a[2];
    TRY(parse_arguments(t, name, "(iterable, r)", args, a));
    Tuple* pool = TRY(tuple_from_iterable(t, a[0]));
    i64 width = TRY(size_argument(t, a[1]));
    if (width < 0) return raise_value_error(t, "r must be non-negative");
    i64 count = static_cast<i64>(pool->length);
    bool none = with_replacement ? count == 0 && width > 0 : width > count;
    List* indices = TRY(make_indices(t, none ? 0 : width, !with_replacement));
    Iterator* self = TRY(make_combiner(t, type, pool, indices, none));
    self->step = width;
    return self;
}

Result<Value> combinations_new(Thread& t, Type* type, const Args& args) {
    return make_combinations(t, "combinations", type, args, false);
}

Result<Value> combinations_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->stop != 0) return Value::absent();
    i64 width = self->step;
    if (self->index != 0) {
        i64 count = static_cast<i64>(self->extra.as<Tuple>()->length);
        Value* indices = indices_of(self);
        i64 i = width - 1;
        while (i >= 0 && get_index(indices, i) == i + count - width) i--;
        if (i < 0) return finish(self);
        i64 next = get_index(indices, i) + 1;
        for (; i < width; i++, next++) set_index(indices, i, next);
    }
    self->index = 1;
    return pick(t, self, width);
}

Result<Value> replacement_new(Thread& t, Type* type, const Args& args) {
    return make_combinations(t, "combinations_with_replacement", type, args, true);
}

Result<Value> replacement_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->stop != 0) return Value::absent();
    i64 width = self->step;
    if (self->index != 0) {
        i64 last = static_cast<i64>(self->extra.as<Tuple>()->length) - 1;
        Value* indices = indices_of(self);
        i64 i = width - 1;
        while (i >= 0 && get_index(indices, i) == last) i--;
        if (i < 0) return finish(self);
        i64 next = get_index(indices, i) + 1;
        for (; i < width; i++) set_index(indices, i, next);
    }
    self->index = 1;
    return pick(t, self, width);
}

}  // namespace

Result<void> add_combinatoric_iterators(Thread& t, Module* module) {
    TRY(add_itertools_type(
        t, module,
        {.name = "product",
         .next = product_next,
         .doc = "Cartesian product of the iterables, as nested for loops would give it.",
         .flags = Type::kSubclassable,
         .new_ = product_new}));
    TRY(add_itertools_type(t, module,
                           {.name = "permutations",
                            .next = permutations_next,
                            .doc = "All arrangements of r items of the iterable.",
                            .flags = Type::kSubclassable,
                            .new_ = permutations_new,
                            .new_signature = "(iterable, r=None)"}));
    TRY(add_itertools_type(t, module,
                           {.name = "combinations",
                            .next = combinations_next,
                            .doc = "All choices of r items of the iterable, in their order.",
                            .flags = Type::kSubclassable,
                            .new_ = combinations_new,
                            .new_signature = "(iterable, r)"}));
    TRY(add_itertools_type(
        t, module,
        {.name = "combinations_with_replacement",
         .next = replacement_next,
         .doc = "All choices of r items of the iterable, in their order; an item may occur several "
                "times.",
         .flags = Type::kSubclassable,
         .new_ = replacement_new,
         .new_signature = "(iterable, r)"}));
    return {};
}

}  // namespace krait
