#include "compiler/bytecode/disassembler.h"

#include <cstring>

#include "compiler/bytecode/operands.h"
#include "runtime/text/number_format.h"
#include "runtime/text/quote.h"

namespace krait::compiler {
namespace {

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

std::string sequence_text(const std::vector<CodeConstant>& items, const char* open,
                          const char* close) {
    std::string text = open;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += ", ";
        text += constant_text(items[i]);
    }
    if (items.size() == 1 && *open == '(') text += ",";
    return text + close;
}

class InstructionText {
public:
    InstructionText(const CompiledCode& code, std::uint32_t pc, const Word* live)
        : code_(code),
          unit_(&code.words[pc]),
          pc_(pc),
          op_(op_of(live != nullptr ? live[pc] : *unit_)) {}

    std::string run() {
        text_ = padded(info(op_).name, 20);
        const char* format = info(op_).format;
        if (std::strcmp(format, "J24") != 0) operands(format);
        int offset = 0;
        if (jump_offset(unit_, offset)) put("-> " + std::to_string(std::int64_t{pc_} + offset));
        annotations();
        while (!text_.empty() && text_.back() == ' ') text_.pop_back();
        return std::move(text_);
    }

private:
    void put(const std::string& text) {
        if (!first_) text_ += ", ";
        first_ = false;
        text_ += text;
    }
    std::string reg(unsigned number) const {
        std::string text = "r" + std::to_string(number);
        if (number < code_.local_names.size() && !code_.local_names[number].empty()) {
            text += "(" + code_.local_names[number] + ")";
        }
        return text;
    }
    void operands(const char* format);
    void annotations();
    std::string constant(std::uint32_t index) const {
        return index < code_.constants.size() ? constant_text(code_.constants[index]) : "?";
    }

    const CompiledCode& code_;
    const Word* unit_;
    std::uint32_t pc_;
    Op op_;
    std::string text_;
    bool first_ = true;
};

void InstructionText::operands(const char* format) {
    const Word word = *unit_;
    const unsigned values[] = {a_of(word), b_of(word), c_of(word)};
    for (int i = 0; i < 3 && format[i] != '\0' && format[i] != ','; ++i) {
        switch (format[i]) {
            case 'd':
            case 'r':
            case 'b': put(reg(values[i])); break;
            case 'n': put(std::to_string(values[i])); break;
            case 'i': put(std::to_string(static_cast<std::int8_t>(values[i]))); break;
            case 'D': put(std::to_string(d_of(word))); break;
            default: break;
        }
    }
}

void InstructionText::annotations() {
    Op base = info(op_).base;
    const char* suffix = std::strchr(info(op_).format, ',');
    if (suffix != nullptr && suffix[1] == 'k') put(constant(unit_[1]));
    if (suffix != nullptr && (suffix[1] == 'a' || suffix[1] == 'g'))
        put(constant(unit_[1] & 0xFFFF));
    if (base == Op::CALL_KW || base == Op::CALL_METHOD_KW) put(constant(unit_[1] & 0xFFFF));
    if (base == Op::IMPORT_NAME) put(constant(unit_[1]) + ", " + constant(unit_[2]));
    if (base == Op::INPLACE) {
        put(std::string(info(static_cast<Op>(static_cast<unsigned>(Op::ADD) + unit_[1])).name));
    }
    if (base == Op::UNPACK_EX)
        put(std::to_string(unit_[1] & kUnpackCount) + (unit_[1] & kUnpackToList ? ", list" : ""));
    if (has_result_byte(base) && base != Op::FOR_LOOP && base != Op::LOAD_ATTR &&
        base != Op::LOAD_METHOD) {
        put("=> " + reg(result_byte(unit_)));
    }
}

std::string line_of(const CompiledCode& code, std::size_t index, bool columns) {
    const PositionEntry& at = code.positions[index];
    if (at.line == 0) return "-";
    std::string text = std::to_string(at.line);
    if (columns) {
        text += ":" + std::to_string(at.col) + "-";
        if (at.end_line != at.line) text += std::to_string(at.end_line) + ":";
        text += std::to_string(at.end_col);
    }
    return text;
}

}  // namespace

std::string constant_text(const CodeConstant& constant) {
    using Kind = CodeConstant::Kind;
    switch (constant.kind) {
        case Kind::None: return "None";
        case Kind::True: return "True";
        case Kind::False: return "False";
        case Kind::Ellipsis: return "Ellipsis";
        case Kind::Int: return text::to_decimal(constant.integer);
        case Kind::BigInt:
        case Kind::Name: return constant.text;
        case Kind::Float: return text::repr_double(constant.real);
        case Kind::Complex: return text::repr_complex(constant.real, constant.imaginary);
        case Kind::Str: return text::repr_str(constant.text);
        case Kind::Bytes: return text::repr_bytes(constant.text);
        case Kind::Tuple: return sequence_text(constant.items, "(", ")");
        case Kind::FrozenSet: return sequence_text(constant.items, "frozenset({", "})");
        case Kind::Code: return "<code " + (constant.code ? constant.code->qualname : "?") + ">";
    }
    return "?";
}

std::string disassemble_instruction(const CompiledCode& code, std::uint32_t pc,
                                    const Word* live_words) {
    return InstructionText(code, pc, live_words).run();
}

std::string disassemble(const CompiledCode& code, const Word* live_words,
                        const DisassemblyOptions& options) {
    std::string text =
        "code " + code.qualname + ": " + std::to_string(code.register_count) + " registers\n";
    std::size_t position = 0;
    std::string last_line;
    for (std::uint32_t pc = 0; pc < code.words.size();) {
        while (position + 1 < code.positions.size() && code.positions[position + 1].pc <= pc)
            ++position;
        std::string line = position < code.positions.size()
                               ? line_of(code, position, options.positions)
                               : std::string("?");
        text += padded(line == last_line ? "" : line, options.positions ? 14 : 6);
        last_line = line;
        std::string offset = std::to_string(pc);
        text += std::string(offset.size() < 5 ? 5 - offset.size() : 0, ' ') + offset + "  ";
        text += disassemble_instruction(code, pc, live_words) + "\n";
        pc += info(op_of(code.words[pc])).words;
    }
    for (const ExceptionEntry& entry : code.exceptions) {
        text += "  [" + std::to_string(entry.start) + ", " + std::to_string(entry.end) + ") -> " +
                std::to_string(entry.handler) + " r" + std::to_string(entry.exc_register) + "\n";
    }
    if (!options.nested) return text;
    for (const CodeConstant& constant : code.constants) {
        if (constant.kind != CodeConstant::Kind::Code) continue;
        text += "\n" + disassemble(*constant.code, nullptr, options);
    }
    return text;
}

}  // namespace krait::compiler
