// Unicode normal forms by the tables of kUnicodeVersion. Identifiers are compared in NFKC; ASCII is
// its own normal form in all four and is passed through without a look at the tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace krait::text {

enum class NormalForm : std::uint8_t { kNfc, kNfd, kNfkc, kNfkd };

std::string normalize(NormalForm form, std::string_view text);
inline std::string nfc(std::string_view text) {
    return normalize(NormalForm::kNfc, text);
}
inline std::string nfd(std::string_view text) {
    return normalize(NormalForm::kNfd, text);
}
inline std::string nfkc(std::string_view text) {
    return normalize(NormalForm::kNfkc, text);
}
inline std::string nfkd(std::string_view text) {
    return normalize(NormalForm::kNfkd, text);
}

bool is_normalized(NormalForm form, std::string_view text);

/// "NFC", "NFD", "NFKC", "NFKD"; no value for anything else.
std::optional<NormalForm> find_normal_form(std::string_view name);

/// unicodedata.decomposition: "0041 0300", "<compat> 0020 0308", or empty.
std::string decomposition(char32_t c);

}  // namespace krait::text
