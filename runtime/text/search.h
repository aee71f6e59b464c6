// Substring search on bytes, linear in the worst case. It serves bytes and, since UTF-8 is
// self-synchronising, str: a match of well-formed text in well-formed text is always on a code
// point boundary. All results are byte offsets; kNotFound (utf8.h) means none.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "runtime/text/utf8.h"

namespace krait::text {

/// First occurrence at `from` or later; an empty needle is found at `from` (if not past the end).
std::size_t find_bytes(std::string_view haystack, std::string_view needle, std::size_t from = 0);

/// Last occurrence that lies in `haystack` wholly; an empty needle is found at the end.
std::size_t rfind_bytes(std::string_view haystack, std::string_view needle);

/// Occurrences that don't overlap, at most `limit`. The needle must not be empty: how many empty
/// strings there are is a matter of code points (count + 1), which is the caller's to say.
std::size_t count_bytes(std::string_view haystack, std::string_view needle,
                        std::size_t limit = kNotFound);

/// Every occurrence (not overlapping, at most `limit`) replaced; the needle must not be empty.
/// `replaced` tells how many there were. The caller has checked that the result's size is sane.
std::string replace_bytes(std::string_view haystack, std::string_view needle,
                          std::string_view replacement, std::size_t limit, std::size_t& replaced);

}  // namespace krait::text
