// What the compiler produces: code without any heap object, so that it can be built, tested, serialised and verified apart
// from a running Vm. The vm's loader (vm/objects/code_loader) makes Code objects from it.
#pragma once

#include "compiler/bytecode/opcodes.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace krait::compiler {

inline constexpr std::uint32_t kUnitVersion = 1;  // of the format and the instruction set

struct CompiledCode;

struct CodeConstant {
    enum class Kind : std::uint8_t {
        None,
        True,
        False,
        Ellipsis,
        Int,
        BigInt,
        Float,
        Complex,
        Str,
        Name,
        Bytes,
        Tuple,
        FrozenSet,
        Code
    };
    Kind kind = Kind::None;
    std::int64_t integer = 0;        // Int
    double real = 0, imaginary = 0;  // Float, Complex (imaginary part of it)
    std::string
        text;  // Str, Name (UTF-8; Name: an interned identifier), Bytes; BigInt: decimal or 0x… digits with sign
    std::vector<CodeConstant> items;     // Tuple, FrozenSet
    std::shared_ptr<CompiledCode> code;  // Code
};

// While pc (in words) is in [start, end), an exception goes to `handler` with the exception in R[exc_register].
// Entries are searched from the first to the last: inner ones come first.
struct ExceptionEntry {
    std::uint32_t start, end, handler;
    std::uint8_t exc_register;
};

// The source range of the instructions from `pc` (in words) up to the next entry. Lines from 1 (0 = none), columns from 0, UTF-8 bytes.
struct PositionEntry {
    std::uint32_t pc, line, end_line, col, end_col;
};

struct CompiledCode {
    enum Flags : std::uint32_t {
        kVarArgs = 1,
        kVarKeywords = 2,
        kGenerator = 4,
        kNested = 8,
        kClassBody = 16,
        kModule = 32,
        kUsesNamespace = 64,  // R[0] is a namespace (class bodies; exec/eval with locals)
        kHasDocstring = 128,  // constants[0] is the docstring
        kIsLambdaOrComprehension = 256,
        kFutureAnnotations = 512,
    };
    std::string name, qualname, filename;
    std::uint32_t flags = 0;
    std::uint32_t first_line = 0;
    std::uint32_t arg_count = 0;  // positional parameters, positional-only ones included
    std::uint32_t posonly_count = 0;
    std::uint32_t kwonly_count = 0;
    std::uint32_t register_count =
        0;  // all registers, far ones and outgoing call windows included (< 65536)
    // Parameters are registers 0… in this order: positional, keyword-only, *args, **kwargs; other locals follow. A variable
    // that is a cell keeps its register: it holds the cell (of a parameter: from MAKE_CELL at function entry on).
    std::vector<std::string>
        local_names;  // name of register i, for i < size; "" = not a variable (R[0] of kUsesNamespace)
    // Parallel to local_names: register i holds a value (or is unbound) where the frame's pc is at or behind live_from[i]; before,
    // what is in it means nothing. 0 for parameters.
    std::vector<std::uint32_t> live_from;
    std::vector<std::string> cell_names;  // subset of local_names kept in cells
    std::vector<std::string>
        free_names;  // closure order; COPY_FREE puts them into registers [free_base ..)
    std::uint32_t free_base = 0;
    // Functions with too many variables for the near registers keep the rest in cells, in a list in register far_list: variable i
    // of far_locals is the cell number i. (Registers beyond 255 would be overwritten by the windows of calls.)
    // A parameter may be among them: the copy here counts then.
    std::vector<std::string> far_locals;
    std::uint32_t far_list = 0;
    std::vector<CodeConstant> constants;
    std::vector<Word> words;
    std::vector<ExceptionEntry> exceptions;
    std::vector<PositionEntry> positions;
    std::vector<std::string>
        static_attributes;  // of class bodies: names assigned through self in its methods
};

}  // namespace krait::compiler
