// The header that every heap object starts with, and the kinds of cells that the heap knows.
//
// The header is 16 bytes. `kind` says which C++ struct the cell holds, so tracing and downcasts never look at the type:
// an instance of a script class derived from list has kind List and that class as its type. `kind == Free` marks a cell
// that is not allocated. `log` and `mark` belong to the collector (heap/heap.h). No C++ vtables in heap objects.
#pragma once

#include "runtime/value/value.h"

namespace krait {

struct Type;

enum class Kind : u8 {
    Free,
    // storage cells, owned by an object (their `type` is null)
    ValueArray,   // Values; see heap/storage.h
    DictStorage,  // a dict's entries and index
    Bytes_,       // raw bytes without pointers
    // objects of the runtime
    Instance,  // of a script class derived from object: slots and attributes only
    Type,
    Int,    // limbs: an int beyond 49 bits, or an instance of a subclass of int
    Float,  // an instance of a subclass of float (plain floats are immediates)
    Complex,
    Str,
    Bytes,
    ByteArray,
    Tuple,
    List,
    Dict,
    Set,  // set and frozenset
    SetStorage,
    Range,
    Slice,
    DictView,
    Iterator,  // of the built-in containers, enumerate, zip, map, filter, reversed…: types/iterator.h
    NativeFunction,
    BoundMethod,
    Property,
    ClassMethod,
    StaticMethod,
    MemberDescriptor,
    GetSetDescriptor,
    MappingProxy,
    Super,
    Cell,
    Module,
    Exception,
    WeakRef,
    WeakProxy,
    GenericAlias,
    SimpleNamespace,
    Native,  // an object of a native module; its Type names its tracing function
    // objects of the vm
    Code,
    Bytecode,
    Function,
    Generator,
    Frame,
    Traceback,
    kCount,
};

struct Object {
    Type* type;
    Kind kind;
    u8 log;    // 1: old and not yet in the remembered set, so that a store into it must be logged
    u8 mark;   // the collector's colour
    u8 flags;  // the lower three bits below; the upper bits belong to the kind
    union {
        u32 aux;  // belongs to the kind (a str's hash, an int's number of limbs)
        struct {  // objects with inline attribute values (attribute/instance.h)
            u16 watermark;
            u8 inline_cap;
            u8 unused;
        };
    };

    static constexpr u8 kHasWeakRefs = 1 << 0;
    static constexpr u8 kFinalized = 1 << 1;
    static constexpr u8 kDictMode =
        1 << 2;  // attributes are in the dict, none inline (attribute/instance.h)
};
static_assert(sizeof(Object) == 16);

}  // namespace krait
