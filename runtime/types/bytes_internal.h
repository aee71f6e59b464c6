// What the files of bytes and bytearray share. Most methods serve both types: they look at the
// bytes through view_of and make their results with like(), which gives the type of the receiver. A
// bytearray may change whenever script code runs, so its view is taken after the arguments were
// converted.
#pragma once

#include "runtime/types/bytes.h"
#include "runtime/types/container_support.h"
#include "runtime/types/number_text.h"

#include <span>

namespace krait {

inline bool is_bytearray(Value v) {
    return v.is_object() && v.object()->kind == Kind::ByteArray;
}
inline std::string_view view_of(Value v) {
    return is_bytes(v) ? v.as<Bytes>()->view() : v.as<ByteArray>()->view();
}

Result<Bytes*> make_bytes_uninitialized(Thread&, u64 size, char** data);
Result<ByteArray*> make_bytearray(Thread&, std::string_view data);
// A bytes or bytearray, as `self` is.
Result<Value> like(Thread&, Value self, std::string_view data);
// `self` as a plain value with all its bytes: a bytes itself, a copy of a bytearray.
Result<Value> whole_like(Thread&, Value self);

// "a bytes-like object is required, not 'str'".
Result<std::string_view> bytes_argument(Thread&, Value v);
// A byte: TypeError for what is no index, ValueError "byte must be in range(0, 256)".
Result<u8> byte_argument(Thread&, Value v);

// ---- construction
struct BytesArguments {
    Value source, encoding, errors;  // empty = not given
};
Result<BytesArguments> bytes_arguments(Thread&, const char* type, const Args&);
// The number of zero bytes that the arguments ask for; -1: they ask for something else.
Result<i64> zeros_argument(Thread&, const BytesArguments&);
// What bytes(…) and bytearray(…) hold otherwise. `type` names it in messages; `range_message` is
// for items that are no bytes.
Result<std::string> bytes_from_arguments(Thread&, const char* type, const char* range_message,
                                         const BytesArguments&);
// From a bytes-like object or an iterable of ints; TypeError "cannot convert 'X' object to bytes".
Result<std::string> bytes_from_object(Thread&, const char* type, const char* range_message,
                                      Value source);

// ---- bytearray storage
Result<void> bytearray_resize(Thread&, ByteArray*, u64 size);  // new bytes are not cleared
// Replaces [start, start + removed) by `data`, which may be a part of the array itself.
Result<void> bytearray_splice(Thread&, ByteArray*, u64 start, u64 removed, std::string_view data);

// ---- slots of both types
Result<Value> bytes_compare(Thread&, CompareOp, Value left, Value right);
Result<bool> bytes_contains(Thread&, Value self, Value item);
Result<Value> bytes_binary(Thread&, BinaryOp, Value left, Value right);
Result<i64> bytes_repeat_size(Thread&, u64 size, Value factor);
// Fills `data` with copies of its first `size` bytes.
Result<void> repeat_bytes(Thread&, char* data, u64 size, u64 total);
Result<Value> bytes_slice(Thread&, Value self, Slice*);

// ---- methods of both types
std::span<const NativeDef> bytes_search_methods();  // bytes_search.cpp
std::span<const NativeDef> bytes_text_methods();    // bytes_methods.cpp
Result<Value> bytes_fromhex(Thread&, Value* a);     // (type, text)

Result<void> init_bytearray_type(Thread&);

}  // namespace krait
