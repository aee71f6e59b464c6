// Special methods and slots: which dunder belongs to which slot, the wrappers that show native
// slots to scripts, and the generic slot functions of script classes, which look the dunder up and
// call it.
//
// A class's slots follow from its MRO alone: where the first class that defines a dunder is native
// (what is found is the slot wrapper that make_native_type made), the class has that native
// function in the slot; where it is anything else, it has the script_… function below.
// update_slots() establishes that, slots_dict_changed() keeps it.
#pragma once

#include "runtime/object/thread.h"

#include <initializer_list>

namespace krait {

struct NativeFunction;

enum class Dunder : u8 {
    None,
    Repr,
    Str_,
    Hash,
    Bool,
    Len,
    GetItem,
    SetItem,
    DelItem,
    Contains,
    Iter,
    Next,
    Call,
    GetAttribute,
    SetAttr,
    DelAttr,
    Get,
    Set,
    Delete,
    Init,
    New,
    Compare,                   // six, by CompareOp
    Binary = Compare + 6,      // fourteen, by BinaryOp
    Reflected = Binary + 14,   // fourteen
    Inplace = Reflected + 14,  // fourteen (the one of divmod has no name)
    Unary = Inplace + 14,      // eight, by UnaryOp
    kCount = Unary + 8,
};
inline Dunder dunder_at(Dunder first, int op) {
    return static_cast<Dunder>(static_cast<int>(first) + op);
}
inline int dunder_index(Dunder d, Dunder first) {
    return static_cast<int>(d) - static_cast<int>(first);
}

// Null for the one that has no name.
Str* dunder_name(const Names&, Dunder);
Dunder dunder_of(const Names&, const Str* name);  // None if it belongs to no slot

// Puts wrappers for the slots that a native type implements itself into its dict.
Result<void> add_slot_wrappers(Thread&, Type*, const Slots& own);
// Completes the slots of a native type with those of its base.
void inherit_native_slots(Type*, const Type* base, const Slots& own);
// Calls a slot wrapper, bound or not, or a native __new__.
Result<Value> call_slot_wrapper(Thread&, NativeFunction*, const Args&);
const char* dunder_doc(Dunder);
const char* dunder_signature(Dunder);  // what __text_signature__ of the wrapper shows

// Recomputes all slots and the flags that hang off special methods, of one class; `whole` false:
// only what its own dict says, when its slots were copied from its only base.
void update_slots(Thread&, Type*);
// The same for the class and everything that derives from it.
void update_slots_of_family(Thread&, Type*);
// A class dict changed (type_dict_changed calls it, after the caches were invalidated): `key` empty
// = anything.
void slots_dict_changed(Thread&, Type*, Value key);

// Calls `found` (from a class) with self: functions directly, anything else through its __get__.
Result<Value> call_found(Thread&, Value found, Value self, const Args& args);
// The same in two steps for whoever wants to call often: binds unless it is a function.
Result<Value> call_found(Thread&, Value found, Value self, const Value* args, u32 n);

// A special method of `self`, bound; absent if there is none (`found` is empty) or a descriptor's __get__ raises
// AttributeError: what repr, hash, bool, iter, in, comparisons, binary operators and the rounding functions do. For all
// other special methods the AttributeError goes out.
Result<Value> bind_or_absent(Thread&, Value found, Value self);
// The same, called.
Result<Value> call_found_or_absent(Thread&, Value found, Value self,
                                   std::initializer_list<Value> args = {});
// `item in container` for one without __contains__.
Result<bool> contains_by_iteration(Thread&, Value container, Value item);

// Whether the right operand is asked first though its class doesn't derive from the left one's: str, bytes, tuple
// and list give up on + and * with a TypeError of their own, so a script class goes before them.
bool yields_to_right(Thread&, BinaryOp, Value left, Value right);

// ---- the slots of script classes
Result<Value> script_repr(Thread&, Value);
Result<Value> script_str(Thread&, Value);
Result<i64> script_hash(Thread&, Value);
Result<bool> script_truth(Thread&, Value);
Result<i64> script_length(Thread&, Value);
Result<Value> script_get_item(Thread&, Value, Value key);
Result<void> script_set_item(Thread&, Value, Value key, Value value);
Result<bool> script_contains(Thread&, Value, Value item);
Result<Value> script_iter(Thread&, Value);
Result<Value> script_next(Thread&, Value);
Result<Value> script_compare(Thread&, CompareOp, Value self, Value other);
Result<Value> script_binary(Thread&, BinaryOp, Value left, Value right);
Result<Value> script_inplace(Thread&, BinaryOp, Value left, Value right);
Result<Value> script_power3(Thread&, Value base, Value exponent, Value modulus);
Result<Value> script_unary(Thread&, UnaryOp, Value);
Result<Value> script_call(Thread&, Value, const Args&);
Result<Value> script_get_attribute(Thread&, Value, Str* name);
Result<void> script_set_attribute(Thread&, Value, Str* name, Value value);
Result<Value> script_descr_get(Thread&, Value descriptor, Value object, Value type);
Result<void> script_descr_set(Thread&, Value descriptor, Value object, Value value);
Result<Value> script_new(Thread&, Type*, const Args&);
Result<void> script_init(Thread&, Value self, const Args&);

}  // namespace krait
