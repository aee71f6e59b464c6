#include "runtime/text/search.h"

#include <cstdint>
#include <cstring>

#include "runtime/text/interrupt.h"

namespace krait::text {
namespace {

/// Polynomial hash over a window that slides to the left, for searches from the end. Arithmetic is
/// modulo 2^64; every hit is checked, and the base is odd and fixed.
constexpr std::uint64_t kRollBase = 0x9E3779B97F4A7C15u;

// The C library looks at so many bytes while other loops do one step.
constexpr std::size_t kQuickBytes = 16;

std::size_t rfind_rolling(std::string_view haystack, std::string_view needle) {
    const std::size_t length = needle.size();
    const auto byte = [](char c) -> std::uint64_t { return static_cast<unsigned char>(c) + 1u; };
    // hash(window) = sum of byte(window[i]) * base^i, so that a step left multiplies by the base.
    std::uint64_t wanted = 0;
    std::uint64_t window = 0;
    std::uint64_t top = 1;  // base^length
    const std::size_t last = haystack.size() - length;
    for (std::size_t i = length; i-- > 0;) {
        wanted = wanted * kRollBase + byte(needle[i]);
        window = window * kRollBase + byte(haystack[last + i]);
        top *= kRollBase;
    }
    for (std::size_t at = last;; --at) {
        interrupt::poll();
        if (window == wanted && std::memcmp(haystack.data() + at, needle.data(), length) == 0) {
            return at;
        }
        if (at == 0) return kNotFound;
        const std::uint64_t leaving = byte(haystack[at + length - 1]) * top;
        window = window * kRollBase + byte(haystack[at - 1]) - leaving;
    }
}

}  // namespace

std::size_t find_bytes(std::string_view haystack, std::string_view needle, std::size_t from) {
    if (from > haystack.size() || needle.size() > haystack.size() - from) return kNotFound;
    if (needle.empty()) return from;
    const char* const start = haystack.data() + from;
    const std::size_t left = haystack.size() - from;
    const void* found = nullptr;
    interrupt::run_or_give_up(left / kQuickBytes, [&] {
        found = needle.size() == 1 ? std::memchr(start, needle[0], left)
                                   : ::memmem(start, left, needle.data(), needle.size());
    });
    if (found == nullptr) return kNotFound;
    return static_cast<std::size_t>(static_cast<const char*>(found) - haystack.data());
}

std::size_t rfind_bytes(std::string_view haystack, std::string_view needle) {
    if (needle.size() > haystack.size()) return kNotFound;
    if (needle.empty()) return haystack.size();
    // Jump from one occurrence of the first byte to the next; where too many of them are false
    // alarms, go over to the search that is linear whatever the input.
    std::size_t starts = haystack.size() - needle.size() + 1;
    std::size_t budget = 64 + haystack.size() / needle.size();
    while (starts > 0) {
        const void* found = nullptr;
        interrupt::run_or_give_up(starts / kQuickBytes,
                                  [&] { found = ::memrchr(haystack.data(), needle[0], starts); });
        if (found == nullptr) return kNotFound;
        const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - haystack.data());
        if (std::memcmp(haystack.data() + at, needle.data(), needle.size()) == 0) return at;
        if (--budget == 0) return rfind_rolling(haystack.substr(0, at + needle.size()), needle);
        starts = at;
    }
    return kNotFound;
}

std::size_t count_bytes(std::string_view haystack, std::string_view needle, std::size_t limit) {
    std::size_t count = 0;
    for (std::size_t at = 0; count < limit; ++count) {
        interrupt::poll();
        at = find_bytes(haystack, needle, at);
        if (at == kNotFound) break;
        at += needle.size();
    }
    return count;
}

std::string replace_bytes(std::string_view haystack, std::string_view needle,
                          std::string_view replacement, std::size_t limit, std::size_t& replaced) {
    replaced = count_bytes(haystack, needle, limit);
    std::string out;
    out.reserve(haystack.size() - replaced * needle.size() + replaced * replacement.size());
    std::size_t from = 0;
    for (std::size_t i = 0; i < replaced; ++i) {
        interrupt::poll();
        const std::size_t at = find_bytes(haystack, needle, from);
        out.append(haystack, from, at - from);
        out.append(replacement);
        from = at + needle.size();
    }
    out.append(haystack, from);
    return out;
}

}  // namespace krait::text
