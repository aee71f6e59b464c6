// The interpreter's interfaces: running script functions from C++, and the slow paths behind the handlers.
//
// A slow path is called with the Thread's `frame` and `pc` saved; it returns the next pc and leaves the frame to go on with
// in t.frame; null = an exception is pending. It is out of line so that handlers stay small.
#pragma once

#include "vm/interpreter/cache.h"
#include "vm/interpreter/frame_layout.h"
#include "vm/objects/code.h"
#include "vm/vm_state.h"

namespace krait {

using SlowPath = const Word* (*)(Thread&, const Word* pc, Value* R);

// Runs from `pc` with registers `R` until HALT. The result, or empty.
Value run(Thread&, const Word* pc, Value* R);
// Fills in VmState's dispatch tables; once per process image is enough but harmless to repeat.
void init_dispatch(VmState&);
// Makes the Thread use the table that the VmState's switches ask for.
void refresh_dispatch(Thread&);

// Calls a script function from C++ (VmHooks::call_function).
Result<Value> call_function(Thread&, Value function, const Args&);
// Runs a module's or exec's code: a function without arguments but the namespace (empty = none).
Result<Value> run_code(Thread&, Function*, Value space);
// First free word above the innermost frame.
Value* stack_top(Thread&);

// The exception is pending; t.frame and t.pc say where. Finds the handler: returns its pc with t.frame set, or null when the
// exception leaves to C++ (t.frame is then the frame that C++ was called from).
const Word* unwind(Thread&);
// Binds arguments into the registers of a frame to come, by the general rules (defaults, keywords, *args, **kwargs).
Result<void> bind_call(Thread&, Function*, const Args&, Value* registers);

// Calls a native function whose optional parameters beyond the `given` arguments take their defaults, which are put behind
// the arguments in the window.
Result<Value> call_with_defaults(Thread&, NativeFunction*, Value* args, u32 given);

// ---- continuing generators (interpreter/generator_run.cpp)
// Resumes with `sent` (None at first); the yielded value, absent when it returned (*returned = the value), or fails.
Result<Value> generator_resume(Thread&, Generator*, Value sent, Value* returned);
// Resumes by raising the pending exception inside.
Result<Value> generator_throw_pending(Thread&, Generator*, Value* returned);
Result<Value> generator_close(Thread&, Generator*);  // what the generator returned

// ---- slow paths by family (interpreter/slow_*.cpp, specialize/*.cpp)
// clang-format off
#define KRAIT_SLOW_PATHS(X)                                                                        \
    X(check_local)                                                                                 \
    X(delete_local)                                                                                \
    X(load_cell) X(delete_cell) X(load_class_free) X(load_global) X(store_global) X(delete_global) \
        X(load_name) X(store_name) X(delete_name) X(load_attr) X(store_attr) X(delete_attr) X(     \
            load_method) X(load_super) X(load_special) X(call) X(call_method) X(invoke) X(call_kw) \
            X(call_method_kw) X(call_ex) X(make_function) X(load_build_class) X(return_generator)  \
                X(yield_from) X(get_yield_iter) X(jump_truth) X(compare_jump) X(compare_jump_imm)  \
                    X(binary) X(inplace) X(binary_imm) X(unary) X(not_) X(compare) X(contains)     \
                        X(get_item) X(get_item_imm) X(set_item) X(delete_item) X(build_slice) X(get_slice) X(set_slice)     \
                            X(build_tuple) X(build_list) X(build_set) X(build_map) X(build_string) \
                                X(format) X(list_append) X(list_extend) X(list_to_tuple)           \
                                    X(set_add) X(set_update) X(map_set) X(dict_update)             \
                                        X(dict_merge) X(unpack) X(unpack_ex) X(get_iter)           \
                                            X(for_prepare) X(for_prepare_range) X(for_loop)        \
                                                X(raise) X(reraise) X(match_exc) X(with_exit)      \
                                                    X(import_name) X(import_from) X(import_star)   \
                                                        X(resume) X(resume_init) X(safepoint)      \
                                                            X(make_cell) X(new_cell)               \
                                                                X(return_special) X(pop_exc)       \
                                                                    X(push_exc)
// clang-format on
#define X(name) const Word* slow_##name(Thread&, const Word* pc, Value* R);
KRAIT_SLOW_PATHS(X)
#undef X

}  // namespace krait
