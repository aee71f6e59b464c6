// Type objects: allocation, native types, the subclass tables, tracing. How script classes are made
// is in class_creation.cpp, what classes offer to scripts in type_methods.cpp.
#include "runtime/attribute/instance.h"
#include "runtime/heap/process_memory.h"
#include "runtime/object/bootstrap.h"
#include "runtime/object/slots.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/dict.h"
#include "runtime/types/native_function.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

namespace krait {

bool is_subtype(const Type* type, const Type* base) {
    if (type == base) return true;
    if (type->mro == nullptr) {
        for (; type != nullptr; type = type->base)
            if (type == base) return true;
        return false;
    }
    for (u64 i = 0; i < type->mro->length; i++)
        if (type->mro->items[i] == Value(base)) return true;
    return false;
}

const char* type_name(const Type* type) {
    return type->c_name != nullptr ? type->c_name : "?";
}

void set_type_name(Type* type, const std::string& c_name) {
    char* copy = memory::allocation_fails() ? nullptr : strdup(c_name.c_str());
    if (copy == nullptr) throw std::bad_alloc();
    std::free(type->c_name);
    type->c_name = copy;
}

Result<Type*> allocate_type(Thread& t, Type* metatype) {
    std::size_t size = sizeof(Type);
    if (metatype != nullptr && metatype->instance_size > size) size = metatype->instance_size;
    Object* cell = t.heap().allocate(size, Kind::Type, metatype);
    if (cell == nullptr) return raise_memory_error(t);
    auto* type = static_cast<Type*>(cell);
    type->slots = Slots{};
    if (metatype != nullptr && metatype->has_flag(Type::kHasDel)) t.heap().register_finalizer(type);
    return type;
}

Type* native_base(Type* type) {
    while (type->has_flag(Type::kScript)) type = type->base;
    return type;
}

void watch_dict(Type* type) {
    type->dict->owner = type;
    type->dict->flags |= Dict::kTypeDict;
}

Result<void> define(Thread& t, Type* type, const char* name, Value value) {
    Str* key = TRY(intern(t, name));
    return dict_set_str(t, type->dict, key, value);
}

// ---- tracing

namespace {

void trace_type(Object* object, Tracer& tracer) {
    auto* type = static_cast<Type*>(object);
    tracer.visit(type->type);
    tracer.visit(type->name);
    tracer.visit(type->qualname);
    tracer.visit(type->dict);
    tracer.visit(type->bases);
    tracer.visit(type->mro);
    tracer.visit(type->base);
    tracer.mark_storage(type->subclasses);
    tracer.visit(type->layout);
    tracer.visit(type->module_name);
    tracer.visit(type->cached_new);
    tracer.visit(type->cached_init);
}

void release_type(Object* object) {
    std::free(static_cast<Type*>(object)->c_name);
}

void trace_instance(Object* object, Tracer& tracer) {
    trace_attributes(object, tracer);
}

void trace_native_instance(Object* object, Tracer& tracer) {
    if (object->type != nullptr && object->type->trace_native != nullptr)
        object->type->trace_native(object, tracer);
    trace_attributes(object, tracer);
}

}  // namespace

Result<void> trace_and_register_type_kind(Thread& t) {
    t.heap().register_kind(Kind::Type, trace_type, release_type);
    t.heap().register_kind(Kind::Instance, trace_instance);
    t.heap().register_kind(Kind::Native, trace_native_instance);
    return {};
}

// ---- subclasses

namespace {

ValueArray* table(const Type* base) {
    return static_cast<ValueArray*>(base->subclasses);
}

}  // namespace

u64 subclass_slots(const Type* base) {
    return base->subclasses == nullptr ? 0 : table(base)->capacity;
}

Type* subclass_at(const Type* base, u64 i) {
    if (i >= subclass_slots(base)) return nullptr;
    Value v = table(base)->items[i];
    return v.is_empty() ? nullptr : v.as<Type>();
}

Result<void> add_subclass(Thread& t, Type* base, Type* subclass) {
    u64 capacity = subclass_slots(base);
    // Entries stay in order of addition: only the tail of holes is reused, and holes are squeezed
    // out when full.
    u64 used = capacity;
    while (used > 0 && table(base)->items[used - 1].is_empty()) used--;
    if (used == capacity) {
        u64 live = 0;
        for (u64 i = 0; i < capacity; i++) live += subclass_at(base, i) != nullptr;
        u64 grown = live * 2 < 4 ? 4 : live * 2;
        Object* cell = t.heap().allocate(sizeof(ValueArray) + grown * sizeof(Value),
                                         Kind::ValueArray, nullptr);
        if (cell == nullptr && live == capacity) return raise_memory_error(t);
        auto* fresh = static_cast<ValueArray*>(cell);
        if (fresh == nullptr) {
            fresh = table(base);  // in place, then
        } else {
            fresh->capacity = grown;
        }
        used = 0;
        for (u64 i = 0; i < subclass_slots(base); i++)
            if (Type* s = subclass_at(base, i)) {
                if (fresh == table(base)) fresh->items[i] = Value();
                fresh->items[used++] = Value(s);
            }
        base->subclasses = fresh;
    }
    table(base)->items[used] = Value(subclass);
    write_barrier(t, base);
    return {};
}

void remove_subclass(Type* base, Type* subclass) {
    for (u64 i = 0; i < subclass_slots(base); i++)
        if (subclass_at(base, i) == subclass) table(base)->items[i] = Value();
}

namespace {

// The class below `type` at this place, if it is alive (a dead one is forgotten) and to be entered from here: each class is
// entered once, by way of its first base.
Type* sweep_subclass(Heap& heap, Type* type, u64 i) {
    Type* subclass = subclass_at(type, i);
    if (subclass == nullptr) return nullptr;
    if (!heap.is_marked(subclass)) {
        table(type)->items[i] = Value();
        return nullptr;
    }
    bool first = subclass->bases != nullptr && subclass->bases->length > 0 &&
                 subclass->bases->items[0] == Value(type);
    return first ? subclass : nullptr;
}

// Without a list of what is open: back up by way of the first base, where the place is looked for.
void sweep_subclasses_without_memory(Heap& heap, Type* root) {
    Type* type = root;
    u64 i = 0;
    for (;;) {
        if (i < subclass_slots(type)) {
            Type* subclass = sweep_subclass(heap, type, i++);
            if (subclass != nullptr) type = subclass, i = 0;
            continue;
        }
        if (type == root) return;
        Type* base = type->bases->items[0].as<Type>();
        for (i = 0; subclass_at(base, i) != type;) i++;
        i++;
        type = base;
    }
}

}  // namespace

void sweep_subclasses(Heap& heap, Type* root) {
    try {
        std::vector<Type*> open = {root};
        while (!open.empty()) {
            Type* type = open.back();
            open.pop_back();
            for (u64 i = 0; i < subclass_slots(type); i++) {
                Type* subclass = sweep_subclass(heap, type, i);
                if (subclass != nullptr) open.push_back(subclass);
            }
        }
    } catch (const std::bad_alloc&) {  // a collection must not fail
        sweep_subclasses_without_memory(heap, root);
    }
}

// ---- native types

namespace {

bool variable_sized(Kind kind) {
    return kind == Kind::Int || kind == Kind::Tuple || kind == Kind::Bytes;
}

void lay_out_native(Type* type, const TypeDef& def, const Type* base) {
    u32 size = def.instance_size;
    if (base != nullptr && size < base->struct_size) size = base->struct_size;
    type->instance_kind = def.instance_kind;
    type->struct_size = type->slot_end = type->instance_size = (size + 7) & ~7u;
    if (!def.has_dict && (base == nullptr || base->attr_offset == 0)) return;
    if (variable_sized(def.instance_kind)) {
        type->attr_offset = kVariableAttrOffset;
        return;
    }
    type->attr_offset = static_cast<u16>(type->slot_end);
    type->instance_size = type->slot_end + sizeof(Dict*);
}

bool has_getset(const TypeDef& def, const char* name) {
    for (const GetSetDef& row : def.getsets)
        if (std::strcmp(row.name, name) == 0) return true;
    return false;
}

Result<void> fill_native_dict(Thread& t, Type* type, const TypeDef& def, bool adds_dict) {
    TRY(add_slot_wrappers(t, type, def.slots));
    for (const NativeDef& row : def.methods) {
        Value method = TRY(make_native_method(t, type, &row));
        TRY(define(t, type, row.name, method));
    }
    for (const GetSetDef& row : def.getsets) {
        Value descriptor = TRY(make_getset(t, type, &row));
        TRY(define(t, type, row.name, descriptor));
    }
    if (adds_dict && !has_getset(def, "__dict__")) TRY(define_dict_descriptor(t, type));
    if (!has_getset(def, "__doc__")) {
        Value doc = def.doc == nullptr ? Value::none() : Value(TRY(make_str(t, def.doc)));
        TRY(define(t, type, "__doc__", doc));
    }
    if (def.slots.compare != nullptr && def.slots.hash == nullptr)
        TRY(dict_set_str(t, type->dict, t.names().__hash__, Value::none()));
    return {};
}

Result<void> set_native_bases(Thread& t, Type* type, Type* base) {
    if (base == nullptr) {
        type->bases = t.vm->empty_tuple;
        Value self(type);
        type->mro = TRY(make_tuple_from(t, &self, 1));
        return {};
    }
    Value only(base);
    type->bases = TRY(make_tuple_from(t, &only, 1));
    Tuple* mro = TRY(make_tuple(t, base->mro->length + 1));
    mro->items[0] = Value(type);
    for (u64 i = 0; i < base->mro->length; i++) mro->items[i + 1] = base->mro->items[i];
    type->mro = mro;
    return add_subclass(t, base, type);
}

}  // namespace

Result<Type*> make_native_type(Thread& t, const TypeDef& def) {
    Type* type = take_shell(*t.vm, def.name);
    if (type == nullptr) type = TRY(allocate_type(t, t.types().type));
    Type* base = def.base != nullptr ? def.base : t.types().object;
    if (base == type) base = nullptr;
    type->type = t.types().type;
    type->type_flags = def.flags;
    type->base = base;
    type->doc = def.doc;
    type->new_signature = def.new_signature;
    type->trace_native = def.trace_native != nullptr ? def.trace_native
                         : base != nullptr           ? base->trace_native
                                                     : nullptr;
    type->name = TRY(intern(t, def.name));
    type->qualname = type->name;
    type->module_name = TRY(intern(t, def.module));
    bool builtin = std::strcmp(def.module, "builtins") == 0;
    set_type_name(type, builtin ? std::string(def.name) : cat(def.module, ".", def.name));
    lay_out_native(type, def, base);
    type->dict = TRY(make_dict(t, static_cast<u32>(def.methods.size() + def.getsets.size()) + 16));
    TRY(set_native_bases(t, type, base));
    if (base != nullptr) {
        inherit_native_slots(type, base, def.slots);
        type->type_flags |=
            base->type_flags & (Type::kSequence | Type::kMapping | Type::kWeakRefable);
    } else {
        type->slots = def.slots;
    }
    bool adds_dict = type->attr_offset != 0 && (base == nullptr || base->attr_offset == 0);
    TRY(fill_native_dict(t, type, def, adds_dict));
    watch_dict(type);
    write_barrier(t, type);
    return type;
}

}  // namespace krait
