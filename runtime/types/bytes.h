// bytes (immutable, data inline) and bytearray (data in a cell of its own).
#pragma once

#include "runtime/object/thread.h"

#include <string_view>

namespace krait {

struct Bytes : Object {
    static constexpr Kind kKind = Kind::Bytes;
    u64 size;
    u64 hash;  // 0 = not computed
    char data[];
    std::string_view view() const { return {data, size}; }
};

struct ByteArray : Object {
    static constexpr Kind kKind = Kind::ByteArray;
    Object* storage;  // Kind::Bytes_: raw bytes behind the header; null when capacity is 0
    u64 size;
    u64 capacity;
    char* data() { return reinterpret_cast<char*>(storage) + sizeof(Object); }
    std::string_view view() {
        return storage ? std::string_view{data(), size} : std::string_view{};
    }
};

inline bool is_bytes(Value v) {
    return v.is_object() && v.object()->kind == Kind::Bytes;
}
Result<Bytes*> make_bytes(Thread&, std::string_view data);
Result<void> init_bytes_types(Thread&);

}  // namespace krait
