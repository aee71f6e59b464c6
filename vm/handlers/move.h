// Moving values, cells, names.
OP(NOP) {
    NEXT(1);
}
OP(MOV) {
    R[A] = R[B];
    NEXT(1);
}
OP(LOAD_CONST) {
    u64 bits;
    std::memcpy(&bits, pc + 1, sizeof bits);
    R[A] = VALUE(bits);
    NEXT(3);
}
OP(LOAD_INT) {
    R[A] = Value::small_int(D_SIGNED);
    NEXT(1);
}
OP(LOAD_PRIM) {
    R[A] = VALUE(D_UNSIGNED);
    NEXT(1);
}
OP(CLEAR_LOCALS) {
    Value* r = R + A;
    for (unsigned i = 0, n = B; i < n; i++) r[i] = Value();
    NEXT(1);
}
OP(CHECK_LOCAL) {
    if (KRAIT_UNLIKELY(R[A].is_empty())) SLOW(check_local);
    NEXT(2);
}
OP(DELETE_LOCAL) {
    if (KRAIT_UNLIKELY(R[A].is_empty())) SLOW(check_local);
    R[A] = Value();
    NEXT(2);
}
OP(MAKE_CELL) {
    SLOW(make_cell);
}
OP(NEW_CELL) {
    SLOW(new_cell);
}
OP(COPY_FREE) {
    Tuple* closure = frame_function(R)->closure;
    Value* r = R + A;
    if (KRAIT_UNLIKELY(B == 0)) *r = Value(closure);
    for (unsigned i = 0, n = B; i < n; i++) r[i] = closure->items[i];
    NEXT(1);
}
OP(LOAD_CELL) {
    Value v = R[B].as<Cell>()->value;
    if (KRAIT_UNLIKELY(v.is_empty())) SLOW(load_cell);
    R[A] = v;
    NEXT(2);
}
OP(STORE_CELL) {
    Cell* cell = R[B].as<Cell>();
    cell->value = R[A];
    t.vm->heap.write_barrier(cell);
    NEXT(1);
}
OP(DELETE_CELL) {
    SLOW(delete_cell);
}
OP(LOAD_CLASS_FREE) {
    SLOW(load_class_free);
}

OP(LOAD_GLOBAL) {
    SLOW(load_global);
}
OP(LOAD_GLOBAL_MODULE) {
    Value v = *reinterpret_cast<const Value*>(global_cache(pc)->slot);
    if (KRAIT_UNLIKELY(v.is_empty())) SLOW(load_global);
    R[A] = v;
    NEXT(5);
}
OP(LOAD_GLOBAL_BUILTIN) {
    const GlobalCache* cache = global_cache(pc);
    Value v = *reinterpret_cast<const Value*>(cache->slot);
    if (KRAIT_UNLIKELY(v.is_empty() || cache->epoch != t.vm->builtins_epoch)) SLOW(load_global);
    R[A] = v;
    NEXT(5);
}
OP(STORE_GLOBAL) {
    SLOW(store_global);
}
OP(STORE_GLOBAL_MODULE) {
    Value* slot = reinterpret_cast<Value*>(global_cache(pc)->slot);
    if (KRAIT_UNLIKELY(slot->is_empty())) SLOW(store_global);
    *slot = R[A];
    t.vm->heap.write_barrier(frame_function(R)->body->globals);
    NEXT(5);
}
OP(DELETE_GLOBAL) {
    SLOW(delete_global);
}
OP(LOAD_NAME) {
    SLOW(load_name);
}
OP(STORE_NAME) {
    SLOW(store_name);
}
OP(DELETE_NAME) {
    SLOW(delete_name);
}
