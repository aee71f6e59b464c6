// Inline caches: how the words behind an instruction are used by its specialized forms, and the warm-up counter that all
// share. The pointers in them are weak: the collector resets a site whose target died (objects/code_loader.cpp).
#pragma once

#include "compiler/bytecode/opcodes.h"
#include "runtime/object/thread.h"

namespace krait {

inline constexpr u64 kPointerMask =
    (1ull << 48) - 1;  // the top byte of the last cache word is the destination register

// LOAD_ATTR, STORE_ATTR, LOAD_METHOD, INVOKE: words 1-6 (INVOKE has one more, with the destination register).
// What a site in the form INVOKE_CLASS calls (AttrCache::extra).
enum class ClassCall : u8 {
    ClassPlain,  // a function of the receiver, a class
    ClassBound,  // a class method's function: the class, which is the receiver, comes first
    AnyPlain,    // the same for a class or its instances: a static method's function
    AnyBound,
};
inline bool is_bound(ClassCall how) {
    return how == ClassCall::ClassBound || how == ClassCall::AnyBound;
}

struct __attribute__((packed, aligned(4))) AttrCache {
    u16 name;     // constant index
    u16 counter;  // executions until the next attempt to specialize; see Warmup
    u32 version;  // of the receiver's type
    union {
        u64 value;  // what the class has (function, value, getter), slot address (MODULE), entries (POLYMORPHIC)
        struct {
            u32 offset;  // of the value in the instance, or of its Dict*
            u32 hint;    // entry index (WITH_HINT); index in the layout (INSTANCE_VALUE, NEW_VALUE)
        };
    };
    u64 extra;  // entry pc, module, …; top byte: destination register

    Value cached() const { return Value::from_bits(value); }
    u64 extra_pointer() const { return extra & kPointerMask; }
    void set_extra(const void* p) { extra = (extra & ~kPointerMask) | reinterpret_cast<u64>(p); }
};
static_assert(sizeof(AttrCache) == 24);

// LOAD_GLOBAL, STORE_GLOBAL: words 1-4.
struct __attribute__((packed, aligned(4))) GlobalCache {
    u16 name;
    u16 counter;
    u32 epoch;  // vm.builtins_epoch (BUILTIN)
    u64 slot;   // address of the value in the dict's entry; empty there = changed
};

// CALL and its kin: words 1-7.
struct __attribute__((packed, aligned(4))) CallCache {
    u16 names;  // constant index of the keyword names
    u16 counter;
    u64 guard;    // the callee, or its Bytecode
    u64 entry;    // pc, or the __init__ function of a class
    u32 version;  // of a class
    u8 unused[3];
    u8 dst;
};
static_assert(sizeof(CallCache) == 28);

inline AttrCache* attr_cache(const Word* pc) {
    return reinterpret_cast<AttrCache*>(const_cast<Word*>(pc + 1));
}
inline GlobalCache* global_cache(const Word* pc) {
    return reinterpret_cast<GlobalCache*>(const_cast<Word*>(pc + 1));
}
inline CallCache* call_cache(const Word* pc) {
    return reinterpret_cast<CallCache*>(const_cast<Word*>(pc + 1));
}

// Warm-up and back-off. A fresh site (counter 0) is specialized at its first execution; each miss of a specialized form or
// failed attempt doubles the number of generic executions before the next one.
// The counter's low 12 bits count down; the high 4 bits are the back-off exponent.
struct Warmup {
    // True when it's time to try. Counts otherwise.
    template <class Cache>
    static bool ready(Cache* cache) {
        if ((cache->counter & 0xFFF) == 0) return true;
        cache->counter--;
        return false;
    }
    template <class Cache>
    static void back_off(Cache* cache) {
        u16 exponent = cache->counter >> 12;
        if (exponent < 11) exponent++;
        cache->counter = static_cast<u16>(exponent << 12 | ((1u << exponent) - 1));
    }
    static unsigned level(u16 counter) { return counter >> 12; }
};

KRAIT_INLINE void set_op(const Word* pc, Op op) {
    *reinterpret_cast<u8*>(const_cast<Word*>(pc)) = static_cast<u8>(op);
}
KRAIT_INLINE Op op_at(const Word* pc) {
    return static_cast<Op>(*reinterpret_cast<const u8*>(pc));
}

}  // namespace krait
