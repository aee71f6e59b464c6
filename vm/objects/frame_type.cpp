// The frame and traceback types.

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/object/type_internals.h"
#include "runtime/types/container_support.h"
#include "vm/objects/frame.h"
#include "vm/objects/object_types.h"

namespace krait {

namespace {

Frame* frame(Value v) {
    return v.as<Frame>();
}
Traceback* traceback(Value v) {
    return v.as<Traceback>();
}

Result<Value> frame_repr(Thread& t, Value self) {
    const Code* code = frame(self)->function->code();
    return make_str(t, cat("<frame at ", address_text(self), ", file '", code->filename, "', line ",
                           frame_line(t, frame(self)), ", code ", code->name, ">"));
}

Result<Value> get_back(Thread& t, Value self) {
    Frame* f = frame(self);
    if (f->live == nullptr) return f->back.is_empty() ? Value::none() : f->back;
    for (FrameCursor cursor = innermost(t); cursor.valid(); cursor.up()) {
        if (cursor.frame != f->live) continue;
        cursor.up();
        if (!cursor.valid()) return Value::none();
        return frame_object(t, cursor.frame);
    }
    return Value::none();
}
Result<Value> get_code(Thread&, Value self) {
    return frame(self)->function->code();
}
Result<Value> get_globals(Thread&, Value self) {
    return frame(self)->function->globals();
}
Result<Value> get_builtins(Thread&, Value self) {
    return frame(self)->function->builtins();
}
Result<Value> get_locals(Thread& t, Value self) {
    return frame_locals(t, frame(self));
}
Result<Value> get_line(Thread& t, Value self) {
    return Value::small_int(frame_line(t, frame(self)));
}
Result<Value> get_instruction(Thread&, Value self) {
    Frame* f = frame(self);
    if (f->pc == nullptr) return Value::small_int(-1);
    return Value::small_int(word_offset(f->function->body, f->pc) * 4);
}
Result<Value> get_generator(Thread&, Value self) {
    return frame(self)->generator == nullptr ? Value::none() : Value(frame(self)->generator);
}
Result<Value> get_trace(Thread&, Value self) {
    return frame(self)->trace.is_empty() ? Value::none() : frame(self)->trace;
}
Result<void> set_trace(Thread& t, Value self, Value v) {
    if (v.is_empty() || v.is_none()) {
        frame(self)->trace = Value();
        return {};
    }
    (void)self;
    return raise(t, t.types().not_implemented_error, "tracing is not supported by krait");
}

Result<Value> frame_clear(Thread& t, Value* a) {
    Frame* f = frame(a[0]);
    if (f->live != nullptr) return raise_runtime_error(t, "cannot clear an executing frame");
    f->count = 0;
    return Value::none();
}

const NativeDef kFrameMethods[] = {
    {"clear", "($self, /)", "Drop the references that the frame holds.", frame_clear},
};
const GetSetDef kFrameAttributes[] = {
    {"f_back", nullptr, get_back},
    {"f_code", nullptr, get_code},
    {"f_globals", nullptr, get_globals},
    {"f_builtins", nullptr, get_builtins},
    {"f_locals", nullptr, get_locals},
    {"f_lineno", nullptr, get_line},
    {"f_lasti", nullptr, get_instruction},
    {"f_generator", nullptr, get_generator},
    {"f_trace", nullptr, get_trace, set_trace},
};

Result<Value> get_next(Thread&, Value self) {
    return traceback(self)->next;
}
Result<void> set_next(Thread& t, Value self, Value v) {
    if (v.is_empty()) return raise_type_error(t, "can't delete tb_next attribute");
    bool fits = v.is_none() || (v.is_object() && v.object()->kind == Kind::Traceback);
    if (!fits)
        return raise_type_error(
            t, cat("expected traceback object or None, got '", type_name(t, v), "'"));
    for (Value at = v; !at.is_none(); at = traceback(at)->next) {
        if (at == self) return raise_value_error(t, "traceback loop detected");
    }
    traceback(self)->next = v;
    write_barrier(t, self.object());
    return {};
}
Result<Value> get_frame(Thread&, Value self) {
    return traceback(self)->frame;
}
Result<Value> get_traceback_line(Thread&, Value self) {
    return Value::small_int(traceback_line(traceback(self)));
}
Result<Value> get_traceback_instruction(Thread&, Value self) {
    Traceback* tb = traceback(self);
    return Value::small_int(word_offset(tb->frame->function->body, tb->pc) * 4);
}

const GetSetDef kTracebackAttributes[] = {
    {"tb_next", nullptr, get_next, set_next},
    {"tb_frame", nullptr, get_frame, readonly_member},
    {"tb_lineno", nullptr, get_traceback_line},
    {"tb_lasti", nullptr, get_traceback_instruction, readonly_member},
};

}  // namespace

Result<void> init_frame_types(Thread& t) {
    TypeDef def = {.name = "frame", .instance_kind = Kind::Frame, .instance_size = sizeof(Frame)};
    def.flags = Type::kDisallowNew;
    def.slots.repr = frame_repr;
    def.methods = kFrameMethods;
    def.getsets = kFrameAttributes;
    t.vm->types.frame = TRY(make_native_type(t, def));

    TypeDef tb = {
        .name = "traceback", .instance_kind = Kind::Traceback, .instance_size = sizeof(Traceback)};
    tb.flags = Type::kDisallowNew;
    tb.getsets = kTracebackAttributes;
    t.vm->types.traceback = TRY(make_native_type(t, tb));
    return {};
}

Result<void> init_vm_objects(Thread& t) {
    TRY(init_code_type(t));
    TRY(init_function_type(t));
    TRY(init_generator_type(t));
    return init_frame_types(t);
}

}  // namespace krait
