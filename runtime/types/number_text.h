// What the number types share when they read and write text: texts and bytes as constructor
// arguments, format() errors.
#pragma once

#include "runtime/text/format_spec.h"
#include "runtime/types/number.h"
#include "runtime/types/str.h"

namespace krait {

Result<Value> int_repr(Thread&, Value);
Result<Value> int_format(Thread&, Value* a);
// int(bytes, base): as int_from_text, for bytes.
Result<Value> int_from_bytes_text(Thread&, std::string_view digits, int base, Value original);

// The text, or the error as an exception.
Result<Value> formatted_text(Thread&, const text::Formatted&);
// The argument of __format__, which must be a str.
Result<Str*> format_spec_argument(Thread&, Value spec);

// What int() and float() take as text besides str: bytes and bytearray. False: neither of them.
bool bytes_of(Value v, std::string_view* bytes);

}  // namespace krait
