// Frame and traceback objects: making, detaching, lines, locals. Their types' tables are in frame_type.cpp.

#include "vm/objects/frame.h"

#include "runtime/errors/errors.h"
#include "vm/interpreter/interpreter.h"

#include <cassert>

namespace krait {

namespace {

// A variable's value out of its register: through its cell if it has one; empty where the register holds nothing yet.
Value variable_value(const Code* code, u32 i, u32 at, Value v) {
    const CompiledCode& unit = *code->tables->unit;
    if (i >= code->param_count && i < unit.live_from.size() && at < unit.live_from[i])
        return Value();
    assert(!v.is_poison());
    if (v.is_object() && v.object()->kind == Kind::Cell) return v.as<Cell>()->value;
    return v;
}

u32 variable_count(const Code* code) {
    return static_cast<u32>(code->local_names->length);
}

// Registers of the frame: on the stack, in its generator, or the copies it was left with.
const Value* frame_registers(const Frame* frame) {
    if (frame->live != nullptr) return frame->live;
    if (frame->generator != nullptr && frame->generator->state != Generator::kFinished)
        return frame->generator->regs;
    return nullptr;
}

// The instruction the frame is at.
const Word* frame_pc(Thread& t, const Frame* frame) {
    if (frame->generator != nullptr && frame->generator->state == Generator::kSuspended)
        return suspended_at(frame->generator);
    if (frame->generator != nullptr && frame->generator->state == Generator::kCreated)
        return frame->function->entry;
    if (frame->live == nullptr) return frame->pc;
    for (FrameCursor cursor = innermost(t); cursor.valid(); cursor.up()) {
        if (cursor.frame == frame->live) return cursor.pc;
    }
    return frame->pc;
}

}  // namespace

Result<Frame*> frame_object(Thread& t, Value* R) {
    Value extra = R[kSlotExtra];
    Generator* generator = nullptr;
    if (!extra.is_empty()) {
        if (extra.object()->kind == Kind::Frame) return extra.as<Frame>();
        generator = extra.as<Generator>();
        if (generator->frame != nullptr) return generator->frame;
    }
    Function* f = frame_function(R);
    u32 count = variable_count(f->body->code);
    Frame* frame = TRY(make<Frame>(t, t.types().frame, count * sizeof(Value)));
    frame->function = f;
    frame->live = R;
    frame->generator = generator;
    if (generator != nullptr) {
        generator->frame = frame;
        write_barrier(t, generator);
    } else {
        R[kSlotExtra] = frame;
    }
    return frame;
}

Result<Frame*> generator_frame(Thread& t, Generator* generator) {
    if (generator->frame != nullptr) return generator->frame;
    u32 count = variable_count(generator->function->body->code);
    Frame* frame = TRY(make<Frame>(t, t.types().frame, count * sizeof(Value)));
    frame->function = generator->function;
    frame->generator = generator;
    generator->frame = frame;
    write_barrier(t, generator);
    return frame;
}

void detach_frame(Thread& t, Frame* frame, Value* R) {
    const Code* code = frame->function->body->code;
    frame->pc = t.pc;
    for (FrameCursor cursor = innermost(t); cursor.valid(); cursor.up()) {
        if (cursor.frame == R) {
            frame->pc = cursor.pc;
            break;
        }
    }
    u32 at = word_offset(frame->function->body, frame->pc);
    frame->count = variable_count(code);
    for (u32 i = 0; i < frame->count; i++) frame->locals[i] = variable_value(code, i, at, R[i]);
    frame->live = nullptr;
    write_barrier(t, frame);
}

u32 traceback_line(Traceback* tb) {
    if (tb->line == 0) {
        Bytecode* body = tb->frame->function->body;
        tb->line = position_of(body->code, word_offset(body, tb->pc)).line;
    }
    return tb->line;
}

u32 frame_line(Thread& t, Frame* frame) {
    Bytecode* body = frame->function->body;
    const Word* pc = frame_pc(t, frame);
    if (pc == nullptr) return body->code->first_line;
    return position_of(body->code, word_offset(body, pc)).line;
}

namespace {

Result<void> add_variables(Thread& t, Dict* into, Frame* frame) {
    const Code* code = frame->function->body->code;
    const Value* registers = frame_registers(frame);
    const Word* pc = frame_pc(t, frame);
    u32 at = pc == nullptr ? 0 : word_offset(frame->function->body, pc);
    u32 count = registers != nullptr ? variable_count(code) : frame->count;
    for (u32 i = 0; i < count; i++) {
        Str* name = code->local_names->items[i].as<Str>();
        if (name->size == 0 || name->data[0] == '.') continue;
        Value v =
            registers != nullptr ? variable_value(code, i, at, registers[i]) : frame->locals[i];
        if (!v.is_empty() && !v.is_absent()) TRY(dict_set_str(t, into, name, v));
    }
    if (registers != nullptr) {
        const CompiledCode& unit = *code->tables->unit;
        for (u32 i = 0; i < code->free_names->length; i++) {
            Value cell =
                frame->function->closure == nullptr ? Value() : frame->function->closure->items[i];
            if (cell.is_empty() || cell.as<Cell>()->value.is_empty()) continue;
            TRY(dict_set_str(t, into, code->free_names->items[i].as<Str>(),
                             cell.as<Cell>()->value));
        }
        if (!unit.far_locals.empty() && at >= unit.live_from[unit.far_list]) {
            List* cells = registers[unit.far_list].as<List>();
            for (u32 i = 0; i < unit.far_locals.size() && i < cells->length; i++) {
                if (!cells->items[i].is_object() || cells->items[i].object()->kind != Kind::Cell)
                    continue;
                Value v = cells->items[i].as<Cell>()->value;
                if (!v.is_empty())
                    TRY(dict_set_str(t, into, TRY(intern(t, unit.far_locals[i])), v));
            }
        }
    }
    return {};
}

}  // namespace

Result<Value> frame_locals(Thread& t, Frame* frame) {
    const Code* code = frame->function->body->code;
    if (code->code_flags & CompiledCode::kUsesNamespace) {
        const Value* registers = frame_registers(frame);
        return registers != nullptr ? registers[0] : frame->locals[0];
    }
    if (code->code_flags & CompiledCode::kModule) return frame->function->body->globals;
    Dict* locals = TRY(make_dict(t));
    TRY(add_variables(t, locals, frame));
    return locals;
}

Result<Value> current_locals(Thread& t) {
    if (t.frame == nullptr) return raise(t, t.types().system_error, "frame does not exist");
    return frame_locals(t, TRY(frame_object(t, t.frame)));
}

}  // namespace krait
