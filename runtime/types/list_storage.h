// The storage of lists, for list.cpp, list_methods.cpp and list_sort.cpp. A list's items lie in a
// ValueArray of its own; whoever replaces it or stores into it must pass the write barrier with the
// list as the holder.
#pragma once

#include "runtime/types/container_support.h"

namespace krait {

// Set while the list is being sorted and its items are elsewhere; any change of the storage clears
// it.
inline constexpr u8 kListSorting = 1 << 3;

Result<ValueArray*> make_value_array(Thread&, u64 capacity);
// Makes room for at least `needed` items, with some to spare.
Result<void> list_grow(Thread&, List*, u64 needed);
// Gives storage back when most of it is unused. Never fails.
void list_shrink(Thread&, List*);
// Empties the list and drops its storage.
void list_drop_items(List*);
// Replaces items [start, stop) by `count` others, which must not lie in the list's own storage.
Result<void> list_replace_range(Thread&, List*, u64 start, u64 stop, const Value* items, u64 count);
Result<void> list_insert(Thread&, List*, i64 index, Value);
// Removes one item (in range).
Value list_take(Thread&, List*, u64 index);
Result<Value> list_repeat(Thread&, List*, i64 count);
Result<void> list_repeat_in_place(Thread&, List*, i64 count);
void list_reverse(List*);

// The method table of list (list_methods.cpp).
std::span<const NativeDef> list_method_table();

}  // namespace krait
