// Native functions and methods, bound methods, and the built-in descriptors: structs and binding.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

struct Signature;  // parsed parameters of a NativeDef (types/native_function.cpp)

// builtin functions, methods of native types (unbound: `self` empty), slot wrappers, bound natives: told apart by type.
struct NativeFunction : Object {
    static constexpr Kind kKind = Kind::NativeFunction;
    // flags
    static constexpr u8 kMethod = 1 << 3;  // takes its receiver as a[0]
    static constexpr u8 kExact =
        1 << 4;  // fast: takes exactly `arity` positional arguments (receiver included)
    decltype(NativeDef::bound) bound;
    decltype(NativeDef::raw) raw;
    u32 arity;  // parameters, receiver included (when kExact)
    u32 slot;   // slot wrappers: which dunder (object/slots.cpp)
    const NativeDef* def;
    const Signature* signature;
    Value self;   // bound receiver or module; empty
    Type* owner;  // the type that has it; null for module functions
    Str* name;
    Str* module;  // or null
};

// Tells definitions apart: they are in the program's image, which is smaller than 4 GB. Never 0.
inline u32 definition_stamp(const NativeFunction* f) {
    return static_cast<u32>(reinterpret_cast<u64>(f->def)) | 1;
}

struct BoundMethod : Object {
    static constexpr Kind kKind = Kind::BoundMethod;
    Value function;
    Value self;
};
struct Property : Object {
    static constexpr Kind kKind = Kind::Property;
    Value get, set, del, doc;  // None when there is none
    Value name;                // from __set_name__, or empty
    Value getter_doc;
};
struct ClassMethod : Object {
    static constexpr Kind kKind = Kind::ClassMethod;
    Value callable;
    Dict* dict;
};
struct StaticMethod : Object {
    static constexpr Kind kKind = Kind::StaticMethod;
    Value callable;
    Dict* dict;
};
struct MemberDescriptor : Object {  // of __slots__
    static constexpr Kind kKind = Kind::MemberDescriptor;
    Type* owner;
    Str* name;
    u32 offset;  // of the Value in the instance
};
struct GetSetDescriptor : Object {
    static constexpr Kind kKind = Kind::GetSetDescriptor;
    Type* owner;
    Str* name;
    const GetSetDef* def;
};
struct MappingProxy : Object {
    static constexpr Kind kKind = Kind::MappingProxy;
    Value mapping;
};
struct Super : Object {
    static constexpr Kind kKind = Kind::Super;
    Type* this_class;
    Value self;       // empty = unbound
    Type* self_type;  // whose MRO is searched
};
struct Cell : Object {
    static constexpr Kind kKind = Kind::Cell;
    Value value;  // empty = unbound
};
struct Module : Object {
    static constexpr Kind kKind = Kind::Module;
    static constexpr u8 kNative = 1 << 3;  // made from tables: shown as "(built-in)"
    Dict* dict;
};

Result<Value> make_native_function(Thread&, const NativeDef*, Value self, Str* module);
Result<Value> make_bound_method(Thread&, Value function, Value self);
// Calls a native function object with these arguments (receiver in place if it is an unbound method).
Result<Value> call_native(Thread&, NativeFunction*, const Args&);
// Binds `args` to the function's signature into `out` (room for `arity` values), with CPython's error messages.
Result<void> bind_arguments(Thread&, NativeFunction*, const Args&, Value* out);
// For constructors (Slots::new_, init), which have no NativeFunction: parses args against a signature text; the parsed
// form is cached by the address of `signature`. Omitted parameters without simple default are empty.
Result<void> parse_arguments(Thread&, const char* function_name, const char* signature, const Args&,
                             Value* out);
Result<Module*> make_module(Thread&, Str* name);
// Makes a native module from tables and enters it into sys.modules.
Result<Module*> make_native_module(Thread&, const char* name, const char* doc,
                                   std::span<const NativeDef> functions);

Result<void> init_descriptor_types(Thread&);

}  // namespace krait
