// Tuples with named items, of the kind that sys.version_info and its likes are: a type made from a table, whose instances
// only C++ code makes.
#pragma once

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/dict.h"
#include "runtime/types/sequence.h"
#include "vm/modules/module_support.h"

#include <algorithm>
#include <array>

namespace krait {

template <u64 index>
Result<Value> named_tuple_field(Thread&, Value self) {
    return self.as<Tuple>()->items[index];
}

struct NamedField {
    const char* name;
    const char* doc;
};

// Spec: a struct with static members `kName` ("version_info"), `kDoc` and `kFields` (an array of NamedField).
template <class Spec>
class NamedTuple {
public:
    static constexpr u64 kCount = std::size(Spec::kFields);

    static Result<Value> make(Thread& t, Type* type, const Value (&items)[kCount]) {
        Tuple* tuple = TRY(krait::make<Tuple>(t, type, kCount * sizeof(Value)));
        tuple->length = kCount;
        std::copy(items, items + kCount, tuple->items);
        return tuple;
    }

    static Result<Type*> make_type(Thread& t) {
        TypeDef def{.name = Spec::kName,
                    .doc = Spec::kDoc,
                    .instance_kind = Kind::Tuple,
                    .instance_size = sizeof(Tuple)};
        def.base = t.types().tuple;
        def.flags = Type::kDisallowNew;
        def.module = "sys";
        def.slots.repr = show;
        static constexpr auto kAttributes = attributes(std::make_index_sequence<kCount>());
        def.getsets = kAttributes;
        Type* type = TRY(make_native_type(t, def));
        Value count = Value::small_int(static_cast<i64>(kCount));
        TRY(put_name(t, type->dict, "n_fields", count));
        TRY(put_name(t, type->dict, "n_sequence_fields", count));
        TRY(put_name(t, type->dict, "n_unnamed_fields", Value::small_int(0)));
        return type;
    }

private:
    template <std::size_t... index>
    static constexpr std::array<GetSetDef, kCount> attributes(std::index_sequence<index...>) {
        return {GetSetDef{Spec::kFields[index].name, Spec::kFields[index].doc,
                          named_tuple_field<index>}...};
    }
    static Result<Value> show(Thread& t, Value self) {
        std::string out = cat("sys.", Spec::kName, "(");
        for (u64 i = 0; i < kCount; i++) {
            out += cat(i == 0 ? "" : ", ", Spec::kFields[i].name, "=",
                       TRY(repr(t, self.as<Tuple>()->items[i])));
        }
        return make_str(t, out + ")");
    }
};

// Puts a tuple of this kind into the namespace under its type's name.
template <class Spec>
Result<Value> put_named_tuple(Thread& t, Dict* space,
                              const Value (&items)[NamedTuple<Spec>::kCount]) {
    Type* type = TRY(NamedTuple<Spec>::make_type(t));
    Value tuple = TRY(NamedTuple<Spec>::make(t, type, items));
    TRY(put_name(t, space, Spec::kName, tuple));
    return tuple;
}

}  // namespace krait
