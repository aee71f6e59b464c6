// repr() and ascii() of str and repr() of bytes: the choice of quotes, escapes for what is not
// printable, surrogates as \udXXX.
#pragma once

#include <string>
#include <string_view>

namespace krait::text {

/// repr(str): single quotes unless the text holds ' and no ".
std::string repr_str(std::string_view text);
void append_repr_str(std::string& out, std::string_view text);

/// ascii(str): as repr, everything above ASCII escaped.
std::string ascii_str(std::string_view text);

/// ascii() of a text that is already a repr: escapes what is above ASCII and nothing else.
std::string escape_non_ascii(std::string_view text);

/// repr(bytes): b'…' with \xNN.
std::string repr_bytes(std::string_view bytes);
void append_repr_bytes(std::string& out, std::string_view bytes);

/// \x.., \u.... or \U........, whichever is the shortest that holds `c`.
void append_escape(std::string& out, char32_t c);

}  // namespace krait::text
