// What the slow paths share.
#pragma once

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "vm/interpreter/hooks.h"
#include "vm/interpreter/interpreter.h"
#include "vm/stats/stats.h"

namespace krait {

// The value of a successful Result; a failed one makes the slow path return null.
#define TRY_PC(...) KRAIT_TRY_PC_NAMED(KRAIT_TRY_JOIN(try_result_, __COUNTER__), __VA_ARGS__)
#define KRAIT_TRY_PC_NAMED(name, ...) KRAIT_TRY_PC_NAMED_(name, __VA_ARGS__)
#define KRAIT_TRY_PC_NAMED_(name, ...)                  \
    __extension__({                                     \
        auto name = (__VA_ARGS__);                      \
        if (KRAIT_UNLIKELY(!name.ok())) return nullptr; \
        name.value();                                   \
    })
// Ends a slow path by raising.
#define FAIL_PC(...)         \
    do {                     \
        (void)(__VA_ARGS__); \
        return nullptr;      \
    } while (0)

// "f()", "C.m()", "print()": how messages about a call name the callee.
std::string callable_description(Thread&, Value callee);

inline unsigned op_a(const Word* pc) {
    return a_of(*pc);
}
inline unsigned op_b(const Word* pc) {
    return b_of(*pc);
}
inline unsigned op_c(const Word* pc) {
    return c_of(*pc);
}
inline const Word* next_pc(const Word* pc) {
    return pc + info(op_at(pc)).words;
}
inline Code* running_code(Value* R) {
    return frame_function(R)->body->code;
}
inline Value constant_at(Value* R, u32 index) {
    return running_code(R)->constants->items[index];
}
inline Str* name_constant(Value* R, u32 index) {
    return constant_at(R, index).as<Str>();
}
inline Dict* running_globals(Value* R) {
    return frame_function(R)->body->globals;
}
inline Value running_builtins(Value* R) {
    return frame_function(R)->body->builtins;
}
// What a namespace (of a class body, of exec, builtins) has under that name: a dict or anything with items; absent: nothing.
Result<Value> find_in_mapping(Thread&, Value space, Str* name);

inline void note_miss(Thread& t, const Word* pc, Value* R) {
    if (KRAIT_UNLIKELY(vm_state(t).stats != nullptr)) vm_state(t).stats->miss(t, pc, R);
}
inline void note_attempt(Thread& t, const Word* pc, Value* R, Value receiver) {
    if (KRAIT_UNLIKELY(vm_state(t).stats != nullptr))
        vm_state(t).stats->attempt(t, pc, R, receiver);
}
inline void note_failure(Thread& t, const Word* pc, Value* R, Reason reason) {
    if (KRAIT_UNLIKELY(vm_state(t).stats != nullptr)) vm_state(t).stats->failure(t, pc, R, reason);
}
// Rewrites the instruction to a specialized form.
inline void specialize_to(Thread& t, const Word* pc, Value* R, Op form) {
    if (KRAIT_UNLIKELY(vm_state(t).stats != nullptr)) vm_state(t).stats->success(t, pc, R, form);
    set_op(pc, form);
}
// Back to the base form.
inline void deoptimize(Thread& t, const Word* pc, Value* R) {
    if (KRAIT_UNLIKELY(vm_state(t).stats != nullptr)) vm_state(t).stats->deopt(t, pc, R);
    set_op(pc, info(op_at(pc)).base);
}

// ---- calls (interpreter/calls.cpp)

// A pending call from the interpreter: where its window is and where the result goes.
struct CallSite {
    const Word* pc;    // the instruction
    const Word* next;  // the one behind it; the byte before it names the destination register
    Value* window;     // R + base: window[0] gets the callee, arguments are at window[4] …
};
// Calls `callee` with the arguments at window[4]: pushes a frame for script code (returning its entry), or stores the result.
const Word* call_in_window(Thread&, Value* R, const CallSite&, Value callee, u32 argc, u32 kw_count,
                           Tuple* names);
// Pushes a frame above the running one that calls script function `f` with these arguments; its result is handled as
// `resume` says for the instruction at pc. `data` is for the continuation.
const Word* push_call(Thread&, const Word* pc, Value* R, Function* f, const Value* args, u32 argc,
                      Resume resume, u64 data = 0);
// Calls any callable on behalf of an operator: pushes script functions (and methods), calls the rest at once and goes on as
// `resume` says.
const Word* call_for(Thread&, const Word* pc, Value* R, Value callee, const Value* args, u32 argc,
                     Resume resume, u64 data = 0);
// Goes on after an operation whose result is known: what the continuation `resume` does at the instruction `pc`.
const Word* finish(Thread&, const Word* pc, Value* R, Value result, Resume resume, u64 data = 0);

inline const Word* store_result(Value* R, const Word* pc, Value v) {
    R[op_a(pc)] = v;
    return next_pc(pc);
}
const Word* take_jump(Thread&, const Word* pc, bool taken);

}  // namespace krait
