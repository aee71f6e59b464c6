// The % operator's formatter for bytes; str's is in str_methods.h.
#pragma once

#include "runtime/types/bytes.h"

#include <string>

namespace krait {

// `format % args` for bytes and bytearray.
Result<void> bytes_percent(Thread&, std::string_view format, Value args, std::string* out);
// What %s of bytes inserts: the bytes of a bytes-like object, or what __bytes__ gives. Returns the
// object that holds them.
Result<Value> percent_bytes(Thread&, Value argument, std::string_view* piece);

}  // namespace krait
