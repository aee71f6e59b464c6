// enumerate, zip, map, filter, reversed.
//   enumerate  extra = the iterator, index = the next number; beyond i64 `spare` has it
//   zip, map   extra = tuple of iterators, step = 1 if strict; map: source = the function
//   filter     source = the function (or None), extra = the iterator
//   reversed   source = the sequence, index = the next index (-1 when exhausted)
// All are subclassable, hence allocate_instance.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/types/container_support.h"
#include "runtime/types/dict.h"
#include "runtime/types/dict_views.h"
#include "runtime/types/int.h"
#include "runtime/types/iterator_support.h"
#include "runtime/types/sequence_init.h"

namespace krait {

namespace {

Iterator* self_of(Value v) {
    return v.as<Iterator>();
}

std::string_view keyword(const Args& args, u32 i) {
    return args.kwnames->items[i].as<Str>()->view();
}

// ---- enumerate

Failure raise_enumerate_keyword(Thread& t, std::string_view name) {
    return raise_type_error(t, cat("'", name, "' is an invalid keyword argument for enumerate()"));
}

Result<void> enumerate_arguments(Thread& t, const Args& args, Value* iterable, Value* start) {
    u32 total = args.n + args.nkw;
    if (total > 2) {
        return raise_type_error(t,
                                cat("enumerate() takes at most 2 arguments (", total, " given)"));
    }
    if (total == 0) return raise_type_error(t, "enumerate() missing required argument 'iterable'");
    if (args.n > 0) *iterable = args[0];
    if (args.n > 1) *start = args[1];
    for (u32 i = 0; i < args.nkw; i++) {
        std::string_view name = keyword(args, i);
        if (name == "start" && total == 2) {
            *start = args.v[args.n + i];
        } else if (name == "iterable" && args.n == 0) {
            *iterable = args.v[args.n + i];
        } else {
            return raise_enumerate_keyword(t, name);
        }
    }
    return {};
}

Result<Value> enumerate_new(Thread& t, Type* type, const Args& args) {
    Value iterable, start = Value::small_int(0);
    TRY(enumerate_arguments(t, args, &iterable, &start));
    start = TRY(to_index(t, start));
    Value iterator = TRY(get_iter(t, iterable));
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->extra = iterator;
    if (!int_to_i64(start, &self->index)) self->spare = start;
    write_barrier(t, self);
    return self;
}

// The number of the next item; counts on.
Result<Value> take_number(Thread& t, Iterator* self) {
    if (self->spare.is_empty()) {
        i64 i = self->index;
        Value number = TRY(make_int(t, i));
        if (KRAIT_LIKELY(i != kMaxI64)) {
            self->index = i + 1;
            return number;
        }
        self->spare = number;
    }
    Value number = self->spare;
    self->spare = TRY(int_binary(t, BinaryOp::Add, number, Value::small_int(1)));
    write_barrier(t, self);
    return number;
}

Result<Value> enumerate_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->extra.is_empty()) return Value::absent();
    Value item = TRY(iter_step(t, self->extra));
    if (item.is_absent()) return item;
    Value number = TRY(take_number(t, self));
    Tuple* pair = TRY(make_tuple(t, 2));
    pair->items[0] = number;
    pair->items[1] = item;
    return pair;
}

// ---- zip and map

Result<Tuple*> make_iterators(Thread& t, const Value* iterables, u32 count) {
    Tuple* iterators = TRY(make_tuple(t, count));
    for (u32 i = 0; i < count; i++) {
        iterators->items[i] = TRY(get_iter(t, iterables[i]));
        write_barrier(t, iterators);
    }
    return iterators;
}

Result<bool> strict_keyword(Thread& t, const char* function, const Args& args) {
    Value strict = TRY(single_keyword(t, function, args, "strict"));
    if (strict.is_absent()) return false;
    return truth(t, strict);
}

std::string earlier_arguments(u64 count) {
    return count == 1 ? std::string(" 1") : cat("s 1-", count);
}

// Argument `i` (from 0) had no item where a strict zip needed one. Absent if all ended together.
Result<Value> end_strictly(Thread& t, const char* function, Tuple* iterators, u64 i) {
    if (i > 0) {
        return raise_value_error(t, cat(function, "() argument ", i + 1,
                                        " is shorter than argument", earlier_arguments(i)));
    }
    for (u64 k = 1; k < iterators->length; k++) {
        Value item = TRY(iter_next(t, iterators->items[k]));
        if (!item.is_absent()) {
            return raise_value_error(t, cat(function, "() argument ", k + 1,
                                            " is longer than argument", earlier_arguments(k)));
        }
    }
    return Value::absent();
}

// iter_step(), with lists' iterators, which are what these mostly run over, done here.
KRAIT_INLINE Result<Value> next_of(Thread& t, Value iterator) {
    if (iterator.object()->type == t.types().list_iterator) {
        Iterator* it = static_cast<Iterator*>(iterator.object());
        if (KRAIT_LIKELY(!it->source.is_empty())) {
            const List* list = it->source.as<List>();
            u64 i = static_cast<u64>(it->index);
            if (KRAIT_LIKELY(i < list->length)) {
                it->index++;
                return list->items[i];
            }
        }
    }
    return iter_step(t, iterator);
}

// Fetches one item of each iterator into `out`; false at the end.
Result<bool> next_items(Thread& t, Iterator* self, const char* function, Value* out) {
    Tuple* iterators = self->extra.as<Tuple>();
    for (u64 i = 0; i < iterators->length; i++) {
        Result<Value> item = next_of(t, iterators->items[i]);
        if (KRAIT_UNLIKELY(!item.ok())) {
            if (self->step == 0) return Failure{};
            item = TRY(end_of_iteration(t));
        }
        out[i] = item.value();
        if (KRAIT_LIKELY(!out[i].is_absent())) continue;
        if (self->step != 0) TRY(end_strictly(t, function, iterators, i));
        return false;
    }
    return true;
}

constexpr u64 kLocalItems = 8;  // so many items wait on the C++ stack, more in a tuple

Result<Value> zip_new(Thread& t, Type* type, const Args& args) {
    bool strict = TRY(strict_keyword(t, "zip", args));
    Tuple* iterators = TRY(make_iterators(t, args.v, args.n));
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->extra = iterators;
    self->step = strict;
    write_barrier(t, self);
    return self;
}

Result<Value> zip_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->extra.is_empty()) return Value::absent();
    u64 count = self->extra.as<Tuple>()->length;
    if (count == 0) return Value::absent();
    if (KRAIT_LIKELY(count <= kLocalItems)) {
        Value items[kLocalItems];
        bool more = TRY(next_items(t, self, "zip", items));
        if (!more) return Value::absent();
        return TRY(make_tuple_from(t, items, count));
    }
    RootedVector items(t.heap());
    items.resize(count);
    bool more = TRY(next_items(t, self, "zip", items.data()));
    if (!more) return Value::absent();
    return TRY(make_tuple_from(t, items.data(), count));
}

// ---- pairs

Result<bool> enumerate_pair(Thread& t, Iterator* self, Value* out) {
    if (self->extra.is_empty()) return false;
    out[1] = TRY(next_of(t, self->extra));
    if (out[1].is_absent()) return false;
    out[0] = TRY(take_number(t, self));
    return true;
}

Result<bool> zip_pair(Thread& t, Iterator* self, Value* out) {
    if (self->extra.is_empty()) return false;
    return next_items(t, self, "zip", out);
}

Result<Value> map_new(Thread& t, Type* type, const Args& args) {
    bool strict = TRY(strict_keyword(t, "map", args));
    if (args.n < 2) return raise_type_error(t, "map() must have at least two arguments.");
    Tuple* iterators = TRY(make_iterators(t, args.v + 1, args.n - 1));
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->source = args[0];
    self->extra = iterators;
    self->step = strict;
    write_barrier(t, self);
    return self;
}

Result<Value> map_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->extra.is_empty()) return Value::absent();
    Tuple* iterators = self->extra.as<Tuple>();
    u32 count = static_cast<u32>(iterators->length);
    if (KRAIT_LIKELY(count <= kLocalItems)) {
        Value items[kLocalItems];
        bool more = TRY(next_items(t, self, "map", items));
        if (!more) return Value::absent();
        return call(t, self->source, Args{items, count, 0, nullptr});
    }
    RootedVector items(t.heap());
    items.resize(count);
    bool more = TRY(next_items(t, self, "map", items.data()));
    if (!more) return Value::absent();
    return call(t, self->source, Args{items.data(), count, 0, nullptr});
}

// ---- filter

Result<Value> filter_new(Thread& t, Type* type, const Args& args) {
    if (type == t.types().filter || type->slots.init == t.types().filter->slots.init) {
        TRY(check_no_keywords(t, "filter", args));
    }
    TRY(check_positional(t, "filter", args, 2, 2));
    Value iterator = TRY(get_iter(t, args[1]));
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->source = args[0];
    self->extra = iterator;
    write_barrier(t, self);
    return self;
}

Result<Value> filter_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->extra.is_empty()) return Value::absent();
    bool by_truth = self->source.is_none() || self->source == Value(t.types().bool_);
    for (;;) {
        Value item = TRY(iter_step(t, self->extra));
        if (item.is_absent()) return item;
        Value verdict = by_truth ? item : TRY(call(t, self->source, {item}));
        bool wanted = TRY(truth(t, verdict));
        if (wanted) return item;
    }
}

// ---- reversed

Failure raise_not_reversible(Thread& t, Value v) {
    return raise_type_error(t, cat("'", type_name(t, v), "' object is not reversible"));
}

Result<Value> reversed_new(Thread& t, Type* type, const Args& args) {
    if (type == t.types().reversed || type->slots.init == t.types().reversed->slots.init) {
        TRY(check_no_keywords(t, "reversed", args));
    }
    TRY(check_positional(t, "reversed", args, 1, 1));
    Value sequence = args[0];
    Value method = TRY(get_special(t, sequence, t.names().__reversed__));
    if (method.is_none()) return raise_not_reversible(t, sequence);
    if (!method.is_absent()) return call(t, method, {});
    if (type_of(t, sequence)->slots.get_item == nullptr || is_dict(sequence)) {
        return raise_not_reversible(t, sequence);
    }
    i64 size = TRY(length(t, sequence));
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->source = sequence;
    self->index = size - 1;
    write_barrier(t, self);
    return self;
}

Result<Value> reversed_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->source.is_empty() || self->index < 0) return exhausted(self);
    if (self->source.is_object() && self->source.object()->type == t.types().tuple) {
        return self->source.as<Tuple>()->items[self->index--];
    }
    Value index = TRY(make_int(t, self->index));
    Result<Value> item = get_item(t, self->source, index);
    if (item.ok()) {
        self->index--;
        return item;
    }
    if (!clear_end_of_sequence(t)) return Failure{};
    self->index = -1;
    return exhausted(self);
}

Result<Value> reversed_hint(Thread& t, Value* a) {
    Iterator* self = self_of(a[0]);
    if (self->source.is_empty()) return Value::small_int(0);
    i64 size = TRY(length(t, self->source));
    i64 left = self->index + 1;
    return make_int(t, size < left ? 0 : left);
}

constexpr NativeDef kEnumerateMethods[] = {
    {"__class_getitem__", kClassGetItemSignature, kClassGetItemDoc, class_getitem,
     NativeDef::kClassMethod},
};
constexpr NativeDef kReversedMethods[] = {
    {"__length_hint__", "($self, /)", "Number of items left, as an estimate.", reversed_hint},
};

}  // namespace

bool gives_pairs(Thread& t, Iterator* it) {
    const Types& types = t.types();
    if (it->type == types.zip) return is_tuple(it->extra) && it->extra.as<Tuple>()->length == 2;
    return it->type == types.enumerate || it->type == types.dict_item_iterator;
}

PairStep next_pair(Thread& t, Iterator* it, Value* to) {
    if (!gives_pairs(t, it)) return PairStep::NotPairs;
    const Types& types = t.types();
    Value out[2];
    Result<bool> more = it->type == types.enumerate ? enumerate_pair(t, it, out)
                        : it->type == types.zip     ? zip_pair(t, it, out)
                                                    : dict_item_pair(t, it, out);
    if (KRAIT_UNLIKELY(!more.ok()))
        return clear_stop_iteration(t) ? PairStep::End : PairStep::Error;
    if (!more.value()) return PairStep::End;
    to[0] = out[0];
    to[1] = out[1];
    return PairStep::Item;
}

Result<void> init_builtin_iterator_types(Thread& t) {
    Types& types = t.vm->types;
    types.enumerate = TRY(
        make_iterator_type(t, {.name = "enumerate",
                               .next = enumerate_next,
                               .methods = kEnumerateMethods,
                               .doc = "Pairs (number, item) of an iterable, counted from `start`.",
                               .flags = Type::kSubclassable,
                               .new_ = enumerate_new,
                               .new_signature = "(iterable, start=0)"}));
    types.zip = TRY(make_iterator_type(
        t,
        {.name = "zip",
         .next = zip_next,
         .doc = "Tuples of the first items of all iterables, then of the second ones, and so on "
                "until the shortest ends.\nWith strict=True a ValueError tells when they differ in "
                "length.",
         .flags = Type::kSubclassable,
         .new_ = zip_new}));
    types.map = TRY(make_iterator_type(
        t,
        {.name = "map",
         .next = map_next,
         .doc = "What the function returns for the items of the iterables, side by side, until the "
                "shortest ends.\nWith strict=True a ValueError tells when they differ in length.",
         .flags = Type::kSubclassable,
         .new_ = map_new,
         .new_signature = "(function, iterable, /, *iterables, strict=False)"}));
    types.filter = TRY(make_iterator_type(
        t, {.name = "filter",
            .next = filter_next,
            .doc = "The items for which the function is true; with None, those that are true.",
            .flags = Type::kSubclassable,
            .new_ = filter_new,
            .new_signature = "(function, iterable, /)"}));
    types.reversed =
        TRY(make_iterator_type(t, {.name = "reversed",
                                   .next = reversed_next,
                                   .methods = kReversedMethods,
                                   .doc = "The items of a sequence from the last to the first.",
                                   .flags = Type::kSubclassable,
                                   .new_ = reversed_new,
                                   .new_signature = "(sequence, /)"}));
    return {};
}

}  // namespace krait
