// Slow paths of import statements.

#include "vm/interpreter/slow.h"
#include "vm/modules/import.h"

namespace krait {

const Word* slow_import_name(Thread& t, const Word* pc, Value* R) {
    i64 level = op_c(pc) == 255 ? static_cast<i64>(pc[3]) : op_c(pc);
    Value fromlist = constant_at(R, pc[2]);
    Str* name = name_constant(R, pc[1]);
    // A script may have replaced builtins.__import__.
    Value hook = TRY_PC(find_in_mapping(t, running_builtins(R), t.names().__import__));
    if (hook.is_absent()) FAIL_PC(raise(t, t.types().import_error, "__import__ not found"));
    bool native = hook.is_object() && hook.object()->kind == Kind::NativeFunction;
    if (!native) {
        Value args[5] = {name, running_globals(R), Value::none(), fromlist,
                         Value::small_int(level)};
        return store_result(R, pc, TRY_PC(call(t, hook, Args{args, 5, 0, nullptr})));
    }
    return store_result(R, pc,
                        TRY_PC(import_module_level(t, name, running_globals(R), fromlist, level)));
}

const Word* slow_import_from(Thread& t, const Word* pc, Value* R) {
    return store_result(R, pc, TRY_PC(import_from(t, R[op_b(pc)], name_constant(R, pc[1]))));
}

const Word* slow_import_star(Thread& t, const Word* pc, Value* R) {
    Value space = op_c(pc) == 1 ? R[0] : Value(running_globals(R));
    TRY_PC(import_star(t, R[op_b(pc)], space));
    return pc + 1;
}

}  // namespace krait
