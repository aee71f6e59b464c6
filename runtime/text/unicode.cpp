#include "runtime/text/unicode.h"

#include <algorithm>
#include <iterator>

namespace krait::text {

#include "runtime/text/unicode_tables.inc"

namespace {

const ExtendedCase& extended_case(char32_t c) {
    // Only asked for code points with kExtendedCaseFlag, which are all in the table.
    return *std::lower_bound(
        std::begin(kExtendedCases), std::end(kExtendedCases), c,
        [](const ExtendedCase& entry, char32_t wanted) { return entry.code_point < wanted; });
}

CaseMapping single(char32_t c, std::int32_t delta) {
    return {{c + static_cast<char32_t>(delta), 0, 0}, 1};
}

CaseMapping slice(std::size_t offset, unsigned length) {
    CaseMapping mapping{{0, 0, 0}, length};
    for (unsigned i = 0; i < length; ++i) mapping.code_points[i] = kExtendedCaseData[offset + i];
    return mapping;
}

bool is_extended(const detail::CharRecord& record) {
    return (record.flags & kExtendedCaseFlag) != 0;
}

}  // namespace

std::string_view category_name(GeneralCategory category) {
    return kCategoryNames[static_cast<unsigned>(category)];
}

std::string_view bidirectional(char32_t c) {
    return kBidirectionalNames[detail::record_of(c).bidirectional];
}

std::string_view east_asian_width(char32_t c) {
    return kWidthNames[detail::record_of(c).width];
}

std::optional<double> numeric_value(char32_t c) {
    const detail::CharRecord& record = detail::record_of(c);
    if ((record.flags & kNumericFlag) == 0) return std::nullopt;
    const auto* entry = std::lower_bound(
        std::begin(kNumerics), std::end(kNumerics), c,
        [](std::uint32_t packed, char32_t wanted) { return packed >> 8 < wanted; });
    if (entry != std::end(kNumerics) && *entry >> 8 == c) return kNumericValues[*entry & 0xFF];
    return record.digit;
}

CaseMapping full_lower(char32_t c) {
    const detail::CharRecord& record = detail::record_of(c);
    if (!is_extended(record)) return single(c, record.lower);
    const ExtendedCase& entry = extended_case(c);
    return slice(entry.offset, entry.lower);
}

CaseMapping full_upper(char32_t c) {
    const detail::CharRecord& record = detail::record_of(c);
    if (!is_extended(record)) return single(c, record.upper);
    const ExtendedCase& entry = extended_case(c);
    return slice(std::size_t{entry.offset} + entry.lower, entry.upper);
}

CaseMapping full_title(char32_t c) {
    const detail::CharRecord& record = detail::record_of(c);
    if (!is_extended(record)) return single(c, record.title);
    const ExtendedCase& entry = extended_case(c);
    return slice(std::size_t{entry.offset} + entry.lower + entry.upper, entry.title);
}

CaseMapping full_fold(char32_t c) {
    const detail::CharRecord& record = detail::record_of(c);
    if (!is_extended(record)) return single(c, record.lower);
    const ExtendedCase& entry = extended_case(c);
    return slice(std::size_t{entry.offset} + entry.lower + entry.upper + entry.title, entry.fold);
}

}  // namespace krait::text
