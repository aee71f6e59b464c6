// Tracing of the register stack and of the vm's objects; resetting inline caches whose targets died.
//
// The stack is scanned conservatively, frame by frame and no further than a frame's live part: a caller's registers
// beyond the call window, and whatever lies between windows, may hold stale pointers.

#include "vm/interpreter/roots.h"

#include "vm/interpreter/slow.h"

#include <cstdio>
#include <cstdlib>

namespace krait {

namespace {

// How many registers of a frame may be live while it is at the instruction `pc`: at a call, everything below the window's end.
u32 live_registers(Value* R, const Word* pc) {
    u32 all = frame_function(R)->register_count;
    switch (info(op_at(pc)).base) {
        case Op::CALL: return op_a(pc) + kFrameHeader + op_b(pc);
        case Op::CALL_METHOD: return op_a(pc) + kFrameHeader + 1 + op_b(pc);
        case Op::INVOKE: return op_a(pc) + kFrameHeader + 1 + op_c(pc);
        case Op::CALL_KW:
        case Op::CALL_METHOD_KW: return op_a(pc) + kFrameHeader + 1 + op_b(pc) + op_c(pc);
        default: return all;
    }
}

// The registers, if any, that the innermost frame leaves unused while a native function runs: where a script function
// would have its header. What they held before is dead, and who asks for a collection wants to see it gone.
struct DeadRegisters {
    u32 first, count;
};
DeadRegisters dead_registers(const Word* pc) {
    u32 window = op_a(pc);
    switch (op_at(pc)) {
        case Op::CALL_NATIVE:
        case Op::CALL_NATIVE_DEFAULTS:
        case Op::CALL_METHOD_NATIVE:
        case Op::CALL_METHOD_NATIVE_DEFAULTS: return {window + 1, kFrameHeader - 1};
        case Op::INVOKE_NATIVE:
        case Op::INVOKE_NATIVE_DEFAULTS: return {window, kFrameHeader};
        case Op::INVOKE_MODULE: return {window + 1, kFrameHeader};
        default: return {0, 0};
    }
}

// A pc that is no instruction's start would make the scan take a cache word for an instruction, and miss live registers.
void check_exact(Value* R, const Word* pc) {
    const Function* f = frame_function(R);
    if (is_instruction(f->body, pc)) return;
    std::fprintf(
        stderr,
        "krait: a collection while the frame of %s is at word %td, where no instruction starts\n",
        f->code()->qualname->data, pc - f->body->words);
    std::abort();
}

bool target_died(Heap& heap, const Word* pc) {
    auto dead = [&heap](u64 bits) {
        Object* cell = heap.find_cell(reinterpret_cast<const void*>(bits));
        return cell == nullptr || !heap.is_marked(cell);
    };
    switch (op_at(pc)) {
        case Op::LOAD_GLOBAL_MODULE:
        case Op::LOAD_GLOBAL_BUILTIN:
        case Op::STORE_GLOBAL_MODULE: return dead(global_cache(pc)->slot);
        case Op::LOAD_ATTR_MODULE:
        case Op::LOAD_METHOD_BUILTIN:
        case Op::INVOKE_MODULE:
            return dead(attr_cache(pc)->value) || dead(attr_cache(pc)->extra_pointer());
        case Op::LOAD_ATTR_CLASS:
        case Op::LOAD_METHOD_CLASS: return dead(attr_cache(pc)->extra_pointer());
        case Op::CALL_FUNCTION:
        case Op::CALL_FUNCTION_CODE:
        case Op::CALL_FUNCTION_DEFAULTS:
        case Op::CALL_NATIVE:
        case Op::CALL_NATIVE_DEFAULTS:
        case Op::CALL_TYPE_1:
        case Op::CALL_BUILTIN_CLASS:
        case Op::CALL_CLASS:
        case Op::CALL_METHOD_FUNCTION:
        case Op::CALL_METHOD_NATIVE:
        case Op::CALL_METHOD_NATIVE_DEFAULTS: return dead(call_cache(pc)->guard);
        default: return false;  // guarded by a type version, which a dead type never shows again
    }
}

}  // namespace

void VmRoots::trace_roots(Tracer& tracer) {
    Thread& t = thread_;
    tracer.visit(t.pending);
    tracer.visit(t.handled);
    Heap& heap = t.heap();
    FrameCursor cursor = innermost(t);
    const bool checking = heap.checks();
    Value* upper = nullptr;  // where the callee's words begin
    while (cursor.valid()) {
        Value* R = cursor.frame;
        const Word* pc = cursor.pc;
        if (checking) check_exact(R, pc);
        Value* end = R + live_registers(R, pc);
        if (upper != nullptr && upper < end) end = upper;
        bool lands = returns_to_landing(frame_return(R));
        Value* begin = R - kFrameHeader;
        DeadRegisters dead = upper == nullptr ? dead_registers(pc) : DeadRegisters{0, 0};
        if (dead.count > 0) {
            heap.scan_conservatively(begin, R + dead.first);
            heap.scan_conservatively(R + dead.first + dead.count, end);
        } else {
            heap.scan_conservatively(begin, end);
        }
        if (lands) {
            Landing* landing = frame_landing(R);
            heap.scan_conservatively(landing, landing + 1);
            begin = reinterpret_cast<Value*>(landing);
        }
        upper = begin;
        cursor.up();
    }
}

void VmRoots::sweep_weak(Heap& heap, bool) {
    VmState& state = vm_state(thread_);
    std::size_t kept = 0;
    for (Bytecode* body : state.bodies) {
        if (!heap.is_marked(body)) continue;
        state.bodies[kept++] = body;
        for (u32 site : body->code->tables->sites) {
            const Word* pc = body->words + site;
            if (is_specialized(op_at(pc)) && target_died(heap, pc))
                set_op(pc, info(op_at(pc)).base);
        }
    }
    state.bodies.resize(kept);
    std::erase_if(state.open_files, [&heap](Object* file) { return !heap.is_marked(file); });
}

namespace {

void trace_code(Object* object, Tracer& tracer) {
    Code* code = static_cast<Code*>(object);
    tracer.visit(code->type);
    tracer.visit(code->name);
    tracer.visit(code->qualname);
    tracer.visit(code->filename);
    tracer.visit(code->constants);
    tracer.visit(code->local_names);
    tracer.visit(code->cell_names);
    tracer.visit(code->free_names);
    tracer.visit(code->first_body);
}

void trace_bytecode(Object* object, Tracer& tracer) {
    Bytecode* body = static_cast<Bytecode*>(object);
    tracer.visit(body->code);
    tracer.visit(body->globals);
    tracer.visit(body->builtins);
    tracer.visit(body->next);
}

void trace_function(Object* object, Tracer& tracer) {
    Function* f = static_cast<Function*>(object);
    tracer.visit(f->body);
    tracer.visit(f->closure);
    tracer.visit(f->defaults);
    tracer.visit(f->kwdefaults);
    tracer.visit(f->name);
    tracer.visit(f->qualname);
    tracer.visit(f->module);
    tracer.visit(f->doc);
    tracer.visit(f->annotate);
    tracer.visit(f->annotations);
    tracer.visit(f->type_params);
    trace_attributes(f, tracer);
}

void trace_generator(Object* object, Tracer& tracer) {
    Generator* g = static_cast<Generator*>(object);
    tracer.visit(g->type);
    tracer.visit(g->function);
    tracer.visit(g->frame);
    tracer.visit(g->inner_handled);
    tracer.visit(g->outer_handled);
    tracer.visit(g->name);
    tracer.visit(g->qualname);
    // Registers that hold nothing yet keep whatever lay on the stack there: each word is taken for a reference only if it
    // is one.
    for (u32 i = 0; i < g->saved; i++) tracer.visit_if_cell(g->regs[i]);
}

void trace_frame(Object* object, Tracer& tracer) {
    Frame* f = static_cast<Frame*>(object);
    tracer.visit(f->type);
    tracer.visit(f->function);
    tracer.visit(f->generator);
    tracer.visit(f->back);
    tracer.visit(f->trace);
    tracer.visit(f->extra_locals);
    tracer.visit_range(f->locals, f->count);
}

void trace_traceback(Object* object, Tracer& tracer) {
    Traceback* tb = static_cast<Traceback*>(object);
    tracer.visit(tb->type);
    tracer.visit(tb->next);
    tracer.visit(tb->frame);
}

}  // namespace

void register_vm_kinds(Thread& t) {
    Heap& heap = t.heap();
    heap.register_kind(Kind::Code, trace_code, release_code);
    heap.register_kind(Kind::Bytecode, trace_bytecode, release_bytecode);
    heap.register_kind(Kind::Function, trace_function);
    heap.register_kind(Kind::Generator, trace_generator);
    heap.register_kind(Kind::Frame, trace_frame);
    heap.register_kind(Kind::Traceback, trace_traceback);
}

}  // namespace krait
