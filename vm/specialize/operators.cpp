// Specializing arithmetic, comparisons, subscripts, unpacking and loops. These sites have no cache words: a form is chosen by the
// operands at hand; a site that keeps changing ends in the ANY form, or stays with its last form and pays for the misses.

#include "runtime/object/slots.h"
#include "runtime/types/iterator.h"
#include "vm/specialize/specialize.h"

namespace krait {

namespace {

enum class Operands : u8 { Other, Ints, Floats, Numbers, Strs };

Operands operand_kinds(Thread& t, Value a, Value b) {
    if (a.is_small_int() && b.is_small_int()) return Operands::Ints;
    if (a.is_double() && b.is_double()) return Operands::Floats;
    bool a_number = a.is_double() || a.is_small_int(), b_number = b.is_double() || b.is_small_int();
    if (a_number && b_number) return Operands::Numbers;
    Type* str = t.types().str;
    if (a.is_object() && b.is_object() && a.object()->type == str && b.object()->type == str)
        return Operands::Strs;
    return Operands::Other;
}

void become(Thread& t, const Word* pc, Value* R, Op form) {
    Op now = op_at(pc);
    if (form == now) return;
    note_attempt(t, pc, R, Value());
    if (!vm_state(t).enabled(form)) {
        note_failure(t, pc, R, Reason::switched_off);
        if (now != info(now).base) deoptimize(t, pc, R);
        return;
    }
    specialize_to(t, pc, R, form);
}

void give_up(Thread& t, const Word* pc, Value* R) {
    note_attempt(t, pc, R, Value());
    note_failure(t, pc, R, Reason::operand_types);
}

struct Forms {
    Op ints, floats, any, strs;
};

// The forms of a base; the base itself where there is none.
Forms binary_forms(Op base) {
    switch (base) {
        case Op::ADD: return {Op::ADD_INT, Op::ADD_FLOAT, Op::ADD_ANY, Op::ADD_STR};
        case Op::SUB: return {Op::SUB_INT, Op::SUB_FLOAT, Op::SUB_ANY, base};
        case Op::MUL: return {Op::MUL_INT, Op::MUL_FLOAT, Op::MUL_ANY, base};
        case Op::TRUEDIV: return {Op::TRUEDIV_FLOAT, Op::TRUEDIV_FLOAT, Op::TRUEDIV_FLOAT, base};
        case Op::FLOORDIV: return {Op::FLOORDIV_INT, base, base, base};
        case Op::MOD: return {Op::MOD_INT, base, base, base};
        case Op::LSHIFT: return {Op::LSHIFT_INT, base, base, base};
        case Op::RSHIFT: return {Op::RSHIFT_INT, base, base, base};
        case Op::AND: return {Op::AND_INT, base, base, base};
        case Op::XOR: return {Op::XOR_INT, base, base, base};
        case Op::OR: return {Op::OR_INT, base, base, base};
        default: return {base, base, base, base};
    }
}

Forms compare_forms(Op base) {
#define CASE(name)                                                                        \
    case Op::JUMP_##name:                                                                 \
        return {                                                                          \
            Op::JUMP_##name##_INT, Op::JUMP_##name##_FLOAT, Op::JUMP_##name##_FLOAT, base \
        }
#define CASE_EQ(name)                                                                       \
    case Op::JUMP_##name: return { Op::JUMP_##name##_INT, base, base, Op::JUMP_##name##_STR \
        }
    switch (base) {
        CASE(LT);
        CASE(LE);
        CASE(GT);
        CASE(GE);
        CASE(NOT_LT);
        CASE(NOT_LE);
        CASE(NOT_GT);
        CASE(NOT_GE);
        CASE_EQ(EQ);
        CASE_EQ(NE);
        CASE_EQ(NOT_EQ);
        CASE_EQ(NOT_NE);
        default: return {base, base, base, base};
    }
#undef CASE
#undef CASE_EQ
}

void choose(Thread& t, const Word* pc, Value* R, const Forms& forms, Value a, Value b) {
    Op now = op_at(pc);
    Op base = info(now).base;
    if (now != base) note_miss(t, pc, R);
    if (!vm_state(t).enabled(base)) return;
    Operands kinds = operand_kinds(t, a, b);
    Op form = kinds == Operands::Ints      ? forms.ints
              : kinds == Operands::Floats  ? forms.floats
              : kinds == Operands::Strs    ? forms.strs
              : kinds == Operands::Numbers ? forms.any
                                           : base;
    if (now != base && now != form && form != base && form != forms.strs && forms.any != base)
        form = forms.any;
    if (form == now) return;  // an overflow or a NaN
    if (form == base) {
        if (now == base && vm_state(t).stats != nullptr) give_up(t, pc, R);
        return;
    }
    become(t, pc, R, form);
}

}  // namespace

void respecialize_binary(Thread& t, const Word* pc, Value* R) {
    Op base = info(op_at(pc)).base;
    choose(t, pc, R, binary_forms(base), R[op_b(pc)], R[op_c(pc)]);
}

void respecialize_compare_jump(Thread& t, const Word* pc, Value* R) {
    Op base = info(op_at(pc)).base;
    choose(t, pc, R, compare_forms(base), R[op_a(pc)], R[op_b(pc)]);
}

namespace {

// Common to sites chosen by the type of one operand. `form` = base: no form for it.
void choose_by_type(Thread& t, const Word* pc, Value* R, Op form) {
    Op now = op_at(pc);
    Op base = info(now).base;
    if (now != base) note_miss(t, pc, R);
    if (!vm_state(t).enabled(base)) return;
    if (form == now) return;
    if (form == base) {
        if (now == base && vm_state(t).stats != nullptr) give_up(t, pc, R);
        return;
    }
    become(t, pc, R, form);
}

Type* exact_type(Value v) {
    return v.is_object() ? v.object()->type : nullptr;
}

}  // namespace

void respecialize_get_item(Thread& t, const Word* pc, Value* R) {
    Op base = info(op_at(pc)).base;
    const Types& types = t.types();
    Type* type = exact_type(R[op_b(pc)]);
    bool small_index = base == Op::GET_ITEM_I || R[op_c(pc)].is_small_int();
    Op form = base;
    if (type == types.list && small_index) {
        form = base == Op::GET_ITEM ? Op::GET_ITEM_LIST : Op::GET_ITEM_I_LIST;
    } else if (type == types.tuple && small_index) {
        form = base == Op::GET_ITEM ? Op::GET_ITEM_TUPLE : Op::GET_ITEM_I_TUPLE;
    } else if (base == Op::GET_ITEM && type == types.dict) {
        form = Op::GET_ITEM_DICT;
    } else if (base == Op::GET_ITEM && type == types.str && small_index) {
        form = Op::GET_ITEM_STR;
    }
    choose_by_type(t, pc, R, form);
}

void respecialize_set_item(Thread& t, const Word* pc, Value* R) {
    const Types& types = t.types();
    Type* type = exact_type(R[op_b(pc)]);
    Op form = Op::SET_ITEM;
    if (type == types.list && R[op_c(pc)].is_small_int()) form = Op::SET_ITEM_LIST;
    if (type == types.dict) form = Op::SET_ITEM_DICT;
    choose_by_type(t, pc, R, form);
}

void respecialize_unpack(Thread& t, const Word* pc, Value* R) {
    const Types& types = t.types();
    Type* type = exact_type(R[op_b(pc)]);
    choose_by_type(t, pc, R,
                   type == types.tuple  ? Op::UNPACK_TUPLE
                   : type == types.list ? Op::UNPACK_LIST
                                        : Op::UNPACK);
}

namespace {

// Whether the loop's body starts by unpacking the item, a temporary, into two.
bool unpacks_pair(const Word* pc, Value* R) {
    const Word* body = pc + static_cast<i32>(pc[1]);
    unsigned item = op_b(pc);
    return info(op_at(body)).base == Op::UNPACK && op_b(body) == item && op_c(body) == 2 &&
           item >= running_code(R)->local_names->length;
}

}  // namespace

void respecialize_for_loop(Thread& t, const Word* pc, Value* R) {
    const Value* state = R + op_a(pc);
    Op form = Op::FOR_LOOP;
    if (state[0].is_small_int()) {
        form = Op::FOR_LOOP_RANGE;
    } else if (state[0].is_object()) {
        Kind kind = state[0].object()->kind;
        bool indexed = state[1].is_small_int();
        if (kind == Kind::List && indexed) form = Op::FOR_LOOP_LIST;
        if (kind == Kind::Tuple && indexed) form = Op::FOR_LOOP_TUPLE;
        if (kind == Kind::Dict && indexed) form = Op::FOR_LOOP_DICT;
        if (kind == Kind::Generator) form = Op::FOR_LOOP_GENERATOR;
        if (kind == Kind::Iterator && state[1].is_none() &&
            state[0].object()->type->slots.next != script_next) {
            form = Op::FOR_LOOP_ITERATOR;
            if (unpacks_pair(pc, R) && gives_pairs(t, state[0].as<Iterator>()))
                form = Op::FOR_LOOP_PAIRS;
        }
    }
    choose_by_type(t, pc, R, form);
}

}  // namespace krait
