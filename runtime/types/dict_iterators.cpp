// Iterators over a dict's keys, values and items, forward and backward. source = the dict, index =
// position of the next entry, stop = the dict's size at the start (-1 after an error: it fails for
// good), step = items left.
#include "runtime/errors/errors.h"
#include "runtime/types/container_support.h"
#include "runtime/types/dict_views.h"
#include "runtime/types/iterator_support.h"

namespace krait {

namespace {

enum class Part { kKeys, kValues, kItems };

Result<Value> select(Thread& t, Part part, Value key, Value value) {
    if (part == Part::kKeys) return key;
    if (part == Part::kValues) return value;
    Tuple* pair = TRY(make_tuple(t, 2));
    pair->items[0] = key;
    pair->items[1] = value;
    return pair;
}

// The next key and value; false at the end.
template <bool backward>
Result<bool> step(Thread& t, Iterator* it, Value& key, Value& value) {
    if (it->source.is_empty()) return false;
    Dict* dict = it->source.as<Dict>();
    if (KRAIT_UNLIKELY(it->stop != static_cast<i64>(dict_size(dict)))) {
        it->stop = -1;
        return raise_runtime_error(t, "dictionary changed size during iteration");
    }
    u64 position = static_cast<u64>(it->index);
    bool found = backward ? dict_previous(dict, position, &key, &value)
                          : dict_next(dict, position, &key, &value);
    if (KRAIT_UNLIKELY(!found)) {
        exhausted(it);
        return false;
    }
    if (KRAIT_UNLIKELY(it->step == 0)) {
        exhausted(it);
        return raise_runtime_error(t, "dictionary keys changed during iteration");
    }
    it->index = static_cast<i64>(position);
    it->step--;
    return true;
}

template <Part part, bool backward>
Result<Value> next_entry(Thread& t, Value self) {
    Value key, value;
    bool found = TRY(step<backward>(t, self.as<Iterator>(), key, value));
    if (!found) return Value::absent();
    return select(t, part, key, value);
}

Result<Value> hint(Thread&, Value* a) {
    Iterator* it = a[0].as<Iterator>();
    if (it->source.is_empty() || it->stop != static_cast<i64>(dict_size(it->source.as<Dict>()))) {
        return Value::small_int(0);
    }
    return Value::small_int(it->step);
}

constexpr NativeDef kMethods[] = {
    {"__length_hint__", "($self, /)", "Number of items left, as an estimate.", hint},
};

Result<Type*> make_type(Thread& t, const char* name, Result<Value> (*next)(Thread&, Value)) {
    return make_iterator_type(t, {.name = name, .next = next, .methods = kMethods});
}

}  // namespace

Result<bool> dict_item_pair(Thread& t, Iterator* it, Value* out) {
    // The next entry of a dict that nobody has changed.
    if (KRAIT_LIKELY(!it->source.is_empty() && it->step > 0)) {
        const Dict* dict = it->source.as<Dict>();
        u64 position = static_cast<u64>(it->index);
        if (KRAIT_LIKELY(dict_is_plain(dict) && it->stop == static_cast<i64>(dict->used) &&
                         position < dict->fill)) {
            const DictEntry& entry = dict->storage->entries[position];
            if (KRAIT_LIKELY(!entry.key.is_empty())) {
                out[0] = entry.key;
                out[1] = entry.value;
                it->index++;
                it->step--;
                return true;
            }
        }
    }
    return step<false>(t, it, out[0], out[1]);
}

Result<Value> make_dict_iterator(Thread& t, Type* type, Dict* dict) {
    Iterator* iterator = TRY(make_iterator(t, type, dict));
    const Types& types = t.types();
    bool backward = type == types.dict_reverse_key_iterator ||
                    type == types.dict_reverse_value_iterator ||
                    type == types.dict_reverse_item_iterator;
    if (backward) iterator->index = static_cast<i64>(dict_end_position(dict));
    return iterator;
}

Result<void> init_dict_iterator_types(Thread& t) {
    Types& types = t.vm->types;
    types.dict_key_iterator = TRY(make_type(t, "dict_keyiterator", next_entry<Part::kKeys, false>));
    types.dict_value_iterator =
        TRY(make_type(t, "dict_valueiterator", next_entry<Part::kValues, false>));
    types.dict_item_iterator =
        TRY(make_type(t, "dict_itemiterator", next_entry<Part::kItems, false>));
    types.dict_reverse_key_iterator =
        TRY(make_type(t, "dict_reversekeyiterator", next_entry<Part::kKeys, true>));
    types.dict_reverse_value_iterator =
        TRY(make_type(t, "dict_reversevalueiterator", next_entry<Part::kValues, true>));
    types.dict_reverse_item_iterator =
        TRY(make_type(t, "dict_reverseitemiterator", next_entry<Part::kItems, true>));
    return {};
}

}  // namespace krait
