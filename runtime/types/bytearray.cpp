// bytearray: storage that grows, item and slice assignment, and the methods that change it.
#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/interrupt.h"
#include "runtime/text/quote.h"
#include "runtime/text/search.h"
#include "runtime/text/utf8.h"
#include "runtime/types/bytes_internal.h"
#include "runtime/types/int.h"
#include "runtime/types/iterator.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace krait {

namespace {

constexpr u64 kMaxArray = u64{1} << 46;
constexpr const char* kRange = "byte must be in range(0, 256)";

ByteArray* self_of(Value v) {
    return v.as<ByteArray>();
}

// ---- storage

Result<void> reserve(Thread& t, ByteArray* array, u64 capacity) {
    if (capacity <= array->capacity) return {};
    if (capacity > kMaxArray) return raise_memory_error(t);
    Object* storage = t.heap().allocate(sizeof(Object) + capacity, Kind::Bytes_, nullptr);
    if (storage == nullptr) return raise_memory_error(t);
    if (array->size != 0) std::memcpy(storage + 1, array->data(), array->size);
    array->storage = storage;
    array->capacity = capacity;
    write_barrier(t, array);
    return {};
}

void drop_all(ByteArray* array) {
    array->storage = nullptr;
    array->size = array->capacity = 0;
}

}  // namespace

Result<void> bytearray_resize(Thread& t, ByteArray* array, u64 size) {
    if (size > array->capacity) {
        u64 capacity = array->capacity == 0 ? size : size + size / 8 + (size < 9 ? 3 : 6);
        TRY(reserve(t, array, capacity));
    }
    array->size = size;
    return {};
}

Result<void> bytearray_splice(Thread& t, ByteArray* array, u64 start, u64 removed,
                              std::string_view data) {
    std::string copy;
    const char* own = array->storage == nullptr ? nullptr : array->data();
    if (own != nullptr && data.data() >= own && data.data() < own + array->size) data = copy = data;
    u64 old_size = array->size;
    u64 tail = old_size - start - removed;
    u64 size = old_size - removed + data.size();
    if (size > old_size) TRY(bytearray_resize(t, array, size));
    if (size == 0) {
        drop_all(array);
        return {};
    }
    char* at = array->data() + start;
    if (removed != data.size()) std::memmove(at + data.size(), at + removed, tail);
    if (!data.empty()) std::memcpy(at, data.data(), data.size());
    array->size = size;
    return {};
}

Result<ByteArray*> make_bytearray(Thread& t, std::string_view data) {
    ByteArray* array = TRY(make<ByteArray>(t, t.types().bytearray));
    if (data.empty()) return array;
    TRY(bytearray_resize(t, array, data.size()));
    std::memcpy(array->data(), data.data(), data.size());
    return array;
}

namespace {

// ---- construction

Result<Value> bytearray_new(Thread& t, Type* type, const Args&) {
    return TRY(allocate_instance_as<ByteArray>(t, type));
}

Result<void> bytearray_init(Thread& t, Value self, const Args& args) {
    ByteArray* array = self_of(self);
    BytesArguments arguments = TRY(bytes_arguments(t, "bytearray", args));
    drop_all(array);
    bool is_text = !arguments.source.is_empty() && is_str(arguments.source);
    i64 zeros = is_text ? -1 : TRY(zeros_argument(t, arguments));
    if (zeros >= 0) {
        TRY(bytearray_resize(t, array, static_cast<u64>(zeros)));
        if (zeros > 0) std::memset(array->data(), 0, array->size);
        return {};
    }
    std::string data = TRY(bytes_from_arguments(t, "bytearray", kRange, arguments));
    return bytearray_splice(t, array, 0, array->size, data);
}

// ---- items and slices

Result<i64> item_index(Thread& t, Value key) {
    if (has_index(t, key)) return sequence_index(t, key);
    return raise_type_error(
        t, cat("bytearray indices must be integers or slices, not ", type_name(t, key)));
}

Failure raise_out_of_range(Thread& t) {
    return raise_index_error(t, "bytearray index out of range");
}

Result<Value> get_item_slot(Thread& t, Value self, Value key) {
    if (key.is_object() && key.object()->kind == Kind::Slice)
        return bytes_slice(t, self, key.as<Slice>());
    i64 i = TRY(item_index(t, key));
    ByteArray* array = self_of(self);
    if (i < 0) i += static_cast<i64>(array->size);
    if (static_cast<u64>(i) >= array->size) return raise_out_of_range(t);
    return Value::small_int(static_cast<u8>(array->data()[i]));
}

// What is assigned to a slice.
Result<std::string> slice_bytes(Thread& t, Value v) {
    if (is_str(v) || has_index(t, v) || v.is_double()) {
        return raise_type_error(
            t, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    }
    return bytes_from_object(t, "bytearray", kRange, v);
}

void delete_every(ByteArray* array, SliceBounds bounds) {
    if (bounds.step < 0) {
        bounds.start += bounds.step * (bounds.count - 1);
        bounds.step = -bounds.step;
    }
    char* data = array->data();
    u64 out = static_cast<u64>(bounds.start);
    u64 next = out;  // the next byte to go
    i64 left = bounds.count;
    for (u64 i = out; i < array->size; i++) {
        if (left > 0 && i == next) {
            next += static_cast<u64>(bounds.step);
            left--;
        } else {
            data[out++] = data[i];
        }
    }
    array->size = out;
}

Result<void> set_slice(Thread& t, ByteArray* array, Slice* slice, Value value) {
    std::string data;
    if (!value.is_empty()) data = TRY(slice_bytes(t, value));
    SliceBounds bounds = TRY(slice_unpack(t, slice));
    slice_clip(bounds, static_cast<i64>(array->size));
    u64 count = static_cast<u64>(bounds.count);
    if (bounds.step == 1) {
        return bytearray_splice(t, array, static_cast<u64>(bounds.start), count, data);
    }
    if (data.empty()) {
        if (count != 0) delete_every(array, bounds);
        return {};
    }
    if (data.size() != count) {
        return raise_value_error(t, cat("attempt to assign bytes of size ", data.size(),
                                        " to extended slice of size ", count));
    }
    i64 at = bounds.start;
    for (u64 i = 0; i < count; i++, at += bounds.step) array->data()[at] = data[i];
    return {};
}

Result<void> set_item_slot(Thread& t, Value self, Value key, Value value) {
    ByteArray* array = self_of(self);
    if (key.is_object() && key.object()->kind == Kind::Slice)
        return set_slice(t, array, key.as<Slice>(), value);
    i64 i = TRY(item_index(t, key));
    // Script code that gives the byte may change the array: the index is checked behind it.
    char byte = 0;
    bool inside = static_cast<u64>(i < 0 ? i + static_cast<i64>(array->size) : i) < array->size;
    if (!inside) return raise_out_of_range(t);
    if (!value.is_empty()) byte = static_cast<char>(TRY(byte_argument(t, value)));
    if (i < 0) i += static_cast<i64>(array->size);
    if (static_cast<u64>(i) >= array->size) return raise_out_of_range(t);
    if (value.is_empty()) return bytearray_splice(t, array, static_cast<u64>(i), 1, {});
    array->data()[i] = byte;
    return {};
}

// ---- other slots

Result<Value> repr_slot(Thread& t, Value self) {
    Type* type = self.object()->type;
    std::string text(type->name->view());
    std::string content = text::repr_bytes(self_of(self)->view());
    // Unlike bytes, single quotes are escaped between double quotes, too.
    bool double_quotes = content[1] == '"';
    text += '(';
    for (char c : content) {
        TRY(poll_interrupt(t));
        if (c == '\'' && double_quotes) text += '\\';
        text += c;
    }
    text += ')';
    return TRY(make_str(t, text));
}

Result<i64> length_slot(Thread&, Value self) {
    return static_cast<i64>(self_of(self)->size);
}
Result<Value> iter_slot(Thread& t, Value self) {
    return TRY(make_iterator(t, t.types().bytearray_iterator, self));
}

Result<Value> inplace_slot(Thread& t, BinaryOp op, Value left, Value right) {
    ByteArray* array = self_of(left);
    if (op == BinaryOp::Add) {
        std::string_view data;
        if (!bytes_of(right, &data)) {
            return raise_type_error(
                t, cat("can't concat ", type_name(t, right), " to ", type_name(t, left)));
        }
        TRY(bytearray_splice(t, array, array->size, 0, data));
        return left;
    }
    if (op != BinaryOp::Mul) return Value::not_implemented();
    i64 count = TRY(repeat_count(t, right));
    u64 size = array->size;
    u64 total = static_cast<u64>(
        TRY(bytes_repeat_size(t, size, Value::small_int(std::clamp<i64>(count, 0, kMaxArray)))));
    if (total == 0) {
        drop_all(array);
        return left;
    }
    TRY(bytearray_resize(t, array, total));
    if (!repeat_bytes(t, array->data(), size, total).ok()) {
        array->size = size;
        return Failure{};
    }
    return left;
}

// ---- methods

Result<Value> append(Thread& t, Value* a) {
    ByteArray* array = self_of(a[0]);
    char byte = static_cast<char>(TRY(byte_argument(t, a[1])));
    TRY(bytearray_resize(t, array, array->size + 1));
    array->data()[array->size - 1] = byte;
    return Value::none();
}

Result<Value> extend(Thread& t, Value* a) {
    ByteArray* array = self_of(a[0]);
    if (is_str(a[1])) {
        return raise_type_error(
            t, cat("expected iterable of integers; got: '", type_name(t, a[1]), "'"));
    }
    std::string_view view;
    if (bytes_of(a[1], &view)) {
        TRY(bytearray_splice(t, array, array->size, 0, view));
        return Value::none();
    }
    const Slots& slots = type_of(t, a[1])->slots;
    if (slots.iter == nullptr && slots.get_item == nullptr) {
        return raise_type_error(t, cat("can't extend bytearray with ", type_name(t, a[1])));
    }
    std::string data = TRY(bytes_from_object(t, "bytearray", kRange, a[1]));
    TRY(bytearray_splice(t, array, array->size, 0, data));
    return Value::none();
}

Result<Value> insert(Thread& t, Value* a) {
    ByteArray* array = self_of(a[0]);
    i64 index = TRY(size_argument(t, a[1]));
    char byte = static_cast<char>(TRY(byte_argument(t, a[2])));
    i64 size = static_cast<i64>(array->size);
    if (index < 0) index = std::max<i64>(index + size, 0);
    TRY(bytearray_splice(t, array, static_cast<u64>(std::min(index, size)), 0, {&byte, 1}));
    return Value::none();
}

Result<Value> pop(Thread& t, Value* a) {
    ByteArray* array = self_of(a[0]);
    i64 index = TRY(size_argument(t, a[1]));
    if (array->size == 0) return raise_index_error(t, "pop from empty bytearray");
    if (index < 0) index += static_cast<i64>(array->size);
    if (static_cast<u64>(index) >= array->size)
        return raise_index_error(t, "pop index out of range");
    u8 byte = static_cast<u8>(array->data()[index]);
    TRY(bytearray_splice(t, array, static_cast<u64>(index), 1, {}));
    return Value::small_int(byte);
}

Result<Value> remove(Thread& t, Value* a) {
    ByteArray* array = self_of(a[0]);
    char byte = static_cast<char>(TRY(byte_argument(t, a[1])));
    std::size_t at = text::find_bytes(array->view(), {&byte, 1});
    if (at == text::kNotFound) return raise_value_error(t, "value not found in bytearray");
    TRY(bytearray_splice(t, array, at, 1, {}));
    return Value::none();
}

Result<Value> reverse(Thread&, Value* a) {
    ByteArray* array = self_of(a[0]);
    if (array->size != 0) std::reverse(array->data(), array->data() + array->size);
    return Value::none();
}

Result<Value> clear(Thread&, Value* a) {
    drop_all(self_of(a[0]));
    return Value::none();
}

Result<Value> copy(Thread& t, Value* a) {
    return TRY(make_bytearray(t, self_of(a[0])->view()));
}

Result<Value> resize(Thread& t, Value* a) {
    ByteArray* array = self_of(a[0]);
    i64 size = TRY(size_argument(t, a[1]));
    if (size < 0) return raise_value_error(t, cat("Can only resize to positive sizes, got ", size));
    u64 old_size = array->size;
    TRY(bytearray_resize(t, array, static_cast<u64>(size)));
    if (array->size > old_size) std::memset(array->data() + old_size, 0, array->size - old_size);
    return Value::none();
}

i64 allocated(const ByteArray* array) {
    return array->capacity == 0 ? 0 : static_cast<i64>(array->capacity) + 1;
}

Result<Value> alloc(Thread& t, Value* a) {
    return make_int(t, allocated(self_of(a[0])));
}
Result<Value> size_of(Thread& t, Value* a) {
    return make_int(t, 56 + allocated(self_of(a[0])));
}

Result<Value> reduce_with(Thread& t, Value self, const Value* arguments, u64 count) {
    Value state = TRY(get_attr_or_absent(t, self, t.names().__dict__));
    Value parts[] = {self.object()->type, TRY(make_tuple_from(t, arguments, count)),
                     state.is_absent() ? Value::none() : state};
    return TRY(make_tuple_from(t, parts, 3));
}

Result<Value> reduce(Thread& t, Value* a) {
    std::string text;
    for (char c : self_of(a[0])->view()) text::append(text, static_cast<u8>(c));
    Value arguments[] = {TRY(make_str(t, text)), TRY(make_str(t, "latin-1"))};
    return reduce_with(t, a[0], arguments, self_of(a[0])->size == 0 ? 0 : 2);
}

Result<Value> reduce_ex(Thread& t, Value* a) {
    i64 protocol = a[1].is_empty() ? 0 : TRY(to_c_int(t, a[1]));
    if (protocol < 3) return reduce(t, a);
    Value data = TRY(make_bytes(t, self_of(a[0])->view()));
    return reduce_with(t, a[0], &data, self_of(a[0])->size == 0 ? 0 : 1);
}

constexpr NativeDef kMethods[] = {
    {"append", "($self, item, /)", "Adds a byte at the end.", append},
    {"extend", "($self, iterable_of_ints, /)", "Adds the bytes of the iterable at the end.",
     extend},
    {"insert", "($self, index, item, /)", "Inserts a byte before the index.", insert},
    {"pop", "($self, index=-1, /)", "Removes and returns the byte at the index.", pop},
    {"remove", "($self, value, /)",
     "Removes the first byte of that value; ValueError when there is none.", remove},
    {"reverse", "($self, /)", "Reverses the order in place.", reverse},
    {"clear", "($self, /)", "Removes all bytes.", clear},
    {"copy", "($self, /)", "A copy.", copy},
    {"resize", "($self, size, /)", "Cuts off bytes at the end, or adds zeros, for that size.",
     resize},
    {"fromhex", "($type, string, /)", "The bytes that pairs of hexadecimal digits stand for.",
     bytes_fromhex, NativeDef::kClassMethod},
    {"__alloc__", "($self, /)", "Number of bytes that there is room for.", alloc},
    {"__sizeof__", "($self, /)", "Size in memory, in bytes.", size_of},
    {"__reduce__", "($self, /)", "State for copying.", reduce},
    {"__reduce_ex__", "($self, proto=0, /)", "State for copying.", reduce_ex},
};

const std::vector<NativeDef>& bytearray_methods() {
    static const std::vector<NativeDef> all = [] {
        std::vector<NativeDef> rows(std::begin(kMethods), std::end(kMethods));
        for (std::span<const NativeDef> part : {bytes_search_methods(), bytes_text_methods()}) {
            rows.insert(rows.end(), part.begin(), part.end());
        }
        return rows;
    }();
    return all;
}

void trace_bytearray(Object* object, Tracer& tracer) {
    tracer.mark_storage(static_cast<ByteArray*>(object)->storage);
    trace_attributes(object, tracer);
}

}  // namespace

Result<void> init_bytearray_type(Thread& t) {
    t.heap().register_kind(Kind::Bytes_, nullptr);
    t.heap().register_kind(Kind::ByteArray, trace_bytearray);
    TypeDef def = {
        .name = "bytearray",
        .doc =
            "A mutable sequence of bytes.\n\nFrom an iterable of ints below 256, a bytes-like "
            "object, text and an "
            "encoding, or an int that tells how many zero bytes.",
        .instance_kind = Kind::ByteArray,
        .instance_size = sizeof(ByteArray),
        .flags = Type::kSubclassable | Type::kSequence,
        .methods = bytearray_methods(),
        .new_signature = "(source=b'', encoding='utf-8', errors='strict')",
    };
    Slots& slots = def.slots;
    slots.repr = repr_slot;
    slots.str = repr_slot;
    slots.length = length_slot;
    slots.get_item = get_item_slot;
    slots.set_item = set_item_slot;
    slots.contains = bytes_contains;
    slots.iter = iter_slot;
    slots.compare = bytes_compare;
    slots.binary = bytes_binary;
    slots.binary_ops =
        1u << int(BinaryOp::Add) | 1u << int(BinaryOp::Mul) | 1u << int(BinaryOp::Mod);
    slots.inplace = inplace_slot;
    slots.inplace_ops = 1u << int(BinaryOp::Add) | 1u << int(BinaryOp::Mul);
    slots.new_ = bytearray_new;
    slots.init = bytearray_init;
    t.vm->types.bytearray = TRY(make_native_type(t, def));
    return {};
}

}  // namespace krait
