// Slow paths of local variables, cells, globals and names in namespaces.

#include "vm/interpreter/slow.h"
#include "vm/specialize/specialize.h"

namespace krait {

namespace {

Failure raise_name_error(Thread& t, Type* type, std::string_view message, Str* name) {
    (void)raise(t, type, message);
    t.pending.as<Exception>()->fields[0] = name;
    write_barrier(t, t.pending.object());
    return Failure{};
}

Failure raise_unbound_local(Thread& t, Str* name) {
    // (Its `name` stays None, as in CPython.)
    return raise(
        t, t.types().unbound_local_error,
        cat("cannot access local variable '", name, "' where it is not associated with a value"));
}

Failure raise_unbound_free(Thread& t, Str* name) {
    return raise_name_error(t, t.types().name_error,
                            cat("cannot access free variable '", name,
                                "' where it is not associated with a value in enclosing scope"),
                            name);
}

Failure raise_not_defined(Thread& t, Str* name) {
    return raise_name_error(t, t.types().name_error, cat("name '", name, "' is not defined"), name);
}

}  // namespace

Result<Value> find_in_mapping(Thread& t, Value space, Str* name) {
    if (space.is_object() && space.object()->type == t.types().dict) {
        Value v = dict_get_str(space.as<Dict>(), name);
        return v.is_empty() ? Value::absent() : v;
    }
    Result<Value> v = get_item(t, space, name);
    if (v.ok()) return v;
    if (!pending_is(t, t.types().key_error)) return Failure{};
    clear_pending(t);
    return Value::absent();
}

const Word* slow_check_local(Thread& t, const Word* pc, Value* R) {
    FAIL_PC(raise_unbound_local(t, name_constant(R, pc[1])));
}
const Word* slow_delete_local(Thread& t, const Word* pc, Value* R) {
    return slow_check_local(t, pc, R);
}

const Word* slow_make_cell(Thread& t, const Word* pc, Value* R) {
    Cell* cell = TRY_PC(make<Cell>(t, t.types().cell));
    cell->value = R[op_a(pc)];
    return store_result(R, pc, cell);
}

const Word* slow_new_cell(Thread& t, const Word* pc, Value* R) {
    return store_result(R, pc, TRY_PC(make<Cell>(t, t.types().cell)));
}

const Word* slow_load_cell(Thread& t, const Word* pc, Value* R) {
    Str* name = name_constant(R, pc[1]);
    FAIL_PC(op_c(pc) == 1 ? raise_unbound_free(t, name) : raise_unbound_local(t, name));
}

const Word* slow_delete_cell(Thread& t, const Word* pc, Value* R) {
    Cell* cell = R[op_b(pc)].as<Cell>();
    if (cell->value.is_empty()) return slow_load_cell(t, pc, R);
    cell->value = Value();
    return pc + 2;
}

const Word* slow_load_class_free(Thread& t, const Word* pc, Value* R) {
    Str* name = name_constant(R, pc[1]);
    Value v = TRY_PC(find_in_mapping(t, R[0], name));
    if (v.is_absent()) {
        v = R[op_b(pc)].as<Cell>()->value;
        if (v.is_empty()) FAIL_PC(raise_unbound_free(t, name));
    }
    return store_result(R, pc, v);
}

const Word* slow_load_global(Thread& t, const Word* pc, Value* R) {
    respecialize_load_global(t, pc, R);
    Str* name = name_constant(R, global_cache(pc)->name);
    // exec() takes globals of a class derived from dict, whose own ways are asked here, but not by LOAD_NAME.
    Value v = TRY_PC(find_in_mapping(t, running_globals(R), name));
    if (v.is_absent()) v = TRY_PC(find_in_mapping(t, running_builtins(R), name));
    if (v.is_absent()) FAIL_PC(raise_not_defined(t, name));
    return store_result(R, pc, v);
}

const Word* slow_store_global(Thread& t, const Word* pc, Value* R) {
    respecialize_store_global(t, pc, R);
    TRY_PC(
        dict_set_str(t, running_globals(R), name_constant(R, global_cache(pc)->name), R[op_a(pc)]));
    return next_pc(pc);
}

const Word* slow_delete_global(Thread& t, const Word* pc, Value* R) {
    Str* name = name_constant(R, pc[1]);
    if (TRY_PC(dict_pop_str(t, running_globals(R), name)).is_absent())
        FAIL_PC(raise_not_defined(t, name));
    return pc + 2;
}

const Word* slow_load_name(Thread& t, const Word* pc, Value* R) {
    Str* name = name_constant(R, pc[1]);
    Value v = TRY_PC(find_in_mapping(t, R[0], name));
    if (v.is_absent()) {
        Value global = dict_get_str(running_globals(R), name);
        v = global.is_empty() ? TRY_PC(find_in_mapping(t, running_builtins(R), name)) : global;
    }
    if (v.is_absent()) FAIL_PC(raise_not_defined(t, name));
    return store_result(R, pc, v);
}

const Word* slow_store_name(Thread& t, const Word* pc, Value* R) {
    Str* name = name_constant(R, pc[1]);
    Value space = R[0];
    if (space.object()->type == t.types().dict) {
        TRY_PC(dict_set_str(t, space.as<Dict>(), name, R[op_a(pc)]));
    } else {
        TRY_PC(set_item(t, space, name, R[op_a(pc)]));
    }
    return pc + 2;
}

const Word* slow_delete_name(Thread& t, const Word* pc, Value* R) {
    Str* name = name_constant(R, pc[1]);
    Value space = R[0];
    if (space.object()->type == t.types().dict) {
        if (TRY_PC(dict_pop_str(t, space.as<Dict>(), name)).is_absent())
            FAIL_PC(raise_not_defined(t, name));
        return pc + 2;
    }
    Result<void> removed = del_item(t, space, name);
    if (removed.ok()) return pc + 2;
    if (!pending_is(t, t.types().key_error)) return nullptr;
    clear_pending(t);
    FAIL_PC(raise_not_defined(t, name));
}

}  // namespace krait
