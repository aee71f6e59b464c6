// Attribute access: the specialized forms. What each guard protects is told in docs/specialization.md; the lookup itself, as
// the language defines it, is runtime/attribute/lookup.cpp; how a site gets its form, specialize/attribute.cpp.
#define RECEIVER(reg, slow)                               \
    u64 receiver = R[reg].bits();                         \
    if (KRAIT_UNLIKELY(!IS_OBJECT(receiver))) SLOW(slow); \
    Object* o = reinterpret_cast<Object*>(receiver);      \
    AttrCache* cache = attr_cache(pc);                    \
    if (KRAIT_UNLIKELY(o->type->version != cache->version)) SLOW(slow)
#define VALUE_AT(object, offset) \
    (*reinterpret_cast<Value*>(reinterpret_cast<char*>(object) + (offset)))

OP(LOAD_ATTR) {
    SLOW(load_attr);
}
// Every instance of the class has room for the value (Type::sure_inline_cap).
OP(LOAD_ATTR_INSTANCE_VALUE) {
    RECEIVER(B, load_attr);
    Value v = VALUE_AT(o, cache->offset);
    if (KRAIT_UNLIKELY(v.is_empty())) SLOW(load_attr);
    R[A] = v;
    NEXT(7);
}
OP(LOAD_ATTR_SLOT) {
    RECEIVER(B, load_attr);
    Value v = VALUE_AT(o, cache->offset);
    if (KRAIT_UNLIKELY(v.is_empty())) SLOW(load_attr);
    R[A] = v;
    NEXT(7);
}
OP(LOAD_ATTR_MODULE) {
    AttrCache* cache = attr_cache(pc);
    if (KRAIT_UNLIKELY(R[B].bits() != cache->extra_pointer())) SLOW(load_attr);
    Value v = *reinterpret_cast<const Value*>(cache->value);
    if (KRAIT_UNLIKELY(v.is_empty())) SLOW(load_attr);
    R[A] = v;
    NEXT(7);
}
OP(LOAD_ATTR_WITH_HINT) {
    RECEIVER(B, load_attr);
    if (KRAIT_UNLIKELY(!(o->flags & Object::kDictMode))) SLOW(load_attr);
    Dict* dict = *reinterpret_cast<Dict**>(reinterpret_cast<char*>(o) + cache->offset);
    if (KRAIT_UNLIKELY(dict == nullptr || (dict->flags & Dict::kShared) ||
                       cache->hint >= dict->fill))
        SLOW(load_attr);
    const DictEntry& entry = dict->storage->entries[cache->hint];
    if (KRAIT_UNLIKELY(entry.key.bits() != cache->extra_pointer())) SLOW(load_attr);
    R[A] = entry.value;
    NEXT(7);
}
OP(LOAD_ATTR_NONDESCRIPTOR) {
    RECEIVER(B, load_attr);
    if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(load_attr);
    R[A] = VALUE(cache->value);
    NEXT(7);
}
OP(LOAD_ATTR_METHOD) {
    RECEIVER(B, load_attr);
    if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(load_attr);
    t.frame = R;
    t.pc = pc;
    // A native function binds to another kind of object, as its type's __get__ does.
    if (VALUE(cache->value).object()->kind == Kind::NativeFunction) {
        NativeFunction* found = VALUE(cache->value).as<NativeFunction>();
        FINISH_NATIVE(bind_native(t, found, VALUE(receiver)), A, 7);
    }
    BoundMethod* method = static_cast<BoundMethod*>(
        t.vm->heap.allocate(sizeof(BoundMethod), Kind::BoundMethod, t.vm->types.bound_method));
    if (KRAIT_UNLIKELY(method == nullptr)) SLOW(load_attr);
    method->function = VALUE(cache->value);
    method->self = VALUE(receiver);
    R[A] = method;
    NEXT(7);
}
OP(LOAD_ATTR_CLASS) {
    AttrCache* cache = attr_cache(pc);
    if (KRAIT_UNLIKELY(R[B].bits() != cache->extra_pointer())) SLOW(load_attr);
    if (KRAIT_UNLIKELY(R[B].as<Type>()->version != cache->version)) SLOW(load_attr);
    R[A] = VALUE(cache->value);
    NEXT(7);
}
OP(LOAD_ATTR_PROPERTY) {
    RECEIVER(B, load_attr);
    Function* getter = reinterpret_cast<Function*>(cache->value);
    Value* callee = R + frame_function(R)->register_count + kFrameHeader;
    if (KRAIT_UNLIKELY(callee > t.stack_limit || t.depth_left <= 0)) SLOW(load_attr);
    t.depth_left--;
    callee[kSlotFunction] = getter;
    callee[kSlotReturn] = raw(pc + 7);
    callee[kSlotCaller] = raw(R);
    callee[kSlotExtra] = Value();
    callee[0] = VALUE(receiver);
    poison_registers(callee);
    pc = getter->entry;
    R = callee;
    tab = t.dispatch;
    DISPATCH();
}
// Also for what only the younger instances of a class have room for.
OP(LOAD_ATTR_POLYMORPHIC) {
    u64 receiver = R[B].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(receiver))) SLOW(load_attr);
    Object* o = reinterpret_cast<Object*>(receiver);
    const PolymorphicSite* site = reinterpret_cast<const PolymorphicSite*>(attr_cache(pc)->value);
    u32 version = o->type->version;
    for (u32 i = 0, n = site->count; i < n; i++) {
        const PolymorphicEntry& entry = site->entries[i];
        if (entry.version != version) continue;
        Value v;
        if (entry.form == Op::LOAD_ATTR_NONDESCRIPTOR) {
            if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) break;
            v = VALUE(entry.value);
        } else {
            if (KRAIT_UNLIKELY(entry.form == Op::LOAD_ATTR_INSTANCE_VALUE &&
                               entry.hint >= o->inline_cap))
                break;
            v = VALUE_AT(o, entry.offset);
            if (KRAIT_UNLIKELY(v.is_empty())) break;
        }
        R[A] = v;
        NEXT(7);
    }
    SLOW(load_attr);
}

OP(STORE_ATTR) {
    SLOW(store_attr);
}
OP(STORE_ATTR_INSTANCE_VALUE) {
    RECEIVER(B, store_attr);
    Value* slot = &VALUE_AT(o, cache->offset);
    if (KRAIT_UNLIKELY(slot->is_empty())) SLOW(store_attr);
    *slot = R[A];
    t.vm->heap.write_barrier(o);
    NEXT(7);
}
OP(STORE_ATTR_NEW_VALUE) {
    RECEIVER(B, store_attr);
    Value* slot = &VALUE_AT(o, cache->offset);
    u32 index = cache->hint;
    if (KRAIT_UNLIKELY(index < o->watermark || index >= o->inline_cap)) SLOW(store_attr);
    o->watermark = static_cast<u16>(index + 1);
    *slot = R[A];
    t.vm->heap.write_barrier(o);
    NEXT(7);
}
OP(STORE_ATTR_SLOT) {
    RECEIVER(B, store_attr);
    VALUE_AT(o, cache->offset) = R[A];
    t.vm->heap.write_barrier(o);
    NEXT(7);
}
OP(STORE_ATTR_WITH_HINT) {
    RECEIVER(B, store_attr);
    if (KRAIT_UNLIKELY(!(o->flags & Object::kDictMode))) SLOW(store_attr);
    Dict* dict = *reinterpret_cast<Dict**>(reinterpret_cast<char*>(o) + cache->offset);
    if (KRAIT_UNLIKELY(dict == nullptr || (dict->flags & (Dict::kShared | Dict::kTypeDict)) ||
                       cache->hint >= dict->fill)) {
        SLOW(store_attr);
    }
    DictEntry& entry = dict->storage->entries[cache->hint];
    if (KRAIT_UNLIKELY(entry.key.bits() != cache->extra_pointer())) SLOW(store_attr);
    entry.value = R[A];
    t.vm->heap.write_barrier(dict);
    NEXT(7);
}
OP(STORE_ATTR_POLYMORPHIC) {
    u64 receiver = R[B].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(receiver))) SLOW(store_attr);
    Object* o = reinterpret_cast<Object*>(receiver);
    const PolymorphicSite* site = reinterpret_cast<const PolymorphicSite*>(attr_cache(pc)->value);
    u32 version = o->type->version;
    for (u32 i = 0, n = site->count; i < n; i++) {
        const PolymorphicEntry& entry = site->entries[i];
        if (entry.version != version) continue;
        Value* slot = &VALUE_AT(o, entry.offset);
        if (entry.form == Op::STORE_ATTR_NEW_VALUE) {
            if (entry.hint < o->watermark || entry.hint >= o->inline_cap)
                continue;  // another entry may know the existing value
            o->watermark = static_cast<u16>(entry.hint + 1);
        } else if (entry.form == Op::STORE_ATTR_INSTANCE_VALUE &&
                   (entry.hint >= o->inline_cap || slot->is_empty())) {
            continue;
        }
        *slot = R[A];
        t.vm->heap.write_barrier(o);
        NEXT(7);
    }
    SLOW(store_attr);
}
OP(DELETE_ATTR) {
    SLOW(delete_attr);
}

OP(LOAD_METHOD) {
    SLOW(load_method);
}
OP(LOAD_METHOD_FUNCTION) {
    RECEIVER(B, load_method);
    if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(load_method);
    Value* window = R + A;
    window[0] = VALUE(cache->value);
    window[4] = VALUE(receiver);
    NEXT(7);
}
// What the receiver's class has needs no binding (a static method, a class, …); or the receiver is a class, whose
// function is called as it is.
OP(LOAD_METHOD_CLASS) {
    AttrCache* cache = attr_cache(pc);
    if (KRAIT_UNLIKELY(R[B].bits() != cache->extra_pointer())) SLOW(load_method);
    if (KRAIT_UNLIKELY(R[B].as<Type>()->version != cache->version)) SLOW(load_method);
    Value* window = R + A;
    window[0] = VALUE(cache->value);
    window[4] = Value();
    NEXT(7);
}
OP(LOAD_METHOD_BUILTIN) {  // of a module: the function in its dict
    AttrCache* cache = attr_cache(pc);
    if (KRAIT_UNLIKELY(R[B].bits() != cache->extra_pointer())) SLOW(load_method);
    Value v = *reinterpret_cast<const Value*>(cache->value);
    if (KRAIT_UNLIKELY(v.is_empty())) SLOW(load_method);
    Value* window = R + A;
    window[0] = v;
    window[4] = Value();
    NEXT(7);
}
OP(LOAD_METHOD_POLYMORPHIC) {
    u64 receiver = R[B].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(receiver))) SLOW(load_method);
    Object* o = reinterpret_cast<Object*>(receiver);
    const PolymorphicSite* site = reinterpret_cast<const PolymorphicSite*>(attr_cache(pc)->value);
    u32 version = o->type->version;
    if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(load_method);
    for (u32 i = 0, n = site->count; i < n; i++) {
        const PolymorphicEntry& entry = site->entries[i];
        if (entry.version != version) continue;
        Value* window = R + A;
        window[0] = VALUE(entry.value);
        window[4] = VALUE(receiver);
        NEXT(7);
    }
    SLOW(load_method);
}
OP(LOAD_SUPER) {
    SLOW(load_super);
}
OP(LOAD_SPECIAL) {
    SLOW(load_special);
}
