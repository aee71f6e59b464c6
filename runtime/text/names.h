// Character names, both ways: \N{…} in literals, unicodedata.name and lookup, and the "namereplace"
// error handler. Hangul syllables and CJK ideographs are computed; aliases and named sequences are
// known to lookups only, as in Python.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace krait::text {

/// The code point of that name or alias, letter case ignored. Named sequences are not found, as
/// \N{…} doesn't take them.
std::optional<char32_t> lookup_name(std::string_view name);

/// The text of a name, alias or named sequence (unicodedata.lookup).
std::optional<std::string> lookup_name_or_sequence(std::string_view name);

/// The name of `c`; empty where it has none (controls, surrogates, private use, unassigned).
std::string name_of(char32_t c);

}  // namespace krait::text
