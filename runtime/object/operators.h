// The language's operators as enums, shared by the slots, the bytecode and messages. Tables of dunder names and symbols.
#pragma once

#include "runtime/value/value.h"

namespace krait {

enum class BinaryOp : u8 {
    Add,
    Sub,
    Mul,
    MatMul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Xor,
    Or,
    DivMod,
    kCount
};
enum class UnaryOp : u8 { Neg, Pos, Invert, Abs, Int, Float, Index, Complex_, kCount };
enum class CompareOp : u8 { Lt, Le, Eq, Ne, Gt, Ge, kCount };

inline constexpr const char* kBinarySymbols[] = {
    "+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "^", "|", "divmod()"};
inline constexpr const char* kCompareSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
// The operator that gives the same answer with the operands exchanged.
inline CompareOp swapped(CompareOp op) {
    constexpr CompareOp table[] = {CompareOp::Gt, CompareOp::Ge, CompareOp::Eq,
                                   CompareOp::Ne, CompareOp::Lt, CompareOp::Le};
    return table[static_cast<int>(op)];
}

}  // namespace krait
