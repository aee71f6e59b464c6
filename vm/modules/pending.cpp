// Safepoint work (signals, finalizers), and the other hooks that the runtime calls the vm through.

#include "vm/modules/pending.h"

#include "runtime/errors/errors.h"
#include "runtime/heap/weak.h"
#include "runtime/object/interrupt.h"
#include "vm/interpreter/interpreter.h"
#include "vm/modules/modules.h"
#include "vm/stats/stats.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace krait {

namespace {

// A signal handler gets no argument.
std::atomic<Thread*> interrupted_thread = nullptr;

void on_interrupt(int) {
    int saved_errno = errno;
    if (Thread* t = interrupted_thread) {
        t->interrupt = 1;
        t->stack_limit = nullptr;
    }
    interrupt::note();  // which may not return
    errno = saved_errno;
}

void set_handler(void (*handler)(int)) {
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_NODEFER;  // the handler may jump out: SIGINT must not stay blocked
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);  // without SA_RESTART: a blocking read must end
}

Dict* current_globals(Thread& t) {
    return t.frame == nullptr ? nullptr : frame_function(t.frame)->body->globals;
}

// What the call instruction at pc calls, if that is plain to see.
Value plain_callee(const Word* pc, Value* R) {
    const OpInfo& op = info(op_at(pc));
    if (op.base == Op::CALL || op.base == Op::CALL_METHOD) return R[a_of(*pc)];
    // (INVOKE_NATIVE leaves the window's first words as they were.)
    bool keeps_window = op_at(pc) == Op::INVOKE_NATIVE || op_at(pc) == Op::INVOKE_NATIVE_DEFAULTS;
    if (op.base != Op::INVOKE || keeps_window) return Value();
    const Value* window = R + a_of(*pc);
    if (window[0].is_empty()) return window[1];  // the general one, without a receiver
    Value module = R[b_of(*pc)];
    if (!module.is_object() || module.object()->kind != Kind::Module) return Value();
    Str* name = frame_function(R)->code()->constants->items[attr_cache(pc)->name].as<Str>();
    return dict_get_str(module.as<Module>()->dict, name);
}

const void* stack_below_native(Thread& t, BoundFunction native) {
    if (t.frame == nullptr) return nullptr;
    Value callee = plain_callee(t.pc, t.frame);
    bool called = callee.is_object() && callee.object()->kind == Kind::NativeFunction &&
                  callee.as<NativeFunction>()->bound == native;
    return called ? t.run_stack : nullptr;
}

bool contains_name(const Tuple* names, const Str* name) {
    return std::any_of(names->items, names->items + names->length,
                       [name](Value v) { return v == Value(name); });
}

// The function's first argument, out of its register, its cell or the cells of far variables.
Value first_argument(Value* R, const Code* code) {
    const CompiledCode& unit = *code->tables->unit;
    const Str* name = code->local_names->items[0].as<Str>();
    for (u32 i = 0; i < unit.far_locals.size(); i++) {
        if (unit.far_locals[i] != name->view()) continue;
        Value cells = R[unit.far_list];
        return is_list(cells) ? cells.as<List>()->items[i].as<Cell>()->value : Value();
    }
    bool in_cell = contains_name(code->cell_names, name) && !R[0].is_empty() && R[0].is_object() &&
                   R[0].object()->kind == Kind::Cell;
    return in_cell ? R[0].as<Cell>()->value : R[0];
}

Result<void> super_arguments(Thread& t, Type** cls, Value* self) {
    if (t.frame == nullptr) return raise_runtime_error(t, "super(): no current frame");
    Function* f = frame_function(t.frame);
    Code* code = f->body->code;
    if (code->arg_count == 0) return raise_runtime_error(t, "super(): no arguments");
    *self = first_argument(t.frame, code);
    if (self->is_empty()) return raise_runtime_error(t, "super(): arg[0] deleted");
    for (u64 i = 0; f->closure != nullptr && i < code->free_names->length; i++) {
        if (code->free_names->items[i] != Value(t.names().__class__)) continue;
        Value found = f->closure->items[i].as<Cell>()->value;
        if (found.is_empty()) return raise_runtime_error(t, "super(): empty __class__ cell");
        if (!is_type(found)) {
            return raise_runtime_error(
                t, cat("super(): __class__ is not a type (", type_name(t, found), ")"));
        }
        *cls = found.as<Type>();
        return {};
    }
    return raise_runtime_error(t, "super(): __class__ cell not found");
}

void type_changed(Thread& t, Type* type) {
    if (KRAIT_UNLIKELY(vm_state(t).stats != nullptr)) vm_state(t).stats->type_changed(t, type);
}

}  // namespace

void install_interrupt_handler(Thread& t) {
    interrupted_thread = &t;
    set_interrupt_receiver(&t);
    set_handler(on_interrupt);
}

bool remove_interrupt_handler() {
    set_handler(SIG_DFL);
    interrupted_thread = nullptr;
    set_interrupt_receiver(nullptr);
    return interrupt::noted.exchange(false);
}

Result<void> run_pending(Thread& t) {
    t.interrupt = 0;
    t.stack_limit = t.stack_end;
    if (interrupt::waits() && receives_interrupts(t)) {
        // Finalizers that wait are run at the next safepoint.
        if (t.heap().has_pending()) {
            t.interrupt = 1;
            t.stack_limit = nullptr;
        }
        return raise_interrupt(t);
    }
    return run_pending_finalizers(t);
}

void install_vm_hooks(Vm& vm) {
    vm.hooks.run_pending = run_pending;
    vm.hooks.current_globals = current_globals;
    vm.hooks.super_arguments = super_arguments;
    vm.hooks.stack_below_native = stack_below_native;
    vm.hooks.type_changed = type_changed;
}

}  // namespace krait
