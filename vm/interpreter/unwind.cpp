// Unwinding: from a pending exception to its handler, adding a traceback entry for each frame on the way.

#include "runtime/errors/attribute_error.h"
#include "vm/interpreter/slow.h"
#include "vm/objects/frame.h"

#include <utility>

namespace krait {

namespace {

const compiler::ExceptionEntry* find_handler(const Code* code, u32 at) {
    for (const compiler::ExceptionEntry& entry : code->tables->unit->exceptions) {
        if (at >= entry.start && at < entry.end) return &entry;
    }
    return nullptr;
}

// Prepends an entry for the frame to the exception's traceback. Out of memory: the entry is left out.
void add_traceback(Thread& t, Value exc, Value* R, const Word* pc) {
    Value pending = exc;
    Value handled = t.handled;
    Result<Frame*> frame = frame_object(t, R);
    if (!frame.ok()) {
        t.pending = pending;
        return;
    }
    Result<Traceback*> tb = make<Traceback>(t, t.types().traceback);
    t.pending = pending;
    t.handled = handled;
    if (!tb.ok()) return;
    Exception* exception = exc.as<Exception>();
    tb.value()->next = exception->traceback.is_empty() ? Value::none() : exception->traceback;
    tb.value()->frame = frame.value();
    tb.value()->pc = pc;
    exception->traceback = tb.value();
    write_barrier(t, exception);
}

// A generator whose body raised is finished; StopIteration may not leave it.
void finish_generator(Thread& t, Generator* generator) {
    generator->state = Generator::kFinished;
    generator->saved = 0;
    t.handled = generator->outer_handled;
    if (!pending_is(t, t.types().stop_iteration)) return;
    Value cause = take_pending(t);
    (void)raise_runtime_error(t, "generator raised StopIteration");
    Exception* error = t.pending.as<Exception>();
    error->cause = cause;
    error->context = cause;
    error->flags |= Exception::kSuppressContext;
    write_barrier(t, error);
}

// An AttributeError leaves a frame that was pushed for an instruction which reads an attribute: the exception learns which.
void complete_at(Thread& t, Value* R, const Word* pc) {
    if (info(op_at(pc)).base != Op::LOAD_ATTR) return;
    complete_attribute_error(t, R[op_b(pc)], name_constant(R, attr_cache(pc)->name));
}

// Takes the frame off the stack: its Frame object, if somebody has it, gets the locals.
void leave_frame(Thread& t, Value* R) {
    Value extra = R[kSlotExtra];
    if (!extra.is_empty()) {
        if (extra.object()->kind == Kind::Generator) {
            if (Frame* frame = extra.as<Generator>()->frame) detach_frame(t, frame, R);
            finish_generator(t, extra.as<Generator>());
        } else {
            detach_frame(t, extra.as<Frame>(), R);
        }
    }
    t.depth_left++;
}

}  // namespace

const Word* unwind(Thread& t) {
    Value* R = t.frame;
    const Word* pc = t.pc;
    // RERAISE and a re-raised traceback's own frame don't get a second entry.
    bool add_entry = !t.reraised;
    t.reraised = false;
    u32 within = std::exchange(vm_state(t).raised_within, 0);
    for (;;) {
        t.frame = R;
        t.pc = pc;
        Function* f = frame_function(R);
        if (add_entry) add_traceback(t, t.pending, R, pc + within);
        add_entry = true;
        within = 0;
        Code* code = f->body->code;
        if (const compiler::ExceptionEntry* entry = find_handler(code, word_offset(f->body, pc))) {
            R[entry->exc_register] = take_pending(t);
            return f->body->words + entry->handler;
        }
        const Word* ret = frame_return(R);
        Value* caller = frame_caller(R);
        bool lands = returns_to_landing(ret);
        leave_frame(t, R);
        if (!lands) {
            R = caller;
            pc = instruction_before(frame_function(R)->body, ret);
            if (info(op_at(pc)).base == Op::LOAD_ATTR && is_incomplete_attribute_error(t))
                complete_at(t, R, pc);
            continue;
        }
        Landing* landing = reinterpret_cast<Landing*>(caller);
        R = landing->frame;
        pc = landing->pc;
        if (returns_to_native(ret)) {
            t.frame = R;
            t.pc = pc;
            return nullptr;
        }
        if (ret == resume_pc(Resume::Store) && is_incomplete_attribute_error(t))
            complete_at(t, R, pc);
    }
}

}  // namespace krait
