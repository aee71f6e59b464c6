// Where an instance keeps its attributes: `__slots__` values at fixed offsets behind the C++ struct; then, if its type
// gives instances a __dict__ (type->attr_offset != 0), one Dict* followed by `inline_cap` inline values.
//
// Inline mode: the value of the attribute with index i of the type's layout is values[i] (empty = not set). `watermark` is
// one more than the highest index that was ever filled, so that "index order = insertion order" holds: filling an index
// below it moves the instance to dict mode. The Dict* is null or a materialised kShared dict.
// Dict mode (kDictMode): all values live in the Dict (which may be the instance's own, or any dict assigned to __dict__); the inline values are empty
// and the watermark is kNoInline, so every inline cache guard fails by itself.
//
// Variable-sized kinds (Int, Tuple, Bytes) have attr_offset kVariableAttrOffset: only a Dict*, behind the items; always dict mode.
// So are instances of subclasses of str, whose header has no room for a watermark.
// Classes and modules keep their attributes in Type::dict / Module::dict and have attr_offset 0.
#pragma once

#include "runtime/object/thread.h"
#include "runtime/types/dict.h"

namespace krait {

inline constexpr u16 kVariableAttrOffset = 0xFFFF;
inline constexpr u16 kNoInline = 0xFFFF;
inline constexpr u32 kMaxInline = 200;  // attributes per instance; beyond, dict mode

struct Attributes {
    Dict* dict;
    Value values[];
};

// Allocates an instance of `type` (its C++ struct zeroed, attributes empty) with `extra` bytes for variable-sized kinds.
Result<Object*> allocate_instance(Thread&, Type* type, std::size_t extra = 0);
template <class T>
Result<T*> allocate_instance_as(Thread& t, Type* type, std::size_t extra = 0) {
    return static_cast<T*>(TRY(allocate_instance(t, type, extra)));
}
// Whether objects of this kind use the header's `aux` for something else, so that they have no inline values.
constexpr bool kind_uses_aux(Kind kind) {
    return kind == Kind::Str || kind == Kind::Int || kind == Kind::Tuple || kind == Kind::Bytes;
}
// Only for objects whose type has attr_offset != 0.
Attributes* attributes_variable(Object*);
KRAIT_INLINE Attributes* attributes_of(Object* o) {
    u16 offset = o->type->attr_offset;
    if (KRAIT_UNLIKELY(offset == kVariableAttrOffset)) return attributes_variable(o);
    return reinterpret_cast<Attributes*>(reinterpret_cast<char*>(o) + offset);
}
inline bool has_attributes(const Object* o) {
    return o->type->attr_offset != 0;
}

// The instance's own attribute (no class lookup): value or empty.
Value instance_get(Object*, Str* name);
Result<void> instance_set(Thread&, Object*, Str* name, Value value);
// False (no exception) when there is no such attribute.
Result<bool> instance_delete(Thread&, Object*, Str* name);
// The __dict__ as a real dict, made on demand (shared with the inline values).
Result<Dict*> instance_dict(Thread&, Object*);
// obj.__dict__ = dict.
void instance_replace_dict(Thread&, Object*, Dict* dict);
// Moves inline values into a dict of their own (kOwned).
Result<Dict*> instance_to_dict_mode(Thread&, Object*);
// `object.__class__ = type` (compatibility was checked): adapts the attribute storage.
Result<void> instance_change_type(Thread&, Object*, Type* type);
// The index of `name` in the type's layout, appended if it isn't there and there is room; -1 otherwise.
Result<i64> layout_index_for_store(Thread&, Type*, Str* name);
i64 layout_index(const Type*, Str* name);  // -1: none

// Visits type, slots, dict and inline values: to be called by the trace function of each subclassable kind.
void trace_attributes(Object*, Tracer&);

// ---- the lookup chain as the language defines it (attribute/lookup.cpp)
// object.__getattribute__ / __setattr__ / __delattr__.
Result<Value> generic_get_attribute(Thread&, Value object, Str* name);
// How attributes of this type's instances are read, before a __getattr__ is asked.
inline auto get_attribute_before_hook(const Type* type) {
    bool hook = type->has_flag(Type::kHasGetAttr) && !type->has_flag(Type::kCustomGetAttribute);
    while (hook && type->has_flag(Type::kScript)) type = type->base;
    return type->slots.get_attribute;
}
// generic_get_attribute, but absent instead of an AttributeError when the name is nowhere.
Result<Value> lookup_in_instance(Thread&, Value object, Str* name);
Result<void> generic_set_attribute(Thread&, Value object, Str* name,
                                   Value value /* empty = delete */);
// type.__getattribute__ / __setattr__ for classes; module's.
Result<Value> type_get_attribute(Thread&, Value cls, Str* name);
Result<void> type_set_attribute(Thread&, Value cls, Str* name, Value value);
Result<Value> module_get_attribute(Thread&, Value module, Str* name);
Result<void> module_set_attribute(Thread&, Value module, Str* name, Value value);
// Binds what was found in a class: calls its type's descr_get if there is one.
Result<Value> bind_descriptor(Thread&, Value descriptor, Value object, Value type);

// ---- the watcher on class dicts: called by dict functions after each change to a kTypeDict dict (`key` empty = everything).
void type_dict_changed(Thread&, Type*, Value key);

}  // namespace krait
