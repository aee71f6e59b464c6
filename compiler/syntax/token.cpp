#include "compiler/syntax/token.h"

#include <array>
#include <cstddef>

namespace krait::compiler {
namespace {

constexpr std::string_view kKeywords[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield",
};
constexpr std::size_t kKeywordCount = std::size(kKeywords);
static_assert(kKeywordCount == static_cast<std::size_t>(TokenKind::kYield) -
                                   static_cast<std::size_t>(TokenKind::kFalse) + 1);

// Buckets of keywords by a cheap hash of their length and first and last letters.
constexpr std::size_t kBuckets = 256;
constexpr std::size_t bucket_of(std::string_view word) {
    auto first = static_cast<unsigned char>(word.front());
    auto second = static_cast<unsigned char>(word[1]);
    auto last = static_cast<unsigned char>(word.back());
    return (first * 5u + second * 23u + last * 61u + word.size() * 3u) % kBuckets;
}

constexpr std::array<std::array<std::uint8_t, 2>, kBuckets> make_buckets() {
    std::array<std::array<std::uint8_t, 2>, kBuckets> buckets{};
    for (std::size_t i = 0; i < kKeywordCount; ++i) {
        auto& bucket = buckets[bucket_of(kKeywords[i])];
        // Index 0 marks a free place, so keywords count from 1. A third keyword in a bucket would
        // fail to compile here.
        if (bucket[0] == 0) {
            bucket[0] = static_cast<std::uint8_t>(i + 1);
        } else if (bucket[1] == 0) {
            bucket[1] = static_cast<std::uint8_t>(i + 1);
        } else {
            throw "keyword hash needs another multiplier";
        }
    }
    return buckets;
}
constexpr auto kKeywordBuckets = make_buckets();

constexpr std::string_view kPunctuation[] = {
    "(",  ")",  "[",  "]",  "{",  "}",   ":",   ",",   ";",  ".",  "...", "->",
    "!",  ":=", "=",  "+",  "-",  "*",   "@",   "/",   "%",  "**", "<<",  ">>",
    "|",  "^",  "&",  "//", "~",  "==",  "!=",  "<",   "<=", ">",  ">=",  "+=",
    "-=", "*=", "@=", "/=", "%=", "**=", "<<=", ">>=", "|=", "^=", "&=",  "//=",
};
static_assert(std::size(kPunctuation) == static_cast<std::size_t>(TokenKind::kDoubleSlashEqual) -
                                             static_cast<std::size_t>(TokenKind::kLParen) + 1);

}  // namespace

TokenKind classify_word(std::string_view word) {
    if (word.size() < 2 || word.size() > 8) {
        return TokenKind::kName;
    }
    for (std::uint8_t index : kKeywordBuckets[bucket_of(word)]) {
        if (index != 0 && kKeywords[index - 1] == word) {
            return static_cast<TokenKind>(static_cast<unsigned>(TokenKind::kFalse) + index - 1);
        }
    }
    return TokenKind::kName;
}

std::string_view token_text(TokenKind kind) {
    auto value = static_cast<std::size_t>(kind);
    if (is_keyword(kind)) {
        return kKeywords[value - static_cast<std::size_t>(TokenKind::kFalse)];
    }
    if (kind >= TokenKind::kLParen && kind <= TokenKind::kDoubleSlashEqual) {
        return kPunctuation[value - static_cast<std::size_t>(TokenKind::kLParen)];
    }
    return {};
}

}  // namespace krait::compiler
