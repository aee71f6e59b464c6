// itertools: compress, dropwhile, takewhile, filterfalse, islice, starmap, accumulate, pairwise,
// zip_longest.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/modules/itertools.h"
#include "runtime/types/int.h"

namespace krait {

namespace {

Iterator* self_of(Value v) {
    return v.as<Iterator>();
}

// An instance with these two fields.
Result<Iterator*> make_pair_iterator(Thread& t, Type* type, Value source, Value extra) {
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->source = source;
    self->extra = extra;
    write_barrier(t, self);
    return self;
}

// The constructor of those that take a function and an iterable: source = the function, extra = the
// iterator.
Result<Value> function_and_iterable(Thread& t, const char* name, Type* type, const Args& args) {
    TRY(check_no_keywords(t, name, args));
    TRY(check_positional(t, name, args, 2, 2));
    Value iterator = TRY(get_iter(t, args[1]));
    return TRY(make_pair_iterator(t, type, args[0], iterator));
}

// The next item of the source; at the end, and after an error, lets go of everything.
Result<Value> step_or_let_go(Thread& t, Iterator* self) {
    Result<Value> item = iter_step(t, self->source);
    if (!item.ok() || item.value().is_absent()) exhausted(self);
    return item;
}

// ---- compress: source = iterator over the data, extra = over the selectors

Result<Value> compress_new(Thread& t, Type* type, const Args& args) {
    Value a[2];
    TRY(parse_arguments(t, "compress", "(data, selectors)", args, a));
    Value data = TRY(get_iter(t, a[0]));
    Value selectors = TRY(get_iter(t, a[1]));
    return TRY(make_pair_iterator(t, type, data, selectors));
}

Result<Value> compress_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    for (;;) {
        Value item = TRY(iter_step(t, self->source));
        if (item.is_absent()) return item;
        Value selector = TRY(iter_step(t, self->extra));
        if (selector.is_absent()) return selector;
        bool wanted = TRY(truth(t, selector));
        if (wanted) return item;
    }
}

// ---- dropwhile (index = 1 once the dropping is over), takewhile (index = 1 once the end was
// seen), filterfalse

Result<Value> dropwhile_new(Thread& t, Type* type, const Args& args) {
    return function_and_iterable(t, "dropwhile", type, args);
}

Result<Value> dropwhile_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    for (;;) {
        Value item = TRY(iter_step(t, self->extra));
        if (item.is_absent() || self->index != 0) return item;
        Value verdict = TRY(call(t, self->source, {item}));
        bool drop = TRY(truth(t, verdict));
        if (drop) continue;
        self->index = 1;
        return item;
    }
}

Result<Value> takewhile_new(Thread& t, Type* type, const Args& args) {
    return function_and_iterable(t, "takewhile", type, args);
}

Result<Value> takewhile_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->index != 0) return Value::absent();
    Value item = TRY(iter_step(t, self->extra));
    if (item.is_absent()) return item;
    Value verdict = TRY(call(t, self->source, {item}));
    bool take = TRY(truth(t, verdict));
    if (take) return item;
    self->index = 1;
    return Value::absent();
}

Result<Value> filterfalse_new(Thread& t, Type* type, const Args& args) {
    return function_and_iterable(t, "filterfalse", type, args);
}

Result<Value> filterfalse_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    bool by_truth = self->source.is_none() || self->source == Value(t.types().bool_);
    for (;;) {
        Value item = TRY(iter_step(t, self->extra));
        if (item.is_absent()) return item;
        Value verdict = by_truth ? item : TRY(call(t, self->source, {item}));
        bool unwanted = TRY(truth(t, verdict));
        if (!unwanted) return item;
    }
}

// ---- islice: source = the iterator, index = items to skip before the next one, stop = items until
// the end (-1: open), step

Result<i64> islice_bound(Thread& t, Value v, i64 fallback, const char* message) {
    if (v.is_none()) return fallback;
    i64 bound = -1;
    if (has_index(t, v)) {
        Result<Value> index = to_index(t, v);
        if (!index.ok())
            clear_pending(t);
        else if (!int_to_i64(index.value(), &bound))
            bound = -1;
    }
    if (bound < 0) return raise_value_error(t, message);
    return bound;
}

Result<Value> islice_new(Thread& t, Type* type, const Args& args) {
    constexpr const char* kStop =
        "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    constexpr const char* kIndices =
        "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    constexpr const char* kStep = "Step for islice() must be a positive integer or None.";
    TRY(check_no_keywords(t, "islice", args));
    TRY(check_positional(t, "islice", args, 2, 4));
    i64 start = 0, stop = -1, step = 1;
    if (args.n == 2) {
        stop = TRY(islice_bound(t, args[1], -1, kStop));
    } else {
        stop = TRY(islice_bound(t, args[2], -1, kStop));
        start = TRY(islice_bound(t, args[1], 0, kIndices));
    }
    if (args.n == 4) {
        step = TRY(islice_bound(t, args[3], 1, kStep));
        if (step < 1) return raise_value_error(t, kStep);
    }
    Value iterator = TRY(get_iter(t, args[0]));
    Iterator* self = TRY(make_pair_iterator(t, type, iterator, Value()));
    self->index = start;
    self->stop = stop;
    self->step = step;
    return self;
}

Result<Value> islice_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->source.is_empty()) return Value::absent();
    for (; self->index > 0; self->index--) {
        Value item = TRY(step_or_let_go(t, self));
        if (item.is_absent()) return item;
        if (self->stop > 0) self->stop--;
    }
    if (self->stop == 0) return exhausted(self);
    Value item = TRY(step_or_let_go(t, self));
    if (item.is_absent()) return item;
    if (self->stop > 0) self->stop--;
    self->index = self->step - 1;
    if (self->stop >= 0 && self->index > self->stop) self->index = self->stop;
    return item;
}

// ---- starmap: source = the function, extra = the iterator

Result<Value> starmap_new(Thread& t, Type* type, const Args& args) {
    return function_and_iterable(t, "starmap", type, args);
}

Result<Value> starmap_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    Value item = TRY(iter_step(t, self->extra));
    if (item.is_absent()) return item;
    Tuple* arguments = TRY(tuple_from_iterable(t, item));
    return call(t, self->source,
                Args{arguments->items, static_cast<u32>(arguments->length), 0, nullptr});
}

// ---- accumulate: source = the iterator, extra = the function (None: +), spare = the total (empty:
// none yet), index = 1 while the initial value is to be given

Result<Value> accumulate_new(Thread& t, Type* type, const Args& args) {
    Value a[3];
    TRY(parse_arguments(t, "accumulate", "(iterable, func=None, *, initial=None)", args, a));
    Value iterator = TRY(get_iter(t, a[0]));
    Iterator* self = TRY(make_pair_iterator(t, type, iterator, a[1]));
    if (!a[2].is_none()) {
        self->spare = a[2];
        self->index = 1;
    }
    return self;
}

Result<Value> accumulate_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->index != 0) {
        self->index = 0;
        return self->spare;
    }
    Value item = TRY(iter_step(t, self->source));
    if (item.is_absent()) return item;
    Value total = item;
    if (!self->spare.is_empty()) {
        total = self->extra.is_none() ? TRY(binary(t, BinaryOp::Add, self->spare, item))
                                      : TRY(call(t, self->extra, {self->spare, item}));
    }
    self->spare = total;
    write_barrier(t, self);
    return total;
}

// ---- pairwise: source = the iterator, extra = the item before

Result<Value> pairwise_new(Thread& t, Type* type, const Args& args) {
    TRY(check_no_keywords(t, "pairwise", args));
    TRY(check_positional(t, "pairwise", args, 1, 1));
    Value iterator = TRY(get_iter(t, args[0]));
    return TRY(make_pair_iterator(t, type, iterator, Value()));
}

Result<Value> pairwise_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->source.is_empty()) return Value::absent();
    if (self->extra.is_empty()) {
        Value first = TRY(step_or_let_go(t, self));
        if (first.is_absent()) return first;
        self->extra = first;
        write_barrier(t, self);
        if (self->source.is_empty()) return exhausted(self);  // it was exhausted from within
    }
    Value items[2] = {self->extra, Value()};
    items[1] = TRY(step_or_let_go(t, self));
    if (items[1].is_absent()) return items[1];
    self->extra = items[1];
    write_barrier(t, self);
    return TRY(make_tuple_from(t, items, 2));
}

// ---- zip_longest: extra = list of iterators (None where one ended), spare = the filler, index =
// iterators left

Result<Value> zip_longest_new(Thread& t, Type* type, const Args& args) {
    Value filler = Value::none();
    for (u32 i = 0; i < args.nkw; i++) {
        if (args.kwnames->items[i].as<Str>()->view() != "fillvalue") {
            return raise_type_error(t, "zip_longest() got an unexpected keyword argument");
        }
        filler = args.v[args.n + i];
    }
    List* iterators = TRY(make_list(t, args.n));
    for (u32 i = 0; i < args.n; i++) {
        Value iterator = TRY(get_iter(t, args[i]));
        TRY(list_append(t, iterators, iterator));
    }
    Iterator* self = TRY(make_pair_iterator(t, type, Value(), iterators));
    self->spare = filler;
    self->index = args.n;
    write_barrier(t, self);
    return self;
}

Result<Value> zip_longest_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (self->extra.is_empty() || self->index == 0) return Value::absent();
    List* iterators = self->extra.as<List>();
    List* items = TRY(make_list(t, iterators->length));
    for (u64 i = 0; i < iterators->length; i++) {
        Value item = Value::absent();
        if (!iterators->items[i].is_none()) {
            Result<Value> next = iter_next(t, iterators->items[i]);
            if (!next.ok()) {
                self->index = 0;
                return Failure{};
            }
            item = next.value();
            if (item.is_absent()) {
                if (--self->index <= 0) return exhausted(self);
                iterators->items[i] = Value::none();
            }
        }
        TRY(list_append(t, items, item.is_absent() ? self->spare : item));
    }
    return TRY(make_tuple_from(t, items->items, items->length));
}

struct Row {
    const char* name;
    Result<Value> (*next)(Thread&, Value);
    Result<Value> (*make)(Thread&, Type*, const Args&);
    const char* doc;
    const char* signature;
};

constexpr Row kRows[] = {
    {"compress", compress_next, compress_new, "The items of data whose selectors are true.",
     "(data, selectors)"},
    {"dropwhile", dropwhile_next, dropwhile_new,
     "The items from the first one on for which the predicate is false.",
     "(predicate, iterable, /)"},
    {"takewhile", takewhile_next, takewhile_new,
     "The items before the first one for which the predicate is false.",
     "(predicate, iterable, /)"},
    {"filterfalse", filterfalse_next, filterfalse_new,
     "The items for which the function is false; with None, those that are false.",
     "(function, iterable, /)"},
    {"islice", islice_next, islice_new,
     "islice(iterable, stop)\nislice(iterable, start, stop[, step])\n\nThe items that a slice with "
     "these "
     "bounds would have.",
     nullptr},
    {"starmap", starmap_next, starmap_new, "function(*item) for each item of the iterable.",
     "(function, iterable, /)"},
    {"accumulate", accumulate_next, accumulate_new,
     "Running totals, by addition or by the given function.",
     "(iterable, func=None, *, initial=None)"},
    {"pairwise", pairwise_next, pairwise_new, "Overlapping pairs of neighbouring items.",
     "(iterable, /)"},
    {"zip_longest", zip_longest_next, zip_longest_new,
     "Like zip, but until the longest iterable ends; fillvalue takes the place of what is missing.",
     nullptr},
};

}  // namespace

Result<void> add_selecting_iterators(Thread& t, Module* module) {
    for (const Row& row : kRows) {
        TRY(add_itertools_type(t, module,
                               {.name = row.name,
                                .next = row.next,
                                .doc = row.doc,
                                .flags = Type::kSubclassable,
                                .new_ = row.make,
                                .new_signature = row.signature}));
    }
    return {};
}

}  // namespace krait
