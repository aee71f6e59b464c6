// Subscripts, building containers, unpacking.
#define CONTAINER_OF(reg, type_field, slow)                \
    u64 container = R[reg].bits();                         \
    if (KRAIT_UNLIKELY(!IS_OBJECT(container))) SLOW(slow); \
    if (KRAIT_UNLIKELY(R[reg].object()->type != t.vm->types.type_field)) SLOW(slow)
// What is no int decodes to an index beyond any length: the bounds check is the type check.
#define INDEX(v) ((v).bits() - Value::kIntTag)

OP(GET_ITEM) {
    SLOW(get_item);
}
OP(GET_ITEM_LIST) {
    CONTAINER_OF(B, list, get_item);
    const List* list = reinterpret_cast<const List*>(container);
    u64 i = INDEX(R[C]);
    if (KRAIT_UNLIKELY(i >= list->length)) SLOW(get_item);
    R[A] = list->items[i];
    NEXT(1);
}
OP(GET_ITEM_TUPLE) {
    CONTAINER_OF(B, tuple, get_item);
    const Tuple* tuple = reinterpret_cast<const Tuple*>(container);
    u64 i = INDEX(R[C]);
    if (KRAIT_UNLIKELY(i >= tuple->length)) SLOW(get_item);
    R[A] = tuple->items[i];
    NEXT(1);
}
OP(GET_ITEM_DICT) {
    CONTAINER_OF(B, dict, get_item);
    const Value* present =
        dict_find_present(reinterpret_cast<const Dict*>(container), R[C], t.vm->types.str);
    if (KRAIT_LIKELY(present != nullptr)) {
        R[A] = *present;
        NEXT(1);
    }
    t.frame = R;
    t.pc = pc;
    Result<Value> found = dict_get(t, reinterpret_cast<Dict*>(container), R[C]);
    if (KRAIT_UNLIKELY(!found.ok())) goto L_unwind;
    if (KRAIT_UNLIKELY(found.value().is_absent())) SLOW(get_item);
    R[A] = found.value();
    NEXT(1);
}
OP(GET_ITEM_STR) {
    CONTAINER_OF(B, str, get_item);
    const Str* s = reinterpret_cast<const Str*>(container);
    u64 i = INDEX(R[C]);
    if (KRAIT_UNLIKELY(i >= s->size || !s->is_ascii())) SLOW(get_item);
    R[A] = t.vm->names.ascii[static_cast<u8>(s->data[i])];
    NEXT(1);
}
OP(GET_ITEM_I) {
    SLOW(get_item_imm);
}
OP(GET_ITEM_I_LIST) {
    CONTAINER_OF(B, list, get_item_imm);
    const List* list = reinterpret_cast<const List*>(container);
    i64 i = C_SIGNED;
    if (i < 0) i += static_cast<i64>(list->length);
    if (KRAIT_UNLIKELY(static_cast<u64>(i) >= list->length)) SLOW(get_item_imm);
    R[A] = list->items[i];
    NEXT(1);
}
OP(GET_ITEM_I_TUPLE) {
    CONTAINER_OF(B, tuple, get_item_imm);
    const Tuple* tuple = reinterpret_cast<const Tuple*>(container);
    i64 i = C_SIGNED;
    if (i < 0) i += static_cast<i64>(tuple->length);
    if (KRAIT_UNLIKELY(static_cast<u64>(i) >= tuple->length)) SLOW(get_item_imm);
    R[A] = tuple->items[i];
    NEXT(1);
}
OP(SET_ITEM) {
    SLOW(set_item);
}
OP(SET_ITEM_LIST) {
    CONTAINER_OF(B, list, set_item);
    List* list = reinterpret_cast<List*>(container);
    u64 i = INDEX(R[C]);
    if (KRAIT_UNLIKELY(i >= list->length)) SLOW(set_item);
    list->items[i] = R[A];
    t.vm->heap.write_barrier(list);
    NEXT(1);
}
OP(SET_ITEM_DICT) {
    CONTAINER_OF(B, dict, set_item);
    Dict* dict = reinterpret_cast<Dict*>(container);
    if (KRAIT_LIKELY(!(dict->flags & Dict::kTypeDict))) {
        Value* present = dict_find_present(dict, R[C], t.vm->types.str);
        if (present != nullptr) {
            *present = R[A];
            t.vm->heap.write_barrier(dict);
            NEXT(1);
        }
    }
    t.frame = R;
    t.pc = pc;
    if (KRAIT_UNLIKELY(!dict_set(t, reinterpret_cast<Dict*>(container), R[C], R[A]).ok()))
        goto L_unwind;
    NEXT(1);
}
OP(DELETE_ITEM) {
    SLOW(delete_item);
}
OP(BUILD_SLICE) {
    SLOW(build_slice);
}
OP(GET_SLICE) {
    SLOW(get_slice);
}
OP(SET_SLICE) {
    SLOW(set_slice);
}
OP(BUILD_TUPLE) {
    SLOW(build_tuple);
}
OP(BUILD_LIST) {
    SLOW(build_list);
}
OP(BUILD_SET) {
    SLOW(build_set);
}
OP(BUILD_MAP) {
    SLOW(build_map);
}
OP(BUILD_STRING) {
    SLOW(build_string);
}
OP(FORMAT) {
    SLOW(format);
}
OP(LIST_APPEND) {
    List* list = R[A].as<List>();
    if (KRAIT_UNLIKELY(list->length >= list->capacity)) SLOW(list_append);
    list->items[list->length++] = R[B];
    t.vm->heap.write_barrier(list);
    NEXT(1);
}
OP(LIST_EXTEND) {
    SLOW(list_extend);
}
OP(LIST_TO_TUPLE) {
    SLOW(list_to_tuple);
}
OP(SET_ADD) {
    SLOW(set_add);
}
OP(SET_UPDATE) {
    SLOW(set_update);
}
OP(MAP_SET) {
    SLOW(map_set);
}
OP(DICT_UPDATE) {
    SLOW(dict_update);
}
OP(DICT_MERGE) {
    SLOW(dict_merge);
}
OP(UNPACK) {
    SLOW(unpack);
}
OP(UNPACK_TUPLE) {
    CONTAINER_OF(B, tuple, unpack);
    const Tuple* tuple = reinterpret_cast<const Tuple*>(container);
    u32 n = C;
    if (KRAIT_UNLIKELY(tuple->length != n)) SLOW(unpack);
    Value* to = R + A;
    for (u32 i = 0; i < n; i++) to[i] = tuple->items[i];
    NEXT(1);
}
OP(UNPACK_LIST) {
    CONTAINER_OF(B, list, unpack);
    const List* list = reinterpret_cast<const List*>(container);
    u32 n = C;
    if (KRAIT_UNLIKELY(list->length != n)) SLOW(unpack);
    Value* to = R + A;
    for (u32 i = 0; i < n; i++) to[i] = list->items[i];
    NEXT(1);
}
OP(UNPACK_EX) {
    SLOW(unpack_ex);
}
