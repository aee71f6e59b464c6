// Displays of tuples, lists, sets, dicts, and f-strings. What is longer than a chunk is built step
// by step, so that it needs few registers.
#include <algorithm>

#include "compiler/codegen/code_generator.h"

namespace krait::compiler {
namespace {

bool has_star(const ExprList& items) {
    return std::any_of(items.begin(), items.end(),
                       [](const Expr* item) { return item->is<Starred>(); });
}

}  // namespace

// All items side by side, then one instruction.
void CodeGenerator::sequence(const ExprList& items, Op build, Reg dst, const SourceRange& at) {
    if (items.empty()) return emit(build, dst, dst, 0, at);
    Reg first = stack_slot(dst);
    for (std::size_t i = 0; i < items.size(); ++i) into(items[i], i == 0 ? first : alloc());
    emit(build, dst, first, static_cast<int>(items.size()), at);
}

// A list or set of constants is filled from one constant.
bool CodeGenerator::constant_display(const ExprList& items, Op build, Op extend, Reg dst,
                                     const SourceRange& at) {
    if (items.size() < 4) return false;
    CodeConstant value;
    value.kind = build == Op::BUILD_SET ? CodeConstant::Kind::FrozenSet : CodeConstant::Kind::Tuple;
    for (const Expr* item : items) {
        auto constant = fold_constant(item);
        if (!constant) return false;
        value.items.push_back(std::move(*constant));
    }
    Reg result = scratch(dst);
    emit(build, result, result, 0, at);
    Reg source = alloc();
    load_constant(value, source, at);
    emit(extend, result, source, 0, at);
    move(dst, result, at);
    return true;
}

void CodeGenerator::display(const ExprList& items, Op build, Op add, Op extend, Reg dst,
                            const SourceRange& at) {
    if (constant_display(items, build, extend, dst, at)) return;
    if (!has_star(items) && items.size() <= kMaxChunk) return sequence(items, build, dst, at);
    Reg result = scratch(dst);
    std::size_t plain = 0;
    while (plain < items.size() && plain < kMaxChunk && !items[plain]->is<Starred>()) ++plain;
    {
        Temporaries temporaries(*this);
        sequence(ExprList(items.data(), plain), build, result, at);
    }
    for (std::size_t i = plain; i < items.size(); ++i) {
        Temporaries temporaries(*this);
        if (auto* star = items[i]->try_as<Starred>()) {
            emit(extend, result, operand(star->value), 0, at);
        } else {
            emit(add, result, operand(items[i]), 0, items[i]);
        }
    }
    move(dst, result, at);
}

// Appends to a list that is there already.
void CodeGenerator::collect(const ExprList& items, Reg list, const SourceRange& at, int star_flag) {
    for (const Expr* item : items) {
        Temporaries temporaries(*this);
        if (auto* star = item->try_as<Starred>()) {
            emit(Op::LIST_EXTEND, list, operand(star->value), star_flag, at);
        } else {
            emit(Op::LIST_APPEND, list, operand(item), 0, item);
        }
    }
}

void CodeGenerator::tuple(const Tuple* node, Reg dst) {
    if (!has_star(node->elts) && node->elts.size() <= kMaxChunk) {
        return sequence(node->elts, Op::BUILD_TUPLE, dst, node->range);
    }
    Reg items = scratch(dst);
    emit(Op::BUILD_LIST, items, items, 0, node);
    collect(node->elts, items, node->range, 0);
    emit(Op::LIST_TO_TUPLE, dst, items, 0, node);
}

void CodeGenerator::list(const List* node, Reg dst) {
    display(node->elts, Op::BUILD_LIST, Op::LIST_APPEND, Op::LIST_EXTEND, dst, node->range);
}

void CodeGenerator::set(const Set* node, Reg dst) {
    display(node->elts, Op::BUILD_SET, Op::SET_ADD, Op::SET_UPDATE, dst, node->range);
}

void CodeGenerator::dict(const Dict* node, Reg dst) {
    constexpr std::size_t kMaxPairs = kMaxChunk / 2;
    std::size_t plain = 0, count = node->values.size();
    while (plain < count && plain < kMaxPairs && node->keys[plain] != nullptr) ++plain;
    Reg result = plain == count ? dst : scratch(dst);
    {
        Temporaries temporaries(*this);
        Reg first = plain == 0 ? result : stack_slot(result);
        for (std::size_t i = 0; i < plain; ++i) {
            into(node->keys[i], i == 0 ? first : alloc());
            into(node->values[i], alloc());
        }
        emit(Op::BUILD_MAP, result, first, static_cast<int>(plain), node);
    }
    for (std::size_t i = plain; i < count; ++i) {
        Temporaries temporaries(*this);
        if (node->keys[i] == nullptr) {
            emit(Op::DICT_UPDATE, result, operand(node->values[i]), 0, node);
        } else {
            Reg key = stable_operand(node->keys[i], kNoReg, node->values[i]);
            emit(Op::MAP_SET, result, key, operand(node->values[i]), node);
        }
    }
    move(dst, result, node->range);
}

// ---- f-strings

void CodeGenerator::joined_str(const JoinedStr* node, Reg dst) {
    const ExprList& parts = node->values;
    if (parts.size() == 1) return into(parts[0], dst);
    if (parts.size() <= kMaxChunk) return sequence(parts, Op::BUILD_STRING, dst, node->range);
    Reg result = scratch(dst);
    {
        Temporaries temporaries(*this);
        sequence(ExprList(parts.data(), kMaxChunk), Op::BUILD_STRING, result, node->range);
    }
    for (std::size_t at = kMaxChunk; at < parts.size(); at += kMaxChunk - 1) {
        Temporaries temporaries(*this);
        std::size_t count = std::min<std::size_t>(kMaxChunk - 1, parts.size() - at);
        Reg first = alloc();
        move(first, result, node->range);
        for (std::size_t i = 0; i < count; ++i) into(parts[at + i], alloc());
        emit(Op::BUILD_STRING, result, first, static_cast<int>(count + 1), node);
    }
    move(dst, result, node->range);
}

void CodeGenerator::formatted_value(const FormattedValue* node, Reg dst) {
    int conversion = node->conversion == 's'   ? 1
                     : node->conversion == 'r' ? 2
                     : node->conversion == 'a' ? 3
                                               : 0;
    if (node->format_spec == nullptr) {
        return emit(Op::FORMAT, dst, operand(node->value, dst), conversion, node);
    }
    Reg value = stack_slot(dst);
    into(node->value, value);
    into(node->format_spec, alloc());
    emit(Op::FORMAT, dst, value, conversion | 4, node);
}

}  // namespace krait::compiler
