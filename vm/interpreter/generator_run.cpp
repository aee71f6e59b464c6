// Resuming generators from C++ and from the interpreter, yield from, closing.

#include "vm/interpreter/generator_run.h"

#include "runtime/types/iteration.h"
#include "vm/interpreter/slow.h"
#include "vm/objects/frame.h"

namespace krait {

namespace {

Failure raise_already_running(Thread& t) {
    return raise_value_error(t, "generator already executing");
}

// Makes the generator's frame behind that of the native function which resumes it; it returns to a landing, at `ret`.
// `sent` goes to where it stopped; empty: an exception does. Null: RecursionError.
KRAIT_INLINE Value* enter_from_native(Thread& t, Generator* generator, Value sent, const Word* ret,
                                      u64 data) {
    Value* top = stack_top(t);
    Value* registers = top + kLandingWords + kFrameHeader;
    if (KRAIT_UNLIKELY(t.depth_left <= 0 || registers > t.stack_end)) {
        (void)raise_recursion_error(t);
        return nullptr;
    }
    t.depth_left--;
    Landing* landing = reinterpret_cast<Landing*>(top);
    *landing = {Value(), t.frame, t.pc, data};
    bool fresh = generator->state == Generator::kCreated;
    restore_generator(t, generator, registers, Generator::kFromNative);
    registers[kSlotReturn] = raw(ret);
    registers[kSlotCaller] = raw(landing);
    if (!fresh && !sent.is_empty()) registers[generator->sent_register] = sent;
    return registers;
}

// Runs the generator from C++. `throwing`: the pending exception is raised where it stopped.
Result<Value> continue_from_native(Thread& t, Generator* generator, Value sent, bool throwing,
                                   Value* returned) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    const Word* pc = generator->pc;
    const Word* stopped_at = suspended_at(generator);
    Value* registers = enter_from_native(t, generator, throwing ? Value() : sent, halt_pc(), 0);
    if (registers == nullptr) return Failure{};
    if (throwing) {
        t.frame = registers;
        t.pc = stopped_at;
        pc = unwind(t);
        if (pc == nullptr) return Failure{};
        registers = t.frame;
    }
    Value result = run(t, pc, registers);
    if (result.is_empty()) return Failure{};
    if (generator->state != Generator::kFinished) return result;
    if (returned != nullptr) *returned = result;
    return Value::absent();
}

// What a PUMP knows of its loop; Landing::data points to it. In the C++ frame that entered the loop, because consumers that
// call functions overwrite the landing.
struct Pump {
    ItemConsumer* consumer;
    Generator* generator;
    Value* frame;  // of the native function
    const Word* pc;
    bool done;  // without an exception
};

// The generator goes on, to return to a PUMP; t.frame and t.pc are the native function's.
ResumePoint prime(Thread& t, Pump* state) {
    Generator* generator = state->generator;
    Value* registers =
        enter_from_native(t, generator, Value::none(), pump_pc(), reinterpret_cast<u64>(state));
    if (registers == nullptr) return {nullptr, nullptr};
    return {generator->pc, registers};
}

}  // namespace

Result<void> feed_from_generator(Thread& t, Object* source, ItemConsumer& consumer) {
    Generator* generator = static_cast<Generator*>(source);
    if (generator->state == Generator::kFinished) return {};
    if (generator->state == Generator::kRunning) return raise_already_running(t);
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    Pump state = {&consumer, generator, t.frame, t.pc, false};
    ResumePoint first = prime(t, &state);
    if (first.pc == nullptr) return Failure{};
    run(t, first.pc, first.registers);
    return state.done ? Result<void>() : Failure{};
}

ResumePoint pump(Thread& t, Landing* landing) {
    Pump* state = reinterpret_cast<Pump*>(landing->data);
    Generator* generator = state->generator;
    constexpr ResumePoint kLeave = {nullptr, nullptr};
    t.frame = state->frame;
    t.pc = state->pc;
    if (generator->state == Generator::kFinished) {
        state->done = true;
        return kLeave;
    }
    if (!state->consumer->take(*state->consumer, t, landing->result)) {
        state->done = !state->consumer->failed;
        return kLeave;
    }
    // The consumer may have run it itself.
    if (KRAIT_UNLIKELY(generator->state != Generator::kSuspended)) {
        if (generator->state == Generator::kRunning) {
            (void)raise_already_running(t);
        } else {
            state->done = true;
        }
        return kLeave;
    }
    return prime(t, state);
}

Result<Value> generator_resume(Thread& t, Generator* generator, Value sent, Value* returned) {
    if (returned != nullptr) *returned = Value::none();
    switch (generator->state) {
        case Generator::kRunning: return raise_already_running(t);
        case Generator::kFinished: return Value::absent();
        case Generator::kCreated:
            if (!sent.is_none())
                return raise_type_error(t, "can't send non-None value to a just-started generator");
            break;
        case Generator::kSuspended: break;
    }
    return continue_from_native(t, generator, sent, false, returned);
}

Result<Value> generator_throw_pending(Thread& t, Generator* generator, Value* returned) {
    if (returned != nullptr) *returned = Value::none();
    switch (generator->state) {
        case Generator::kRunning: clear_pending(t); return raise_already_running(t);
        case Generator::kFinished: return Failure{};
        case Generator::kCreated: {
            // Raised at the first line: nothing in the body can catch it, but it shows in the traceback.
            Value thrown = t.pending;
            Result<Value> result =
                continue_from_native(t, generator, Value::none(), true, returned);
            // Nor did the body let it out: even a StopIteration stays what it is.
            if (!result.ok() && t.pending.as<Exception>()->cause == thrown) t.pending = thrown;
            return result;
        }
        case Generator::kSuspended: break;
    }
    return continue_from_native(t, generator, Value::none(), true, returned);
}

const Word* suspended_at(const Generator* generator) {
    // It goes on behind a YIELD, but with a YIELD_FROM itself; one that was just made has not begun.
    bool behind =
        generator->state == Generator::kSuspended && op_at(generator->pc) != Op::YIELD_FROM;
    return behind ? instruction_before(generator->function->body, generator->pc) : generator->pc;
}

Value generator_delegate(const Generator* generator) {
    if (generator->state != Generator::kSuspended || op_at(generator->pc) != Op::YIELD_FROM)
        return Value();
    return generator->regs[op_a(generator->pc)];
}

Result<Value> generator_close(Thread& t, Generator* generator) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    if (generator->state == Generator::kFinished) return Value::none();
    if (generator->state == Generator::kRunning) return raise_already_running(t);
    if (generator->state == Generator::kCreated) {
        generator->state = Generator::kFinished;
        generator->saved = 0;
        return Value::none();
    }
    Value returned;
    Value delegate = generator_delegate(generator);
    if (!delegate.is_empty()) {
        Result<void> closed = close_iterator(t, delegate);
        if (!closed.ok()) {
            Value thrown = TRY(generator_throw_pending(t, generator, &returned));
            if (thrown.is_absent()) return returned;
            return raise_runtime_error(t, "generator ignored GeneratorExit");
        }
    }
    if (generator->state != Generator::kSuspended) return Value::none();
    (void)raise(t, t.types().generator_exit, "");
    Result<Value> result = generator_throw_pending(t, generator, &returned);
    if (result.ok()) {
        if (result.value().is_absent()) return returned;
        return raise_runtime_error(t, "generator ignored GeneratorExit");
    }
    if (!pending_is(t, t.types().generator_exit) && !pending_is(t, t.types().stop_iteration))
        return Failure{};
    clear_pending(t);
    return Value::none();
}

Result<void> close_iterator(Thread& t, Value iterator) {
    if (iterator.is_object() && iterator.object()->kind == Kind::Generator) {
        TRY(generator_close(t, iterator.as<Generator>()));
        return {};
    }
    Value close = TRY(get_attr_or_absent(t, iterator, t.names().close));
    if (close.is_absent()) return {};
    TRY(call(t, close, {}));
    return {};
}

Result<Value> generator_throw(Thread& t, Generator* generator, Value exception, Value* returned) {
    if (c_stack_exhausted(t)) return raise_recursion_error(t);
    Value delegate =
        generator->state == Generator::kSuspended ? generator_delegate(generator) : Value();
    if (delegate.is_empty()) {
        (void)raise_exception(t, exception);
        return generator_throw_pending(t, generator, returned);
    }
    if (is_subtype(type_of(t, exception), t.types().generator_exit)) {
        Result<void> closed = close_iterator(t, delegate);
        if (closed.ok()) (void)raise_exception(t, exception);
        return generator_throw_pending(t, generator, returned);
    }
    Value result_value;
    Result<Value> result = Failure{};
    if (delegate.object()->kind == Kind::Generator) {
        generator->state = Generator::kRunning;
        result = generator_throw(t, delegate.as<Generator>(), exception, &result_value);
        generator->state = Generator::kSuspended;
        if (result.ok() && !result.value().is_absent()) return result;
    } else {
        Result<Value> method = get_attr_or_absent(t, delegate, TRY(intern(t, "throw")));
        if (method.ok() && method.value().is_absent()) {
            (void)raise_exception(t, exception);
            return generator_throw_pending(t, generator, returned);
        }
        if (method.ok()) {
            generator->state = Generator::kRunning;
            result = call(t, method.value(), {exception});
            generator->state = Generator::kSuspended;
        }
        if (result.ok()) return result;
        if (pending_is(t, t.types().stop_iteration)) {
            result_value = take_pending(t).as<Exception>()->fields[0];
            if (result_value.is_empty()) result_value = Value::none();
            result = Value::absent();
        }
    }
    if (!result.ok()) return generator_throw_pending(t, generator, returned);
    // The delegate has ended: its value is the value of the yield from, which goes on behind it.
    const Word* pc = generator->pc;
    generator->regs[op_b(pc)] = result_value;
    generator->sent_register = static_cast<u8>(op_a(pc) + 1);
    generator->pc = pc + 1;
    write_barrier(t, generator);
    return generator_resume(t, generator, Value::none(), returned);
}

// ---- slow paths

const Word* slow_return_generator(Thread& t, const Word* pc, Value* R) {
    Function* f = frame_function(R);
    Generator* generator =
        TRY_PC(make<Generator>(t, t.types().generator, (f->register_count + 1u) * sizeof(Value)));
    generator->function = f;
    generator->pc = pc + 1;
    generator->name = f->name;
    generator->qualname = f->qualname;
    generator->state = Generator::kCreated;
    generator->saved = f->code()->param_count;
    for (u32 i = 0; i < generator->saved; i++) generator->regs[i] = R[i];
    if (!f->code()->tables->unit->exceptions.empty()) t.heap().register_finalizer(generator);
    const Word* ret = frame_return(R);
    Value* caller = frame_caller(R);
    t.depth_left++;
    t.frame = caller;
    caller[reinterpret_cast<const u8*>(ret)[-1]] = generator;
    return ret;
}

const Word* slow_return_special(Thread& t, const Word* pc, Value* R) {
    Value result = op_at(pc) == Op::RETURN ? R[op_a(pc)] : Value::none();
    Value extra = R[kSlotExtra];
    const Word* ret = frame_return(R);
    Value* caller = frame_caller(R);
    u32 target = reinterpret_cast<const u8*>(ret)[-1];
    bool ends_loop = false;
    if (extra.object()->kind == Kind::Generator) {
        Generator* generator = extra.as<Generator>();
        if (generator->frame != nullptr) detach_frame(t, generator->frame, R);
        generator->state = Generator::kFinished;
        generator->saved = 0;
        t.handled = generator->outer_handled;
        ends_loop = generator->resumer == Generator::kFromForLoop;
        if (generator->resumer == Generator::kFromYieldFrom) target = op_b(ret - 1);
    } else {
        detach_frame(t, extra.as<Frame>(), R);
    }
    t.depth_left++;
    t.frame = caller;
    if (!ends_loop) caller[target] = result;
    return ret;
}

const Word* slow_get_yield_iter(Thread& t, const Word* pc, Value* R) {
    Value source = R[op_b(pc)];
    bool generator = source.is_object() && source.object()->kind == Kind::Generator;
    return store_result(R, pc, generator ? source : TRY_PC(get_iter(t, source)));
}

const Word* yield_through(Thread& t, const Word* pc, Value* R, Value item) {
    for (;;) {
        Generator* generator = R[kSlotExtra].as<Generator>();
        u32 sent_register = op_a(pc) + 1u;
        u32 count = op_c(pc) != 0 ? op_c(pc) : frame_function(R)->register_count;
        // It comes back to this same instruction.
        suspend_generator(t, generator, R, pc, sent_register, std::max(count, sent_register + 1));
        const Word* ret = frame_return(R);
        R = frame_caller(R);
        t.depth_left++;
        if (generator->resumer == Generator::kFromYieldFrom) {
            pc = ret - 1;
            continue;
        }
        t.frame = R;
        R[reinterpret_cast<const u8*>(ret)[-1]] = item;
        if (generator->resumer != Generator::kFromForLoop) return ret;
        const Word* loop = ret - 3;
        return loop + static_cast<i32>(loop[1]);
    }
}

namespace {

// Makes the frame of a generator that was not running, behind the frame R, which goes on at `ret`.
const Word* push_generator(Thread& t, Value* R, Generator* generator, Value sent,
                           Generator::Resumer resumer, const Word* ret) {
    Value* registers = R + frame_function(R)->register_count + kFrameHeader;
    if (t.depth_left <= 0 || registers > t.stack_end) FAIL_PC(raise_recursion_error(t));
    t.depth_left--;
    bool fresh = generator->state == Generator::kCreated;
    restore_generator(t, generator, registers, resumer);
    registers[kSlotReturn] = raw(ret);
    registers[kSlotCaller] = raw(R);
    if (!fresh) registers[generator->sent_register] = sent;
    t.frame = registers;
    return generator->pc;
}

const Word* enter_delegate(Thread& t, const Word* pc, Value* R, Generator* generator, Value sent) {
    if (generator->state == Generator::kFinished) {
        R[op_b(pc)] = Value::none();
        return pc + 1;
    }
    if (generator->state == Generator::kRunning) FAIL_PC(raise_already_running(t));
    if (generator->state == Generator::kCreated && !sent.is_none())
        FAIL_PC(raise_type_error(t, "can't send non-None value to a just-started generator"));
    return push_generator(t, R, generator, sent, Generator::kFromYieldFrom, pc + 1);
}

}  // namespace

const Word* slow_yield_from(Thread& t, const Word* pc, Value* R) {
    Value iterator = R[op_a(pc)];
    Value sent = R[op_a(pc) + 1];
    Value returned = Value::none();
    Value item;
    if (iterator.object()->kind == Kind::Generator)
        return enter_delegate(t, pc, R, iterator.as<Generator>(), sent);
    if (sent.is_none()) {
        Result<Value> next = iter_next_value(t, iterator, &returned);
        item = TRY_PC(next);
    } else {
        Result<Value> next = call_method(t, iterator, t.names().send, {sent});
        if (!next.ok()) {
            if (!pending_is(t, t.types().stop_iteration)) return nullptr;
            returned = take_pending(t).as<Exception>()->fields[0];
            if (returned.is_empty()) returned = Value::none();
            next = Value::absent();
        }
        item = next.value();
    }
    if (item.is_absent()) {
        R[op_b(pc)] = returned;
        return pc + 1;
    }
    return yield_through(t, pc, R, item);
}

Result<Value> iter_next_value(Thread& t, Value iterator, Value* returned) {
    Result<Value> item = iter_step(t, iterator);
    if (KRAIT_LIKELY(item.ok())) return item;
    if (!pending_is(t, t.types().stop_iteration)) return Failure{};
    Value value = take_pending(t).as<Exception>()->fields[0];
    *returned = value.is_empty() ? Value::none() : value;
    return Value::absent();
}

// Enters the generator for a FOR_LOOP; null with no exception pending is impossible: a finished one ends the loop.
const Word* enter_generator_loop(Thread& t, const Word* pc, Value* R, Generator* generator) {
    if (generator->state == Generator::kFinished) return pc + 3;
    if (generator->state == Generator::kRunning) FAIL_PC(raise_already_running(t));
    return push_generator(t, R, generator, Value::none(), Generator::kFromForLoop, pc + 3);
}

}  // namespace krait
