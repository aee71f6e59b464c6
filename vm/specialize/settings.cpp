// --specialize: which forms are in force.

#include "vm/interpreter/slow.h"

namespace krait {

namespace {

void enable_form(VmState& state, Op form, bool on) {
    state.enable(form, on);
    if (on) state.enable(info(form).base, true);
}

void enable_all(VmState& state, bool on) {
    for (int i = 0; i < kOpCount; i++) {
        if (is_specialized(static_cast<Op>(i))) enable_form(state, static_cast<Op>(i), on);
    }
    if (!on) {
        for (int i = 0; i < kOpCount; i++) state.enable(static_cast<Op>(i), false);
    }
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); i++) {
        char x = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] + 32) : a[i];
        char y = b[i] >= 'A' && b[i] <= 'Z' ? static_cast<char>(b[i] + 32) : b[i];
        if (x != y) return false;
    }
    return true;
}

// A family ("load_attr"), an instruction ("ADD") or a form ("LOAD_ATTR_SLOT").
bool enable_named(VmState& state, std::string_view name) {
    bool found = false;
    for (int i = 0; i < kOpCount; i++) {
        Op op = static_cast<Op>(i);
        if (!is_specialized(op)) continue;
        const OpInfo& form = info(op);
        if (equals_ignoring_case(name, kFamilyNames[static_cast<int>(form.family)]) ||
            equals_ignoring_case(name, form.name) ||
            equals_ignoring_case(name, info(form.base).name)) {
            enable_form(state, op, true);
            found = true;
        }
    }
    return found;
}

}  // namespace

std::string set_specialization(VmState& state, std::string_view setting) {
    enable_all(state, false);
    state.check = false;
    while (!setting.empty()) {
        std::size_t comma = setting.find(',');
        std::string_view name = setting.substr(0, comma);
        setting = comma == std::string_view::npos ? std::string_view() : setting.substr(comma + 1);
        if (name == "all") {
            enable_all(state, true);
        } else if (name == "none") {
            enable_all(state, false);
        } else if (name == "check") {
            enable_all(state, true);
            state.check = true;
        } else if (!enable_named(state, name)) {
            return cat("unknown family or instruction '", name, "'");
        }
    }
    return {};
}

void redirect_unspecialized(VmState& state) {
    // An arithmetic or comparison site that may not be specialized still does ints (and floats) where it stands: what
    // "generic" means is a dispatch without the operand types known, not a detour.
    struct Redirect {
        Op base, stand_in;
    };
    static constexpr Redirect kRedirects[] = {
        {Op::ADD, Op::ADD_ANY},
        {Op::SUB, Op::SUB_ANY},
        {Op::MUL, Op::MUL_ANY},
        {Op::TRUEDIV, Op::TRUEDIV_FLOAT},
        {Op::FLOORDIV, Op::FLOORDIV_INT},
        {Op::MOD, Op::MOD_INT},
        {Op::LSHIFT, Op::LSHIFT_INT},
        {Op::RSHIFT, Op::RSHIFT_INT},
        {Op::AND, Op::AND_INT},
        {Op::OR, Op::OR_INT},
        {Op::XOR, Op::XOR_INT},
        {Op::JUMP_LT, Op::JUMP_LT_INT},
        {Op::JUMP_LE, Op::JUMP_LE_INT},
        {Op::JUMP_GT, Op::JUMP_GT_INT},
        {Op::JUMP_GE, Op::JUMP_GE_INT},
        {Op::JUMP_EQ, Op::JUMP_EQ_INT},
        {Op::JUMP_NE, Op::JUMP_NE_INT},
        {Op::JUMP_NOT_LT, Op::JUMP_NOT_LT_INT},
        {Op::JUMP_NOT_LE, Op::JUMP_NOT_LE_INT},
        {Op::JUMP_NOT_GT, Op::JUMP_NOT_GT_INT},
        {Op::JUMP_NOT_GE, Op::JUMP_NOT_GE_INT},
        {Op::JUMP_NOT_EQ, Op::JUMP_NOT_EQ_INT},
        {Op::JUMP_NOT_NE, Op::JUMP_NOT_NE_INT},
        {Op::GET_ITEM, Op::GET_ITEM_LIST},
        {Op::SET_ITEM, Op::SET_ITEM_LIST},
        {Op::UNPACK, Op::UNPACK_TUPLE},
        {Op::FOR_LOOP, Op::FOR_LOOP_RANGE},
        {Op::GET_ITEM_I, Op::GET_ITEM_I_LIST},
    };
    for (const Redirect& r : kRedirects) {
        if (state.enabled(r.base)) continue;
        state.tables->plain[static_cast<int>(r.base)] =
            state.tables->plain[static_cast<int>(r.stand_in)];
    }
}

}  // namespace krait
