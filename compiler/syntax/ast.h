// The abstract syntax tree: plain structs, allocated in an Arena, structured like Python 3.14's
// `ast` module.
//
// Invariants:
// - Every node starts with a `Node` whose `kind` tells its struct; downcast with `node->as<T>()`
//   (checked by assertion) or `node->try_as<T>()` (null if it is another kind). There are no
//   virtual functions.
// - `range` is exactly what `ast` reports for the same text: for decorated functions and classes it
//   starts at `def`/`class`, for parenthesised expressions it excludes the parentheses (but a
//   tuple's or generator expression's own parentheses are part of it).
// - Names are interned in the Arena (compare `data()` pointers), NFKC-normalised, not yet mangled.
// - `height` bounds the depth of the tree below a node; no tree handed out by the parser is higher
//   than kMaxTreeHeight, so that recursive consumers need a bounded stack. `elif` chains count:
//   they nest through `If::orelse`, as in Python.
// - Optional children are null; absent names are string_views with a null `data()`.
#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

#include "compiler/source/range.h"
#include "compiler/syntax/arena.h"

namespace krait::compiler {

inline constexpr int kMaxTreeHeight = 6000;

enum class NodeKind : std::uint8_t {
    // Roots
    kModule,
    kInteractive,
    kExpression,
    // Statements
    kFunctionDef,
    kClassDef,
    kReturn,
    kDelete,
    kAssign,
    kAugAssign,
    kAnnAssign,
    kFor,
    kWhile,
    kIf,
    kWith,
    kRaise,
    kTry,
    kAssert,
    kImport,
    kImportFrom,
    kGlobal,
    kNonlocal,
    kExprStmt,
    kPass,
    kBreak,
    kContinue,
    // Expressions
    kBoolOp,
    kNamedExpr,
    kBinOp,
    kUnaryOp,
    kLambda,
    kIfExp,
    kDict,
    kSet,
    kListComp,
    kSetComp,
    kDictComp,
    kGeneratorExp,
    kYield,
    kYieldFrom,
    kCompare,
    kCall,
    kFormattedValue,
    kJoinedStr,
    kConstant,
    kAttribute,
    kSubscript,
    kStarred,
    kName,
    kList,
    kTuple,
    kSliceExpr,
    // Parts
    kArguments,
    kArg,
    kKeyword,
    kComprehension,
    kExceptHandler,
    kAlias,
    kWithItem,
};

enum class ExprContext : std::uint8_t { kLoad, kStore, kDel };

enum class BoolOperator : std::uint8_t { kAnd, kOr };

enum class BinaryOperator : std::uint8_t {
    kAdd,
    kSub,
    kMult,
    kMatMult,
    kDiv,
    kMod,
    kPow,
    kLShift,
    kRShift,
    kBitOr,
    kBitXor,
    kBitAnd,
    kFloorDiv,
};

enum class UnaryOperator : std::uint8_t { kInvert, kNot, kUAdd, kUSub };

enum class CompareOperator : std::uint8_t {
    kEq,
    kNotEq,
    kLt,
    kLtE,
    kGt,
    kGtE,
    kIs,
    kIsNot,
    kIn,
    kNotIn,
};

struct Node {
    SourceRange range;
    NodeKind kind;
    // Meaningful for Name, Attribute, Subscript, Starred, List and Tuple only.
    ExprContext ctx = ExprContext::kLoad;
    std::uint16_t height = 1;
    // An expression written within (at least) one pair of parentheses that is not part of it.
    bool parenthesized = false;

    template <typename T>
    bool is() const {
        return kind == T::kKind;
    }
    template <typename T>
    T* as() {
        assert(kind == T::kKind);
        return static_cast<T*>(this);
    }
    template <typename T>
    const T* as() const {
        assert(kind == T::kKind);
        return static_cast<const T*>(this);
    }
    template <typename T>
    T* try_as() {
        return kind == T::kKind ? static_cast<T*>(this) : nullptr;
    }
    template <typename T>
    const T* try_as() const {
        return kind == T::kKind ? static_cast<const T*>(this) : nullptr;
    }
    bool is_expr() const { return kind >= NodeKind::kBoolOp && kind <= NodeKind::kSliceExpr; }
    bool is_stmt() const { return kind >= NodeKind::kFunctionDef && kind <= NodeKind::kContinue; }
};

struct Expr : Node {};
struct Stmt : Node {};

using ExprList = Slice<Expr*>;
using StmtList = Slice<Stmt*>;

// ---- Parts ----

struct Arg : Node {
    static constexpr NodeKind kKind = NodeKind::kArg;
    std::string_view name;
    Expr* annotation;  // may be null
};

// The parameters of a function or lambda; its own `range` is not meaningful.
struct Arguments : Node {
    static constexpr NodeKind kKind = NodeKind::kArguments;
    Slice<Arg*> posonlyargs;
    Slice<Arg*> args;
    Arg* vararg;  // `*args`; null if absent
    Slice<Arg*> kwonlyargs;
    ExprList kw_defaults;  // parallel to kwonlyargs; null entries: no default
    Arg* kwarg;            // `**kwargs`; null if absent
    ExprList defaults;     // for the last defaults.size() of posonlyargs + args
};

// `name=value` in a call or class header; `**value` if `arg` is absent.
struct Keyword : Node {
    static constexpr NodeKind kKind = NodeKind::kKeyword;
    std::string_view arg;
    Expr* value;
};

// One `for target in iter if cond...` clause; its own `range` runs from `for` to its end.
struct Comprehension : Node {
    static constexpr NodeKind kKind = NodeKind::kComprehension;
    Expr* target;
    Expr* iter;
    ExprList ifs;
};

struct ExceptHandler : Node {
    static constexpr NodeKind kKind = NodeKind::kExceptHandler;
    Expr* type;  // null for a bare `except:`; a Tuple for `except A, B:`
    std::string_view name;
    StmtList body;
    SourceRange name_range;
};

struct Alias : Node {
    static constexpr NodeKind kKind = NodeKind::kAlias;
    std::string_view name;  // dotted, or "*"
    std::string_view asname;
};

// Its own `range` covers the context expression and the target.
struct WithItem : Node {
    static constexpr NodeKind kKind = NodeKind::kWithItem;
    Expr* context_expr;
    Expr* optional_vars;  // may be null
};

// ---- Roots ----

struct Module : Node {
    static constexpr NodeKind kKind = NodeKind::kModule;
    StmtList body;
};

struct Interactive : Node {
    static constexpr NodeKind kKind = NodeKind::kInteractive;
    StmtList body;
};

struct Expression : Node {
    static constexpr NodeKind kKind = NodeKind::kExpression;
    Expr* body;
};

// ---- Statements ----

struct FunctionDef : Stmt {
    static constexpr NodeKind kKind = NodeKind::kFunctionDef;
    std::string_view name;
    Arguments* args;
    StmtList body;
    ExprList decorator_list;
    Expr* returns;  // may be null
    SourceRange name_range;
};

struct ClassDef : Stmt {
    static constexpr NodeKind kKind = NodeKind::kClassDef;
    std::string_view name;
    ExprList bases;
    Slice<Keyword*> keywords;
    StmtList body;
    ExprList decorator_list;
    SourceRange name_range;
};

struct Return : Stmt {
    static constexpr NodeKind kKind = NodeKind::kReturn;
    Expr* value;  // may be null
};

struct Delete : Stmt {
    static constexpr NodeKind kKind = NodeKind::kDelete;
    ExprList targets;
};

struct Assign : Stmt {
    static constexpr NodeKind kKind = NodeKind::kAssign;
    ExprList targets;
    Expr* value;
};

struct AugAssign : Stmt {
    static constexpr NodeKind kKind = NodeKind::kAugAssign;
    Expr* target;
    BinaryOperator op;
    Expr* value;
};

struct AnnAssign : Stmt {
    static constexpr NodeKind kKind = NodeKind::kAnnAssign;
    Expr* target;
    Expr* annotation;
    Expr* value;  // may be null
    bool simple;  // the target is a Name not in parentheses
};

struct For : Stmt {
    static constexpr NodeKind kKind = NodeKind::kFor;
    Expr* target;
    Expr* iter;
    StmtList body;
    StmtList orelse;
};

struct While : Stmt {
    static constexpr NodeKind kKind = NodeKind::kWhile;
    Expr* test;
    StmtList body;
    StmtList orelse;
};

struct If : Stmt {
    static constexpr NodeKind kKind = NodeKind::kIf;
    Expr* test;
    StmtList body;
    StmtList orelse;  // an `elif` is a single nested If
};

struct With : Stmt {
    static constexpr NodeKind kKind = NodeKind::kWith;
    Slice<WithItem*> items;
    StmtList body;
};

struct Raise : Stmt {
    static constexpr NodeKind kKind = NodeKind::kRaise;
    Expr* exc;    // may be null
    Expr* cause;  // may be null
};

struct Try : Stmt {
    static constexpr NodeKind kKind = NodeKind::kTry;
    StmtList body;
    Slice<ExceptHandler*> handlers;
    StmtList orelse;
    StmtList finalbody;
};

struct Assert : Stmt {
    static constexpr NodeKind kKind = NodeKind::kAssert;
    Expr* test;
    Expr* msg;  // may be null
};

struct Import : Stmt {
    static constexpr NodeKind kKind = NodeKind::kImport;
    Slice<Alias*> names;
};

struct ImportFrom : Stmt {
    static constexpr NodeKind kKind = NodeKind::kImportFrom;
    std::string_view module;  // dotted; absent for `from . import x`
    Slice<Alias*> names;
    int level;  // number of leading dots
};

struct Global : Stmt {
    static constexpr NodeKind kKind = NodeKind::kGlobal;
    Slice<std::string_view> names;
};

struct Nonlocal : Stmt {
    static constexpr NodeKind kKind = NodeKind::kNonlocal;
    Slice<std::string_view> names;
};

struct ExprStmt : Stmt {
    static constexpr NodeKind kKind = NodeKind::kExprStmt;
    Expr* value;
};

struct Pass : Stmt {
    static constexpr NodeKind kKind = NodeKind::kPass;
};

struct Break : Stmt {
    static constexpr NodeKind kKind = NodeKind::kBreak;
};

struct Continue : Stmt {
    static constexpr NodeKind kKind = NodeKind::kContinue;
};

// ---- Expressions ----

struct BoolOp : Expr {
    static constexpr NodeKind kKind = NodeKind::kBoolOp;
    BoolOperator op;
    ExprList values;  // at least two
};

struct NamedExpr : Expr {
    static constexpr NodeKind kKind = NodeKind::kNamedExpr;
    Expr* target;  // a Name
    Expr* value;
};

struct BinOp : Expr {
    static constexpr NodeKind kKind = NodeKind::kBinOp;
    Expr* left;
    BinaryOperator op;
    Expr* right;
};

struct UnaryOp : Expr {
    static constexpr NodeKind kKind = NodeKind::kUnaryOp;
    UnaryOperator op;
    Expr* operand;
};

struct Lambda : Expr {
    static constexpr NodeKind kKind = NodeKind::kLambda;
    Arguments* args;
    Expr* body;
};

struct IfExp : Expr {
    static constexpr NodeKind kKind = NodeKind::kIfExp;
    Expr* test;
    Expr* body;
    Expr* orelse;
};

struct Dict : Expr {
    static constexpr NodeKind kKind = NodeKind::kDict;
    ExprList keys;  // parallel to values; a null key is `**value`
    ExprList values;
};

struct Set : Expr {
    static constexpr NodeKind kKind = NodeKind::kSet;
    ExprList elts;
};

struct ListComp : Expr {
    static constexpr NodeKind kKind = NodeKind::kListComp;
    Expr* elt;
    Slice<Comprehension*> generators;
};

struct SetComp : Expr {
    static constexpr NodeKind kKind = NodeKind::kSetComp;
    Expr* elt;
    Slice<Comprehension*> generators;
};

struct DictComp : Expr {
    static constexpr NodeKind kKind = NodeKind::kDictComp;
    Expr* key;
    Expr* value;
    Slice<Comprehension*> generators;
};

struct GeneratorExp : Expr {
    static constexpr NodeKind kKind = NodeKind::kGeneratorExp;
    Expr* elt;
    Slice<Comprehension*> generators;
};

struct Yield : Expr {
    static constexpr NodeKind kKind = NodeKind::kYield;
    Expr* value;  // may be null
};

struct YieldFrom : Expr {
    static constexpr NodeKind kKind = NodeKind::kYieldFrom;
    Expr* value;
};

// a < b < c: left = a, ops = {<, <}, comparators = {b, c}
struct Compare : Expr {
    static constexpr NodeKind kKind = NodeKind::kCompare;
    Expr* left;
    Slice<CompareOperator> ops;
    ExprList comparators;
};

struct Call : Expr {
    static constexpr NodeKind kKind = NodeKind::kCall;
    Expr* func;
    ExprList args;  // Starred for `*x`
    Slice<Keyword*> keywords;
};

// `{value!conversion:format_spec}` of an f-string.
struct FormattedValue : Expr {
    static constexpr NodeKind kKind = NodeKind::kFormattedValue;
    Expr* value;
    int conversion;     // -1, or the character 's', 'r' or 'a'
    Expr* format_spec;  // a JoinedStr, or null
};

struct JoinedStr : Expr {
    static constexpr NodeKind kKind = NodeKind::kJoinedStr;
    ExprList values;  // Constant strings and FormattedValues
};

enum class ConstantKind : std::uint8_t {
    kNone,
    kTrue,
    kFalse,
    kEllipsis,
    kInt,        // int_value
    kBigInt,     // text: the digits in `base`, no prefix, no underscores; does not fit int64
    kFloat,      // float_value
    kImaginary,  // float_value: the imaginary part
    kStr,        // text: UTF-8; a lone surrogate is its own three bytes
    kBytes,      // text
};

struct Constant : Expr {
    static constexpr NodeKind kKind = NodeKind::kConstant;
    ConstantKind constant_kind;
    bool u_prefix = false;   // a string literal written u"..."
    std::uint8_t base = 10;  // for kBigInt: 2, 8, 10 or 16
    union {
        std::int64_t int_value = 0;
        double float_value;
    };
    std::string_view text;
};

struct Attribute : Expr {
    static constexpr NodeKind kKind = NodeKind::kAttribute;
    Expr* value;
    std::string_view attr;
    SourceRange attr_range;  // of the name after the dot
};

struct Subscript : Expr {
    static constexpr NodeKind kKind = NodeKind::kSubscript;
    Expr* value;
    Expr* slice;  // a SliceExpr, a Tuple (perhaps with SliceExprs or Starred), or any expression
};

struct Starred : Expr {
    static constexpr NodeKind kKind = NodeKind::kStarred;
    Expr* value;
};

struct Name : Expr {
    static constexpr NodeKind kKind = NodeKind::kName;
    std::string_view id;
};

struct List : Expr {
    static constexpr NodeKind kKind = NodeKind::kList;
    ExprList elts;
};

struct Tuple : Expr {
    static constexpr NodeKind kKind = NodeKind::kTuple;
    ExprList elts;
};

// `lower:upper:step` within a subscript.
struct SliceExpr : Expr {
    static constexpr NodeKind kKind = NodeKind::kSliceExpr;
    Expr* lower;  // each may be null
    Expr* upper;
    Expr* step;
};

// The name of the kind as Python's `ast` module spells it ("BinOp", "Expr", "Slice", "arguments").
const char* node_kind_name(NodeKind kind);

// The operator as it is written in source text ("+", "not in", "and").
const char* operator_text(BinaryOperator op);
const char* operator_text(UnaryOperator op);
const char* operator_text(BoolOperator op);
const char* operator_text(CompareOperator op);

}  // namespace krait::compiler
