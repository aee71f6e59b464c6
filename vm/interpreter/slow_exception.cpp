// Slow paths of raising and handling exceptions.

#include "vm/interpreter/slow.h"

namespace krait {

const Word* slow_raise(Thread& t, const Word* pc, Value* R) {
    switch (op_c(pc)) {
        case 0: {
            Value current = t.handled;
            if (current.is_empty() || current.is_none()) {
                FAIL_PC(raise_runtime_error(t, "No active exception to reraise"));
            }
            t.pending = current;
            t.reraised = true;
            return nullptr;
        }
        case 1: FAIL_PC(raise_statement(t, R[op_a(pc)], Value()));
        default: FAIL_PC(raise_statement(t, R[op_a(pc)], R[op_b(pc)]));
    }
}

const Word* slow_reraise(Thread& t, const Word* pc, Value* R) {
    t.pending = R[op_a(pc)];
    t.reraised = true;
    return nullptr;
}

namespace {

// In a generator, "what was handled before" may be its resumer's exception, which changes from resumption to resumption:
// it is saved as absent.
Generator* running_generator(Value* R) {
    Value extra = R[kSlotExtra];
    if (extra.is_empty() || extra.object()->kind != Kind::Generator) return nullptr;
    return extra.as<Generator>();
}

}  // namespace

const Word* slow_push_exc(Thread& t, const Word* pc, Value* R) {
    Value before = t.handled.is_empty() ? Value::none() : t.handled;
    Generator* generator = running_generator(R);
    if (generator != nullptr && t.handled == generator->outer_handled) before = Value::absent();
    R[op_a(pc)] = before;
    t.handled = R[op_b(pc)];
    return pc + 1;
}

const Word* slow_pop_exc(Thread& t, const Word* pc, Value* R) {
    Value before = R[op_a(pc)];
    if (before.is_absent()) {
        Generator* generator = running_generator(R);
        before = generator == nullptr ? Value() : generator->outer_handled;
    }
    t.handled = before.is_none() ? Value() : before;
    return pc + 1;
}

const Word* slow_match_exc(Thread& t, const Word* pc, Value* R) {
    bool matches = TRY_PC(exception_matches(t, R[op_b(pc)], R[op_c(pc)]));
    return store_result(R, pc, Value::from_bool(matches));
}

const Word* slow_with_exit(Thread& t, const Word* pc, Value* R) {
    Value exc = R[op_c(pc)];
    Value traceback = exc.as<Exception>()->traceback;
    Value args[3] = {type_of(t, exc), exc, traceback.is_empty() ? Value::none() : traceback};
    Value exit = R[op_b(pc)];
    if (exit.is_object() && exit.object()->type == t.types().bound_method &&
        is_function(exit.as<BoundMethod>()->function)) {
        Value all[4] = {exit.as<BoundMethod>()->self, args[0], args[1], args[2]};
        return push_call(t, pc, R, exit.as<BoundMethod>()->function.as<Function>(), all, 4,
                         Resume::StoreTruth);
    }
    return call_for(t, pc, R, exit, args, 3, Resume::StoreTruth);
}

}  // namespace krait
