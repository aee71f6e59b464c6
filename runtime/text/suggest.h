// "Did you mean 'x'?": the closest of some names by edit distance, with the thresholds that CPython uses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace krait::text {

// The candidate that is closest to `name`, or "" if none is close enough. Names of more than 40 bytes get none, nor do
// lists of more than 750 candidates.
std::string closest_name(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace krait::text
