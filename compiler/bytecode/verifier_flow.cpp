// What every register holds on the ways through the code: nothing that may be read, perhaps an
// unbound variable, or a value.
#include <algorithm>
#include <vector>

#include "compiler/bytecode/operands.h"
#include "compiler/bytecode/verifier.h"

namespace krait::compiler {
namespace {

enum Content : std::uint8_t { kUnknown, kPerhapsUnbound, kValue };
using State = std::vector<std::uint8_t>;  // empty: not reached yet

class RegisterFlow {
public:
    explicit RegisterFlow(const CompiledCode& code)
        : code_(code), at_(code.words.size()), queued_(code.words.size(), false) {}

    std::optional<std::string> run() {
        State entry(code_.register_count, kUnknown);
        std::size_t parameters = code_.arg_count + code_.kwonly_count;
        parameters += (code_.flags & CompiledCode::kVarArgs) != 0;
        parameters += (code_.flags & CompiledCode::kVarKeywords) != 0;
        if ((code_.flags & CompiledCode::kUsesNamespace) != 0) parameters = 1;
        for (std::size_t i = 0; i < parameters && i < entry.size(); ++i) entry[i] = kValue;
        join(0, entry);
        while (!work_.empty() && problem_.empty()) {
            std::uint32_t pc = work_.back();
            work_.pop_back();
            queued_[pc] = false;
            step(pc);
        }
        if (problem_.empty()) return std::nullopt;
        return problem_;
    }

private:
    void join(std::uint32_t pc, const State& state) {
        State& known = at_[pc];
        bool changed = known.empty();
        if (changed) {
            known = state;
        } else {
            for (std::size_t i = 0; i < known.size(); ++i) {
                if (state[i] < known[i]) {
                    known[i] = state[i];
                    changed = true;
                }
            }
        }
        // Where there are no registers at all, once is enough.
        if (known.empty()) changed = !visited_;
        if (!changed || queued_[pc]) return;
        queued_[pc] = true;
        work_.push_back(pc);
        visited_ = visited_ || known.empty();
    }

    void wrong(std::uint32_t pc, const char* what, unsigned reg) {
        if (!problem_.empty()) return;
        problem_ = "at " + std::to_string(pc) + " " + info(op_of(code_.words[pc])).name + ": " +
                   what + " r" + std::to_string(reg);
    }

    void check_reads(std::uint32_t pc, const State& state) {
        Op op = op_of(code_.words[pc]);
        // What a spill saves may be unbound.
        bool any = op == Op::CHECK_LOCAL || op == Op::DELETE_LOCAL || op == Op::MAKE_CELL ||
                   op == Op::BUILD_TUPLE;
        for_each_read(&code_.words[pc], [&](unsigned first, unsigned count) {
            for (unsigned reg = first; reg < first + count; ++reg) {
                if (state[reg] == kUnknown) wrong(pc, "reads an unset register", reg);
                if (state[reg] == kPerhapsUnbound && !any)
                    wrong(pc, "reads an unbound variable", reg);
            }
        });
    }

    void step(std::uint32_t pc) {
        const Word* word = &code_.words[pc];
        Op op = op_of(*word);
        State state = at_[pc];
        check_reads(pc, state);
        if (!problem_.empty()) return;
        if (has_window(op)) lose_from(state, a_of(*word));
        for (const ExceptionEntry& entry : code_.exceptions) {
            if (pc < entry.start || pc >= entry.end) continue;
            State handler = state;
            handler[entry.exc_register] = kValue;
            join(entry.handler, handler);
            break;
        }
        int offset = 0;
        bool jumps = jump_offset(word, offset);
        if (op == Op::FOR_LOOP) {
            join(pc + info(op).words, state);
            state[b_of(*word)] = kValue;
            return join(static_cast<std::uint32_t>(std::int64_t{pc} + offset), state);
        }
        write(word, op, state);
        if (jumps) join(static_cast<std::uint32_t>(std::int64_t{pc} + offset), state);
        if (!ends_flow(op)) join(pc + info(op).words, state);
    }

    void lose_from(State& state, unsigned first) {
        std::fill(state.begin() + std::min<std::size_t>(first, state.size()), state.end(),
                  kUnknown);
    }

    void write(const Word* word, Op op, State& state) {
        if ((op == Op::YIELD || op == Op::YIELD_FROM) && c_of(*word) != 0)
            lose_from(state, c_of(*word));
        Content content =
            op == Op::CLEAR_LOCALS || op == Op::DELETE_LOCAL ? kPerhapsUnbound : kValue;
        if (op == Op::CHECK_LOCAL) state[a_of(*word)] = kValue;
        for_each_written(word, [&](unsigned first, unsigned count) {
            std::fill(state.begin() + first, state.begin() + first + count, content);
        });
    }

    const CompiledCode& code_;
    std::vector<State> at_;
    std::vector<bool> queued_;
    std::vector<std::uint32_t> work_;
    std::string problem_;
    bool visited_ = false;
};

}  // namespace

std::optional<std::string> verify_register_flow(const CompiledCode& code) {
    return RegisterFlow(code).run();
}

}  // namespace krait::compiler
