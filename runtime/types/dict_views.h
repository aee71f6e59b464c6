// dict.keys(), .values() and .items(), and the iterators over dicts.
#pragma once

#include "runtime/types/dict.h"

namespace krait {

// Which view it is, its type says.
struct DictView : Object {
    static constexpr Kind kKind = Kind::DictView;
    Dict* dict;
};
inline bool is_dict_view(Value v) {
    return v.is_object() && v.object()->kind == Kind::DictView;
}

Result<Value> make_dict_view(Thread&, Type* type, Dict*);
// An iterator of one of the types dict_key_iterator … dict_reverse_item_iterator.
Result<Value> make_dict_iterator(Thread&, Type* type, Dict*);

// Tracing of Kind::Dict and Kind::DictStorage (dict.cpp).
void register_dict_kinds(Thread&);
// Parts of init_dict_types.
Result<void> init_dict_view_types(Thread&);
Result<void> init_dict_iterator_types(Thread&);

}  // namespace krait
