// Choosing specialized forms: called by slow paths, before they do the operation the general way. Each looks at the operands,
// may rewrite the instruction and fill its cache, and notes misses, attempts and failures for the statistics. None of them
// runs script code or raises.
#pragma once

#include "vm/interpreter/slow.h"

namespace krait {

void respecialize_binary(Thread&, const Word* pc, Value* R);
void respecialize_compare_jump(Thread&, const Word* pc, Value* R);
void respecialize_get_item(Thread&, const Word* pc, Value* R);
void respecialize_set_item(Thread&, const Word* pc, Value* R);
void respecialize_unpack(Thread&, const Word* pc, Value* R);
void respecialize_for_loop(Thread&, const Word* pc, Value* R);

void respecialize_load_attr(Thread&, const Word* pc, Value* R, Value receiver);
void respecialize_store_attr(Thread&, const Word* pc, Value* R, Value receiver);
// LOAD_METHOD and INVOKE.
void respecialize_method(Thread&, const Word* pc, Value* R, Value receiver);
void respecialize_load_global(Thread&, const Word* pc, Value* R);
void respecialize_store_global(Thread&, const Word* pc, Value* R);
// CALL and CALL_METHOD.
void respecialize_call(Thread&, const Word* pc, Value* R);

// Whether a native function can be called with `argc` positional arguments (receiver included), its other parameters having
// defaults.
bool defaults_complete(const NativeFunction*, u32 argc);

// Common bookkeeping at the entry of each: true if the instruction may be (re)specialized now.
// A miss of a specialized form is noted and backs off.
template <class Cache>
bool time_to_specialize(Thread& t, const Word* pc, Value* R, Cache* cache) {
    Op now = op_at(pc);
    Op base = info(now).base;
    if (now != base) {
        note_miss(t, pc, R);
        return vm_state(t).enabled(base);
    }
    return vm_state(t).enabled(base) && Warmup::ready(cache);
}

// Resets every site that reads an attribute of this name (VmHooks::class_attribute_hidden).
void forget_class_attribute(Thread&, Type*, Str* name);

// Resets every site of every Bytecode whose cached call target is `target` (its code was replaced).
void forget_call_target(Thread&, const Object* target);

}  // namespace krait
