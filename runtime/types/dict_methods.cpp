// The type dict: construction, update, comparison, operators and methods on top of the hash table
// of dict.cpp.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict_merge.h"
#include "runtime/types/dict_views.h"
#include "runtime/types/set.h"

namespace krait {

namespace {

Result<u64> hash_key(Thread& t, Value key) {
    Result<u64> hash = hash_of(t, key);
    if (!hash.ok()) return explain_unhashable(t, key, "dict key");
    return hash;
}

// ---- update

Result<void> put(Thread& t, Dict* d, Value key, u64 hash, Value value, OnPresentKey present) {
    if (present != OnPresentKey::Override && !TRY(dict_get_hashed(t, d, key, hash)).is_absent()) {
        if (present == OnPresentKey::Keep) return {};
        return raise_key_error(t, key);
    }
    return dict_set_hashed(t, d, key, hash, value);
}

Result<void> update_from_dict(Thread& t, Dict* d, Dict* other, OnPresentKey present) {
    if (other == d || TRY(dict_clone_table(t, d, other))) return {};
    u32 size = dict_size(other);
    u64 position = 0;
    u64 hash = 0;
    Value key, value;
    while (dict_next(other, position, &key, &value, &hash)) {
        TRY(poll_interrupt(t));
        TRY(put(t, d, key, hash, value, present));
        if (KRAIT_UNLIKELY(dict_size(other) != size)) {
            return raise_runtime_error(t, "dict mutated during update");
        }
    }
    return {};
}

// A list of what other.keys() gives.
Result<List*> keys_of(Thread& t, Value other) {
    Value keys = TRY(call_method(t, other, t.names().keys));
    Result<Value> iterator = get_iter(t, keys);
    if (!iterator.ok()) {
        if (!pending_is(t, t.types().type_error)) return Failure{};
        clear_pending(t);
        return raise_type_error(t,
                                cat(type_name(t, other), ".keys() returned a non-iterable (type ",
                                    type_name(t, keys), ")"));
    }
    return list_from_iterable(t, iterator.value());
}

Result<void> update_from_pairs(Thread& t, Dict* d, Value other) {
    u64 number = 0;
    return iterate(t, other, [&](Value element) -> Result<void> {
        Value pair = TRY(list_or_tuple(t, element, "object is not iterable"));
        if (count_of(pair) != 2) {
            return raise_value_error(t, cat("dictionary update sequence element #", number,
                                            " has length ", count_of(pair), "; 2 is required"));
        }
        number++;
        Value key = items_of(pair)[0];
        Value value = items_of(pair)[1];
        u64 hash = TRY(hash_key(t, key));
        return dict_set_hashed(t, d, key, hash, value);
    });
}

}  // namespace

bool iterates_as_dict(Thread& t, Value v) {
    return is_dict(v) && v.object()->type->slots.iter == t.types().dict->slots.iter;
}

Result<void> dict_merge(Thread& t, Dict* d, Value mapping, OnPresentKey present) {
    if (iterates_as_dict(t, mapping)) return update_from_dict(t, d, mapping.as<Dict>(), present);
    List* keys = TRY(keys_of(t, mapping));
    for (u64 i = 0; i < keys->length; i++) {
        Value key = keys->items[i];
        u64 hash = TRY(hash_key(t, key));
        if (present != OnPresentKey::Override &&
            !TRY(dict_get_hashed(t, d, key, hash)).is_absent()) {
            if (present == OnPresentKey::Fail) return raise_key_error(t, key);
            continue;
        }
        TRY(dict_set_hashed(t, d, key, hash, TRY(get_item(t, mapping, key))));
    }
    return {};
}

Result<void> dict_update(Thread& t, Dict* d, Value other, bool) {
    if (type_of(t, other) != t.types().dict) {
        // That it is there decides; it is looked up again to be called.
        Value keys_method = TRY(get_attr_or_absent(t, other, t.names().keys));
        if (keys_method.is_absent()) return update_from_pairs(t, d, other);
    }
    return dict_merge(t, d, other, OnPresentKey::Override);
}

Result<Dict*> dict_copy(Thread& t, Dict* d) {
    Dict* copy = TRY(make_dict(t));
    if (TRY(dict_clone_table(t, copy, d))) return copy;
    copy = TRY(make_dict(t, dict_size(d)));
    u64 position = 0;
    u64 hash = 0;
    Value key, value;
    // The keys differ and identical ones are found first, so this runs no script code… unless
    // hashes collide.
    while (dict_next(d, position, &key, &value, &hash)) {
        TRY(poll_interrupt(t));
        TRY(dict_set_hashed(t, copy, key, hash, value));
    }
    return copy;
}

Result<bool> dict_equal(Thread& t, Dict* a, Dict* b) {
    if (a == b) return true;
    if (dict_size(a) != dict_size(b)) return false;
    if (c_stack_exhausted(t)) return raise_recursion_error(t, " in comparison");
    u64 position = 0;
    u64 hash = 0;
    Value key, value;
    while (dict_next(a, position, &key, &value, &hash)) {
        TRY(poll_interrupt(t));
        Value other = TRY(dict_get_hashed(t, b, key, hash));
        if (other.is_absent()) return false;
        bool same = TRY(items_equal(t, value, other));
        if (!same) return false;
    }
    return true;
}

namespace {

Dict* self_of(Value v) {
    return v.as<Dict>();
}

// ---- slots

Result<void> update_from_arguments(Thread& t, const char* function, Dict* d, const Args& args) {
    TRY(check_positional(t, function, args, 0, 1));
    if (args.n == 1) TRY(dict_update(t, d, args[0]));
    for (u32 i = 0; i < args.nkw; i++) {
        TRY(dict_set_str(t, d, args.kwnames->items[i].as<Str>(), args.v[args.n + i]));
    }
    return {};
}

Result<Value> dict_new(Thread& t, Type* type, const Args&) {
    return TRY(allocate_instance_as<Dict>(t, type));
}

Result<void> dict_init(Thread& t, Value self, const Args& args) {
    return update_from_arguments(t, "dict", self_of(self), args);
}

Result<Value> dict_repr(Thread& t, Value self) {
    Dict* d = self_of(self);
    if (dict_size(d) == 0) return TRY(make_str_ascii(t, "{}"));
    if (c_stack_exhausted(t)) {
        return raise_recursion_error(t, " while getting the repr of an object");
    }
    ReprGuard guard(t, self);
    if (guard.recursive()) return TRY(make_str_ascii(t, "{...}"));
    std::string text = "{";
    u64 position = 0;
    Value key, value;
    while (dict_next(d, position, &key, &value)) {
        if (text.size() > 1) text += ", ";
        text += TRY(repr(t, key))->view();
        text += ": ";
        text += TRY(repr(t, value))->view();
    }
    text += '}';
    return TRY(make_str(t, text));
}

Result<i64> dict_length(Thread&, Value self) {
    return static_cast<i64>(dict_size(self_of(self)));
}

Result<bool> dict_contains(Thread& t, Value self, Value key) {
    Value found = TRY(dict_get(t, self_of(self), key));
    return !found.is_absent();
}

Result<Value> dict_iter(Thread& t, Value self) {
    return make_dict_iterator(t, t.types().dict_key_iterator, self_of(self));
}

Result<Value> dict_compare(Thread& t, CompareOp op, Value left, Value right) {
    if (op != CompareOp::Eq && op != CompareOp::Ne) return Value::not_implemented();
    if (!is_dict(left) || !is_dict(right)) return Value::not_implemented();
    bool same = TRY(dict_equal(t, self_of(left), self_of(right)));
    return Value::from_bool(same == (op == CompareOp::Eq));
}

Result<Value> dict_binary(Thread& t, BinaryOp op, Value left, Value right) {
    if (op != BinaryOp::Or || !is_dict(left) || !is_dict(right)) return Value::not_implemented();
    Dict* merged = TRY(dict_copy(t, self_of(left)));
    TRY(dict_update(t, merged, right));
    return merged;
}

Result<Value> dict_inplace(Thread& t, BinaryOp op, Value left, Value right) {
    if (op != BinaryOp::Or) return Value::not_implemented();
    TRY(dict_update(t, self_of(left), right));
    return left;
}

// ---- methods

Result<Value> get(Thread& t, Value* a) {
    Value found = TRY(dict_get(t, self_of(a[0]), a[1]));
    return found.is_absent() ? a[2] : found;
}

Result<Value> setdefault(Thread& t, Value* a) {
    Dict* d = self_of(a[0]);
    u64 hash = TRY(hash_key(t, a[1]));
    Value found = TRY(dict_get_hashed(t, d, a[1], hash));
    if (!found.is_absent()) return found;
    TRY(dict_set_hashed(t, d, a[1], hash, a[2]));
    return a[2];
}

Result<Value> pop(Thread& t, Value* a) {
    Dict* d = self_of(a[0]);
    Value removed = TRY(dict_pop(t, d, a[1]));
    if (!removed.is_absent()) return removed;
    if (!a[2].is_empty()) return a[2];
    return raise_key_error(t, a[1]);
}

Result<Value> popitem(Thread& t, Value* a) {
    Dict* d = self_of(a[0]);
    u64 position = dict_end_position(d);
    Value key, value;
    if (!dict_previous(d, position, &key, &value)) {
        return raise_key_error(t, TRY(make_str_ascii(t, "popitem(): dictionary is empty")));
    }
    Tuple* pair = TRY(make_tuple(t, 2));
    pair->items[0] = key;
    pair->items[1] = value;
    TRY(dict_take_entry(t, d, position, key));
    return pair;
}

Result<Value> update(Thread& t, const Args& args) {
    Args rest = args;
    rest.v++;
    rest.n--;
    TRY(update_from_arguments(t, "update", self_of(args[0]), rest));
    return Value::none();
}

Result<Value> clear(Thread& t, Value* a) {
    TRY(dict_clear(t, self_of(a[0])));
    return Value::none();
}

Result<Value> copy(Thread& t, Value* a) {
    return TRY(dict_copy(t, self_of(a[0])));
}

Result<Value> keys(Thread& t, Value* a) {
    return make_dict_view(t, t.types().dict_keys, self_of(a[0]));
}
Result<Value> values(Thread& t, Value* a) {
    return make_dict_view(t, t.types().dict_values, self_of(a[0]));
}
Result<Value> items(Thread& t, Value* a) {
    return make_dict_view(t, t.types().dict_items, self_of(a[0]));
}
Result<Value> reversed(Thread& t, Value* a) {
    return make_dict_iterator(t, t.types().dict_reverse_key_iterator, self_of(a[0]));
}

Result<Value> fromkeys(Thread& t, Value* a) {
    Value made = a[0] == Value(t.types().dict) ? Value(TRY(make_dict(t))) : TRY(call(t, a[0], {}));
    bool plain = made.is_object() && made.object()->type == t.types().dict;
    TRY(iterate(t, a[1], [&](Value key) -> Result<void> {
        if (plain) return dict_set(t, self_of(made), key, a[2]);
        return set_item(t, made, key, a[2]);
    }));
    return made;
}

Result<Value> size_of(Thread&, Value* a) {
    constexpr i64 kEntry = sizeof(DictEntry) + sizeof(u32);
    return Value::small_int(static_cast<i64>(sizeof(Dict)) + dict_size(self_of(a[0])) * kEntry);
}

constexpr NativeDef kMethods[] = {
    {"get", "($self, key, default=None, /)", "The value of the key, or the default.", get},
    {"setdefault", "($self, key, default=None, /)",
     "The value of the key; a missing key is added with the default.", setdefault},
    {"pop", "($self, key, default=<unset>, /)",
     "Removes the key and returns its value.\n\nFor a missing key the default is returned, or "
     "KeyError raised when there is none.",
     pop},
    {"popitem", "($self, /)", "Removes the pair that was added last and returns it as a tuple.",
     popitem},
    {"update", "($self, /, *args, **kwargs)",
     "Adds the pairs of a mapping or of an iterable of pairs, then the keyword arguments.", update},
    {"clear", "($self, /)", "Removes all items.", clear},
    {"copy", "($self, /)", "A shallow copy.", copy},
    {"keys", "($self, /)", "A view of the keys.", keys},
    {"values", "($self, /)", "A view of the values.", values},
    {"items", "($self, /)", "A view of the pairs (key, value).", items},
    {"fromkeys", "($type, iterable, value=None, /)",
     "A new dict with the keys of the iterable, all with the same value.", fromkeys,
     NativeDef::kClassMethod},
    {"__reversed__", "($self, /)", "A reverse iterator over the keys.", reversed},
    {"__sizeof__", "($self, /)", "Size in memory, in bytes.", size_of},
    {"__class_getitem__", kClassGetItemSignature, kClassGetItemDoc, class_getitem,
     NativeDef::kClassMethod},
};

}  // namespace

Result<void> init_dict_types(Thread& t) {
    register_dict_kinds(t);
    TypeDef def = {
        .name = "dict",
        .doc =
            "dict() -> new empty dictionary\ndict(mapping) -> with the pairs of the mapping\n"
            "dict(iterable) -> with the pairs of the iterable\ndict(**kwargs) -> with the keyword "
            "arguments, which may also follow the other forms",
        .instance_kind = Kind::Dict,
        .instance_size = sizeof(Dict),
        .flags = Type::kSubclassable | Type::kMapping,
        .methods = kMethods,
    };
    def.slots.repr = dict_repr;
    def.slots.length = dict_length;
    def.slots.get_item = dict_get_item;
    def.slots.set_item = dict_set_item;
    def.slots.contains = dict_contains;
    def.slots.iter = dict_iter;
    def.slots.compare = dict_compare;
    def.slots.binary = dict_binary;
    def.slots.inplace = dict_inplace;
    def.slots.binary_ops = 1u << int(BinaryOp::Or);
    def.slots.inplace_ops = 1u << int(BinaryOp::Or);
    def.slots.new_ = dict_new;
    def.slots.init = dict_init;
    t.vm->types.dict = TRY(make_native_type(t, def));
    TRY(init_dict_iterator_types(t));
    return init_dict_view_types(t);
}

}  // namespace krait
