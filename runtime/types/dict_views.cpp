// The views of a dict. Those of keys and items are sets as far as operators go: the results are
// plain sets.
#include "runtime/types/dict_views.h"

#include "runtime/errors/errors.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/set.h"
#include "runtime/types/set_table.h"

#include <algorithm>

namespace krait {

Result<Value> make_dict_view(Thread& t, Type* type, Dict* dict) {
    DictView* view = TRY(make<DictView>(t, type));
    view->dict = dict;
    return view;
}

namespace {

Dict* dict_of(Value v) {
    return v.as<DictView>()->dict;
}

bool is_keys(Thread& t, Value v) {
    return v.is_object() && v.object()->type == t.types().dict_keys;
}
bool is_items(Thread& t, Value v) {
    return v.is_object() && v.object()->type == t.types().dict_items;
}
bool is_set_like_view(Thread& t, Value v) {
    return is_keys(t, v) || is_items(t, v);
}

// ---- containment

Result<bool> keys_contains(Thread& t, Value self, Value key) {
    Value found = TRY(dict_get(t, dict_of(self), key));
    return !found.is_absent();
}

Result<bool> items_contains(Thread& t, Value self, Value item) {
    if (!is_tuple(item) || item.as<Tuple>()->length != 2) return false;
    Tuple* pair = item.as<Tuple>();
    Value found = TRY(dict_get(t, dict_of(self), pair->items[0]));
    if (found.is_absent()) return false;
    return items_equal(t, found, pair->items[1]);
}

// Whether every item of `inner` is in `outer`.
Result<bool> all_in(Thread& t, Value inner, Value outer) {
    Value iterator = TRY(get_iter(t, inner));
    for (;;) {
        Value item = TRY(iter_next(t, iterator));
        if (item.is_absent()) return true;
        bool found = TRY(contains(t, outer, item));
        if (!found) return false;
    }
}

// ---- set operations

Result<Set*> as_new_set(Thread& t, Value iterable) {
    Set* set = TRY(make_set(t, t.types().set));
    TRY(set_update(t, set, iterable));
    return set;
}

Result<Value> intersection(Thread& t, Value view, Value other) {
    if (is_set_like_view(t, other) && dict_size(dict_of(other)) > dict_size(dict_of(view))) {
        std::swap(view, other);
    }
    bool other_is_larger = is_set(other) && other.as<Set>()->used > dict_size(dict_of(view));
    if (other_is_larger) std::swap(view, other);
    Set* result = TRY(make_set(t, t.types().set));
    auto add_shared = [&](Value item) -> Result<void> {
        bool shared = TRY(contains(t, view, item));
        if (shared) TRY(set_add(t, result, item));
        return {};
    };
    TRY(iterate(t, other, add_shared));
    return result;
}

Result<Value> set_like_binary(Thread& t, BinaryOp op, Value left, Value right) {
    if (op == BinaryOp::And) {
        return is_set_like_view(t, left) ? intersection(t, left, right)
                                         : intersection(t, right, left);
    }
    if (op != BinaryOp::Or && op != BinaryOp::Sub && op != BinaryOp::Xor) {
        return Value::not_implemented();
    }
    Set* result = TRY(as_new_set(t, left));
    if (op == BinaryOp::Or) TRY(set_update(t, result, right));
    if (op == BinaryOp::Sub) TRY(set_difference_update(t, result, right));
    if (op == BinaryOp::Xor) TRY(set_symmetric_difference_update(t, result, right));
    return result;
}

Result<Value> set_like_compare(Thread& t, CompareOp op, Value left, Value right) {
    if (!is_set_like_view(t, left)) return Value::not_implemented();
    if (!is_set(right) && !is_set_like_view(t, right)) return Value::not_implemented();
    i64 own = dict_size(dict_of(left));
    i64 others = TRY(length(t, right));
    switch (op) {
        case CompareOp::Eq:
        case CompareOp::Ne: {
            bool same = own == others && TRY(all_in(t, left, right));
            return Value::from_bool(same == (op == CompareOp::Eq));
        }
        case CompareOp::Lt: return Value::from_bool(own < others && TRY(all_in(t, left, right)));
        case CompareOp::Le: return Value::from_bool(own <= others && TRY(all_in(t, left, right)));
        case CompareOp::Gt: return Value::from_bool(own > others && TRY(all_in(t, right, left)));
        default: return Value::from_bool(own >= others && TRY(all_in(t, right, left)));
    }
}

Result<Value> isdisjoint(Thread& t, Value* a) {
    Value view = a[0];
    Value other = a[1];
    if (view == other) return Value::from_bool(dict_size(dict_of(view)) == 0);
    if (is_set(other) || is_set_like_view(t, other)) {
        i64 others = TRY(length(t, other));
        if (others > static_cast<i64>(dict_size(dict_of(view)))) std::swap(view, other);
    }
    Value iterator = TRY(get_iter(t, other));
    for (;;) {
        Value item = TRY(iter_next(t, iterator));
        if (item.is_absent()) return Value::true_();
        bool found = TRY(contains(t, view, item));
        if (found) return Value::false_();
    }
}

// ---- what all views have

Result<i64> view_length(Thread&, Value self) {
    return static_cast<i64>(dict_size(dict_of(self)));
}

Result<Value> view_repr(Thread& t, Value self) {
    if (c_stack_exhausted(t)) {
        return raise_recursion_error(t, " while getting the repr of an object");
    }
    ReprGuard guard(t, self);
    if (guard.recursive()) return TRY(make_str_ascii(t, "..."));
    List* items = TRY(list_from_iterable(t, self));
    Str* text = TRY(repr(t, items));
    return TRY(make_str(t, cat(type_name(t, self), "(", text, ")")));
}

Result<Value> view_iter(Thread& t, Value self) {
    const Types& types = t.types();
    Type* type = self.object()->type;
    Type* iterator = type == types.dict_keys     ? types.dict_key_iterator
                     : type == types.dict_values ? types.dict_value_iterator
                                                 : types.dict_item_iterator;
    return make_dict_iterator(t, iterator, dict_of(self));
}

Result<Value> view_reversed(Thread& t, Value* a) {
    const Types& types = t.types();
    Type* type = a[0].object()->type;
    Type* iterator = type == types.dict_keys     ? types.dict_reverse_key_iterator
                     : type == types.dict_values ? types.dict_reverse_value_iterator
                                                 : types.dict_reverse_item_iterator;
    return make_dict_iterator(t, iterator, dict_of(a[0]));
}

Result<Value> view_mapping(Thread& t, Value self) {
    MappingProxy* proxy = TRY(make<MappingProxy>(t, t.types().mappingproxy));
    proxy->mapping = dict_of(self);
    return proxy;
}

constexpr GetSetDef kGetSets[] = {
    {"mapping", "The dictionary that the view shows, read-only.", view_mapping},
};
constexpr NativeDef kValuesMethods[] = {
    {"__reversed__", "($self, /)", "A reverse iterator over the view.", view_reversed},
};
constexpr NativeDef kSetLikeMethods[] = {
    {"isdisjoint", "($self, other, /)", "Whether the view and the iterable share no item.",
     isdisjoint},
    {"__reversed__", "($self, /)", "A reverse iterator over the view.", view_reversed},
};

Result<Type*> make_view_type(Thread& t, const char* name,
                             Result<bool> (*contains_item)(Thread&, Value, Value)) {
    TypeDef def = {
        .name = name,
        .instance_kind = Kind::DictView,
        .instance_size = sizeof(DictView),
        .flags = Type::kDisallowNew,
        .methods = kValuesMethods,
        .getsets = kGetSets,
    };
    def.slots.repr = view_repr;
    def.slots.length = view_length;
    def.slots.iter = view_iter;
    if (contains_item != nullptr) {
        def.methods = kSetLikeMethods;
        def.slots.contains = contains_item;
        def.slots.compare = set_like_compare;
        def.slots.binary = set_like_binary;
        def.slots.binary_ops = 1u << int(BinaryOp::Sub) | 1u << int(BinaryOp::And) |
                               1u << int(BinaryOp::Or) | 1u << int(BinaryOp::Xor);
    }
    return make_native_type(t, def);
}

void trace_view(Object* object, Tracer& tracer) {
    tracer.visit(static_cast<DictView*>(object)->dict);
}

}  // namespace

Result<void> init_dict_view_types(Thread& t) {
    t.heap().register_kind(Kind::DictView, trace_view);
    Types& types = t.vm->types;
    types.dict_keys = TRY(make_view_type(t, "dict_keys", keys_contains));
    types.dict_items = TRY(make_view_type(t, "dict_items", items_contains));
    types.dict_values = TRY(make_view_type(t, "dict_values", nullptr));
    return {};
}

}  // namespace krait
