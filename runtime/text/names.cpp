#include "runtime/text/names.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "runtime/text/utf8.h"

namespace krait::text {
namespace {

#include "runtime/text/name_tables.inc"

constexpr unsigned kBlockBits = 7;

constexpr std::string_view kHangulPrefix = "HANGUL SYLLABLE ";
constexpr char32_t kHangulBase = 0xAC00;
constexpr unsigned kVowels = 21;
constexpr unsigned kTrails = 28;
constexpr std::string_view kLeadNames[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                           "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
constexpr std::string_view kVowelNames[kVowels] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                                   "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                                   "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr std::string_view kTrailNames[kTrails] = {
    "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
    "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};
constexpr unsigned kSyllables = std::size(kLeadNames) * kVowels * kTrails;

// ---- packed names -------------------------------------------------------------------------------

std::string_view word(unsigned number) {
    return {kWords + kWordStarts[number],
            static_cast<std::size_t>(kWordStarts[number + 1] - kWordStarts[number])};
}

/// The word number at `at`, which moves past it.
unsigned next_word(const std::uint8_t*& at) {
    const unsigned lead = *at++;
    if (lead <= kShortWords) return lead - 1;
    return kShortWords + (lead - kShortWords - 1) * 256 + *at++;
}

/// The name stored for `c` (which may be an alias' or sequence's number); empty: none.
std::string stored_name(char32_t c) {
    const auto block = static_cast<std::uint16_t>(c >> kBlockBits);
    const auto* found = std::lower_bound(std::begin(kNameBlocks), std::end(kNameBlocks), block);
    if (found == std::end(kNameBlocks) || *found != block) return {};
    const auto position = static_cast<std::size_t>(found - std::begin(kNameBlocks));
    const std::uint8_t* at = kNameStream + kNameBlockStarts[position];
    const std::uint8_t* const end = position + 1 < std::size(kNameBlocks)
                                        ? kNameStream + kNameBlockStarts[position + 1]
                                        : std::end(kNameStream);
    for (unsigned skip = c & ((1u << kBlockBits) - 1); skip > 0 && at < end; --skip) {
        while (*at != 0) next_word(at);
        ++at;
    }
    std::string name;
    bool joined = true;
    while (at < end && *at != 0) {
        const unsigned number = next_word(at);
        const bool joiner = number < kJoiners;
        if (!joined && !joiner) name += ' ';
        name += word(number);
        joined = joiner;
    }
    return name;
}

std::uint32_t hash_name(std::string_view name) {
    std::uint32_t hash = 2166136261u;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash ^ (hash >> 15);
}

/// The number under which `name` (upper case) is stored.
std::optional<char32_t> find_stored(std::string_view name) {
    const std::uint32_t hash = hash_name(name);
    const std::uint32_t bucket = hash >> (32 - kBucketBits);
    for (std::size_t i = kNameBuckets[bucket]; i < kNameBuckets[bucket + 1]; ++i) {
        const std::uint32_t entry = kNameIndex[i];
        if (entry >> 21 != (hash & kPrintMask)) continue;
        const char32_t c = entry & 0x1FFFFF;
        if (stored_name(c) == name) return c;
    }
    return std::nullopt;
}

// ---- computed names -----------------------------------------------------------------------------

/// The longest of `names` that `text` starts with; `text` moves past it.
template <std::size_t N>
std::optional<unsigned> take_longest(const std::string_view (&names)[N], std::string_view& text) {
    std::optional<unsigned> best;
    for (unsigned i = 0; i < N; ++i) {
        if (!text.starts_with(names[i])) continue;
        if (!best || names[i].size() > names[*best].size()) best = i;
    }
    if (best) text.remove_prefix(names[*best].size());
    return best;
}

std::optional<char32_t> find_hangul(std::string_view name) {
    if (!name.starts_with(kHangulPrefix)) return std::nullopt;
    name.remove_prefix(kHangulPrefix.size());
    const auto lead = take_longest(kLeadNames, name);
    const auto vowel = lead ? take_longest(kVowelNames, name) : std::nullopt;
    const auto trail = vowel ? take_longest(kTrailNames, name) : std::nullopt;
    if (!trail || !name.empty()) return std::nullopt;
    return kHangulBase + (*lead * kVowels + *vowel) * kTrails + *trail;
}

std::string code_digits(char32_t c) {
    char buffer[8];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, std::uint32_t{c}, 16).ptr;
    std::string digits(buffer, end);
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    std::transform(digits.begin(), digits.end(), digits.begin(),
                   [](char d) { return d >= 'a' ? static_cast<char>(d - 'a' + 'A') : d; });
    return digits;
}

std::optional<char32_t> find_in_ranges(std::string_view name) {
    for (const NamedRange& range : kNamedRanges) {
        if (!name.starts_with(range.prefix)) continue;
        const std::string_view digits = name.substr(range.prefix.size());
        std::uint32_t c = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), c, 16);
        if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
        if (c >= range.first && c <= range.last && code_digits(c) == digits) return c;
    }
    return std::nullopt;
}

std::string upper_ascii(std::string_view name) {
    std::string out(name);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

/// A code point, or the number of an alias or a sequence.
std::optional<char32_t> find_any(std::string_view name) {
    constexpr std::size_t kLongestName = 256;
    if (name.empty() || name.size() > kLongestName) return std::nullopt;
    const std::string upper = upper_ascii(name);
    if (const auto c = find_hangul(upper)) return c;
    if (const auto c = find_in_ranges(upper)) return c;
    return find_stored(upper);
}

}  // namespace

std::optional<char32_t> lookup_name(std::string_view name) {
    const std::optional<char32_t> found = find_any(name);
    if (!found || *found < kAliasBase) return found;
    if (*found < kSequenceBase) return kAliases[*found - kAliasBase];
    return std::nullopt;
}

std::optional<std::string> lookup_name_or_sequence(std::string_view name) {
    const std::optional<char32_t> found = find_any(name);
    if (!found) return std::nullopt;
    if (*found >= kSequenceBase) return std::string(kSequences[*found - kSequenceBase]);
    return to_string(*found < kAliasBase ? *found : kAliases[*found - kAliasBase]);
}

std::string name_of(char32_t c) {
    if (c - kHangulBase < kSyllables) {
        const unsigned syllable = c - kHangulBase;
        std::string name(kHangulPrefix);
        name += kLeadNames[syllable / (kVowels * kTrails)];
        name += kVowelNames[syllable / kTrails % kVowels];
        name += kTrailNames[syllable % kTrails];
        return name;
    }
    for (const NamedRange& range : kNamedRanges) {
        if (c < range.first || c > range.last) continue;
        return range.tells_name ? std::string(range.prefix) + code_digits(c) : std::string();
    }
    return c <= kMaxCodePoint ? stored_name(c) : std::string();
}

}  // namespace krait::text
