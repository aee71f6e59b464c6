// itertools: the module, and the iterators that count, repeat and chain. All are of Kind::Iterator;
// each comment says what its fields hold.
#include "runtime/modules/itertools.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/number.h"

#include <algorithm>

namespace krait {

namespace {

Iterator* self_of(Value v) {
    return v.as<Iterator>();
}

// ---- count: index and step while everything fits an i64; else spare = the next number, extra =
// the step

bool is_number(Thread& t, Value v) {
    if (is_int(v) || is_float(v) || (v.is_object() && v.object()->kind == Kind::Complex))
        return true;
    Type* type = type_of(t, v);
    const Names& names = t.names();
    return !type_lookup(t, type, names.__index__).is_empty() ||
           !type_lookup(t, type, names.__int__).is_empty() ||
           !type_lookup(t, type, names.__float__).is_empty();
}

bool is_exact_int(Thread& t, Value v) {
    return type_of(t, v) == t.types().int_;
}

Result<Value> count_new(Thread& t, Type* type, const Args& args) {
    Value a[2];
    TRY(parse_arguments(t, "count", "(start=0, step=1)", args, a));
    if (!is_number(t, a[0]) || !is_number(t, a[1]))
        return raise_type_error(t, "a number is required");
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    if (is_exact_int(t, a[0]) && is_exact_int(t, a[1]) && int_to_i64(a[0], &self->index) &&
        int_to_i64(a[1], &self->step)) {
        return self;
    }
    self->spare = a[0];
    self->extra = a[1];
    write_barrier(t, self);
    return self;
}

Result<Value> count_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    if (KRAIT_LIKELY(self->spare.is_empty())) {
        i64 next = 0;
        Value number = TRY(make_int(t, self->index));
        if (KRAIT_LIKELY(!__builtin_add_overflow(self->index, self->step, &next))) {
            self->index = next;
            return number;
        }
        self->extra = TRY(make_int(t, self->step));
        self->spare = number;
        write_barrier(t, self);
    }
    Value number = self->spare;
    self->spare = TRY(binary(t, BinaryOp::Add, number, self->extra));
    write_barrier(t, self);
    return number;
}

Result<Value> count_repr(Thread& t, Value v) {
    Iterator* self = self_of(v);
    bool plain = self->spare.is_empty();
    Value next = plain ? TRY(make_int(t, self->index)) : self->spare;
    Value step = plain ? TRY(make_int(t, self->step)) : self->extra;
    Str* next_text = TRY(repr(t, next));
    if (step == Value::small_int(1)) {
        return TRY(make_str(t, cat(type_of(t, v)->name, "(", next_text, ")")));
    }
    Str* step_text = TRY(repr(t, step));
    return TRY(make_str(t, cat(type_of(t, v)->name, "(", next_text, ", ", step_text, ")")));
}

// ---- cycle: source = the iterator until it ends, extra = list of what it gave, index = where in
// it the cycle is

Result<Value> cycle_new(Thread& t, Type* type, const Args& args) {
    TRY(check_no_keywords(t, "cycle", args));
    TRY(check_positional(t, "cycle", args, 1, 1));
    Value iterator = TRY(get_iter(t, args[0]));
    List* saved = TRY(make_list(t));
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->source = iterator;
    self->extra = saved;
    write_barrier(t, self);
    return self;
}

Result<Value> cycle_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    List* saved = self->extra.as<List>();
    if (!self->source.is_empty()) {
        Value item = TRY(iter_next(t, self->source));
        if (!item.is_absent()) {
            TRY(list_append(t, saved, item));
            return item;
        }
        self->source = Value();
    }
    if (saved->length == 0) return Value::absent();
    if (static_cast<u64>(self->index) >= saved->length) self->index = 0;
    return saved->items[self->index++];
}

// ---- repeat: source = the object, index = times left (-1: no end)

Result<Value> repeat_new(Thread& t, Type* type, const Args& args) {
    Value a[2];
    TRY(parse_arguments(t, "repeat", "(object, times=<unset>)", args, a));
    i64 times = a[1].is_empty() ? -1 : std::max<i64>(TRY(size_argument(t, a[1])), 0);
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->source = a[0];
    self->index = times;
    write_barrier(t, self);
    return self;
}

Result<Value> repeat_next(Thread&, Value v) {
    Iterator* self = self_of(v);
    if (self->index == 0) return Value::absent();
    if (self->index > 0) self->index--;
    return self->source;
}

Result<Value> repeat_repr(Thread& t, Value v) {
    Iterator* self = self_of(v);
    Str* object = TRY(repr(t, self->source));
    std::string times = self->index < 0 ? "" : cat(", ", self->index);
    return TRY(make_str(t, cat(type_of(t, v)->name, "(", object, times, ")")));
}

Result<Value> repeat_hint(Thread& t, Value* a) {
    i64 left = self_of(a[0])->index;
    if (left < 0) return raise_type_error(t, "len() of unsized object");
    return make_int(t, left);
}

constexpr NativeDef kRepeatMethods[] = {
    {"__length_hint__", "($self, /)", "Number of items left.", repeat_hint},
};

// ---- chain: source = iterator over the iterables, extra = the iterator in progress

Result<Value> make_chain(Thread& t, Type* type, Value iterables) {
    Value iterator = TRY(get_iter(t, iterables));
    Iterator* self = TRY(allocate_instance_as<Iterator>(t, type));
    self->source = iterator;
    write_barrier(t, self);
    return self;
}

Result<Value> chain_new(Thread& t, Type* type, const Args& args) {
    TRY(check_no_keywords(t, "chain", args));
    Tuple* iterables = TRY(make_tuple_from(t, args.v, args.n));
    return make_chain(t, type, iterables);
}

Result<Value> chain_from_iterable(Thread& t, Value* a) {
    return make_chain(t, a[0].as<Type>(), a[1]);
}

Result<Value> chain_next(Thread& t, Value v) {
    Iterator* self = self_of(v);
    while (!self->source.is_empty()) {
        if (self->extra.is_empty()) {
            Value iterable = TRY(iter_next(t, self->source));
            if (iterable.is_absent()) return exhausted(self);
            Result<Value> iterator = get_iter(t, iterable);
            if (!iterator.ok()) {
                exhausted(self);
                return Failure{};
            }
            self->extra = iterator.value();
            write_barrier(t, self);
        }
        Value item = TRY(iter_next(t, self->extra));
        if (!item.is_absent()) return item;
        self->extra = Value();
    }
    return Value::absent();
}

constexpr NativeDef kChainMethods[] = {
    {"from_iterable", "($type, iterable, /)",
     "The items of the iterables that one iterable gives, fetched as they are needed.",
     chain_from_iterable, NativeDef::kClassMethod},
    {"__class_getitem__", kClassGetItemSignature, kClassGetItemDoc, class_getitem,
     NativeDef::kClassMethod},
};

constexpr NativeDef kFunctions[] = {
    {"tee", "(iterable, n=2, /)",
     "A tuple of n independent iterators over what one iterable gives.", itertools_tee},
};

Result<void> add_counting_iterators(Thread& t, Module* module) {
    TRY(add_itertools_type(t, module,
                           {.name = "count",
                            .next = count_next,
                            .doc = "Numbers from start on, step apart, without end.",
                            .flags = Type::kSubclassable,
                            .new_ = count_new,
                            .new_signature = "(start=0, step=1)",
                            .repr = count_repr}));
    TRY(add_itertools_type(t, module,
                           {.name = "cycle",
                            .next = cycle_next,
                            .doc = "The items of an iterable, again and again.",
                            .flags = Type::kSubclassable,
                            .new_ = cycle_new,
                            .new_signature = "(iterable, /)"}));
    TRY(add_itertools_type(t, module,
                           {.name = "repeat",
                            .next = repeat_next,
                            .methods = kRepeatMethods,
                            .doc = "The same object, without end or the given number of times.",
                            .flags = Type::kSubclassable,
                            .new_ = repeat_new,
                            .repr = repeat_repr}));
    TRY(add_itertools_type(t, module,
                           {.name = "chain",
                            .next = chain_next,
                            .methods = kChainMethods,
                            .doc = "The items of several iterables, one iterable after the other.",
                            .flags = Type::kSubclassable,
                            .new_ = chain_new,
                            .new_signature = "(*iterables)"}));
    return {};
}

}  // namespace

Result<Type*> add_itertools_type(Thread& t, Module* module, IteratorTypeDef def) {
    def.module = "itertools";
    Type* type = TRY(make_iterator_type(t, def));
    Str* name = TRY(intern(t, def.name));
    TRY(dict_set_str(t, module->dict, name, type));
    return type;
}

Result<Module*> init_itertools_module(Thread& t) {
    Module* module = TRY(make_native_module(
        t, "itertools", "Iterators that are made of other iterators.", kFunctions));
    TRY(add_counting_iterators(t, module));
    TRY(add_selecting_iterators(t, module));
    TRY(add_grouping_iterators(t, module));
    TRY(add_combinatoric_iterators(t, module));
    return module;
}

}  // namespace krait
