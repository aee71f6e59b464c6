#include "compiler/codegen/unparse.h"

#include "runtime/text/number_format.h"
#include "runtime/text/quote.h"

namespace krait::compiler {
namespace {

// How tightly the text around an expression binds; what binds less gets parentheses.
enum Level {
    kTuple,
    kTest,
    kOr,
    kAnd,
    kNot,
    kCompare,
    kBitOr,
    kBitXor,
    kBitAnd,
    kShift,
    kArith,
    kTerm,
    kFactor,
    kPower,
    kAtom
};

class Unparser {
public:
    explicit Unparser(const Arena& arena) : arena_(arena) {}
    bool complete() const { return complete_; }
    std::string take() { return std::move(text_); }
    void write(const Expr* node, int level);

private:
    void put(std::string_view text) { text_ += text; }
    struct Parentheses {
        Parentheses(Unparser& u, bool needed) : unparser(u), needed(needed) {
            if (needed) unparser.put("(");
        }
        ~Parentheses() {
            if (needed) unparser.put(")");
        }
        Unparser& unparser;
        bool needed;
    };
    template <typename List>
    void items(const List& list, int level = kTest) {
        bool first = true;
        for (const Expr* item : list) {
            if (!first) put(", ");
            first = false;
            write(item, level);
        }
    }
    void constant(const Constant* node);
    void binary(const BinOp* node, int level);
    void unary(const UnaryOp* node, int level);
    void call(const Call* node);
    void tuple(const Tuple* node, int level, bool in_subscript);
    void subscript(const Subscript* node);
    void dict(const Dict* node);
    void generators(Slice<Comprehension*> list);
    void lambda(const Lambda* node);
    void arguments(const Arguments* args);
    void f_string(const JoinedStr* node);
    void f_string_parts(const JoinedStr* node, std::string& out);

    const Arena& arena_;
    std::string text_;
    bool complete_ = true;
};

int level_of(BinaryOperator op) {
    switch (op) {
        case BinaryOperator::kBitOr: return kBitOr;
        case BinaryOperator::kBitXor: return kBitXor;
        case BinaryOperator::kBitAnd: return kBitAnd;
        case BinaryOperator::kLShift:
        case BinaryOperator::kRShift: return kShift;
        case BinaryOperator::kAdd:
        case BinaryOperator::kSub: return kArith;
        case BinaryOperator::kPow: return kPower;
        default: return kTerm;
    }
}

void Unparser::constant(const Constant* node) {
    switch (node->constant_kind) {
        case ConstantKind::kNone: return put("None");
        case ConstantKind::kTrue: return put("True");
        case ConstantKind::kFalse: return put("False");
        case ConstantKind::kEllipsis: return put("...");
        case ConstantKind::kInt: return put(text::to_decimal(node->int_value));
        case ConstantKind::kBigInt:
            put(node->base == 16 ? "0x" : node->base == 8 ? "0o" : node->base == 2 ? "0b" : "");
            return put(node->text);
        case ConstantKind::kFloat: {
            std::string digits = text::repr_double(node->float_value);
            return put(digits == "inf" ? "1e309" : digits);
        }
        case ConstantKind::kImaginary: return put(text::repr_complex(0, node->float_value));
        case ConstantKind::kStr:
            if (node->u_prefix) put("u");
            return put(text::repr_str(node->text));
        case ConstantKind::kBytes: return put(text::repr_bytes(node->text));
    }
}

void Unparser::binary(const BinOp* node, int level) {
    int own = level_of(node->op);
    bool power = node->op == BinaryOperator::kPow;
    Parentheses parentheses(*this, level > own);
    write(node->left, power ? own + 1 : own);
    put(" ");
    put(operator_text(node->op));
    put(" ");
    write(node->right, power ? own : own + 1);
}

void Unparser::unary(const UnaryOp* node, int level) {
    bool negation = node->op == UnaryOperator::kNot;
    int own = negation ? kNot : kFactor;
    Parentheses parentheses(*this, level > own);
    put(operator_text(node->op));
    if (negation) put(" ");
    write(node->operand, own);
}

void Unparser::call(const Call* node) {
    write(node->func, kAtom);
    if (node->args.size() == 1 && node->keywords.empty() && node->args[0]->is<GeneratorExp>()) {
        return write(node->args[0], kAtom);
    }
    put("(");
    items(node->args);
    bool first = node->args.empty();
    for (const Keyword* keyword : node->keywords) {
        if (!first) put(", ");
        first = false;
        if (keyword->arg.data() != nullptr) {
            put(keyword->arg);
            put("=");
        } else {
            put("**");
        }
        write(keyword->value, kTest);
    }
    put(")");
}

void Unparser::tuple(const Tuple* node, int level, bool in_subscript) {
    if (node->elts.empty()) return put("()");
    Parentheses parentheses(*this, level > kTuple && !in_subscript);
    items(node->elts);
    if (node->elts.size() == 1) put(",");
}

void Unparser::subscript(const Subscript* node) {
    write(node->value, kAtom);
    put("[");
    if (auto* index = node->slice->try_as<Tuple>()) {
        tuple(index, kTuple, true);
    } else {
        write(node->slice, kTuple);
    }
    put("]");
}

void Unparser::dict(const Dict* node) {
    put("{");
    for (std::size_t i = 0; i < node->values.size(); ++i) {
        if (i > 0) put(", ");
        if (node->keys[i] == nullptr) {
            put("**");
            write(node->values[i], kBitOr);
        } else {
            write(node->keys[i], kTest);
            put(": ");
            write(node->values[i], kTest);
        }
    }
    put("}");
}

void Unparser::generators(Slice<Comprehension*> list) {
    for (const Comprehension* clause : list) {
        put(" for ");
        write(clause->target, kTuple);
        put(" in ");
        write(clause->iter, kTest + 1);
        for (const Expr* condition : clause->ifs) {
            put(" if ");
            write(condition, kTest + 1);
        }
    }
}

void Unparser::arguments(const Arguments* args) {
    bool first = true;
    auto separate = [&] {
        if (!first) put(", ");
        first = false;
    };
    std::size_t positional = args->posonlyargs.size() + args->args.size();
    std::size_t without_default = positional - args->defaults.size();
    for (std::size_t i = 0; i < positional; ++i) {
        separate();
        bool only = i < args->posonlyargs.size();
        put(only ? args->posonlyargs[i]->name : args->args[i - args->posonlyargs.size()]->name);
        if (i >= without_default) {
            put("=");
            write(args->defaults[i - without_default], kTest);
        }
        if (i + 1 == args->posonlyargs.size()) put(", /");
    }
    if (args->vararg != nullptr || !args->kwonlyargs.empty()) {
        separate();
        put("*");
        if (args->vararg != nullptr) put(args->vararg->name);
    }
    for (std::size_t i = 0; i < args->kwonlyargs.size(); ++i) {
        separate();
        put(args->kwonlyargs[i]->name);
        if (args->kw_defaults[i] != nullptr) {
            put("=");
            write(args->kw_defaults[i], kTest);
        }
    }
    if (args->kwarg != nullptr) {
        separate();
        put("**");
        put(args->kwarg->name);
    }
}

void Unparser::lambda(const Lambda* node) {
    put("lambda");
    std::size_t before = text_.size();
    put(" ");
    arguments(node->args);
    if (text_.size() == before + 1) text_.pop_back();
    put(": ");
    write(node->body, kTest);
}

void Unparser::f_string_parts(const JoinedStr* node, std::string& out) {
    for (const Expr* part : node->values) {
        if (auto* literal = part->try_as<Constant>()) {
            for (char c : literal->text) {
                out.push_back(c);
                if (c == '{' || c == '}') out.push_back(c);
            }
            continue;
        }
        auto* value = part->as<FormattedValue>();
        Unparser inner(arena_);
        inner.write(value->value, kTest + 1);
        complete_ = complete_ && inner.complete();
        std::string text = inner.take();
        out += !text.empty() && text[0] == '{' ? "{ " : "{";
        out += text;
        if (value->conversion > 0) {
            out.push_back('!');
            out.push_back(static_cast<char>(value->conversion));
        }
        if (value->format_spec != nullptr) {
            out.push_back(':');
            f_string_parts(value->format_spec->as<JoinedStr>(), out);
        }
        out.push_back('}');
    }
}

void Unparser::f_string(const JoinedStr* node) {
    std::string body;
    f_string_parts(node, body);
    put("f");
    put(text::repr_str(body));
}

void Unparser::write(const Expr* node, int level) {
    complete_ = complete_ && !arena_.stack_exhausted();
    if (!complete_) return;
    switch (node->kind) {
        case NodeKind::kConstant: return constant(node->as<Constant>());
        case NodeKind::kName: return put(node->as<Name>()->id);
        case NodeKind::kBinOp: return binary(node->as<BinOp>(), level);
        case NodeKind::kUnaryOp: return unary(node->as<UnaryOp>(), level);
        case NodeKind::kBoolOp: {
            auto* n = node->as<BoolOp>();
            int own = n->op == BoolOperator::kAnd ? kAnd : kOr;
            Parentheses parentheses(*this, level > own);
            for (std::size_t i = 0; i < n->values.size(); ++i) {
                if (i > 0) put(n->op == BoolOperator::kAnd ? " and " : " or ");
                write(n->values[i], own + 1);
            }
            return;
        }
        case NodeKind::kCompare: {
            auto* n = node->as<Compare>();
            Parentheses parentheses(*this, level > kCompare);
            write(n->left, kCompare + 1);
            for (std::size_t i = 0; i < n->ops.size(); ++i) {
                put(" ");
                put(operator_text(n->ops[i]));
                put(" ");
                write(n->comparators[i], kCompare + 1);
            }
            return;
        }
        case NodeKind::kIfExp: {
            auto* n = node->as<IfExp>();
            Parentheses parentheses(*this, level > kTest);
            write(n->body, kTest + 1);
            put(" if ");
            write(n->test, kTest + 1);
            put(" else ");
            return write(n->orelse, kTest);
        }
        case NodeKind::kLambda: {
            Parentheses parentheses(*this, level > kTest);
            return lambda(node->as<Lambda>());
        }
        case NodeKind::kNamedExpr: {
            Parentheses parentheses(*this, level > kTuple);
            write(node->as<NamedExpr>()->target, kAtom);
            put(" := ");
            return write(node->as<NamedExpr>()->value, kAtom);
        }
        case NodeKind::kCall: return call(node->as<Call>());
        case NodeKind::kSubscript: return subscript(node->as<Subscript>());
        case NodeKind::kAttribute: {
            auto* n = node->as<Attribute>();
            write(n->value, kAtom);
            auto* number = n->value->try_as<Constant>();
            if (number != nullptr && number->constant_kind == ConstantKind::kInt) put(" ");
            put(".");
            return put(n->attr);
        }
        case NodeKind::kStarred: put("*"); return write(node->as<Starred>()->value, kBitOr);
        case NodeKind::kSliceExpr: {
            auto* n = node->as<SliceExpr>();
            if (n->lower != nullptr) write(n->lower, kTest);
            put(":");
            if (n->upper != nullptr) write(n->upper, kTest);
            if (n->step == nullptr) return;
            put(":");
            return write(n->step, kTest);
        }
        case NodeKind::kTuple: return tuple(node->as<Tuple>(), level, false);
        case NodeKind::kList:
            put("[");
            items(node->as<List>()->elts);
            return put("]");
        case NodeKind::kSet:
            put("{");
            items(node->as<Set>()->elts);
            return put("}");
        case NodeKind::kDict: return dict(node->as<Dict>());
        case NodeKind::kListComp:
            put("[");
            write(node->as<ListComp>()->elt, kTest);
            generators(node->as<ListComp>()->generators);
            return put("]");
        case NodeKind::kSetComp:
            put("{");
            write(node->as<SetComp>()->elt, kTest);
            generators(node->as<SetComp>()->generators);
            return put("}");
        case NodeKind::kGeneratorExp:
            put("(");
            write(node->as<GeneratorExp>()->elt, kTest);
            generators(node->as<GeneratorExp>()->generators);
            return put(")");
        case NodeKind::kDictComp:
            put("{");
            write(node->as<DictComp>()->key, kTest);
            put(": ");
            write(node->as<DictComp>()->value, kTest);
            generators(node->as<DictComp>()->generators);
            return put("}");
        case NodeKind::kJoinedStr: return f_string(node->as<JoinedStr>());
        default: return put("...");
    }
}

}  // namespace

std::optional<std::string> unparse(const Arena& arena, const Expr* node) {
    Unparser unparser(arena);
    unparser.write(node, kTest);
    if (!unparser.complete()) return std::nullopt;
    return unparser.take();
}

}  // namespace krait::compiler
