// The instruction set as C++: made from opcodes.def, where the operands and formats are explained.
#pragma once

#include <cstdint>
#include <string_view>

namespace krait {

enum class Op : std::uint8_t {
#define OP(name, format, words, family, doc) name,
#define FORM(name, base, form)
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
#define OP(name, format, words, family, doc)
#define FORM(name, base, form) name,
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
};
// How many there are. All 256 values of the byte may be taken.
inline constexpr int kOpCount = 0
#define OP(name, format, words, family, doc) +1
#define FORM(name, base, form) +1
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
    ;
static_assert(kOpCount <= 256);

// Word 1 of UNPACK_EX.
inline constexpr std::uint32_t kUnpackToList = 1u << 31, kUnpackRest = 1u << 30,
                               kUnpackCount = kUnpackRest - 1;

// Families of instructions that are specialized together; the names are those of --specialize and of the statistics.
enum class Family : std::uint8_t {
    None,
    LoadAttr,
    StoreAttr,
    LoadMethod,
    Invoke,
    Call,
    LoadGlobal,
    StoreGlobal,
    Binary,
    CompareJump,
    GetItem,
    SetItem,
    ForLoop,
    Unpack,
    kCount
};
inline constexpr const char* kFamilyNames[] = {
    "none",     "load_attr",   "store_attr",   "load_method", "invoke",
    "call",     "load_global", "store_global", "binary",      "compare_jump",
    "get_item", "set_item",    "for_loop",     "unpack"};

struct OpInfo {
    const char* name;
    const char* format;  // of the base
    std::uint8_t words;
    Family family;
    Op base;           // itself unless a specialized form
    const char* form;  // "" unless a specialized form
    const char* doc;
};
extern const OpInfo kOpInfo[kOpCount];
inline const OpInfo& info(Op op) {
    return kOpInfo[static_cast<int>(op)];
}
inline bool is_specialized(Op op) {
    return info(op).base != op;
}

// The same as kOpInfo[].base, for constant expressions.
inline constexpr Op kBaseOps[kOpCount] = {
#define OP(name, format, words, family, doc) Op::name,
#define FORM(name, base, form)
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
#define OP(name, format, words, family, doc)
#define FORM(name, base, form) Op::base,
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
};

using Word = std::uint32_t;
inline constexpr Op op_of(Word w) {
    return static_cast<Op>(w & 0xFF);
}
inline constexpr unsigned a_of(Word w) {
    return (w >> 8) & 0xFF;
}
inline constexpr unsigned b_of(Word w) {
    return (w >> 16) & 0xFF;
}
inline constexpr unsigned c_of(Word w) {
    return w >> 24;
}
inline constexpr int d_of(Word w) {
    return static_cast<std::int16_t>(w >> 16);
}
inline constexpr int j24_of(Word w) {
    return static_cast<std::int32_t>(w) >> 8;
}
inline constexpr Word make_abc(Op op, unsigned a = 0, unsigned b = 0, unsigned c = 0) {
    return static_cast<Word>(op) | a << 8 | (b & 0xFF) << 16 | (c & 0xFF) << 24;
}
inline constexpr int kFrameHeader =
    4;  // words between a call's base register and the callee's register 0

}  // namespace krait
