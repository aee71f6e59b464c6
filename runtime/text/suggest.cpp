#include "runtime/text/suggest.h"

#include <algorithm>
#include <cctype>

namespace krait::text {

namespace {

constexpr int kMoveCost = 2;
constexpr int kCaseCost = 1;
constexpr std::size_t kMaxLength = 40;
constexpr std::size_t kMaxCandidates = 750;

int substitution_cost(char a, char b) {
    if (a == b) return 0;
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

// Levenshtein distance with cheap changes of case; gives up (returns limit + 1) beyond the limit.
int edit_distance(std::string_view a, std::string_view b, int limit) {
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size()) * kMoveCost;
    if (a.size() > kMaxLength || b.size() > kMaxLength) return limit + 1;
    std::vector<int> row(a.size());
    for (std::size_t i = 0; i < a.size(); i++) row[i] = static_cast<int>(i + 1) * kMoveCost;
    int result = 0;
    for (std::size_t j = 0; j < b.size(); j++) {
        int diagonal = static_cast<int>(j) * kMoveCost;
        result = diagonal;
        int smallest = limit + 1;
        result += kMoveCost;
        for (std::size_t i = 0; i < a.size(); i++) {
            int substituted = diagonal + substitution_cost(b[j], a[i]);
            diagonal = row[i];
            result = std::min({substituted, std::min(result, diagonal) + kMoveCost});
            row[i] = result;
            smallest = std::min(smallest, result);
        }
        if (smallest > limit) return limit + 1;
    }
    return result;
}

}  // namespace

std::string closest_name(std::string_view name, const std::vector<std::string_view>& candidates) {
    if (name.size() > kMaxLength || candidates.size() > kMaxCandidates) return {};
    std::string best;
    int best_distance = -1;
    for (std::string_view candidate : candidates) {
        if (candidate == name) continue;
        int limit = static_cast<int>(name.size() + candidate.size() + 3) * kMoveCost / 6;
        if (best_distance >= 0) limit = std::min(limit, best_distance - 1);
        int distance = edit_distance(name, candidate, limit);
        if (distance > limit) continue;
        best = candidate;
        best_distance = distance;
    }
    return best;
}

}  // namespace krait::text
