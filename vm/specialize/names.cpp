// Specializing globals: a site caches the address of the value in the dict's entry. The dict empties entries that it deletes or
// moves (Dict::kCached), which is the guard; a builtin is also guarded by the epoch that changes when a new global may hide one.

#include "vm/specialize/specialize.h"

namespace krait {

void respecialize_load_global(Thread& t, const Word* pc, Value* R) {
    GlobalCache* cache = global_cache(pc);
    if (!time_to_specialize(t, pc, R, cache)) return;
    note_attempt(t, pc, R, Value());
    Str* name = name_constant(R, cache->name);
    Op form = Op::LOAD_GLOBAL_MODULE;
    bool plain = running_globals(R)->type == t.types().dict;
    Value* slot = plain ? dict_value_slot(running_globals(R), name) : nullptr;
    if (slot == nullptr) {
        if (plain && running_builtins(R) == Value(t.vm->builtins))
            slot = dict_value_slot(t.vm->builtins, name);
        form = Op::LOAD_GLOBAL_BUILTIN;
        running_globals(R)->flags |= Dict::kCached;  // so that a new name is noticed
    }
    if (slot == nullptr || !vm_state(t).enabled(form)) {
        note_failure(t, pc, R, slot == nullptr ? Reason::name_not_found : Reason::switched_off);
        Warmup::back_off(cache);
        if (op_at(pc) != Op::LOAD_GLOBAL) deoptimize(t, pc, R);
        return;
    }
    cache->slot = reinterpret_cast<u64>(slot);
    cache->epoch = t.vm->builtins_epoch;
    specialize_to(t, pc, R, form);
}

void respecialize_store_global(Thread& t, const Word* pc, Value* R) {
    GlobalCache* cache = global_cache(pc);
    if (!time_to_specialize(t, pc, R, cache)) return;
    note_attempt(t, pc, R, Value());
    Value* slot = dict_value_slot(running_globals(R), name_constant(R, cache->name));
    // Builtins seen as globals of their own module must go through the dict.
    if (slot == nullptr || !vm_state(t).enabled(Op::STORE_GLOBAL_MODULE)) {
        note_failure(t, pc, R, slot == nullptr ? Reason::name_not_found : Reason::switched_off);
        Warmup::back_off(cache);
        if (op_at(pc) != Op::STORE_GLOBAL) deoptimize(t, pc, R);
        return;
    }
    cache->slot = reinterpret_cast<u64>(slot);
    specialize_to(t, pc, R, Op::STORE_GLOBAL_MODULE);
}

}  // namespace krait
