// Instructions as text, one line each: offset, source line, instruction, operands with names and
// constants, and the exception table.
#pragma once

#include <string>

#include "compiler/bytecode/compiled_unit.h"

namespace krait::compiler {

struct DisassemblyOptions {
    bool nested = false;     // the code constants too
    bool positions = false;  // columns besides lines
};

// `live_words` are the words of a running copy, with specialized forms and filled caches (names and
// jump offsets come from the unit itself); null: those of the unit.
std::string disassemble(const CompiledCode& code, const Word* live_words = nullptr,
                        const DisassemblyOptions& options = {});

// One instruction of it, without offset and line.
std::string disassemble_instruction(const CompiledCode& code, std::uint32_t pc,
                                    const Word* live_words = nullptr);

// A constant as source text would have it ("<code f>" for code).
std::string constant_text(const CodeConstant& constant);

}  // namespace krait::compiler
