// Calls and returns. A script function is entered by writing the frame header into the window and jumping to its code.
#define ENTER(callee_registers, entry_pc, return_pc)                \
    do {                                                            \
        Value* callee = (callee_registers);                         \
        if (KRAIT_UNLIKELY(callee > t.stack_limit)) goto L_no_room; \
        if (KRAIT_UNLIKELY(--t.depth_left < 0)) goto L_too_deep;    \
        callee[kSlotReturn] = raw(return_pc);                       \
        callee[kSlotCaller] = raw(R);                               \
        callee[kSlotExtra] = Value();                               \
        poison_registers(callee);                                   \
        pc = (entry_pc);                                            \
        R = callee;                                                 \
        tab = t.dispatch;                                           \
        DISPATCH();                                                 \
    } while (0)
// Goes on with the suspended generator `source`; the frame that it returns to goes on at `return_pc`.
#define RESUME_GENERATOR(slow, sent, resumer, return_pc)                             \
    do {                                                                             \
        Generator* generator = reinterpret_cast<Generator*>(source);                 \
        if (KRAIT_UNLIKELY(generator->state != Generator::kSuspended)) SLOW(slow);   \
        Value* callee = R + frame_function(R)->register_count + kFrameHeader;        \
        if (KRAIT_UNLIKELY(callee > t.stack_limit || t.depth_left <= 0)) SLOW(slow); \
        t.depth_left--;                                                              \
        callee[kSlotReturn] = raw(return_pc);                                        \
        callee[kSlotCaller] = raw(R);                                                \
        Value sent_value = (sent);                                                   \
        restore_generator(t, generator, callee, resumer);                            \
        callee[generator->sent_register] = sent_value;                               \
        pc = generator->pc;                                                          \
        R = callee;                                                                  \
        tab = t.dispatch;                                                            \
        DISPATCH();                                                                  \
    } while (0)

OP(CALL) {
    SLOW(call);
}
OP(CALL_FUNCTION) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard)) SLOW(call);
    ENTER(window + kFrameHeader, reinterpret_cast<const Word*>(cache->entry), pc + 8);
}
OP(CALL_FUNCTION_CODE) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    u64 callee_bits = window[0].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(callee_bits))) SLOW(call);
    const Object* o = window[0].object();
    if (KRAIT_UNLIKELY(o->kind != Kind::Function)) SLOW(call);
    if (KRAIT_UNLIKELY(reinterpret_cast<u64>(static_cast<const Function*>(o)->body) !=
                       cache->guard))
        SLOW(call);
    ENTER(window + kFrameHeader, reinterpret_cast<const Word*>(cache->entry), pc + 8);
}
OP(CALL_FUNCTION_DEFAULTS) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard)) SLOW(call);
    Function* f = window[0].as<Function>();
    Tuple* defaults = f->defaults;
    u32 missing = f->simple_args - B;
    if (KRAIT_UNLIKELY(defaults == nullptr || defaults->length < missing)) SLOW(call);
    Value* to = window + kFrameHeader + B;
    const Value* from = defaults->items + (defaults->length - missing);
    for (u32 i = 0; i < missing; i++) to[i] = from[i];
    ENTER(window + kFrameHeader, reinterpret_cast<const Word*>(cache->entry), pc + 8);
}
OP(CALL_NATIVE) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard)) SLOW(call);
    t.frame = R;
    t.pc = pc;
    FINISH_NATIVE(reinterpret_cast<BoundFunction>(cache->entry)(t, window + kFrameHeader),
                  cache->dst, 8);
}
// Any script function with as many plain parameters as there are arguments: for sites whose callee keeps changing.
OP(CALL_FUNCTION_ANY) {
    Value* window = R + A;
    u64 callee_bits = window[0].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(callee_bits))) SLOW(call);
    const Function* f = reinterpret_cast<const Function*>(callee_bits);
    if (KRAIT_UNLIKELY(f->kind != Kind::Function || f->simple_args != B)) SLOW(call);
    ENTER(window + kFrameHeader, f->entry, pc + 8);
}
OP(CALL_NATIVE_DEFAULTS) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard)) SLOW(call);
    t.frame = R;
    t.pc = pc;
    FINISH_NATIVE(call_with_defaults(t, window[0].as<NativeFunction>(), window + kFrameHeader, B),
                  cache->dst, 8);
}
// Any native function: `push = items.append; push(x)`, where each list's append is an object of its own, or a site whose
// callee keeps changing. The guard is the definition for which missing arguments are known to have defaults.
OP(CALL_NATIVE_ANY) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    u64 callee_bits = window[0].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(callee_bits))) SLOW(call);
    NativeFunction* f = reinterpret_cast<NativeFunction*>(callee_bits);
    if (KRAIT_UNLIKELY(f->kind != Kind::NativeFunction)) SLOW(call);
    Value* arguments = window + kFrameHeader;
    u32 count = B;
    if (f->flags & NativeFunction::kMethod) {
        if (!f->self.is_empty()) {
            *--arguments = f->self;  // in place of a header word, which natives don't need
            count++;
        } else if (count == 0 || type_of(t, arguments[0]) != f->owner ||
                   f->type == t.vm->types.classmethod_descriptor) {
            SLOW(call);
        }
    }
    t.frame = R;
    t.pc = pc;
    if (KRAIT_LIKELY((f->flags & NativeFunction::kExact) && f->arity == count))
        FINISH_NATIVE(f->bound.unchecked()(t, arguments), cache->dst, 8);
    if (KRAIT_UNLIKELY(reinterpret_cast<u64>(f->def) != cache->guard)) SLOW(call);
    if (f->raw != nullptr)
        FINISH_NATIVE(f->raw.unchecked()(t, Args{arguments, count, 0, nullptr}), cache->dst, 8);
    FINISH_NATIVE(call_with_defaults(t, f, arguments, count), cache->dst, 8);
}
OP(CALL_CLASS) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard)) SLOW(call);
    Type* cls = window[0].as<Type>();
    if (KRAIT_UNLIKELY(cls->version != cache->version)) SLOW(call);
    Function* init = reinterpret_cast<Function*>(cache->entry);
    u32 argc = B;
    u32 inline_cap = cls->inline_cap;
    t.frame = R;
    t.pc = pc;
    Object* instance =
        t.vm->heap.allocate(cls->instance_size + inline_cap * sizeof(Value), Kind::Instance, cls);
    if (KRAIT_UNLIKELY(instance == nullptr)) SLOW(call);
    instance->inline_cap = static_cast<u8>(inline_cap);
    // The landing takes the window's place; header and arguments move up behind it.
    Value* callee = window + kLandingWords + kFrameHeader;
    if (KRAIT_UNLIKELY(callee > t.stack_limit)) goto L_no_room;
    if (KRAIT_UNLIKELY(--t.depth_left < 0)) goto L_too_deep;
    for (u32 i = argc; i > 0; i--) callee[i] = window[kFrameHeader + i - 1];
    Landing* landing = reinterpret_cast<Landing*>(window);
    landing->frame = R;
    landing->pc = pc;
    landing->data = reinterpret_cast<u64>(instance);
    callee[kSlotFunction] = init;
    callee[kSlotReturn] = raw(kResumeInitStub + 1);
    callee[kSlotCaller] = raw(landing);
    callee[kSlotExtra] = Value();
    callee[0] = instance;
    poison_registers(callee);
    pc = init->entry;
    R = callee;
    tab = t.dispatch;
    DISPATCH();
}
OP(RESUME_INIT) {
    Landing* landing = reinterpret_cast<Landing*>(R);
    if (KRAIT_UNLIKELY(!landing->result.is_none())) SLOW(resume_init);
    Value instance = VALUE(landing->data);
    pc = landing->pc;
    R = landing->frame;
    pc += kOpInfo[*BYTES].words;
    R[DST_OF(pc)] = instance;
    DISPATCH();
}
OP(CALL_TYPE_1) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard)) SLOW(call);
    R[cache->dst] = type_of(t, window[kFrameHeader]);
    NEXT(8);
}

// int(x), str(x), enumerate(x) …: nothing about a built-in class can change.
OP(CALL_BUILTIN_CLASS) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard)) SLOW(call);
    t.frame = R;
    t.pc = pc;
    FINISH_NATIVE(type_call(t, window[0], Args{window + kFrameHeader, B, 0, nullptr}), cache->dst,
                  8);
}

// LOAD_METHOD left the function in window[0] and the receiver in window[4], or a callable and empty.
OP(CALL_METHOD) {
    SLOW(call_method);
}
OP(CALL_METHOD_FUNCTION) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard || window[4].is_empty())) SLOW(call_method);
    ENTER(window + kFrameHeader, reinterpret_cast<const Word*>(cache->entry), pc + 8);
}
OP(CALL_METHOD_NATIVE) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard)) SLOW(call_method);
    // version 1: a method, its receiver is there; 0: a plain function, called without one
    if (KRAIT_UNLIKELY(window[4].is_empty() == (cache->version == 1))) SLOW(call_method);
    t.frame = R;
    t.pc = pc;
    FINISH_NATIVE(reinterpret_cast<BoundFunction>(cache->entry)(t, window + 5 - cache->version),
                  cache->dst, 8);
}
OP(CALL_METHOD_FUNCTION_ANY) {
    Value* window = R + A;
    u64 callee_bits = window[0].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(callee_bits) || window[4].is_empty())) SLOW(call_method);
    const Function* f = reinterpret_cast<const Function*>(callee_bits);
    if (KRAIT_UNLIKELY(f->kind != Kind::Function || f->simple_args != B + 1u)) SLOW(call_method);
    ENTER(window + kFrameHeader, f->entry, pc + 8);
}
OP(CALL_METHOD_NATIVE_DEFAULTS) {
    const CallCache* cache = call_cache(pc);
    Value* window = R + A;
    if (KRAIT_UNLIKELY(window[0].bits() != cache->guard)) SLOW(call_method);
    if (KRAIT_UNLIKELY(window[4].is_empty() == (cache->version == 1))) SLOW(call_method);
    t.frame = R;
    t.pc = pc;
    FINISH_NATIVE(call_with_defaults(t, window[0].as<NativeFunction>(), window + 5 - cache->version,
                                     B + cache->version),
                  cache->dst, 8);
}
OP(INVOKE) {
    SLOW(invoke);
}
OP(INVOKE_FUNCTION) {
    RECEIVER(B, invoke);
    if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(invoke);
    Value* window = R + A;
    window[0] = VALUE(cache->value);
    window[4] = VALUE(receiver);
    ENTER(window + kFrameHeader, reinterpret_cast<const Word*>(cache->extra_pointer()), pc + 8);
}
OP(INVOKE_FUNCTION_DEFAULTS) {
    RECEIVER(B, invoke);
    if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(invoke);
    const Function* f = reinterpret_cast<const Function*>(cache->value);
    const Tuple* defaults = f->defaults;
    u32 given = C + 1u;
    u32 missing = f->simple_args - given;
    if (KRAIT_UNLIKELY(defaults == nullptr || defaults->length < missing)) SLOW(invoke);
    Value* window = R + A;
    window[0] = VALUE(cache->value);
    window[4] = VALUE(receiver);
    Value* to = window + kFrameHeader + given;
    const Value* from = defaults->items + (defaults->length - missing);
    for (u32 i = 0; i < missing; i++) to[i] = from[i];
    ENTER(window + kFrameHeader, f->entry, pc + 8);
}
OP(INVOKE_NATIVE) {
    RECEIVER(B, invoke);
    if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(invoke);
    Value* window = R + A;
    window[4] = VALUE(receiver);
    t.frame = R;
    t.pc = pc;
    FINISH_NATIVE(reinterpret_cast<BoundFunction>(cache->extra_pointer())(t, window + kFrameHeader),
                  BYTES[31], 8);
}
OP(INVOKE_NATIVE_DEFAULTS) {
    RECEIVER(B, invoke);
    if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(invoke);
    Value* window = R + A;
    window[4] = VALUE(receiver);
    t.frame = R;
    t.pc = pc;
    FINISH_NATIVE(call_with_defaults(t, reinterpret_cast<NativeFunction*>(cache->value),
                                     window + kFrameHeader, C + 1u),
                  BYTES[31], 8);
}
// `math.sqrt(x)`: what the module has under that name is called without a receiver.
OP(INVOKE_MODULE) {
    const AttrCache* cache = attr_cache(pc);
    if (KRAIT_UNLIKELY(R[B].bits() != cache->extra_pointer())) SLOW(invoke);
    Value callee_value = *reinterpret_cast<const Value*>(cache->value);
    if (KRAIT_UNLIKELY(!callee_value.is_object())) SLOW(invoke);
    const Object* found = callee_value.object();
    Value* window = R + A;
    Value* arguments = window + kFrameHeader + 1;
    if (found->kind == Kind::NativeFunction) {
        NativeFunction* f = callee_value.as<NativeFunction>();
        if (KRAIT_UNLIKELY(f->flags & NativeFunction::kMethod)) SLOW(invoke);
        window[0] = callee_value;
        t.frame = R;
        t.pc = pc;
        if (KRAIT_LIKELY((f->flags & NativeFunction::kExact) && f->arity == C))
            FINISH_NATIVE(f->bound.unchecked()(t, arguments), BYTES[31], 8);
        // The definition for which missing arguments are known to have defaults.
        if (KRAIT_UNLIKELY(definition_stamp(f) != cache->version)) SLOW(invoke);
        if (f->raw != nullptr)
            FINISH_NATIVE(f->raw.unchecked()(t, Args{arguments, C, 0, nullptr}), BYTES[31], 8);
        FINISH_NATIVE(call_with_defaults(t, f, arguments, C), BYTES[31], 8);
    }
    if (KRAIT_UNLIKELY(found->kind != Kind::Function)) SLOW(invoke);
    const Function* f = callee_value.as<Function>();
    if (KRAIT_UNLIKELY(f->simple_args != C)) SLOW(invoke);
    window[0] = callee_value;
    Value* first = window + kFrameHeader;
    for (u32 i = 0, n = C; i < n; i++) first[i] = arguments[i];
    ENTER(first, f->entry, pc + 8);
}
// `Class.function(x)`, and class methods and static methods, of the class or of an instance.
OP(INVOKE_CLASS) {
    u64 receiver = R[B].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(receiver))) SLOW(invoke);
    Object* o = reinterpret_cast<Object*>(receiver);
    AttrCache* cache = attr_cache(pc);
    bool is_class = o->kind == Kind::Type;
    Type* cls = is_class ? static_cast<Type*>(o) : o->type;
    if (KRAIT_UNLIKELY(cls->version != cache->version)) SLOW(invoke);
    if (!is_class && KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(invoke);
    const Function* f = reinterpret_cast<const Function*>(cache->value);
    Value* window = R + A;
    Value* first = window + kFrameHeader;
    ClassCall how = static_cast<ClassCall>(cache->extra_pointer());
    if (!is_class && KRAIT_UNLIKELY(how < ClassCall::AnyPlain)) SLOW(invoke);
    if (is_bound(how)) {
        if (KRAIT_UNLIKELY(f->simple_args != C + 1u)) SLOW(invoke);
        first[0] = cls;
    } else {
        if (KRAIT_UNLIKELY(f->simple_args != C)) SLOW(invoke);
        for (u32 i = 0, n = C; i < n; i++) first[i] = first[i + 1];
    }
    window[0] = VALUE(cache->value);
    ENTER(first, f->entry, pc + 8);
}
OP(INVOKE_POLYMORPHIC) {
    u64 receiver = R[B].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(receiver))) SLOW(invoke);
    Object* o = reinterpret_cast<Object*>(receiver);
    if (KRAIT_UNLIKELY(o->flags & Object::kDictMode)) SLOW(invoke);
    const PolymorphicSite* site = reinterpret_cast<const PolymorphicSite*>(attr_cache(pc)->value);
    u32 version = o->type->version;
    for (u32 i = 0, n = site->count; i < n; i++) {
        const PolymorphicEntry& entry = site->entries[i];
        if (entry.version != version) continue;
        Value* window = R + A;
        window[0] = VALUE(entry.value);
        window[4] = VALUE(receiver);
        ENTER(window + kFrameHeader, entry.entry, pc + 8);
    }
    SLOW(invoke);
}
OP(CALL_KW) {
    SLOW(call_kw);
}
OP(CALL_METHOD_KW) {
    SLOW(call_method_kw);
}
OP(CALL_EX) {
    SLOW(call_ex);
}
OP(RETURN) {
    Value v = R[A];
    if (KRAIT_UNLIKELY(!R[kSlotExtra].is_empty())) SLOW(return_special);
    pc = frame_return(R);
    R = frame_caller(R);
    t.depth_left++;
    R[DST_OF(pc)] = v;
    DISPATCH();
}
OP(RETURN_NONE) {
    if (KRAIT_UNLIKELY(!R[kSlotExtra].is_empty())) SLOW(return_special);
    pc = frame_return(R);
    R = frame_caller(R);
    t.depth_left++;
    R[DST_OF(pc)] = Value::none();
    DISPATCH();
}
OP(MAKE_FUNCTION) {
    SLOW(make_function);
}
OP(LOAD_BUILD_CLASS) {
    SLOW(load_build_class);
}
OP(RESUME) {
    Landing* landing = reinterpret_cast<Landing*>(R);
    Resume use = static_cast<Resume>(C);
    Value v = landing->result;
    if (KRAIT_LIKELY(use == Resume::Store ||
                     (use == Resume::BinaryStore && !v.is_not_implemented()))) {
        pc = landing->pc;
        R = landing->frame;
        R[A] = v;
        NEXT(kOpInfo[*BYTES].words);
    }
    SLOW(resume);
}
OP(HALT) {
    Landing* landing = reinterpret_cast<Landing*>(R);
    t.frame = landing->frame;
    t.pc = landing->pc;
    return landing->result;
}

// The register "0 of R" is the landing's result here, too.
OP(PUMP) {
    ResumePoint next = pump(t, reinterpret_cast<Landing*>(R));
    if (next.pc == nullptr) return Value();
    pc = next.pc;
    R = next.registers;
    tab = t.dispatch;
    DISPATCH();
}

// ---- generators
OP(RETURN_GENERATOR) {
    SLOW(return_generator);
}
OP(YIELD) {
    Generator* generator = R[kSlotExtra].as<Generator>();
    Value v = R[B];
    suspend_generator(t, generator, R, pc + 1, A, C != 0 ? C : frame_function(R)->register_count);
    pc = frame_return(R);
    R = frame_caller(R);
    t.depth_left++;
    if (generator->resumer == Generator::kFromForLoop) {
        R[DST_OF(pc)] = v;
        pc -= 3;  // back to the FOR_LOOP: on to its body
        JUMP_BY(J32);
    }
    if (generator->resumer == Generator::kFromYieldFrom) {
        pc = yield_through(t, pc - 1, R, v);
        goto L_after_slow;
    }
    R[DST_OF(pc)] = v;
    DISPATCH();
}
// Another generator that has begun is entered like a function, so that chains of them need no C++ stack.
OP(YIELD_FROM) {
    u64 source = R[A].bits();
    if (KRAIT_UNLIKELY(!IS_OBJECT(source) || R[A].object()->kind != Kind::Generator))
        SLOW(yield_from);
    RESUME_GENERATOR(yield_from, R[A + 1], Generator::kFromYieldFrom, pc + 1);
}
OP(GET_YIELD_ITER) {
    SLOW(get_yield_iter);
}
