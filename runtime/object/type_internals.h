// What the files that make up the object model share among themselves: the making of types, MROs
// and layouts, and the native slot functions of `object` and `type` that others compare against.
#pragma once

#include "runtime/object/thread.h"

#include <string>

namespace krait {

struct NativeFunction;
struct ValueArray;

// ---- native slots of `object` and `type`
Result<Value> object_new(Thread&, Type*, const Args&);
Result<void> object_init(Thread&, Value self, const Args&);
Result<Value> object_repr(Thread&, Value);
Result<Value> object_str(Thread&, Value);
Result<i64> object_hash(Thread&, Value);
Result<Value> object_compare(Thread&, CompareOp, Value, Value);
// type(obj)(…): __new__, then __init__ of what came out if it is an instance of the class.
Result<Value> type_call(Thread&, Value cls, const Args&);
Result<Value> type_new(Thread&, Type* metatype, const Args&);
// "Can't instantiate abstract class …" for a class whose __abstractmethods__ is not empty.
Failure raise_abstract(Thread&, Type*);
// "<C object at 0x…>" needs addresses: lower-case hexadecimal with 0x; of an immediate, its bits.
std::string address_text(Value);
// "<mod.C object at 0x…>"
std::string default_repr(Thread&, Value);
// __module__ as repr shows it: empty when it is "builtins" or no str.
std::string module_prefix(Thread&, Type*);
// "C" or "mod.C": how repr(class) and repr(instance) name a class.
std::string full_type_name(Thread&, Type*);

// ---- making types
// A zeroed Type cell with its metatype set and the version 0.
Result<Type*> allocate_type(Thread&, Type* metatype);
void set_type_name(Type*, const std::string& c_name);
// C3 linearisation of the type's bases; TypeError when there is none.
Result<Tuple*> linearize(Thread&, Type*);
// mro() of the metaclass if it has one of its own, else linearize(); checks what came out.
Result<Tuple*> compute_mro(Thread&, Type*);
// Type flag: a metaclass's mro() put classes into the MRO that the class doesn't derive from. Changes of those
// don't reach it, so nothing that is found through it may be cached.
inline constexpr u32 kForeignMro = 1u << 17;
// Takes a new MRO over; the type's version is for the caller to invalidate.
void set_mro(Thread&, Type*, Tuple* mro);
// The base that decides the layout; TypeError on conflict or unacceptable bases.
Result<Type*> best_base(Thread&, Tuple* bases);
// Whether instances of the two have the same layout: struct, slots, dict, weakrefs.
bool same_layout(const Type* a, const Type* b);
Type* solid_base(Type*);
// The nearest class on the base chain that was not made by a class statement.
Type* native_base(Type*);
// Puts an entry into a new type's dict, before that is watched.
Result<void> define(Thread&, Type*, const char* name, Value);
Result<Value> make_getset(Thread&, Type* owner, const GetSetDef*);
Result<Value> make_member(Thread&, Type* owner, Str* name, u32 offset);
// The descriptors of __dict__ and __weakref__ that a class gets when it adds these to its
// instances.
Result<void> define_dict_descriptor(Thread&, Type*);
Result<void> define_weakref_descriptor(Thread&, Type*);
// The class dict becomes watched: from here on every change goes through type_dict_changed.
void watch_dict(Type*);

// ---- subclasses: a table of weak entries; the collector drops dead ones (sweep_subclasses)
Result<void> add_subclass(Thread&, Type* base, Type* subclass);
void remove_subclass(Type* base, Type* subclass);
// The i-th entry, or null for a hole; n = subclass_slots(base).
u64 subclass_slots(const Type* base);
Type* subclass_at(const Type* base, u64 i);
// Drops entries of types that did not survive; `root` is `object`, from which all living types are
// reached.
void sweep_subclasses(Heap&, Type* root);

// ---- attributes of classes
Result<void> type_set_bases(Thread&, Value cls, Value);
Result<Tuple*> abstract_names(Thread&, Type*);  // sorted

Result<void> trace_and_register_type_kind(Thread&);
Result<void> init_object_type(Thread&);
Result<void> init_type_type(Thread&);
Result<void> init_native_function_types(Thread&);

}  // namespace krait
