// Primaries (names, literals, displays, comprehensions) and what follows them: attributes,
// subscripts, calls.

#include <string>

#include "compiler/syntax/literals.h"
#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

// atom ('.' NAME | '(' arguments ')' | '[' slices ']')*, iteratively.
Expr* Parser::primary() {
    return is_second_pass_ ? memoised(kPrimaryRule, &Parser::any_primary) : any_primary();
}

Expr* Parser::any_primary() {
    if (at(TokenKind::kAwait)) {
        return raise_unsupported(cur().range, "await expressions");
    }
    SourceRange start = cur().range;
    Expr* value = atom();
    while (value != nullptr) {
        Mark before = mark();
        if (error_pass_ && at_any({TokenKind::kLBracket, TokenKind::kLBrace})) {
            // CPython tries these as arguments, too.
            check_comprehension(before, /*is_parenthesis=*/false);
        }
        Expr* next = nullptr;
        switch (cur().kind) {
            case TokenKind::kDot: next = attribute(start, value); break;
            case TokenKind::kLParen: next = call(start, value); break;
            case TokenKind::kLBracket: next = subscript(start, value); break;
            default: return value;
        }
        if (next == nullptr) {
            reset(before);
            return failed() ? nullptr : value;
        }
        value = next;
    }
    return nullptr;
}

Expr* Parser::attribute(const SourceRange& start, Expr* value) {
    advance();
    if (!at(TokenKind::kName)) {
        return nullptr;
    }
    SourceRange name_range = cur().range;
    std::string_view name = take_name();
    Attribute* result = node<Attribute>(start);
    result->value = value;
    result->attr = name;
    result->attr_range = name_range;
    cover(result, value);
    return result;
}

Expr* Parser::subscript(const SourceRange& start, Expr* value) {
    advance();
    Expr* index = slices();
    if (index == nullptr || !accept(TokenKind::kRBracket)) {
        return nullptr;
    }
    Subscript* result = node<Subscript>(start);
    result->value = value;
    result->slice = index;
    cover(result, value);
    cover(result, index);
    return result;
}

// One slice, or several (or a starred one) as a Tuple.
Expr* Parser::slices() {
    SourceRange start = cur().range;
    auto element = [this]() -> Expr* {
        return at(TokenKind::kStar) ? starred_argument() : slice();
    };
    Expr* first = element();
    if (first == nullptr || (!at(TokenKind::kComma) && !first->is<Starred>())) {
        return first;
    }
    auto elements = collect_exprs();
    elements.add(first);
    while (accept(TokenKind::kComma)) {
        Mark before = mark();
        Expr* next = element();
        if (next == nullptr) {
            reset(before);
            break;
        }
        elements.add(next);
    }
    if (failed()) {
        return nullptr;
    }
    Tuple* tuple = node<Tuple>(start);
    tuple->elts = elements.finish();
    cover(tuple, tuple->elts);
    return tuple;
}

// [expression] ':' [expression] [':' [expression]] | named_expression
Expr* Parser::slice() {
    SourceRange start = cur().range;
    Expr* lower = nullptr;
    if (!at(TokenKind::kColon)) {
        Mark before = mark();
        // A slice's bounds are plain expressions: only if no colon follows is this one an index,
        // which may be named.
        lower = error_pass_ ? expression() : named_expression();
        if (lower == nullptr || !at(TokenKind::kColon)) {
            if (!error_pass_ || failed()) {
                return lower;
            }
            reset(before);
            return named_expression();
        }
        if (lower->is<NamedExpr>() && !lower->parenthesized) {
            return lower;
        }
    }
    Expr* bounds[2] = {nullptr, nullptr};
    for (Expr*& bound : bounds) {
        if (!accept(TokenKind::kColon)) {
            break;
        }
        bool omitted = at_any({TokenKind::kColon, TokenKind::kComma, TokenKind::kRBracket});
        bound = omitted ? nullptr : expression();
        if (failed()) {
            return nullptr;
        }
    }
    SliceExpr* result = node<SliceExpr>(start);
    result->lower = lower;
    result->upper = bounds[0];
    result->step = bounds[1];
    cover(result, lower);
    cover(result, bounds[0]);
    cover(result, bounds[1]);
    return result;
}

Expr* Parser::atom() {
    switch (cur().kind) {
        case TokenKind::kName: return name_or_soft_keyword();
        case TokenKind::kNumber: return number();
        case TokenKind::kString:
        case TokenKind::kFStringStart:
            return is_second_pass_ ? memoised(kStringsRule, &Parser::strings) : strings();
        case TokenKind::kLParen:
        case TokenKind::kLBracket:
        case TokenKind::kLBrace:
            return is_second_pass_ ? memoised(kBracketsRule, &Parser::brackets) : brackets();
        case TokenKind::kTrue: return constant(ConstantKind::kTrue);
        case TokenKind::kFalse: return constant(ConstantKind::kFalse);
        case TokenKind::kNone: return constant(ConstantKind::kNone);
        case TokenKind::kEllipsis: return constant(ConstantKind::kEllipsis);
        default: return nullptr;
    }
}

Expr* Parser::brackets() {
    DepthGuard guard(*this);
    if (!guard.ok()) {
        return nullptr;
    }
    if (at(TokenKind::kLParen)) {
        return parenthesized();
    }
    return at(TokenKind::kLBracket) ? list_display() : brace_display();
}

Expr* Parser::name_or_soft_keyword() {
    SourceRange start = cur().range;
    std::string_view id = take_name();
    Name* name = node<Name>(start);
    name->id = id;
    return name;
}

Expr* Parser::constant(ConstantKind kind) {
    SourceRange start = cur().range;
    advance();
    Constant* result = node<Constant>(start);
    result->constant_kind = kind;
    return result;
}

Expr* Parser::number() {
    SourceRange start = cur().range;
    std::string_view literal = token_text_of(cur());
    advance();
    Constant* result = node<Constant>(start);
    std::string message;
    if (!read_number_literal(arena_, literal, *result, message)) {
        return raise_at({start.line, 0, start.line, 0}, std::move(message));
    }
    return result;
}

// '(' ')' | '(' yield ')' | group | tuple | generator expression
Expr* Parser::parenthesized() {
    Mark before = mark();
    SourceRange start = cur().range;
    advance();
    Expr* result = nullptr;
    if (accept(TokenKind::kRParen)) {
        return node<Tuple>(start);
    }
    Expr* first = at(TokenKind::kYield) ? yield_expression() : star_named_expression();
    bool is_yield =
        first != nullptr && (first->is<Yield>() || first->is<YieldFrom>()) && !first->parenthesized;
    if (first != nullptr && !is_yield && at(TokenKind::kComma)) {
        result = rest_of_tuple(start, first);
    } else if (first != nullptr && !is_yield && !first->is<Starred>() && at_comprehension()) {
        Slice<Comprehension*> clauses;
        if (comprehension_clauses(clauses) && accept(TokenKind::kRParen)) {
            GeneratorExp* generator = node<GeneratorExp>(start);
            generator->elt = first;
            generator->generators = clauses;
            cover(generator, first);
            cover(generator, clauses);
            result = generator;
        }
    } else if (first != nullptr && !first->is<Starred>() && accept(TokenKind::kRParen)) {
        first->parenthesized = true;
        return first;
    }
    if (result == nullptr && !failed() && error_pass_) {
        check_group(before);
        check_comprehension(before, /*is_parenthesis=*/true);
    }
    return failed() ? nullptr : result;
}

// Stands at the comma after the first element.
Expr* Parser::rest_of_tuple(const SourceRange& start, Expr* first) {
    auto elements = collect_exprs();
    elements.add(first);
    while (accept(TokenKind::kComma)) {
        Mark before = mark();
        Expr* next = star_named_expression();
        if (next == nullptr) {
            reset(before);
            break;
        }
        elements.add(next);
    }
    if (failed() || !accept(TokenKind::kRParen)) {
        return nullptr;
    }
    Tuple* tuple = node<Tuple>(start);
    tuple->elts = elements.finish();
    cover(tuple, tuple->elts);
    return tuple;
}

Expr* Parser::list_display() {
    Mark before = mark();
    SourceRange start = cur().range;
    advance();
    auto elements = collect_exprs();
    Expr* first = star_named_expression();
    if (first != nullptr && !first->is<Starred>() && at_comprehension()) {
        Slice<Comprehension*> clauses;
        if (comprehension_clauses(clauses) && accept(TokenKind::kRBracket)) {
            ListComp* comprehension = node<ListComp>(start);
            comprehension->elt = first;
            comprehension->generators = clauses;
            cover(comprehension, first);
            cover(comprehension, clauses);
            return comprehension;
        }
        return nullptr;
    }
    while (first != nullptr) {
        elements.add(first);
        first = accept(TokenKind::kComma) ? star_named_expression() : nullptr;
    }
    if (!failed() && accept(TokenKind::kRBracket)) {
        List* list = node<List>(start);
        list->elts = elements.finish();
        cover(list, list->elts);
        return list;
    }
    if (error_pass_ && !failed()) {
        check_comprehension(before, /*is_parenthesis=*/false);
    }
    return nullptr;
}

// A dict, a set, or a comprehension of either.
Expr* Parser::brace_display() {
    Mark before = mark();
    // The checks below parse again what is in the braces. In the first pass, where nothing is memoised, that must not
    // happen at each level of nested ones once more.
    std::uint64_t opening = cur().start;
    if (failed_braces_.count(opening) > 0) {
        return nullptr;
    }
    SourceRange start = cur().range;
    advance();
    Expr* result = nullptr;
    if (at(TokenKind::kRBrace) || at(TokenKind::kDoubleStar)) {
        result = dict_display(start, nullptr);
        if (result == nullptr && !failed()) {
            check_dict_items(before);
        }
    } else if (at(TokenKind::kStar)) {
        Expr* first = star_named_expression();
        result = first != nullptr ? set_display(start, first) : nullptr;
    } else {
        // A dict's key is a plain expression; only the element of a set may be named.
        Mark first_mark = mark();
        Expr* first = error_pass_ ? expression() : named_expression();
        if (first != nullptr && at(TokenKind::kColon) &&
            (!first->is<NamedExpr>() || first->parenthesized)) {
            result = dict_display(start, first);
            if (result == nullptr && !failed()) {
                check_dict_items(before);
            }
        } else if (!failed()) {
            if (error_pass_) {
                reset(first_mark);
                first = named_expression();
            }
            result = first != nullptr ? set_display(start, first) : nullptr;
        }
    }
    if (result == nullptr && error_pass_ && !failed()) {
        check_dict_comprehension(before);
        check_comprehension(before, /*is_parenthesis=*/false);
    }
    if (result == nullptr && !is_second_pass_) {
        failed_braces_.insert(opening);
    }
    return failed() ? nullptr : result;
}

// `first_key` is null at '**' and for an empty dict; otherwise the parser stands at its ':'.
Expr* Parser::dict_display(const SourceRange& start, Expr* first_key) {
    auto values = collect_exprs();
    std::vector<Expr*> keys;
    if (first_key != nullptr) {
        advance();
        Expr* value = expression();
        if (value == nullptr) {
            return nullptr;
        }
        if (at_comprehension()) {
            Slice<Comprehension*> clauses;
            if (!comprehension_clauses(clauses) || !accept(TokenKind::kRBrace)) {
                return nullptr;
            }
            DictComp* comprehension = node<DictComp>(start);
            comprehension->key = first_key;
            comprehension->value = value;
            comprehension->generators = clauses;
            cover(comprehension, first_key);
            cover(comprehension, value);
            cover(comprehension, clauses);
            return comprehension;
        }
        keys.push_back(first_key);
        values.add(value);
    } else if (!at(TokenKind::kRBrace) && !dict_item(keys, values)) {
        return nullptr;
    }
    while (accept(TokenKind::kComma) && !at(TokenKind::kRBrace)) {
        if (!dict_item(keys, values)) {
            return nullptr;
        }
    }
    if (failed() || !accept(TokenKind::kRBrace)) {
        return nullptr;
    }
    Dict* dict = node<Dict>(start);
    dict->keys = arena_.copy(keys);
    dict->values = values.finish();
    cover(dict, dict->keys);
    cover(dict, dict->values);
    return dict;
}

// '**' bitwise_or | expression ':' expression
bool Parser::dict_item(std::vector<Expr*>& keys, ExprCollector& values) {
    Expr* key = nullptr;
    Expr* value = nullptr;
    if (accept(TokenKind::kDoubleStar)) {
        value = bitwise_or();
    } else {
        key = expression();
        value = key != nullptr && accept(TokenKind::kColon) ? expression() : nullptr;
    }
    if (value == nullptr) {
        return false;
    }
    keys.push_back(key);
    values.add(value);
    return true;
}

Expr* Parser::set_display(const SourceRange& start, Expr* first) {
    if (!first->is<Starred>() && at_comprehension()) {
        Slice<Comprehension*> clauses;
        if (!comprehension_clauses(clauses) || !accept(TokenKind::kRBrace)) {
            return nullptr;
        }
        SetComp* comprehension = node<SetComp>(start);
        comprehension->elt = first;
        comprehension->generators = clauses;
        cover(comprehension, first);
        cover(comprehension, clauses);
        return comprehension;
    }
    auto elements = collect_exprs();
    for (Expr* element = first; element != nullptr;) {
        elements.add(element);
        element = accept(TokenKind::kComma) ? star_named_expression() : nullptr;
    }
    if (failed() || !accept(TokenKind::kRBrace)) {
        return nullptr;
    }
    Set* set = node<Set>(start);
    set->elts = elements.finish();
    cover(set, set->elts);
    return set;
}

// One or more `for` clauses.
bool Parser::comprehension_clauses(Slice<Comprehension*>& out) {
    Collector<Comprehension*> clauses(arena_, comprehension_stack_);
    while (at_comprehension()) {
        Comprehension* clause = comprehension_clause();
        if (clause == nullptr) {
            return false;
        }
        clauses.add(clause);
    }
    out = clauses.finish();
    return !failed() && clauses.size() > 0;
}

// 'for' star_targets 'in' disjunction ('if' disjunction)*
Comprehension* Parser::comprehension_clause() {
    SourceRange start = cur().range;
    Mark before = mark();
    if (at(TokenKind::kAsync)) {
        return raise_unsupported(start, "asynchronous comprehensions");
    }
    advance();
    Expr* target = star_targets();
    if (target == nullptr || !at(TokenKind::kIn)) {
        if (error_pass_ && !failed()) {
            check_for_clause(before);
        }
        return nullptr;
    }
    advance();
    Expr* iter = disjunction();
    if (iter == nullptr) {
        return nullptr;
    }
    auto conditions = collect_exprs();
    while (at(TokenKind::kIf)) {
        Mark at_if = mark();
        advance();
        Expr* condition = disjunction();
        if (condition == nullptr) {
            reset(at_if);
            break;
        }
        conditions.add(condition);
    }
    if (failed()) {
        return nullptr;
    }
    Comprehension* clause = node<Comprehension>(start);
    clause->target = target;
    clause->iter = iter;
    clause->ifs = conditions.finish();
    cover(clause, target);
    cover(clause, iter);
    cover(clause, clause->ifs);
    return clause;
}

}  // namespace krait::compiler
