// Counting for --stats and krait.stats(): per site, per opcode, per type. Free when off: counting happens in the hook of the
// hooked dispatch table, misses and specialization attempts are noted in slow paths, all behind `VmState::stats != nullptr`.
//
// Identities that hold exactly: for each site, executions = generic + hits + misses; attempts = successes + failures; family and
// opcode totals are the sums of their sites'.
#pragma once

#include "compiler/bytecode/opcodes.h"
#include "runtime/object/thread.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace krait {

struct Bytecode;
struct Code;

// Why a site was not (or no longer) specialized: a stable name and one line of advice (stats/reasons.def).
enum class Reason : u8 {
    None,
#define REASON(id, text, advice) id,
#include "vm/stats/reasons.def"
#undef REASON
    kCount
};
const char* reason_name(Reason);
const char* reason_text(Reason);    // what it means
const char* reason_advice(Reason);  // what to do about it; may be empty

struct SiteCounters {
    u64 generic = 0;  // executions of the base form
    u64 hits = 0;     // of a specialized form whose guard held
    u64 misses = 0;   // … did not hold
    u64 deopts = 0;   // times a specialized form was given up for the base form
    u64 attempts = 0, successes = 0, failures = 0;
    Reason last_failure = Reason::None;
    std::vector<std::pair<std::string, u64>>
        types;  // names of receiver types seen when specializing or missing, with counts (first eight)
    u64 executions() const { return generic + hits + misses; }
};

// The counters of one Bytecode, kept after it dies: positions and names are copied out of its Code.
struct BytecodeCounters {
    std::string function, filename;
    u32 first_line = 0;
    std::vector<u32> site_of_word;  // 1 + index into sites; 0 = no site
    std::vector<SiteCounters> sites;
    std::vector<u32> site_words;
    std::vector<Op> site_forms;  // form last seen
    std::shared_ptr<const void> unit;
    const void* code_unit = nullptr;  // CompiledCode, kept by `unit`
};

struct TypeCounters {
    std::string name;
    u64 invalidations = 0;
    std::vector<std::pair<std::string, u64>> culprits;  // "file:line" of what changed it
};

class Stats {
public:
    void instruction(Thread&, const Word* pc, Value* R);
    void miss(Thread&, const Word* pc, Value* R);
    void attempt(Thread&, const Word* pc, Value* R, Value receiver);
    void success(Thread&, const Word* pc, Value* R, Op form);
    void failure(Thread&, const Word* pc, Value* R, Reason);
    void deopt(Thread&, const Word* pc, Value* R);
    void type_changed(Thread&, Type*);
    void reset();
    // The report as JSON text (schema: docs/stats.schema.json).
    std::string json(Thread&) const;

    u64 opcodes[kOpCount] = {};
    std::vector<std::unique_ptr<BytecodeCounters>> bodies;
    std::unordered_map<std::string, TypeCounters> types;

private:
    SiteCounters* site(Thread&, const Word* pc, Value* R);
};

}  // namespace krait
