// Which registers an instruction reads and writes, from its format in opcodes.def. For the compiler's
// tables, the verifier and the disassembler.
#pragma once

#include <cstring>

#include "compiler/bytecode/opcodes.h"

namespace krait {

// Where the jump of an instruction goes, in words from its start; false: it doesn't jump.
inline bool jump_offset(const Word* at, int& offset) {
    const char* format = info(op_of(*at)).format;
    if (std::strcmp(format, "J24") == 0) {
        offset = j24_of(*at);
        return true;
    }
    std::size_t length = std::strlen(format);
    if (length < 2 || format[length - 2] != ',' || format[length - 1] != 'J') return false;
    offset = static_cast<std::int32_t>(at[1]);
    return true;
}

// Whether the instruction's last byte names the register of a result.
inline bool has_result_byte(Op op) {
    switch (info(op).base) {
        case Op::CALL:
        case Op::CALL_METHOD:
        case Op::INVOKE:
        case Op::CALL_KW:
        case Op::CALL_METHOD_KW:
        case Op::CALL_EX:
        case Op::LOAD_ATTR:
        case Op::LOAD_METHOD:
        case Op::FOR_LOOP: return true;
        default: return false;
    }
}
inline unsigned result_byte(const Word* at) {
    return at[info(op_of(*at)).words - 1] >> 24;
}

// Calls `visit(first register, count)` for everything that the instruction writes but a call's
// window.
template <typename Visit>
void for_each_written(const Word* at, Visit&& visit) {
    Op op = info(op_of(*at)).base;
    if (has_result_byte(op)) visit(result_byte(at), 1u);
    switch (op) {
        case Op::CLEAR_LOCALS:
        case Op::COPY_FREE: return visit(a_of(*at), b_of(*at) == 0 ? 1u : b_of(*at));
        case Op::UNPACK: return visit(a_of(*at), c_of(*at));
        case Op::UNPACK_EX:
            return visit(a_of(*at), at[1] & kUnpackToList ? 1u : c_of(*at) + 1 + at[1]);
        case Op::FOR_PREPARE:
        case Op::FOR_PREPARE_RANGE: return visit(a_of(*at), 3u);
        case Op::LOAD_METHOD: visit(a_of(*at), 1u); return visit(a_of(*at) + 4, 1u);
        case Op::LOAD_SUPER:
            visit(a_of(*at), 1u);
            if (c_of(*at) & 1) visit(a_of(*at) + 4, 1u);
            return;
        case Op::YIELD_FROM: visit(a_of(*at), 2u); return visit(b_of(*at), 1u);
        default: break;
    }
    const char* format = info(op).format;
    if (std::strcmp(format, "J24") == 0) return;
    if (format[0] == 'd') visit(a_of(*at), 1u);
    if (format[1] == 'd') visit(b_of(*at), 1u);
}

// Calls `visit(first register, count)` for everything that the instruction reads.
template <typename Visit>
void for_each_read(const Word* at, Visit&& visit) {
    const unsigned a = a_of(*at), b = b_of(*at), c = c_of(*at);
    auto run = [&](unsigned first, unsigned count) {
        if (count != 0) visit(first, count);
    };
    Op op = info(op_of(*at)).base;
    switch (op) {
        case Op::CALL: visit(a, 1u); return run(a + 4, b);
        case Op::CALL_METHOD: visit(a, 1u); return run(a + 4, b + 1);
        case Op::INVOKE: visit(b, 1u); return run(a + 5, c);
        case Op::CALL_KW: visit(a, 1u); return run(a + 4, b + c);
        case Op::CALL_METHOD_KW: visit(a, 1u); return run(a + 4, 1 + b + c);
        case Op::CALL_EX: visit(a, 1u); return run(a + 4, 1 + c);
        case Op::LOAD_SUPER: return run(a, 3);
        case Op::MAKE_FUNCTION: return run(b, (c & 1) + (c >> 1 & 1) + (c >> 2 & 1) + (c >> 3 & 1));
        case Op::BUILD_TUPLE:
        case Op::BUILD_LIST:
        case Op::BUILD_SET:
        case Op::BUILD_STRING: return run(b, c);
        case Op::BUILD_MAP: return run(b, 2 * c);
        case Op::BUILD_SLICE: return run(b, 3);
        case Op::FORMAT: return run(b, c & 4 ? 2 : 1);
        case Op::FOR_PREPARE: return run(a, 1);
        case Op::FOR_PREPARE_RANGE: visit(a, 1u); return run(a + 4, b);
        case Op::FOR_LOOP: return run(a, 3);
        case Op::YIELD_FROM: return run(a, 2);
        case Op::DELETE_LOCAL:
        case Op::MAKE_CELL: return run(a, 1);
        case Op::RAISE: run(a, c >= 1); return run(b, c >= 2);
        case Op::LIST_EXTEND: visit(b, 1u); return run(a, 1);
        default: break;
    }
    const char* format = info(op).format;
    if (std::strcmp(format, "J24") == 0) return;
    if (format[0] == 'r') visit(a, 1u);
    if (format[1] == 'r') visit(b, 1u);
    if (format[2] == 'r') visit(c, 1u);
}

// Whether the instruction may run a script function in a window: then all registers from the window's
// start on are lost. (Frames for operators and the like are put behind all registers.)
inline bool has_window(Op op) {
    switch (info(op).base) {
        case Op::CALL:
        case Op::CALL_METHOD:
        case Op::INVOKE:
        case Op::CALL_KW:
        case Op::CALL_METHOD_KW:
        case Op::CALL_EX:
        case Op::FOR_PREPARE_RANGE: return true;
        default: return false;
    }
}

// Whether control never goes on behind the instruction.
inline bool ends_flow(Op op) {
    switch (op) {
        case Op::RETURN:
        case Op::RETURN_NONE:
        case Op::JUMP:
        case Op::LOOP:
        case Op::RAISE:
        case Op::RERAISE: return true;
        default: return false;
    }
}

}  // namespace krait
