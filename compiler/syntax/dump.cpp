#include "compiler/syntax/dump.h"

#include <iterator>
#include <vector>

#include "runtime/text/number_format.h"
#include "runtime/text/quote.h"

namespace krait::compiler {
namespace {

// A big integer's digits in any base as decimal.
std::string to_decimal_digits(std::string_view digits, unsigned base) {
    constexpr std::uint64_t kLimb = 1'000'000'000;
    std::vector<std::uint32_t> limbs{0};  // least significant first
    for (char c : digits) {
        std::uint64_t carry = static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        for (std::uint32_t& limb : limbs) {
            std::uint64_t value = std::uint64_t{limb} * base + carry;
            limb = static_cast<std::uint32_t>(value % kLimb);
            carry = value / kLimb;
        }
        if (carry != 0) {
            limbs.push_back(static_cast<std::uint32_t>(carry));
        }
    }
    std::string text = std::to_string(limbs.back());
    for (std::size_t i = limbs.size() - 1; i-- > 0;) {
        std::string part = std::to_string(limbs[i]);
        text.append(9 - part.size(), '0').append(part);
    }
    return text;
}

class Dumper {
public:
    explicit Dumper(bool attributes) : attributes_(attributes) {}

    std::string take() { return std::move(out_); }

    void dump(const Node* node) {
        if (node == nullptr) {
            out_ += "None";
            return;
        }
        out_ += node_kind_name(node->kind);
        out_ += '(';
        first_ = true;
        if (node->is_expr()) {
            expression(node);
        } else if (node->is_stmt()) {
            statement(node);
        } else {
            part(node);
        }
        if (attributes_ && has_place(node)) {
            place(node->range);
        }
        out_ += ')';
        first_ = false;
    }

private:
    static bool has_place(const Node* node) {
        switch (node->kind) {
            case NodeKind::kModule:
            case NodeKind::kInteractive:
            case NodeKind::kExpression:
            case NodeKind::kArguments:
            case NodeKind::kComprehension:
            case NodeKind::kWithItem: return false;
            default: return true;
        }
    }

    void key(const char* name) {
        if (!first_) {
            out_ += ", ";
        }
        first_ = false;
        out_ += name;
        out_ += '=';
    }

    void number(const char* name, std::int64_t value) {
        key(name);
        out_ += std::to_string(value);
    }

    void place(const SourceRange& range) {
        number("lineno", range.line);
        number("col_offset", range.col);
        number("end_lineno", range.end_line);
        number("end_col_offset", range.end_col);
    }

    void child(const char* name, const Node* node) {
        if (node != nullptr) {
            key(name);
            dump(node);
        }
    }

    void text(const char* name, std::string_view value) {
        if (value.data() != nullptr) {
            key(name);
            text::append_repr_str(out_, value);
        }
    }

    template <typename T, typename Write>
    void list(const char* name, Slice<T> items, Write write) {
        if (items.empty()) {
            return;
        }
        key(name);
        out_ += '[';
        for (std::size_t i = 0; i < items.size(); ++i) {
            out_ += i == 0 ? "" : ", ";
            write(items[i]);
        }
        out_ += ']';
    }

    template <typename T>
    void nodes(const char* name, Slice<T*> items) {
        list(name, items, [this](const T* item) { dump(item); });
    }

    void names(const char* name, Slice<std::string_view> items) {
        list(name, items, [this](std::string_view item) { text::append_repr_str(out_, item); });
    }

    void context(const Node* node) {
        static constexpr const char* kNames[] = {"Load()", "Store()", "Del()"};
        key("ctx");
        out_ += kNames[static_cast<std::size_t>(node->ctx)];
    }

    template <typename Enum, std::size_t N>
    void op(Enum value, const char* const (&table)[N]) {
        out_ += table[static_cast<std::size_t>(value)];
        out_ += "()";
    }

    static constexpr const char* kBinaryNames[] = {
        "Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
        "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
    static constexpr const char* kUnaryNames[] = {"Invert", "Not", "UAdd", "USub"};
    static constexpr const char* kBoolNames[] = {"And", "Or"};
    static constexpr const char* kCompareNames[] = {"Eq",  "NotEq", "Lt",    "LtE", "Gt",
                                                    "GtE", "Is",    "IsNot", "In",  "NotIn"};

    void constant(const Constant* node) {
        key("value");
        switch (node->constant_kind) {
            case ConstantKind::kNone: out_ += "None"; break;
            case ConstantKind::kTrue: out_ += "True"; break;
            case ConstantKind::kFalse: out_ += "False"; break;
            case ConstantKind::kEllipsis: out_ += "Ellipsis"; break;
            case ConstantKind::kInt: out_ += std::to_string(node->int_value); break;
            case ConstantKind::kBigInt: out_ += to_decimal_digits(node->text, node->base); break;
            case ConstantKind::kFloat: out_ += text::repr_double(node->float_value); break;
            case ConstantKind::kImaginary:
                out_ += text::repr_complex(0.0, node->float_value);
                break;
            case ConstantKind::kStr: text::append_repr_str(out_, node->text); break;
            case ConstantKind::kBytes: text::append_repr_bytes(out_, node->text); break;
        }
        if (node->u_prefix) {
            key("kind");
            out_ += "'u'";
        }
    }

    void comprehension_of(const Expr* element, Slice<Comprehension*> generators) {
        child("elt", element);
        nodes("generators", generators);
    }

    void expression(const Node* node) {
        switch (node->kind) {
            case NodeKind::kBoolOp: {
                auto* it = node->as<BoolOp>();
                key("op");
                op(it->op, kBoolNames);
                return nodes("values", it->values);
            }
            case NodeKind::kNamedExpr:
                child("target", node->as<NamedExpr>()->target);
                return child("value", node->as<NamedExpr>()->value);
            case NodeKind::kBinOp: {
                auto* it = node->as<BinOp>();
                child("left", it->left);
                key("op");
                op(it->op, kBinaryNames);
                return child("right", it->right);
            }
            case NodeKind::kUnaryOp:
                key("op");
                op(node->as<UnaryOp>()->op, kUnaryNames);
                return child("operand", node->as<UnaryOp>()->operand);
            case NodeKind::kLambda:
                child("args", node->as<Lambda>()->args);
                return child("body", node->as<Lambda>()->body);
            case NodeKind::kIfExp:
                child("test", node->as<IfExp>()->test);
                child("body", node->as<IfExp>()->body);
                return child("orelse", node->as<IfExp>()->orelse);
            case NodeKind::kDict:
                nodes("keys", node->as<Dict>()->keys);
                return nodes("values", node->as<Dict>()->values);
            case NodeKind::kSet: return nodes("elts", node->as<Set>()->elts);
            case NodeKind::kListComp:
                return comprehension_of(node->as<ListComp>()->elt,
                                        node->as<ListComp>()->generators);
            case NodeKind::kSetComp:
                return comprehension_of(node->as<SetComp>()->elt, node->as<SetComp>()->generators);
            case NodeKind::kGeneratorExp:
                return comprehension_of(node->as<GeneratorExp>()->elt,
                                        node->as<GeneratorExp>()->generators);
            case NodeKind::kDictComp:
                child("key", node->as<DictComp>()->key);
                child("value", node->as<DictComp>()->value);
                return nodes("generators", node->as<DictComp>()->generators);
            case NodeKind::kCompare: {
                auto* it = node->as<Compare>();
                child("left", it->left);
                list("ops", it->ops, [this](CompareOperator each) { op(each, kCompareNames); });
                return nodes("comparators", it->comparators);
            }
            default: return simple_expression(node);
        }
    }

    void simple_expression(const Node* node) {
        switch (node->kind) {
            case NodeKind::kYield: return child("value", node->as<Yield>()->value);
            case NodeKind::kYieldFrom: return child("value", node->as<YieldFrom>()->value);
            case NodeKind::kCall:
                child("func", node->as<Call>()->func);
                nodes("args", node->as<Call>()->args);
                return nodes("keywords", node->as<Call>()->keywords);
            case NodeKind::kFormattedValue:
                child("value", node->as<FormattedValue>()->value);
                number("conversion", node->as<FormattedValue>()->conversion);
                return child("format_spec", node->as<FormattedValue>()->format_spec);
            case NodeKind::kJoinedStr: return nodes("values", node->as<JoinedStr>()->values);
            case NodeKind::kConstant: return constant(node->as<Constant>());
            case NodeKind::kAttribute:
                child("value", node->as<Attribute>()->value);
                text("attr", node->as<Attribute>()->attr);
                return context(node);
            case NodeKind::kSubscript:
                child("value", node->as<Subscript>()->value);
                child("slice", node->as<Subscript>()->slice);
                return context(node);
            case NodeKind::kStarred:
                child("value", node->as<Starred>()->value);
                return context(node);
            case NodeKind::kName: text("id", node->as<Name>()->id); return context(node);
            case NodeKind::kList: nodes("elts", node->as<List>()->elts); return context(node);
            case NodeKind::kTuple: nodes("elts", node->as<Tuple>()->elts); return context(node);
            case NodeKind::kSliceExpr:
                child("lower", node->as<SliceExpr>()->lower);
                child("upper", node->as<SliceExpr>()->upper);
                return child("step", node->as<SliceExpr>()->step);
            default: return;
        }
    }

    void statement(const Node* node) {
        switch (node->kind) {
            case NodeKind::kReturn: return child("value", node->as<Return>()->value);
            case NodeKind::kDelete: return nodes("targets", node->as<Delete>()->targets);
            case NodeKind::kAssign:
                nodes("targets", node->as<Assign>()->targets);
                return child("value", node->as<Assign>()->value);
            case NodeKind::kAugAssign:
                child("target", node->as<AugAssign>()->target);
                key("op");
                op(node->as<AugAssign>()->op, kBinaryNames);
                return child("value", node->as<AugAssign>()->value);
            case NodeKind::kAnnAssign:
                child("target", node->as<AnnAssign>()->target);
                child("annotation", node->as<AnnAssign>()->annotation);
                child("value", node->as<AnnAssign>()->value);
                return number("simple", node->as<AnnAssign>()->simple ? 1 : 0);
            case NodeKind::kRaise:
                child("exc", node->as<Raise>()->exc);
                return child("cause", node->as<Raise>()->cause);
            case NodeKind::kAssert:
                child("test", node->as<Assert>()->test);
                return child("msg", node->as<Assert>()->msg);
            case NodeKind::kImport: return nodes("names", node->as<Import>()->names);
            case NodeKind::kImportFrom:
                text("module", node->as<ImportFrom>()->module);
                nodes("names", node->as<ImportFrom>()->names);
                return number("level", node->as<ImportFrom>()->level);
            case NodeKind::kGlobal: return names("names", node->as<Global>()->names);
            case NodeKind::kNonlocal: return names("names", node->as<Nonlocal>()->names);
            case NodeKind::kExprStmt: return child("value", node->as<ExprStmt>()->value);
            default: return compound(node);
        }
    }

    void compound(const Node* node) {
        switch (node->kind) {
            case NodeKind::kFunctionDef: {
                auto* it = node->as<FunctionDef>();
                text("name", it->name);
                child("args", it->args);
                nodes("body", it->body);
                nodes("decorator_list", it->decorator_list);
                return child("returns", it->returns);
            }
            case NodeKind::kClassDef: {
                auto* it = node->as<ClassDef>();
                text("name", it->name);
                nodes("bases", it->bases);
                nodes("keywords", it->keywords);
                nodes("body", it->body);
                return nodes("decorator_list", it->decorator_list);
            }
            case NodeKind::kFor:
                child("target", node->as<For>()->target);
                child("iter", node->as<For>()->iter);
                nodes("body", node->as<For>()->body);
                return nodes("orelse", node->as<For>()->orelse);
            case NodeKind::kWhile:
                child("test", node->as<While>()->test);
                nodes("body", node->as<While>()->body);
                return nodes("orelse", node->as<While>()->orelse);
            case NodeKind::kIf:
                child("test", node->as<If>()->test);
                nodes("body", node->as<If>()->body);
                return nodes("orelse", node->as<If>()->orelse);
            case NodeKind::kWith:
                nodes("items", node->as<With>()->items);
                return nodes("body", node->as<With>()->body);
            case NodeKind::kTry:
                nodes("body", node->as<Try>()->body);
                nodes("handlers", node->as<Try>()->handlers);
                nodes("orelse", node->as<Try>()->orelse);
                return nodes("finalbody", node->as<Try>()->finalbody);
            default: return;
        }
    }

    void part(const Node* node) {
        switch (node->kind) {
            case NodeKind::kModule: return nodes("body", node->as<Module>()->body);
            case NodeKind::kInteractive: return nodes("body", node->as<Interactive>()->body);
            case NodeKind::kExpression: return child("body", node->as<Expression>()->body);
            case NodeKind::kArguments: {
                auto* it = node->as<Arguments>();
                nodes("posonlyargs", it->posonlyargs);
                nodes("args", it->args);
                child("vararg", it->vararg);
                nodes("kwonlyargs", it->kwonlyargs);
                nodes("kw_defaults", it->kw_defaults);
                child("kwarg", it->kwarg);
                return nodes("defaults", it->defaults);
            }
            case NodeKind::kArg:
                text("arg", node->as<Arg>()->name);
                return child("annotation", node->as<Arg>()->annotation);
            case NodeKind::kKeyword:
                text("arg", node->as<Keyword>()->arg);
                return child("value", node->as<Keyword>()->value);
            case NodeKind::kComprehension:
                child("target", node->as<Comprehension>()->target);
                child("iter", node->as<Comprehension>()->iter);
                nodes("ifs", node->as<Comprehension>()->ifs);
                return number("is_async", 0);
            case NodeKind::kExceptHandler:
                child("type", node->as<ExceptHandler>()->type);
                text("name", node->as<ExceptHandler>()->name);
                return nodes("body", node->as<ExceptHandler>()->body);
            case NodeKind::kAlias:
                text("name", node->as<Alias>()->name);
                return text("asname", node->as<Alias>()->asname);
            case NodeKind::kWithItem:
                child("context_expr", node->as<WithItem>()->context_expr);
                return child("optional_vars", node->as<WithItem>()->optional_vars);
            default: return;
        }
    }

    bool attributes_;
    bool first_ = true;
    std::string out_;
};

}  // namespace

std::string dump_tree(const Node* tree, bool attributes) {
    Dumper dumper(attributes);
    dumper.dump(tree);
    return dumper.take();
}

}  // namespace krait::compiler
