// Types (classes). A Type is a heap object; its instances' C++ layout is named by `instance_kind`, where their
// attributes live by `attr_offset` (see attribute/instance.h), and how the language's operations reach native code by
// `slots`.
//
// Version tags: `version` is 0 (none: not valid in any cache) or a number that no other state of any type of this Vm
// had. Whatever could alter a lookup through the type calls invalidate_version(), which zeroes it here and in all
// subclasses; numbers are drawn lazily by version_of(). The guard of an inline cache is `object->type->version ==
// cached`, so a version is 32 bits and never reused: at exhaustion the type stays at 0 and is served by the generic path.
//
// Slots: a native type fills in those it implements; a script class inherits its bases' and has a slot replaced by the
// generic "look the dunder up and call it" function when its MRO holds a script-defined dunder (object/slots.cpp).
// Null = the operation is not supported. Calling one checks the C++ stack (object/slot.h).
#pragma once

#include "runtime/object/object.h"
#include "runtime/object/operators.h"
#include "runtime/object/slot.h"
#include "runtime/value/result.h"

#include <span>

namespace krait {

struct Thread;
struct Vm;
struct Str;
struct Tuple;
struct Dict;
struct List;
class Tracer;

// Arguments of a call: n positional values, then nkw keyword values whose names are kwnames[0..nkw).
struct Args {
    Value* v = nullptr;
    u32 n = 0;
    u32 nkw = 0;
    Tuple* kwnames = nullptr;
    Value operator[](u32 i) const { return v[i]; }
};

// A native function whose signature was bound: a[i] is the i-th parameter (empty = omitted, for parameters whose default
// is not a simple constant), *args arrives as a tuple, **kwargs as a dict.
using BoundFunction = Result<Value> (*)(Thread&, Value* a);
// One that takes its arguments as they come.
using RawFunction = Result<Value> (*)(Thread&, const Args&);

// A row of a binding table. `signature` is what inspect would print, with the receiver first for methods:
// "($self, object, /)", "(iterable=(), /)", "($self, sep=None, maxsplit=-1)", "(*args, sep=' ', end='\n')",
// "($type, iterable, value=None, /)" for class methods, "()" … A parameter with the default `<unset>` arrives empty.
struct NativeDef {
    enum Flavor : u8 { kFunction, kClassMethod, kStaticMethod };
    const char* name;
    const char* signature;
    const char* doc;
    Slot<Result<Value>(Value* a)> bound;
    Slot<Result<Value>(const Args&)> raw;
    Flavor flavor = kFunction;
    constexpr NativeDef(const char* n, const char* s, const char* d, BoundFunction f,
                        Flavor fl = kFunction)
        : name(n), signature(s), doc(d), bound(f), flavor(fl) {}
    constexpr NativeDef(const char* n, const char* s, const char* d, RawFunction f,
                        Flavor fl = kFunction)
        : name(n), signature(s), doc(d), raw(f), flavor(fl) {}
};

struct GetSetDef {
    const char* name;
    const char* doc;
    Slot<Result<Value>(Value self)> get;
    Slot<Result<void>(Value self, Value value)> set = {};  // empty value = delete; null = read-only
    // What scripts see it as: a member_descriptor is one that CPython reads straight from the object.
    enum Flavor : u8 { kAccessor, kMember } flavor = kAccessor;
};

struct Slots {
    Slot<Result<Value>(Value)> repr;
    Slot<Result<Value>(Value)> str;
    Slot<Result<i64>(Value)> hash;  // null = unhashable
    Slot<Result<bool>(Value)> truth;
    Slot<Result<i64>(Value)> length;
    Slot<Result<Value>(Value, Value key)> get_item;
    Slot<Result<void>(Value, Value key, Value value)> set_item;  // empty value = delete
    Slot<Result<bool>(Value, Value item)> contains;
    Slot<Result<Value>(Value)> iter;
    Slot<Result<Value>(Value)> next;  // absent = exhausted (StopIteration is not raised)
    // May be NotImplemented.
    Slot<Result<Value>(CompareOp, Value self, Value other)> compare;
    // Either operand may be the one of this type; NotImplemented when it can't do it.
    Slot<Result<Value>(BinaryOp, Value left, Value right)> binary;
    Slot<Result<Value>(BinaryOp, Value left, Value right)> inplace;  // NotImplemented → binary
    Slot<Result<Value>(Value base, Value exponent, Value modulus)> power3;
    Slot<Result<Value>(UnaryOp, Value)> unary;
    Slot<Result<Value>(Value, const Args&)> call;
    Slot<Result<Value>(Value, Str* name)> get_attribute;
    Slot<Result<void>(Value, Str* name, Value value)> set_attribute;  // empty value = delete
    Slot<Result<Value>(Value descriptor, Value object /*or empty*/, Value type)> descr_get;
    Slot<Result<void>(Value descriptor, Value object, Value value)> descr_set;  // empty = delete
    Slot<Result<Value>(Type* type, const Args&)> new_;  // args without the type
    Slot<Result<void>(Value self, const Args&)> init;   // args without self
    // Which operators `binary`, `inplace`, `unary` handle: bit (1 << op). Decides which dunders the type shows.
    u32 binary_ops = 0;
    u32 inplace_ops = 0;
    u32 unary_ops = 0;
};

struct Type : Object {
    Str* name;      // __name__
    Str* qualname;  // __qualname__
    Dict* dict;     // watched: every mutation passes type_dict_changed()
    Tuple* bases;
    Tuple* mro;
    Type* base;          // the base whose instance layout this one extends
    Object* subclasses;  // ValueArray of WeakRefs… managed by object/type.cpp
    u32 version;
    u32 type_flags;
    Kind instance_kind;
    u8 inline_cap;       // inline attribute values that a new instance gets
    u8 sure_inline_cap;  // … and that every instance has, however old
    u16 attr_offset;  // of the Dict* that the inline values follow; 0: instances have no attributes of their own
    u32 instance_size;  // bytes without the inline values: C++ struct, slots, the Dict*
    u32 struct_size;  // bytes of the native C++ struct: the __slots__ values are words in [struct_size, slot_end)
    u32 slot_end;  // end of struct and slots (where a subclass goes on)
    Dict*
        layout;  // attribute name → index of its inline value (the index is the entry's position); may be null
    Str* module_name;  // of native types; null for script classes (their dict has __module__)
    const char* doc;   // of native types
    char* c_name;      // what type_name() returns: malloc'ed, freed with the cell
    const char* new_signature;  // of native types: text signature of the constructor, or null
    void (*trace_native)(Object*, Tracer&);  // of Kind::Native instances
    Slots slots;
    // Caches of MRO lookups that calls need; valid while init_version == version.
    u32 init_version;
    u32 changes;  // times the version was invalidated (stats)
    Value cached_new;
    Value cached_init;

    enum Flag : u32 {
        kScript = 1 << 0,        // made by a class statement or type(): mutable
        kSubclassable = 1 << 1,  // may be a base
        kHasGetAttr = 1 << 2,    // its MRO has a __getattr__
        kCustomGetAttribute =
            1 << 3,  // its MRO overrides object.__getattribute__ by a script function
        kCustomSetAttr = 1 << 4,
        kHasDel = 1 << 5,    // its MRO has a __del__
        kAbstract = 1 << 6,  // has abstract methods
        kDataDescriptor =
            1 << 7,  // instances are data descriptors (descr_set, or __set__/__delete__ in the MRO)
        kDescriptor = 1 << 8,  // instances have __get__
        kWeakRefable = 1 << 9,
        kIsDescriptorClassSomewhere =
            1 << 10,  // an instance sits in some class's dict: changes of __get__/__set__ matter
        kMapping = 1 << 11,  // for structural checks
        kSequence = 1 << 12,
        kCustomEq = 1 << 13,
        kDisallowNew = 1 << 14,  // "cannot create 'X' instances"
        kMethodLike =
            1 << 15,  // instances bind like functions: a METHOD load may skip the bound method
        kHeapImmutable = 1 << 16,
    };
    bool has_flag(Flag flag) const { return (type_flags & flag) != 0; }
};

// What a native type is made from; see make_native_type.
struct TypeDef {
    const char* name;
    const char* doc = nullptr;
    Kind instance_kind;
    u32 instance_size;     // sizeof the C++ struct
    Type* base = nullptr;  // null = object
    u32 flags = 0;         // Type::Flag
    Slots slots = {};
    std::span<const NativeDef> methods = {};
    std::span<const GetSetDef> getsets = {};
    bool has_dict = false;  // instances have a __dict__
    const char* module = "builtins";
    void (*trace_native)(Object*, Tracer&) = nullptr;
    const char* new_signature =
        nullptr;  // text signature of the constructor, for docs and arity messages
};

// Makes the type, its slot wrappers and descriptors. Does not put it into a module. Fails only out of memory.
Result<Type*> make_native_type(Thread&, const TypeDef&);

inline bool is_type(Value v) {
    return v.is_object() && v.object()->kind == Kind::Type;
}
// Whether `type` is `base` or derives from it (by MRO, without __subclasscheck__).
bool is_subtype(const Type* type, const Type* base);
// The type of any value.
KRAIT_INLINE Type* type_of(Thread&, Value);  // thread.h

// Looks `name` (interned) up along the MRO: borrowed value, or empty when there is none (no exception). Uses the
// type-attribute cache.
Value type_lookup(Thread&, Type*, Str* name);
// Same, without the cache and for the search's own sake: also says which class's dict answered.
Value type_lookup_in(Thread&, Type*, Str* name, Type** where);
// The type's version, drawing a number if it has none; 0 when numbers are exhausted.
u32 version_of(Thread&, Type*);
void invalidate_version(Thread&, Type*);
// Whether a version that a cache holds can still match.
bool version_is_live(Thread&, u32 version);
// type.__new__ without the metaclass dance: builds a class. `dict` is copied.
Result<Type*> make_class(Thread&, Type* metatype, Str* name, Tuple* bases, Dict* dict,
                         const Args& keywords);
// "C", "mod.C" as error messages name it.
const char* type_name(const Type*);  // UTF-8, NUL-terminated
inline const char* type_name(Thread& t, Value v);

}  // namespace krait
