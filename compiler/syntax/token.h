// Tokens: what the lexer makes of source text and the parser reads.
//
// A token names its text by byte offsets into SourceFile::text() and its place by line and column.
// Every operator and every hard keyword has a kind of its own; soft keywords (`match`, `type`, ...)
// are names. An f-string comes as kFStringStart, then kFStringMiddle pieces and replacement fields
// (`{`, ordinary tokens, `!`, `:`, `}`), then kFStringEnd.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/source/range.h"

namespace krait::compiler {

enum class TokenKind : std::uint8_t {
    kError,  // the lexer's error() says what is wrong
    kEndMarker,
    kNewline,
    kIndent,
    kDedent,
    kName,
    kNumber,
    kString,
    kFStringStart,
    kFStringMiddle,
    kFStringEnd,
    // Punctuation
    kLParen,
    kRParen,
    kLBracket,
    kRBracket,
    kLBrace,
    kRBrace,
    kColon,
    kComma,
    kSemicolon,
    kDot,
    kEllipsis,
    kArrow,
    kExclamation,
    kColonEqual,
    kEqual,
    // Operators
    kPlus,
    kMinus,
    kStar,
    kAt,
    kSlash,
    kPercent,
    kDoubleStar,
    kLeftShift,
    kRightShift,
    kVBar,
    kCircumflex,
    kAmper,
    kDoubleSlash,
    kTilde,
    kEqEqual,
    kNotEqual,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
    // Augmented assignment, in the order of BinaryOperator
    kPlusEqual,
    kMinusEqual,
    kStarEqual,
    kAtEqual,
    kSlashEqual,
    kPercentEqual,
    kDoubleStarEqual,
    kLeftShiftEqual,
    kRightShiftEqual,
    kVBarEqual,
    kCircumflexEqual,
    kAmperEqual,
    kDoubleSlashEqual,
    kStrayCharacter,  // `$`, `?` and "`": printable, but part of no valid program
    // Keywords
    kFalse,
    kNone,
    kTrue,
    kAnd,
    kAs,
    kAssert,
    kAsync,
    kAwait,
    kBreak,
    kClass,
    kContinue,
    kDef,
    kDel,
    kElif,
    kElse,
    kExcept,
    kFinally,
    kFor,
    kFrom,
    kGlobal,
    kIf,
    kImport,
    kIn,
    kIs,
    kLambda,
    kNonlocal,
    kNot,
    kOr,
    kPass,
    kRaise,
    kReturn,
    kTry,
    kWhile,
    kWith,
    kYield,
};

struct Token {
    TokenKind kind = TokenKind::kError;
    // Brackets open after this token.
    std::uint16_t level = 0;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    SourceRange range;
};

// The kind of a word: a keyword's own, or kName.
TokenKind classify_word(std::string_view word);

// The text of a token whose kind fixes it ("(", "**=", "lambda"); empty for others.
std::string_view token_text(TokenKind kind);

inline bool is_augmented_assignment(TokenKind kind) {
    return kind >= TokenKind::kPlusEqual && kind <= TokenKind::kDoubleSlashEqual;
}

inline bool is_keyword(TokenKind kind) {
    return kind >= TokenKind::kFalse;
}

}  // namespace krait::compiler
