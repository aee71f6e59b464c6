// Instance attribute storage: inline values, the shared dict, dict mode.

#include "runtime/attribute/instance.h"

#include "runtime/errors/errors.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/sequence.h"

#include <cstring>

namespace krait {

namespace {

// Variable-sized kinds keep their Dict* behind the items; the items' number is known once the object is filled in.
std::size_t variable_size(const Object* o) {
    switch (o->kind) {
        case Kind::Int: return sizeof(Int) + static_cast<const Int*>(o)->count() * sizeof(u64);
        case Kind::Tuple:
            return sizeof(Tuple) + static_cast<const Tuple*>(o)->length * sizeof(Value);
        case Kind::Bytes:
            return sizeof(Bytes) + ((static_cast<const Bytes*>(o)->size + 1 + 7) & ~u64{7});
        default: return o->type->instance_size;
    }
}

bool in_dict_mode(const Object* o) {
    return o->flags & Object::kDictMode;
}

// A dict that holds the values of an object in dict mode; made on demand.
Result<Dict*> own_dict(Thread& t, Object* o) {
    Attributes* attributes = attributes_of(o);
    if (attributes->dict == nullptr) {
        Dict* d = TRY(make_dict(t));
        attributes_of(o)->dict = d;
        write_barrier(t, o);
    }
    return attributes_of(o)->dict;
}

void enter_dict_mode(Object* o) {
    o->flags |= Object::kDictMode;
    if (!kind_uses_aux(o->kind)) o->watermark = kNoInline;
}

// New instances get room for one more attribute than this one had, so that a class's layout grows with what its instances
// really use.
void grow_inline_capacity(Type* type) {
    if (type->attr_offset == kVariableAttrOffset || type->layout == nullptr) return;
    u32 wanted = type->layout->fill;
    if (wanted > kMaxInline) wanted = kMaxInline;
    if (wanted > type->inline_cap) type->inline_cap = static_cast<u8>(wanted);
}

}  // namespace

Attributes* attributes_variable(Object* o) {
    return reinterpret_cast<Attributes*>(reinterpret_cast<char*>(o) + variable_size(o));
}

Result<Object*> allocate_instance(Thread& t, Type* type, std::size_t extra) {
    std::size_t size = type->instance_size + extra;
    bool dict_mode = kind_uses_aux(type->instance_kind);
    u32 inline_cap = 0;
    if (type->attr_offset == kVariableAttrOffset) {
        size += sizeof(Dict*);
    } else if (type->attr_offset != 0 && !dict_mode) {
        inline_cap = type->inline_cap;
        size += inline_cap * sizeof(Value);
    }
    Object* o = t.heap().allocate(size, type->instance_kind, type);
    if (KRAIT_UNLIKELY(o == nullptr)) return raise_memory_error(t);
    if (dict_mode) {
        if (type->attr_offset != 0) o->flags |= Object::kDictMode;
    } else {
        o->inline_cap = static_cast<u8>(inline_cap);
    }
    if (type->has_flag(Type::kHasDel)) t.heap().register_finalizer(o);
    return o;
}

i64 layout_index(const Type* type, Str* name) {
    return type->layout == nullptr ? -1 : dict_entry_index(type->layout, name);
}

Result<i64> layout_index_for_store(Thread& t, Type* type, Str* name) {
    i64 index = layout_index(type, name);
    if (index >= 0) return index;
    if (type->layout == nullptr) {
        Dict* layout = TRY(make_dict(t));
        type->layout = layout;
        write_barrier(t, type);
    }
    if (type->layout->fill >= kMaxInline) return i64{-1};
    // Until now no instance could hide a class attribute of this name: sites that rely on that must notice.
    if (t.vm->hooks.class_attribute_hidden != nullptr && !type_lookup(t, type, name).is_empty()) {
        t.vm->hooks.class_attribute_hidden(t, type, name);
    }
    TRY(dict_set_str(t, type->layout, name, Value::none()));
    return i64{type->layout->fill - 1};
}

Value instance_get(Object* o, Str* name) {
    Attributes* attributes = attributes_of(o);
    if (in_dict_mode(o))
        return attributes->dict == nullptr ? Value() : dict_get_str(attributes->dict, name);
    i64 index = layout_index(o->type, name);
    return index < 0 || index >= o->inline_cap ? Value() : attributes->values[index];
}

Result<void> instance_set(Thread& t, Object* o, Str* name, Value value) {
    if (!in_dict_mode(o)) {
        i64 index = TRY(layout_index_for_store(t, o->type, name));
        if (index >= 0 && index < o->inline_cap) {
            Attributes* attributes = attributes_of(o);
            bool present = !attributes->values[index].is_empty();
            if (present || index >= o->watermark) {
                attributes->values[index] = value;
                if (!present) o->watermark = static_cast<u16>(index + 1);
                write_barrier(t, o);
                return {};
            }
        } else {
            grow_inline_capacity(o->type);
        }
        TRY(instance_to_dict_mode(t, o));
    }
    Dict* d = TRY(own_dict(t, o));
    return dict_set_str(t, d, name, value);
}

Result<bool> instance_delete(Thread& t, Object* o, Str* name) {
    Attributes* attributes = attributes_of(o);
    if (in_dict_mode(o)) {
        if (attributes->dict == nullptr) return false;
        Value removed = TRY(dict_pop_str(t, attributes->dict, name));
        return !removed.is_absent();
    }
    i64 index = layout_index(o->type, name);
    if (index < 0 || index >= o->inline_cap || attributes->values[index].is_empty()) return false;
    attributes->values[index] = Value();
    while (o->watermark > 0 && attributes->values[o->watermark - 1].is_empty()) o->watermark--;
    return true;
}

Result<Dict*> instance_dict(Thread& t, Object* o) {
    Attributes* attributes = attributes_of(o);
    if (attributes->dict != nullptr) return attributes->dict;
    Dict* d = TRY(make_dict(t));
    if (in_dict_mode(o)) {
        // variable-sized kinds only: nothing inline
    } else {
        d->flags |= Dict::kShared;
        d->owner = o;
    }
    attributes_of(o)->dict = d;
    write_barrier(t, o);
    return d;
}

Result<Dict*> instance_to_dict_mode(Thread& t, Object* o) {
    if (in_dict_mode(o)) return own_dict(t, o);
    Attributes* attributes = attributes_of(o);
    Dict* d = attributes->dict;
    if (d == nullptr) d = TRY(make_dict(t));
    Dict* filled = TRY(make_dict(t, o->watermark));
    const Dict* layout = o->type->layout;
    for (u32 i = 0; i < o->watermark; i++) {
        if (attributes->values[i].is_empty()) continue;
        TRY(dict_set_str(t, filled, layout->storage->entries[i].key.as<Str>(),
                         attributes->values[i]));
    }
    // The dict keeps its identity and takes the filled storage over.
    d->flags &= static_cast<u8>(~Dict::kShared);
    d->owner = nullptr;
    d->storage = filled->storage;
    d->used = filled->used;
    d->fill = filled->fill;
    write_barrier(t, d);
    attributes->dict = d;
    for (u32 i = 0; i < o->inline_cap; i++) attributes->values[i] = Value();
    enter_dict_mode(o);
    write_barrier(t, o);
    return d;
}

void instance_replace_dict(Thread& t, Object* o, Dict* dict) {
    Attributes* attributes = attributes_of(o);
    if (!in_dict_mode(o)) {
        if (attributes->dict != nullptr && attributes->dict != dict) {
            // The old dict lives on with the values. Out of memory here would lose them: it stays attached then.
            if (!instance_to_dict_mode(t, o).ok()) {
                clear_pending(t);
                return;
            }
        } else if (attributes->dict == dict) {
            return;
        }
        for (u32 i = 0; i < o->inline_cap; i++) attributes->values[i] = Value();
        enter_dict_mode(o);
    }
    attributes->dict = dict;
    write_barrier(t, o);
}

Result<void> instance_change_type(Thread& t, Object* o, Type* type) {
    if (o->type->attr_offset != 0 && o->type != type) TRY(instance_to_dict_mode(t, o));
    o->type = type;
    write_barrier(t, o);
    if (type->has_flag(Type::kHasDel)) t.heap().register_finalizer(o);
    return {};
}

void trace_attributes(Object* o, Tracer& tracer) {
    Type* type = o->type;
    if (type == nullptr) return;
    tracer.visit(type);
    if (!type->has_flag(Type::kScript)) {
        if (type->attr_offset == 0) return;
    } else if (type->attr_offset != kVariableAttrOffset) {
        // __slots__ values: between the C++ struct and the Dict*
        for (u32 at = type->struct_size; at < type->slot_end; at += sizeof(Value)) {
            tracer.visit(*reinterpret_cast<Value*>(reinterpret_cast<char*>(o) + at));
        }
    }
    if (type->attr_offset == 0) return;
    Attributes* attributes = attributes_of(o);
    tracer.visit(attributes->dict);
    if (!kind_uses_aux(o->kind)) tracer.visit_range(attributes->values, o->inline_cap);
}

}  // namespace krait
