// Slow paths of arithmetic, comparison and truth.

#include "runtime/object/slots.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/number.h"
#include "runtime/types/number_types.h"
#include "runtime/types/sequence.h"
#include "runtime/types/str.h"
#include "vm/interpreter/operators.h"
#include "vm/interpreter/slow.h"
#include "vm/specialize/specialize.h"

#include <cstring>

namespace krait {

namespace {

// What kind of operation an instruction is, whatever its form.
struct Operation {
    enum Kind : u8 { Binary, Compare, Inplace } kind;
    u8 op;           // BinaryOp or CompareOp
    bool jump;       // fused with a branch …
    bool negated;    // … taken when the comparison is false
    bool immediate;  // the right operand is in the instruction
};

constexpr Operation classify(Op base) {
    int i = static_cast<int>(base);
    auto from = [i](Op first) { return static_cast<u8>(i - static_cast<int>(first)); };
    if (base >= Op::JUMP_LT && base <= Op::JUMP_NOT_GE_I) {
        // table order: LT LE EQ NE GT GE, NOT_…, then the immediate ones
        u8 n = from(Op::JUMP_LT);
        return {Operation::Compare, static_cast<u8>(n % 6), true, n / 6 % 2 == 1, n >= 12};
    }
    if (base >= Op::LT && base <= Op::GE)
        return {Operation::Compare, from(Op::LT), false, false, false};
    BinaryOp op = BinaryOp::Add;
    switch (base) {
        case Op::INPLACE_ADD:
        case Op::INPLACE_ADD_I:
        case Op::INPLACE_SUB:
        case Op::INPLACE_SUB_I:
        case Op::INPLACE_MUL:
            op = base == Op::INPLACE_MUL                                ? BinaryOp::Mul
                 : base == Op::INPLACE_SUB || base == Op::INPLACE_SUB_I ? BinaryOp::Sub
                                                                        : BinaryOp::Add;
            return {Operation::Inplace, static_cast<u8>(op), false, false,
                    base == Op::INPLACE_ADD_I || base == Op::INPLACE_SUB_I};
        case Op::ADD:
        case Op::ADD_I: op = BinaryOp::Add; break;
        case Op::SUB:
        case Op::SUB_I: op = BinaryOp::Sub; break;
        case Op::MUL:
        case Op::MUL_I: op = BinaryOp::Mul; break;
        case Op::MATMUL: op = BinaryOp::MatMul; break;
        case Op::TRUEDIV: op = BinaryOp::TrueDiv; break;
        case Op::FLOORDIV:
        case Op::FLOORDIV_I: op = BinaryOp::FloorDiv; break;
        case Op::MOD:
        case Op::MOD_I: op = BinaryOp::Mod; break;
        case Op::POW: op = BinaryOp::Pow; break;
        case Op::LSHIFT:
        case Op::LSHIFT_I: op = BinaryOp::LShift; break;
        case Op::RSHIFT:
        case Op::RSHIFT_I: op = BinaryOp::RShift; break;
        case Op::AND:
        case Op::AND_I: op = BinaryOp::And; break;
        case Op::XOR: op = BinaryOp::Xor; break;
        default: op = BinaryOp::Or; break;
    }
    bool immediate = base >= Op::ADD_I && base <= Op::RSHIFT_I;
    return {Operation::Binary, static_cast<u8>(op), false, false, immediate};
}

struct OperationTable {
    Operation of[256] = {};
};
constexpr OperationTable make_operation_table() {
    OperationTable table;
    for (int i = 0; i < kOpCount; i++) table.of[i] = classify(kBaseOps[i]);
    return table;
}
constexpr OperationTable kOperations = make_operation_table();

KRAIT_INLINE Operation operation_of(const Word* pc) {
    Op op = op_at(pc);
    if (op == Op::INPLACE) return {Operation::Inplace, static_cast<u8>(pc[1]), false, false, false};
    return kOperations.of[static_cast<int>(op)];
}

void operands_of(const Word* pc, Value* R, const Operation& o, Value* left, Value* right) {
    if (o.jump) {
        *left = R[op_a(pc)];
        *right = o.immediate ? Value::small_int(static_cast<i8>(op_b(pc))) : R[op_b(pc)];
    } else {
        *left = R[op_b(pc)];
        *right = o.immediate ? Value::small_int(static_cast<i8>(op_c(pc))) : R[op_c(pc)];
    }
}

// What to do with the operator's final value.
Resume result_use(const Operation& o) {
    return !o.jump ? Resume::Store : o.negated ? Resume::JumpNot : Resume::Jump;
}

// The script-defined candidate methods of an operator, in order; at most three.
struct Candidates {
    struct One {
        Value method, self, other;
    };
    One list[3];
    int count = 0;
    int inplace = -1;  // which of them is the in-place one, if that is there
    void add(Value method, Value self, Value other) {
        if (!method.is_empty()) list[count++] = {method, self, other};
    }
};

Candidates binary_candidates(Thread& t, const Operation& o, Value left, Value right) {
    const Names& names = t.names();
    Type* left_type = type_of(t, left);
    Type* right_type = type_of(t, right);
    Candidates c;
    if (o.kind == Operation::Compare) {
        CompareOp op = static_cast<CompareOp>(o.op);
        Value forward = type_lookup(t, left_type, names.compare[o.op]);
        Value backward = type_lookup(t, right_type, names.compare[static_cast<int>(swapped(op))]);
        bool right_first = left_type != right_type && is_subtype(right_type, left_type);
        if (right_first) c.add(backward, right, left);
        c.add(forward, left, right);
        if (!right_first) c.add(backward, right, left);
        return c;
    }
    Value backward = type_lookup(t, right_type, names.reflected[o.op]);
    if (yields_to_right(t, static_cast<BinaryOp>(o.op), left, right)) {
        c.add(backward, right, left);
        backward = Value();
    }
    if (o.kind == Operation::Inplace && names.inplace[o.op] != nullptr) {
        Value method = type_lookup(t, left_type, names.inplace[o.op]);
        if (!method.is_empty()) c.inplace = c.count;
        c.add(method, left, right);
    }
    Value forward = type_lookup(t, left_type, names.binary[o.op]);
    if (left_type == right_type) {
        c.add(forward, left, right);
        return c;
    }
    bool right_first = !backward.is_empty() && is_subtype(right_type, left_type) &&
                       backward != type_lookup(t, left_type, names.reflected[o.op]);
    if (right_first) c.add(backward, right, left);
    c.add(forward, left, right);
    if (!right_first) c.add(backward, right, left);
    return c;
}

Result<Value> generic_operation(Thread& t, const Operation& o, Value left, Value right) {
    switch (o.kind) {
        case Operation::Binary: return binary(t, static_cast<BinaryOp>(o.op), left, right);
        case Operation::Inplace: return inplace(t, static_cast<BinaryOp>(o.op), left, right);
        case Operation::Compare: return compare(t, static_cast<CompareOp>(o.op), left, right);
    }
    __builtin_unreachable();
}

Failure raise_unsupported(Thread& t, const Operation& o, Value left, Value right) {
    if (o.kind == Operation::Compare) {
        return raise_type_error(
            t, cat("'", kCompareSymbols[o.op], "' not supported between instances of '",
                   type_name(t, left), "' and '", type_name(t, right), "'"));
    }
    std::string symbol = kBinarySymbols[o.op];
    if (o.kind == Operation::Inplace) {
        symbol = o.op == static_cast<u8>(BinaryOp::Pow) ? "**=" : cat(symbol, "=");
    }
    return raise_type_error(t, cat("unsupported operand type(s) for ", symbol, ": '",
                                   type_name(t, left), "' and '", type_name(t, right), "'"));
}

// Whether this operation may run script code for an operand, so that it's done without C++ recursion.
bool is_script_operand(const Operation& o, Value v) {
    if (!v.is_object()) return false;
    const Slots& slots = v.object()->type->slots;
    switch (o.kind) {
        case Operation::Compare: return slots.compare == script_compare;
        case Operation::Inplace:
            if (slots.inplace == script_inplace) return true;
            [[fallthrough]];
        case Operation::Binary: return slots.binary == script_binary;
    }
    return false;
}

// Asks candidates from the i-th on. Only script functions are pushed; a native one among them answers at once.
const Word* ask_candidates(Thread& t, const Word* pc, Value* R, const Operation& o, int i) {
    Value left, right;
    operands_of(pc, R, o, &left, &right);
    Candidates c = binary_candidates(t, o, left, right);
    for (; i < c.count; i++) {
        const Candidates::One& one = c.list[i];
        if (is_function(one.method)) {
            Value args[2] = {one.self, one.other};
            return push_call(t, pc, R, one.method.as<Function>(), args, 2,
                             o.jump ? Resume::Binary : Resume::BinaryStore, static_cast<u64>(i));
        }
        Value result = i == c.inplace
                           ? TRY_PC(call_found(t, one.method, one.self, &one.other, 1))
                           : TRY_PC(call_found_or_absent(t, one.method, one.self, {one.other}));
        if (!result.is_not_implemented() && !result.is_absent())
            return finish(t, pc, R, result, result_use(o), 0);
    }
    if (o.kind == Operation::Compare &&
        (o.op == static_cast<u8>(CompareOp::Eq) || o.op == static_cast<u8>(CompareOp::Ne))) {
        bool same = left == right;
        return finish(t, pc, R, Value::from_bool(same == (o.op == static_cast<u8>(CompareOp::Eq))),
                      result_use(o), 0);
    }
    FAIL_PC(raise_unsupported(t, o, left, right));
}

// The method of the left operand's class, where that comes first whatever the right operand is; empty: not that simple.
Value first_candidate(Thread& t, const Operation& o, Value left, Value right) {
    if (!left.is_object() || o.kind == Operation::Inplace) return Value();
    Type* type = left.object()->type;
    Type* other = type_of(t, right);
    if (type != other && is_subtype(other, type)) return Value();
    bool script = o.kind == Operation::Compare ? type->slots.compare == script_compare
                                               : type->slots.binary == script_binary;
    if (!script) return Value();
    const Names& names = t.names();
    return type_lookup(t, type,
                       o.kind == Operation::Compare ? names.compare[o.op] : names.binary[o.op]);
}

bool compare_strs(CompareOp op, const Str* left, const Str* right) {
    if (op == CompareOp::Eq) return str_equal(left, right);
    if (op == CompareOp::Ne) return !str_equal(left, right);
    return holds(op, str_compare(left, right));
}

bool is_exact_int(Thread& t, Value v) {
    return v.is_small_int() || (v.is_object() && v.object()->type == t.types().int_);
}

bool is_plain_number(Thread& t, Value v) {
    return v.is_object() ? v.object()->type == t.types().complex_
                         : v.is_double() || v.is_small_int();
}

// Two operands of one class whose operators are native: that class alone decides. NotImplemented: the general way.
Result<Value> operate_on_likes(Thread& t, const Operation& o, Value left, Value right) {
    const Slots& slots = left.object()->type->slots;
    if (o.kind == Operation::Compare) {
        if (slots.compare == nullptr || slots.compare == script_compare)
            return Value::not_implemented();
        return slots.compare(t, static_cast<CompareOp>(o.op), left, right);
    }
    bool native = slots.binary != nullptr && slots.binary != script_binary;
    if (!native || (o.kind == Operation::Inplace && slots.inplace != nullptr))
        return Value::not_implemented();
    return slots.binary(t, static_cast<BinaryOp>(o.op), left, right);
}

bool are_alike(Value left, Value right) {
    return left.is_object() && right.is_object() && left.object()->type == right.object()->type;
}

// Sums and products, in which a bool is an int and nothing more.
bool takes_bools(const Operation& o) {
    if (o.kind == Operation::Compare) return false;
    BinaryOp op = static_cast<BinaryOp>(o.op);
    return op == BinaryOp::Add || op == BinaryOp::Sub || op == BinaryOp::Mul;
}

bool is_number_or_bool(Value v) {
    return v.is_small_int() || v.is_double() || v.is_bool();
}

Value bool_as_int(Value v) {
    return v.is_bool() ? Value::small_int(v.is_true()) : v;
}

// One of the operands' classes defines the operator in the language.
const Word* operate_with_methods(Thread& t, const Word* pc, Value* R, const Operation& o,
                                 Value left, Value right) {
    Value first = first_candidate(t, o, left, right);
    if (!is_function(first)) return ask_candidates(t, pc, R, o, 0);
    Value args[2] = {left, right};
    return push_call(t, pc, R, first.as<Function>(), args, 2,
                     o.jump ? Resume::Binary : Resume::BinaryStore, 0);
}

// A small int, float or bool; all of them are exact as doubles.
double as_double(Value v) {
    Value number = bool_as_int(v);
    return number.is_double() ? number.double_value()
                              : static_cast<double>(number.small_int_value());
}

const Word* operate(Thread& t, const Word* pc, Value* R) {
    Operation o = operation_of(pc);
    Value left, right;
    operands_of(pc, R, o, &left, &right);
    // What is common here: strs in order, ints beyond 49 bits, numbers in pairs that no form is for.
    if (o.kind == Operation::Compare) {
        if (is_number_or_bool(left) && is_number_or_bool(right)) {
            bool result = holds(static_cast<CompareOp>(o.op), as_double(left), as_double(right));
            if (o.jump) return take_jump(t, pc, result != o.negated);
            return store_result(R, pc, Value::from_bool(result));
        }
        if (is_exact_str(t, left) && is_exact_str(t, right)) {
            bool result =
                compare_strs(static_cast<CompareOp>(o.op), left.as<Str>(), right.as<Str>());
            if (o.jump) return take_jump(t, pc, result != o.negated);
            return store_result(R, pc, Value::from_bool(result));
        }
    } else if (is_exact_int(t, left) && is_exact_int(t, right)) {
        Value number = TRY_PC(int_binary(t, static_cast<BinaryOp>(o.op), left, right));
        if (!number.is_not_implemented()) return store_result(R, pc, number);
    } else if (o.op == static_cast<u8>(BinaryOp::Add) && is_exact_str(t, left) &&
               is_exact_str(t, right)) {
        return store_result(R, pc, TRY_PC(str_concat(t, left.as<Str>(), right.as<Str>())));
    } else if (is_plain_number(t, left) && is_plain_number(t, right)) {
        BinaryOp op = static_cast<BinaryOp>(o.op);
        Value number = left.is_object() || right.is_object()
                           ? TRY_PC(complex_binary(t, op, left, right))
                           : TRY_PC(number_binary(t, op, left, right));
        if (!number.is_not_implemented()) return store_result(R, pc, number);
    } else if (takes_bools(o) && is_number_or_bool(left) && is_number_or_bool(right)) {
        BinaryOp op = static_cast<BinaryOp>(o.op);
        return store_result(R, pc, TRY_PC(binary(t, op, bool_as_int(left), bool_as_int(right))));
    }
    if (are_alike(left, right)) {
        Value result = TRY_PC(operate_on_likes(t, o, left, right));
        if (result.is_bool() && o.jump) return take_jump(t, pc, result.is_true() != o.negated);
        if (!result.is_not_implemented()) return finish(t, pc, R, result, result_use(o), 0);
    }
    if (is_script_operand(o, left) || is_script_operand(o, right))
        return operate_with_methods(t, pc, R, o, left, right);
    Value result = TRY_PC(generic_operation(t, o, left, right));
    return finish(t, pc, R, result, result_use(o), 0);
}

}  // namespace

const Word* continue_binary(Thread& t, const Word* pc, Value* R, Value result, Resume, u64 data) {
    Operation o = operation_of(pc);
    if (!result.is_not_implemented()) return finish(t, pc, R, result, result_use(o), 0);
    return ask_candidates(t, pc, R, o, static_cast<int>(data) + 1);
}

namespace {

// Whether there are forms for such operands.
bool may_specialize(Thread& t, Value left, Value right) {
    if (!left.is_object() || !right.is_object()) return !left.is_object() && !right.is_object();
    return is_exact_str(t, left) && is_exact_str(t, right);
}

// A generic site where there is nothing to choose (but to say so in the statistics).
bool stays_generic(Thread& t, Op op, Value left, Value right) {
    return info(op).base == op && !may_specialize(t, left, right) && vm_state(t).stats == nullptr;
}

}  // namespace

const Word* slow_binary(Thread& t, const Word* pc, Value* R) {
    Op op = op_at(pc);
    Value left = R[op_b(pc)], right = R[op_c(pc)];
    if (!stays_generic(t, op, left, right)) {
        respecialize_binary(t, pc, R);
    } else if (are_alike(left, right)) {
        Operation o = kOperations.of[static_cast<int>(op)];
        if (is_script_operand(o, left)) return operate_with_methods(t, pc, R, o, left, right);
        Value result = TRY_PC(operate_on_likes(t, o, left, right));
        if (KRAIT_LIKELY(!result.is_not_implemented())) return store_result(R, pc, result);
    }
    return operate(t, pc, R);
}

namespace {

bool is_equality_jump(Op base) {
    return base == Op::JUMP_EQ || base == Op::JUMP_NE || base == Op::JUMP_NOT_EQ ||
           base == Op::JUMP_NOT_NE;
}

}  // namespace

const Word* slow_compare_jump(Thread& t, const Word* pc, Value* R) {
    // Strs in order have no form: nothing to choose where the site is still generic (but to say so in the statistics).
    bool settled = op_at(pc) < Op::JUMP_LT_I && is_exact_str(t, R[op_a(pc)]) &&
                   is_exact_str(t, R[op_b(pc)]) && !is_equality_jump(op_at(pc)) &&
                   vm_state(t).stats == nullptr;
    if (settled) {
        Operation o = operation_of(pc);
        bool result = compare_strs(static_cast<CompareOp>(o.op), R[op_a(pc)].as<Str>(),
                                   R[op_b(pc)].as<Str>());
        return take_jump(t, pc, result != o.negated);
    }
    if (!stays_generic(t, op_at(pc), R[op_a(pc)], R[op_b(pc)])) respecialize_compare_jump(t, pc, R);
    return operate(t, pc, R);
}

const Word* slow_binary_imm(Thread& t, const Word* pc, Value* R) {
    return operate(t, pc, R);
}
const Word* slow_compare_jump_imm(Thread& t, const Word* pc, Value* R) {
    return operate(t, pc, R);
}
const Word* slow_inplace(Thread& t, const Word* pc, Value* R) {
    return operate(t, pc, R);
}
const Word* slow_compare(Thread& t, const Word* pc, Value* R) {
    return operate(t, pc, R);
}

const Word* slow_unary(Thread& t, const Word* pc, Value* R) {
    Op op = op_at(pc);
    UnaryOp which = op == Op::NEG ? UnaryOp::Neg : op == Op::POS ? UnaryOp::Pos : UnaryOp::Invert;
    Value v = R[op_b(pc)];
    if (v.is_object() && v.object()->type->slots.unary == script_unary) {
        Str* names[] = {t.names().__neg__, t.names().__pos__, t.names().__invert__};
        Value method = type_lookup(t, v.object()->type, names[static_cast<int>(which)]);
        if (is_function(method))
            return push_call(t, pc, R, method.as<Function>(), &v, 1, Resume::Store);
    }
    return store_result(R, pc, TRY_PC(unary(t, which, v)));
}

namespace {

// Truth of a value whose class defines __bool__ or __len__ in the language is asked there without recursion only if it is __bool__,
// whose result must be a bool; truth() checks that for the rest.
bool quick_truth(Thread& t, Value v, bool* result) {
    if (v.is_small_int()) {
        *result = v.small_int_value() != 0;
        return true;
    }
    if (v.is_double()) {
        *result = v.double_value() != 0;
        return true;
    }
    if (v.is_bool() || v.is_none()) {
        *result = v.is_true();
        return true;
    }
    if (!v.is_object()) return false;
    const Type* type = v.object()->type;
    const Types& types = t.types();
    if (type == types.str) {
        *result = v.as<Str>()->size != 0;
    } else if (type == types.list) {
        *result = v.as<List>()->length != 0;
    } else if (type == types.tuple) {
        *result = v.as<Tuple>()->length != 0;
    } else if (type == types.dict) {
        *result = dict_size(v.as<Dict>()) != 0;
    } else {
        return false;
    }
    return true;
}

}  // namespace

const Word* slow_jump_truth(Thread& t, const Word* pc, Value* R) {
    Value v = R[op_a(pc)];
    bool result;
    if (!quick_truth(t, v, &result)) result = TRY_PC(truth(t, v));
    return take_jump(t, pc, result == (op_at(pc) == Op::JUMP_TRUE));
}

const Word* slow_not_(Thread& t, const Word* pc, Value* R) {
    Value v = R[op_b(pc)];
    bool result;
    if (!quick_truth(t, v, &result)) result = TRY_PC(truth(t, v));
    return store_result(R, pc, Value::from_bool(!result));
}

const Word* slow_contains(Thread& t, const Word* pc, Value* R) {
    bool found = TRY_PC(contains(t, R[op_c(pc)], R[op_b(pc)]));
    return store_result(R, pc, Value::from_bool(found == (op_at(pc) == Op::IN)));
}

}  // namespace krait
