// for loops. The loop state is three registers: made by FOR_PREPARE, consumed by FOR_LOOP.
//   a range      R[A] = next value, R[A+1] = how many are left, R[A+2] = step: ints
//   list, tuple  R[A] = it, R[A+1] = next index
//   dict         R[A] = it, R[A+1] = entry position, R[A+2] = its size at the start
//   others       R[A] = the iterator, R[A+1] = None
OP(GET_ITER) {
    SLOW(get_iter);
}
OP(FOR_PREPARE) {
    SLOW(for_prepare);
}
OP(FOR_PREPARE_RANGE) {
    SLOW(for_prepare_range);
}
OP(FOR_LOOP) {
    SLOW(for_loop);
}
OP(FOR_LOOP_RANGE) {
    Value* state = R + A;
    u64 next = state[0].bits();
    if (KRAIT_UNLIKELY(!IS_INT(next))) SLOW(for_loop);
    u64 left = state[1].bits();
    if (KRAIT_UNLIKELY(left == Value::kIntTag)) NEXT(3);
    state[1] = VALUE(left - 1);
    state[0] = VALUE(next + state[2].bits() - Value::kIntTag);
    R[B] = VALUE(next);
    JUMP_BY(J32);
}
OP(FOR_LOOP_LIST) {
    Value* state = R + A;
    u64 source = state[0].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(source) || state[0].object()->kind != Kind::List)) SLOW(for_loop);
    const List* list = reinterpret_cast<const List*>(source);
    u64 i = INDEX(state[1]);
    if (KRAIT_UNLIKELY(i >= list->length)) SLOW(for_loop);
    state[1] = VALUE(state[1].bits() + 1);
    R[B] = list->items[i];
    JUMP_BY(J32);
}
OP(FOR_LOOP_TUPLE) {
    Value* state = R + A;
    u64 source = state[0].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(source) || state[0].object()->kind != Kind::Tuple))
        SLOW(for_loop);
    const Tuple* tuple = reinterpret_cast<const Tuple*>(source);
    u64 i = INDEX(state[1]);
    if (KRAIT_UNLIKELY(i >= tuple->length)) SLOW(for_loop);
    state[1] = VALUE(state[1].bits() + 1);
    R[B] = tuple->items[i];
    JUMP_BY(J32);
}
OP(FOR_LOOP_DICT) {
    Value* state = R + A;
    u64 source = state[0].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(source) || state[0].object()->kind != Kind::Dict)) SLOW(for_loop);
    const Dict* dict = reinterpret_cast<const Dict*>(source);
    u64 i = INDEX(state[1]);
    if (KRAIT_UNLIKELY(i >= dict->fill || dict->used != INDEX(state[2]))) SLOW(for_loop);
    Value key = dict->storage->entries[i].key;
    if (KRAIT_UNLIKELY(key.is_empty())) SLOW(for_loop);
    state[1] = VALUE(state[1].bits() + 1);
    R[B] = key;
    JUMP_BY(J32);
}
// Any other iterator object whose next() is native.
OP(FOR_LOOP_ITERATOR) {
    u64 source = R[A].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(source) || R[A].object()->kind != Kind::Iterator ||
                       !R[A + 1].is_none()))
        SLOW(for_loop);
    t.frame = R;
    t.pc = pc;
    Result<Value> item = R[A].object()->type->slots.next.unchecked()(t, VALUE(source));
    if (KRAIT_UNLIKELY(!item.ok())) {
        if (!clear_stop_iteration(t)) goto L_unwind;
        NEXT(3);
    }
    if (item.value().is_absent()) NEXT(3);
    R[B] = item.value();
    JUMP_BY(J32);
}
// `for a, b in enumerate(x)`: the pair goes straight into the targets of the UNPACK at the start of the body.
OP(FOR_LOOP_PAIRS) {
    u64 source = R[A].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(source) || R[A].object()->kind != Kind::Iterator ||
                       !R[A + 1].is_none()))
        SLOW(for_loop);
    t.frame = R;
    t.pc = pc;
    const u8* body = reinterpret_cast<const u8*>(pc + J32);
    PairStep step = next_pair(t, reinterpret_cast<Iterator*>(source), R + body[1]);
    if (KRAIT_UNLIKELY(step != PairStep::Item)) {
        if (step == PairStep::End) NEXT(3);
        if (step == PairStep::Error) goto L_unwind;
        SLOW(for_loop);
    }
    JUMP_BY(J32 + 1);
}
OP(FOR_LOOP_GENERATOR) {
    u64 source = R[A].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(source) || R[A].object()->kind != Kind::Generator))
        SLOW(for_loop);
    RESUME_GENERATOR(for_loop, Value::none(), Generator::kFromForLoop, pc + 3);
}
