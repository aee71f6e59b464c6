#include "compiler/bytecode/verifier.h"

#include <cstring>

#include "compiler/bytecode/operands.h"

namespace krait::compiler {
namespace {

class Verifier {
public:
    explicit Verifier(const CompiledCode& code) : code_(code) {}

    std::optional<std::string> run() {
        find_starts();
        check_tables();
        for (std::uint32_t pc = 0; pc < size() && problem_.empty(); pc += words_at(pc))
            instruction(pc);
        if (problem_.empty()) check_exceptions();
        if (problem_.empty()) check_positions();
        if (problem_.empty()) {
            if (auto problem = verify_register_flow(code_)) problem_ = *problem;
        }
        if (!problem_.empty()) return code_.qualname + ": " + problem_;
        for (const CodeConstant& constant : code_.constants) {
            if (constant.kind != CodeConstant::Kind::Code) continue;
            if (constant.code == nullptr) return code_.qualname + ": missing code constant";
            if (auto inner = verify(*constant.code)) return inner;
        }
        return std::nullopt;
    }

private:
    std::uint32_t size() const { return static_cast<std::uint32_t>(code_.words.size()); }
    std::uint32_t words_at(std::uint32_t pc) const { return info(op_of(code_.words[pc])).words; }
    bool is_start(std::int64_t pc) const {
        return pc >= 0 && pc < size() && starts_[static_cast<std::size_t>(pc)];
    }
    void wrong(std::uint32_t pc, const std::string& what) {
        if (!problem_.empty()) return;
        problem_ = "at " + std::to_string(pc);
        if (pc < size()) problem_ += std::string(" ") + info(op_of(code_.words[pc])).name;
        problem_ += ": " + what;
    }

    void find_starts() {
        starts_.assign(size(), false);
        for (std::uint32_t pc = 0; pc < size();) {
            unsigned op = code_.words[pc] & 0xFF;
            if (op >= static_cast<unsigned>(kOpCount) || is_specialized(static_cast<Op>(op))) {
                return wrong(pc, "no instruction that a compiler emits");
            }
            if (pc + words_at(pc) > size()) return wrong(pc, "cut off");
            starts_[pc] = true;
            last_ = pc;
            pc += words_at(pc);
        }
        if (size() == 0) wrong(0, "no code");
    }

    void check_tables();
    void instruction(std::uint32_t pc);
    void operands(std::uint32_t pc);
    void constants(std::uint32_t pc);
    void windows(std::uint32_t pc);
    void check_exceptions();
    void check_positions();
    void registers(std::uint32_t pc, std::uint32_t first, std::uint32_t count, const char* what) {
        if (first + count > code_.register_count) {
            wrong(pc, std::string(what) + " " + std::to_string(first) + "+" +
                          std::to_string(count) + " beyond " +
                          std::to_string(code_.register_count));
        }
    }
    void constant(std::uint32_t pc, std::uint32_t index, CodeConstant::Kind kind) {
        if (index >= code_.constants.size()) return wrong(pc, "constant index out of range");
        if (code_.constants[index].kind != kind) wrong(pc, "constant of the wrong kind");
    }

    const CompiledCode& code_;
    std::vector<bool> starts_;
    std::uint32_t last_ = 0;
    std::string problem_;
};

void Verifier::check_tables() {
    if (!problem_.empty()) return;
    std::uint32_t parameters = code_.arg_count + code_.kwonly_count;
    parameters += (code_.flags & CompiledCode::kVarArgs) != 0;
    parameters += (code_.flags & CompiledCode::kVarKeywords) != 0;
    if (parameters > code_.local_names.size()) return wrong(0, "parameters without names");
    if (code_.posonly_count > code_.arg_count)
        return wrong(0, "too many positional-only parameters");
    if (code_.register_count >= 65536) return wrong(0, "too many registers");
    if (code_.local_names.size() > code_.register_count)
        return wrong(0, "variables beyond registers");
    if (code_.live_from.size() != code_.local_names.size()) return wrong(0, "live_from has gaps");
    bool generator = (code_.flags & CompiledCode::kGenerator) != 0;
    if (generator != (op_of(code_.words[0]) == Op::RETURN_GENERATOR)) {
        return wrong(0, "generator flag and first instruction disagree");
    }
    if ((code_.flags & CompiledCode::kHasDocstring) != 0) constant(0, 0, CodeConstant::Kind::Str);
    if (!ends_flow(op_of(code_.words[last_]))) wrong(last_, "falls off the end");
}

void Verifier::operands(std::uint32_t pc) {
    const Word word = code_.words[pc];
    const char* format = info(op_of(word)).format;
    if (std::strcmp(format, "J24") == 0) return;
    for_each_read(&code_.words[pc],
                  [&](unsigned first, unsigned count) { registers(pc, first, count, "operand"); });
    for_each_written(&code_.words[pc], [&](unsigned first, unsigned count) {
        registers(pc, first, count, "result");
    });
}

void Verifier::constants(std::uint32_t pc) {
    using Kind = CodeConstant::Kind;
    const Word* at = &code_.words[pc];
    switch (op_of(*at)) {
        case Op::LOAD_CONST:
            if (at[1] >= code_.constants.size()) wrong(pc, "constant index out of range");
            return;
        case Op::MAKE_FUNCTION: return constant(pc, at[1], Kind::Code);
        case Op::IMPORT_NAME:
            constant(pc, at[1], Kind::Name);
            if (at[2] >= code_.constants.size()) wrong(pc, "constant index out of range");
            return;
        case Op::CALL_KW:
        case Op::CALL_METHOD_KW: {
            constant(pc, at[1] & 0xFFFF, Kind::Tuple);
            if (!problem_.empty()) return;
            if (code_.constants[at[1] & 0xFFFF].items.size() != c_of(*at)) {
                wrong(pc, "number of keyword names");
            }
            return;
        }
        default: break;
    }
    const char* suffix = std::strchr(info(op_of(*at)).format, ',');
    if (suffix == nullptr) return;
    if (suffix[1] == 'k') constant(pc, at[1], Kind::Name);
    if (suffix[1] == 'a' || suffix[1] == 'g') constant(pc, at[1] & 0xFFFF, Kind::Name);
}

// Runs of registers that the format doesn't tell.
void Verifier::windows(std::uint32_t pc) {
    const Word* at = &code_.words[pc];
    const unsigned a = a_of(*at), b = b_of(*at), c = c_of(*at);
    switch (op_of(*at)) {
        case Op::CALL: return registers(pc, a, 4 + b, "window");
        case Op::CALL_METHOD: return registers(pc, a, 5 + b, "window");
        case Op::INVOKE: return registers(pc, a, 5 + c, "window");
        case Op::CALL_KW: return registers(pc, a, 4 + b + c, "window");
        case Op::CALL_METHOD_KW: return registers(pc, a, 5 + b + c, "window");
        case Op::CALL_EX: return registers(pc, a, 5 + c, "window");
        case Op::LOAD_METHOD: return registers(pc, a, 5, "window");
        case Op::LOAD_SUPER: return registers(pc, a, c & 1 ? 5 : 3, "window");
        case Op::FOR_PREPARE: return registers(pc, a, 3, "loop state");
        case Op::FOR_PREPARE_RANGE: return registers(pc, a, 4 + b, "window");
        case Op::FOR_LOOP: return registers(pc, a, 3, "loop state");
        case Op::BUILD_TUPLE:
        case Op::BUILD_LIST:
        case Op::BUILD_SET:
        case Op::BUILD_STRING:
            if (c == 0) return;
            return registers(pc, b, c, "run");
        case Op::BUILD_MAP:
            if (c == 0) return;
            return registers(pc, b, 2 * c, "run");
        case Op::BUILD_SLICE: return registers(pc, b, 3, "run");
        case Op::GET_SLICE:
        case Op::SET_SLICE: return registers(pc, c, 3, "run");
        case Op::FORMAT: return registers(pc, b, c & 4 ? 2 : 1, "run");
        case Op::MAKE_FUNCTION: {
            unsigned parts = (c & 1) + (c >> 1 & 1) + (c >> 2 & 1) + (c >> 3 & 1);
            return registers(pc, b, parts, "run");
        }
        case Op::YIELD:
        case Op::YIELD_FROM:
            if ((code_.flags & CompiledCode::kGenerator) == 0)
                wrong(pc, "yield outside a generator");
            return registers(pc, 0, c, "kept registers");
        default: return;
    }
}

void Verifier::instruction(std::uint32_t pc) {
    operands(pc);
    constants(pc);
    windows(pc);
    int offset = 0;
    if (jump_offset(&code_.words[pc], offset) && !is_start(std::int64_t{pc} + offset)) {
        wrong(pc, "jump into nowhere");
    }
    if (op_of(code_.words[pc]) == Op::RETURN_GENERATOR && pc != 0) wrong(pc, "not first");
}

void Verifier::check_exceptions() {
    for (std::size_t i = 0; i < code_.exceptions.size(); ++i) {
        const ExceptionEntry& entry = code_.exceptions[i];
        bool end_fits = entry.end == size() || is_start(entry.end);
        if (!is_start(entry.start) || !end_fits || entry.start >= entry.end) {
            return wrong(entry.start, "exception entry with odd bounds");
        }
        if (!is_start(entry.handler)) return wrong(entry.handler, "handler inside an instruction");
        if (entry.exc_register >= code_.register_count)
            return wrong(entry.start, "exception register");
        for (std::size_t j = 0; j < i; ++j) {
            const ExceptionEntry& earlier = code_.exceptions[j];
            bool disjoint = earlier.end <= entry.start || entry.end <= earlier.start;
            bool inner = entry.start <= earlier.start && earlier.end <= entry.end;
            if (!disjoint && !inner) return wrong(entry.start, "exception entries cross");
        }
    }
}

void Verifier::check_positions() {
    if (code_.positions.empty() || code_.positions[0].pc != 0)
        return wrong(0, "no position at the start");
    for (std::size_t i = 1; i < code_.positions.size(); ++i) {
        if (code_.positions[i].pc <= code_.positions[i - 1].pc || code_.positions[i].pc >= size()) {
            return wrong(code_.positions[i].pc, "positions out of order");
        }
    }
}

}  // namespace

std::optional<std::string> verify(const CompiledCode& code) {
    return Verifier(code).run();
}

}  // namespace krait::compiler
