#include "vm/interpreter/hooks.h"

#include "vm/specialize/check.h"
#include "vm/specialize/specialize.h"

namespace krait {

namespace {

bool is_stub(Op op) {
    return op == Op::HALT || op == Op::PUMP || op == Op::RESUME || op == Op::RESUME_INIT;
}

}  // namespace

void instruction_hook(Thread& t, const Word* pc, Value* R) {
    VmState& state = vm_state(t);
    if (state.expected.pc != nullptr) check_result(t, R);
    // The interpreter's own stubs belong to no frame.
    if (is_stub(op_at(pc))) return;
    if (state.deopt_stress != 0 && is_specialized(op_at(pc)) &&
        ++state.deopt_counter % state.deopt_stress == 0) {
        deoptimize(t, pc, R);
    }
    if (state.check && is_specialized(op_at(pc))) check_specialized(t, pc, R);
    if (state.stats != nullptr) state.stats->instruction(t, pc, R);
}

void refresh_dispatch(Thread& t) {
    VmState& state = vm_state(t);
    state.hooked = state.stats != nullptr || state.check || state.deopt_stress != 0;
    t.dispatch = state.hooked ? state.hooked_dispatch : state.plain_dispatch;
}

}  // namespace krait
