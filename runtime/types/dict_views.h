// dict.keys(), .values() and .items(), and the iterators over dicts.
#pragma once

#include "runtime/types/dict.h"
#include "runtime/types/iterator.h"

namespace krait {

// Which view it is, its type says.
struct DictView : Object {
    static constexpr Kind kKind = Kind::DictView;
    Dict* dict;
};
inline bool is_dict_view(Value v) {
    return v.is_object() && v.object()->kind == Kind::DictView;
}

// Removes the entry at a position that dict_previous() gave; no script code runs.
Result<Value> dict_take_entry(Thread&, Dict*, u64 position, Value key);

Result<Value> make_dict_view(Thread&, Type* type, Dict*);
// An iterator of one of the types dict_key_iterator … dict_reverse_item_iterator.
// The next key and value of a dict_itemiterator; false at the end.
Result<bool> dict_item_pair(Thread&, Iterator*, Value* out);
Result<Value> make_dict_iterator(Thread&, Type* type, Dict*);

// Tracing of Kind::Dict and Kind::DictStorage (dict.cpp).
void register_dict_kinds(Thread&);
// Parts of init_dict_types.
Result<void> init_dict_view_types(Thread&);
Result<void> init_dict_iterator_types(Thread&);

}  // namespace krait
