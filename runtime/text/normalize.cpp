#include "runtime/text/normalize.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>

#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"

namespace krait::text {
namespace {

#include "runtime/text/normalize_tables.inc"

constexpr unsigned kBlockBits = 7;

// Hangul: a syllable is a lead, a vowel and perhaps a trailing consonant, by arithmetic.
constexpr char32_t kSyllableBase = 0xAC00;
constexpr char32_t kLeadBase = 0x1100;
constexpr char32_t kVowelBase = 0x1161;
constexpr char32_t kTrailBase = 0x11A7;
constexpr unsigned kLeads = 19;
constexpr unsigned kVowels = 21;
constexpr unsigned kTrails = 28;
constexpr unsigned kSyllables = kLeads * kVowels * kTrails;

bool is_compatible(NormalForm form) {
    return form == NormalForm::kNfkc || form == NormalForm::kNfkd;
}
bool is_composed(NormalForm form) {
    return form == NormalForm::kNfc || form == NormalForm::kNfkc;
}

/// One step of decomposition as stored; no tag means canonical.
struct Mapping {
    const std::uint16_t* units = nullptr;
    unsigned length = 0;
    unsigned tag = 0;
};

Mapping mapping_of(char32_t c) {
    const unsigned block = kDecompositionBlocks[c >> kBlockBits];
    const unsigned offset =
        kDecompositionOffsets[(block << kBlockBits) | (c & ((1u << kBlockBits) - 1))];
    if (offset == 0) return {};
    const unsigned head = kDecompositionData[offset];
    return {kDecompositionData + offset + 1, head >> 8, head & 0xFF};
}

char32_t next_unit(const Mapping& mapping, unsigned& at) {
    const char32_t unit = mapping.units[at++];
    if (!is_high_surrogate(unit)) return unit;
    return join_surrogates(unit, mapping.units[at++]);
}

void decompose_into(std::u32string& out, char32_t c, bool compatible) {
    if (c - kSyllableBase < kSyllables) {
        const unsigned syllable = c - kSyllableBase;
        out.push_back(kLeadBase + syllable / (kVowels * kTrails));
        out.push_back(kVowelBase + syllable / kTrails % kVowels);
        if (syllable % kTrails != 0) out.push_back(kTrailBase + syllable % kTrails);
        return;
    }
    const Mapping mapping = c < 0x80 ? Mapping{} : mapping_of(c);
    if (mapping.length == 0 || (mapping.tag != 0 && !compatible)) {
        out.push_back(c);
        return;
    }
    // Mappings nest a few levels at most.
    for (unsigned i = 0; i < mapping.length;) {
        decompose_into(out, next_unit(mapping, i), compatible);
    }
}

/// Marks between two starters are put in the order of their classes, keeping ties as they were.
void order_marks(std::u32string& text) {
    const auto class_of = [](char32_t c) { return combining_class(c); };
    for (auto at = text.begin(); at != text.end();) {
        if (class_of(*at) == 0) {
            ++at;
            continue;
        }
        const auto run_end =
            std::find_if(at, text.end(), [&](char32_t c) { return class_of(c) == 0; });
        std::stable_sort(at, run_end,
                         [&](char32_t a, char32_t b) { return class_of(a) < class_of(b); });
        at = run_end;
    }
}

/// What the pair composes to; 0: nothing.
char32_t compose_pair(char32_t first, char32_t second) {
    if (first - kLeadBase < kLeads && second - kVowelBase < kVowels) {
        return kSyllableBase + ((first - kLeadBase) * kVowels + (second - kVowelBase)) * kTrails;
    }
    if (first - kSyllableBase < kSyllables && (first - kSyllableBase) % kTrails == 0 &&
        second > kTrailBase && second < kTrailBase + kTrails) {
        return first + (second - kTrailBase);
    }
    const auto* found = std::lower_bound(
        std::begin(kCompositions), std::end(kCompositions), Composition{first, second, 0},
        [](const Composition& a, const Composition& b) {
            return a.first != b.first ? a.first < b.first : a.second < b.second;
        });
    const bool matches =
        found != std::end(kCompositions) && found->first == first && found->second == second;
    return matches ? found->composed : 0;
}

/// Composes ordered text in place: each character joins the last starter unless something of its
/// own class or of class 0 stands between.
void compose(std::u32string& text) {
    std::size_t write = 0;
    std::size_t starter = kNotFound;
    unsigned last_class = 0;
    for (std::size_t read = 0; read < text.size(); ++read) {
        interrupt::poll();
        const char32_t c = text[read];
        const unsigned own_class = combining_class(c);
        const bool adjacent = starter != kNotFound && starter + 1 == write;
        const bool blocked = !adjacent && (last_class == 0 || last_class >= own_class);
        if (starter != kNotFound && !blocked) {
            if (const char32_t composed = compose_pair(text[starter], c); composed != 0) {
                text[starter] = composed;
                continue;
            }
        }
        if (own_class == 0) starter = write;
        last_class = own_class;
        text[write++] = c;
    }
    text.resize(write);
}

/// True where a look at the bytes is enough: ASCII always, below U+0300 for NFC.
bool is_plainly_normal(NormalForm form, std::string_view text) {
    const std::size_t prefix = ascii_prefix(text);
    if (prefix == text.size()) return true;
    if (form != NormalForm::kNfc) return false;
    constexpr unsigned char kLeadOf300 = 0xCC;
    return std::none_of(text.begin() + static_cast<std::ptrdiff_t>(prefix), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= kLeadOf300; });
}

}  // namespace

std::string normalize(NormalForm form, std::string_view text) {
    if (is_plainly_normal(form, text)) return std::string(text);
    std::u32string work;
    work.reserve(text.size());
    for (const char32_t c : CodePoints(text)) decompose_into(work, c, is_compatible(form));
    order_marks(work);
    if (is_composed(form)) compose(work);
    return from_utf32(work);
}

bool is_normalized(NormalForm form, std::string_view text) {
    return is_plainly_normal(form, text) || normalize(form, text) == text;
}

std::optional<NormalForm> find_normal_form(std::string_view name) {
    if (name == "NFC") return NormalForm::kNfc;
    if (name == "NFD") return NormalForm::kNfd;
    if (name == "NFKC") return NormalForm::kNfkc;
    if (name == "NFKD") return NormalForm::kNfkd;
    return std::nullopt;
}

std::string decomposition(char32_t c) {
    const auto append_hex = [](std::string& out, char32_t value) {
        char digits[8];
        const std::uint32_t number = value;
        const char* const end = std::to_chars(digits, digits + sizeof digits, number, 16).ptr;
        const auto length = static_cast<std::size_t>(end - digits);
        if (!out.empty()) out += ' ';
        if (length < 4) out.append(4 - length, '0');
        for (const char* d = digits; d < end; ++d) {
            out += *d >= 'a' ? static_cast<char>(*d - 'a' + 'A') : *d;
        }
    };
    std::string out;
    if (c - kSyllableBase < kSyllables) {
        std::u32string parts;
        decompose_into(parts, c, false);
        for (const char32_t part : parts) append_hex(out, part);
        return out;
    }
    const Mapping mapping = mapping_of(c);
    out = kDecompositionTags[mapping.tag];
    for (unsigned i = 0; i < mapping.length;) append_hex(out, next_unit(mapping, i));
    return out;
}

}  // namespace krait::text
