// The vm room's part of a Vm: what is specialized, the dispatch tables, the registry of bytecode, options.
#pragma once

#include "compiler/bytecode/opcodes.h"
#include "runtime/object/thread.h"

#include <memory>
#include <string>
#include <vector>

namespace krait {

struct Bytecode;
class Stats;
struct SourceRegistry;
class VmRoots;

struct DispatchTables {
    const void* plain[256];
    const void* hooked[256];
};

struct VmState {
    std::unique_ptr<DispatchTables> tables;
    // ---- specialization switches (--specialize)
    bool specialize[kOpCount] =
        {};  // by specialized form; of a base: whether its site may be specialized at all
    bool check = false;  // --specialize=check: compare each hit with the generic lookup
    // What the specialized instruction that runs must have left in a register when the next one comes (specialize/check.cpp).
    struct ExpectedResult {
        const u32* pc = nullptr;  // the instruction; null: nothing is expected
        Value* frame;
        const Type* type;
    } expected;
    u32 deopt_stress = 0;  // KRAIT_DEOPT_STRESS
    u32 deopt_counter = 0;

    // ---- dispatch tables: addresses of handlers by opcode
    const void* const* plain_dispatch = nullptr;
    const void* const* hooked_dispatch = nullptr;  // every instruction goes through the hook first
    bool hooked = false;

    // The pending exception was raised by a part of the instruction that has a source range of its own: that many words behind
    // its start. The unwinder takes it.
    u32 raised_within = 0;

    Stats* stats = nullptr;     // counting, when on
    bool stats_wanted = false;  // count from the start

    std::vector<Bytecode*> bodies;  // every live Bytecode (weak: pruned by the collector)

    std::shared_ptr<SourceRegistry>
        sources;  // of code that is in no file (objects/traceback_source.h)

    // ---- options for sys; paths and arguments as text (runtime/text/fs.h)
    std::vector<std::string> argv;
    std::vector<std::string> path;
    std::string executable;
    bool interactive = false;
    bool ignore_environment = false, isolated = false, safe_path = false;  // -E, -I, -P
    bool hash_randomization = true;  // the hashes' key was not given (runtime/text/siphash.h)

    std::vector<Object*>
        open_files;           // what open() made and is not closed (weak: pruned by the collector)
    bool finalizing = false;  // the script has ended

    void enable(Op op, bool on) { specialize[static_cast<int>(op)] = on; }
    bool enabled(Op op) const { return specialize[static_cast<int>(op)]; }
};

inline VmState& vm_state(Thread& t) {
    return *static_cast<VmState*>(t.vm->extension);
}
inline VmState& vm_state(Vm& vm) {
    return *static_cast<VmState*>(vm.extension);
}

// Parses --specialize's argument ("all", "none", "check", families and forms separated by commas) into the switches; an empty
// string = success, else what is wrong.
std::string set_specialization(VmState&, std::string_view setting);
// Points the instructions of families that are off at their general handlers; once, after init_dispatch.
void redirect_unspecialized(VmState&);

// A Vm with its main thread, fully booted: types, built-in modules, register stack.
struct Machine {
    Vm vm;
    VmState state;
    Thread thread = {};
    std::unique_ptr<VmRoots> roots;

    Machine();
    ~Machine();
    // `stack_base`: an address in the caller's C++ frame that outlives all use of the Machine; `stack_size`: how many bytes of
    // stack lie below it (0: what the process's limit says). False: out of memory.
    bool boot(const void* stack_base, std::size_t stack_size = 0);
};

}  // namespace krait
