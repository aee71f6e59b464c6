// The methods of list.
#include "runtime/errors/errors.h"
#include "runtime/types/iterator.h"
#include "runtime/types/list_storage.h"

namespace krait {

namespace {

Result<Value> append(Thread& t, Value* a) {
    TRY(list_append(t, a[0].as<List>(), a[1]));
    return Value::none();
}

Result<Value> extend(Thread& t, Value* a) {
    TRY(list_extend(t, a[0].as<List>(), a[1]));
    return Value::none();
}

Result<Value> insert(Thread& t, Value* a) {
    i64 index = TRY(size_argument(t, a[1]));
    TRY(list_insert(t, a[0].as<List>(), index, a[2]));
    return Value::none();
}

Result<Value> remove(Thread& t, Value* a) {
    List* list = a[0].as<List>();
    i64 found = TRY(sequence_find(t, a[0], a[1], 0, kMaxI64));
    if (found < 0) return raise_value_error(t, "list.remove(x): x not in list");
    // The comparison may have shrunk the list.
    if (static_cast<u64>(found) < list->length) list_take(t, list, found);
    return Value::none();
}

Result<Value> pop(Thread& t, Value* a) {
    List* list = a[0].as<List>();
    i64 index = a[1].is_empty() ? -1 : TRY(size_argument(t, a[1]));
    if (list->length == 0) return raise_index_error(t, "pop from empty list");
    if (index < 0) index += static_cast<i64>(list->length);
    if (static_cast<u64>(index) >= list->length) {
        return raise_index_error(t, "pop index out of range");
    }
    return list_take(t, list, index);
}

Result<Value> clear(Thread&, Value* a) {
    list_drop_items(a[0].as<List>());
    return Value::none();
}

Result<Value> index(Thread& t, Value* a) {
    i64 start = TRY(search_bound(t, a[2], 0));
    i64 stop = TRY(search_bound(t, a[3], kMaxI64));
    i64 found = TRY(sequence_find(t, a[0], a[1], start, stop));
    if (found < 0) return raise_value_error(t, "list.index(x): x not in list");
    return Value::small_int(found);
}

Result<Value> count(Thread& t, Value* a) {
    return Value::small_int(TRY(sequence_count(t, a[0], a[1])));
}

Result<Value> sort(Thread& t, Value* a) {
    bool descending = TRY(truth(t, a[2]));
    TRY(list_sort(t, a[0].as<List>(), a[1], descending));
    return Value::none();
}

Result<Value> reverse(Thread&, Value* a) {
    list_reverse(a[0].as<List>());
    return Value::none();
}

Result<Value> copy(Thread& t, Value* a) {
    List* list = a[0].as<List>();
    return TRY(make_list_from(t, list->items, list->length));
}

Result<Value> reversed(Thread& t, Value* a) {
    Iterator* iterator = TRY(make_iterator(t, t.types().list_reverse_iterator, a[0]));
    iterator->index = static_cast<i64>(a[0].as<List>()->length) - 1;
    return iterator;
}

Result<Value> size_of(Thread&, Value* a) {
    List* list = a[0].as<List>();
    return Value::small_int(static_cast<i64>(sizeof(List) + list->capacity * sizeof(Value)));
}

constexpr NativeDef kMethods[] = {
    {"append", "($self, object, /)", "Adds the object at the end.", append},
    {"extend", "($self, iterable, /)", "Adds the items of the iterable at the end.", extend},
    {"insert", "($self, index, object, /)", "Inserts the object before the index.", insert},
    {"remove", "($self, value, /)",
     "Removes the first item equal to the value; ValueError when there is none.", remove},
    {"pop", "($self, index=<unset>, /)",
     "Removes the item at the index (the last one by default) and returns it.\n\nIndexError when "
     "the "
     "list is empty or the index out of range.",
     pop},
    {"clear", "($self, /)", "Removes all items.", clear},
    {"index", "($self, value, start=<unset>, stop=<unset>, /)",
     "First index of the value; ValueError when it is not there.", index},
    {"count", "($self, value, /)", "Number of occurrences of the value.", count},
    {"sort", "($self, /, *, key=None, reverse=False)",
     "Sorts in place, stably, in ascending order or by descending when reverse is true.\n\nWith a "
     "key "
     "function, by what it returns for each item.",
     sort},
    {"reverse", "($self, /)", "Reverses the order in place.", reverse},
    {"copy", "($self, /)", "A shallow copy.", copy},
    {"__reversed__", "($self, /)", "A reverse iterator over the list.", reversed},
    {"__sizeof__", "($self, /)", "Size in memory, in bytes.", size_of},
    {"__class_getitem__", kClassGetItemSignature, kClassGetItemDoc, class_getitem,
     NativeDef::kClassMethod},
};

}  // namespace

std::span<const NativeDef> list_method_table() {
    return kMethods;
}

}  // namespace krait
