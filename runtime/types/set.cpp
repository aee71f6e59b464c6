// The types set, frozenset and their iterator: construction, operators, comparison, hash and repr.
#include "runtime/types/set.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/types/container_support.h"
#include "runtime/types/iterator_support.h"
#include "runtime/types/set_table.h"

namespace krait {

namespace {

Set* self_of(Value v) {
    return v.as<Set>();
}

// ---- construction

Result<Value> set_new(Thread& t, Type* type, const Args&) {
    return TRY(make_set(t, type));
}

Result<void> set_init(Thread& t, Value self, const Args& args) {
    TRY(check_no_keywords(t, "set", args));
    TRY(check_positional(t, "set", args, 0, 1));
    set_clear(self_of(self));
    if (args.n == 0) return {};
    return set_update(t, self_of(self), args[0]);
}

Result<Value> frozenset_new(Thread& t, Type* type, const Args& args) {
    Type* own = t.types().frozenset;
    if (type == own || type->slots.init == own->slots.init) {
        TRY(check_no_keywords(t, "frozenset", args));
    }
    TRY(check_positional(t, "frozenset", args, 0, 1));
    if (args.n == 0) return TRY(make_set(t, type));
    if (type == own && type_of(t, args[0]) == own) return args[0];
    return TRY(set_from_iterable(t, type, args[0]));
}

// ---- operators

Result<Value> set_binary(Thread& t, BinaryOp op, Value left, Value right) {
    if (!is_set(left) || !is_set(right)) return Value::not_implemented();
    Set* set = self_of(left);
    switch (op) {
        case BinaryOp::And: return TRY(set_intersection(t, set, right));
        case BinaryOp::Sub: return TRY(set_difference(t, set, right));
        case BinaryOp::Or: {
            Set* result = TRY(set_copy_plain(t, set));
            if (left != right) TRY(set_update(t, result, right));
            return result;
        }
        case BinaryOp::Xor: {
            Set* result = TRY(set_from_iterable(t, set_base_type(t, set), right));
            TRY(set_symmetric_difference_update(t, result, left));
            return result;
        }
        default: return Value::not_implemented();
    }
}

Result<Value> set_inplace(Thread& t, BinaryOp op, Value left, Value right) {
    if (!is_set(right)) return Value::not_implemented();
    Set* set = self_of(left);
    switch (op) {
        case BinaryOp::Or: TRY(set_update(t, set, right)); return left;
        case BinaryOp::Sub: TRY(set_difference_update(t, set, right)); return left;
        case BinaryOp::Xor: TRY(set_symmetric_difference_update(t, set, right)); return left;
        case BinaryOp::And: {
            Set* result = TRY(set_intersection(t, set, right));
            set_swap(t, set, result);
            return left;
        }
        default: return Value::not_implemented();
    }
}

// The hash of a frozenset if it is known, else 0.
u64 known_hash(Thread& t, const Set* set) {
    return set_base_type(t, set) == t.types().frozenset ? set->hash : 0;
}

Result<bool> sets_equal(Thread& t, Set* a, Set* b) {
    if (a->used != b->used) return false;
    u64 a_hash = known_hash(t, a);
    u64 b_hash = known_hash(t, b);
    if (a_hash != 0 && b_hash != 0 && a_hash != b_hash) return false;
    return set_is_subset(t, a, b);
}

Result<Value> set_compare(Thread& t, CompareOp op, Value left, Value right) {
    if (!is_set(left) || !is_set(right)) return Value::not_implemented();
    if (c_stack_exhausted(t)) return raise_recursion_error(t, " in comparison");
    Set* a = self_of(left);
    Set* b = self_of(right);
    switch (op) {
        case CompareOp::Eq: return Value::from_bool(TRY(sets_equal(t, a, b)));
        case CompareOp::Ne: return Value::from_bool(!TRY(sets_equal(t, a, b)));
        case CompareOp::Le: return Value::from_bool(TRY(set_is_subset(t, a, b)));
        case CompareOp::Ge: return Value::from_bool(TRY(set_is_subset(t, b, a)));
        case CompareOp::Lt:
            return Value::from_bool(a->used < b->used && TRY(set_is_subset(t, a, b)));
        default: return Value::from_bool(b->used < a->used && TRY(set_is_subset(t, b, a)));
    }
}

// ---- the other slots

Result<i64> set_length(Thread&, Value self) {
    return static_cast<i64>(self_of(self)->used);
}

Result<bool> set_contains_slot(Thread& t, Value self, Value item) {
    return set_contains(t, self_of(self), item);
}

Result<i64> frozenset_hash(Thread&, Value self) {
    Set* set = self_of(self);
    if (set->hash == 0) set->hash = set_content_hash(set);
    return static_cast<i64>(set->hash);
}

Result<Value> set_repr(Thread& t, Value self) {
    Set* set = self_of(self);
    std::string name(self.object()->type->name->view());
    if (set->used == 0) return TRY(make_str(t, cat(name, "()")));
    if (c_stack_exhausted(t)) {
        return raise_recursion_error(t, " while getting the repr of an object");
    }
    ReprGuard guard(t, self);
    if (guard.recursive()) return TRY(make_str(t, cat(name, "(...)")));
    List* items = TRY(list_from_iterable(t, self));
    std::string text;
    for (u64 i = 0; i < items->length; i++) {
        if (i != 0) text += ", ";
        text += TRY(repr(t, items->items[i]))->view();
    }
    if (set->type == t.types().set) return TRY(make_str(t, cat("{", text, "}")));
    return TRY(make_str(t, cat(name, "({", text, "})")));
}

// ---- iteration: source = the set, index = position, stop = the size at the start (-1: it fails
// for good), step = items given

Result<Value> set_iter(Thread& t, Value self) {
    return TRY(make_iterator(t, t.types().set_iterator, self));
}

Result<Value> iterator_next(Thread& t, Value self) {
    Iterator* it = self.as<Iterator>();
    if (it->source.is_empty()) return Value::absent();
    Set* set = it->source.as<Set>();
    if (KRAIT_UNLIKELY(it->stop != static_cast<i64>(set->used))) {
        it->stop = -1;
        return raise_runtime_error(t, "Set changed size during iteration");
    }
    u64 pos = static_cast<u64>(it->index);
    Value item;
    if (!set_next(set, pos, &item)) return exhausted(it);
    it->index = static_cast<i64>(pos);
    it->step++;
    return item;
}

Result<Value> iterator_hint(Thread&, Value* a) {
    Iterator* it = a[0].as<Iterator>();
    if (it->source.is_empty() || it->stop != static_cast<i64>(it->source.as<Set>()->used)) {
        return Value::small_int(0);
    }
    return Value::small_int(it->stop - it->step);
}

constexpr NativeDef kIteratorMethods[] = {
    {"__length_hint__", "($self, /)", "Number of items left, as an estimate.", iterator_hint},
};

// ---- tracing

void trace_storage(Object* object, Tracer& tracer) {
    SetStorage* storage = static_cast<SetStorage*>(object);
    for (u64 i = 0; i <= storage->mask; i++) tracer.visit(storage->entries[i].key);
}

// One that is reached by itself may have been left behind by its set, with references to cells that have died since.
void trace_lone_storage(Object* object, Tracer& tracer) {
    SetStorage* storage = static_cast<SetStorage*>(object);
    for (u64 i = 0; i <= storage->mask; i++) tracer.visit_if_cell(storage->entries[i].key);
}

void trace_set(Object* object, Tracer& tracer) {
    Set* set = static_cast<Set*>(object);
    if (set->storage != nullptr) {
        tracer.mark_storage(set->storage);
        trace_storage(set->storage, tracer);
    }
    trace_attributes(object, tracer);
}

TypeDef shared_definition() {
    TypeDef def = {
        .name = "",
        .instance_kind = Kind::Set,
        .instance_size = sizeof(Set),
        .flags = Type::kSubclassable | Type::kWeakRefable,
        .new_signature = "(iterable=(), /)",
    };
    def.slots.repr = set_repr;
    def.slots.length = set_length;
    def.slots.contains = set_contains_slot;
    def.slots.iter = set_iter;
    def.slots.compare = set_compare;
    def.slots.binary = set_binary;
    def.slots.binary_ops = 1u << int(BinaryOp::Sub) | 1u << int(BinaryOp::And) |
                           1u << int(BinaryOp::Or) | 1u << int(BinaryOp::Xor);
    return def;
}

}  // namespace

Result<void> init_set_types(Thread& t) {
    t.heap().register_kind(Kind::Set, trace_set);
    t.heap().register_kind(Kind::SetStorage, trace_lone_storage);
    Types& types = t.vm->types;

    TypeDef set = shared_definition();
    set.name = "set";
    set.doc = "Build an unordered collection of unique elements.";
    set.methods = set_method_table();
    set.slots.new_ = set_new;
    set.slots.init = set_init;
    set.slots.inplace = set_inplace;
    set.slots.inplace_ops = set.slots.binary_ops;
    types.set = TRY(make_native_type(t, set));

    TypeDef frozenset = shared_definition();
    frozenset.name = "frozenset";
    frozenset.doc = "Build an immutable unordered collection of unique elements.";
    frozenset.methods = frozenset_method_table();
    frozenset.slots.hash = frozenset_hash;
    frozenset.slots.new_ = frozenset_new;
    types.frozenset = TRY(make_native_type(t, frozenset));

    types.set_iterator = TRY(make_iterator_type(
        t, {.name = "set_iterator", .next = iterator_next, .methods = kIteratorMethods}));
    return {};
}

}  // namespace krait
