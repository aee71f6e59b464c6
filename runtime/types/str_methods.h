// The tables of str's methods, one per source file, and what its slots are made of.
#pragma once

#include "runtime/text/search.h"
#include "runtime/types/str_internal.h"

#include <span>
#include <vector>

namespace krait {

std::span<const NativeDef>
str_search_methods();  // str_search.cpp: find … replace, startswith, strip
std::span<const NativeDef>
str_case_methods();  // str_methods.cpp: case, predicates, padding, translate, encode
std::span<const NativeDef> str_split_methods();   // str_split.cpp: split … partition, join
std::span<const NativeDef> str_format_methods();  // str_format.cpp: format, format_map, __format__

// % of str (str_percent.cpp).
Result<Value> str_percent(Thread&, Str* format, Value args);

// Whether `part` is in `s` (the operator `in`).
inline bool str_contains_text(const Str* s, const Str* part) {
    return text::find_bytes(s->view(), part->view()) != text::kNotFound;
}

}  // namespace krait
