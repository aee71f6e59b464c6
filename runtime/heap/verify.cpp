// KRAIT_GC_VERIFY: checks of the heap's invariants, and of those that the rest of krait must keep.
#include "runtime/heap/heap_impl.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace krait {

namespace {

const char* kind_name(Kind kind) {
    switch (kind) {
        case Kind::Free: return "Free";
        case Kind::ValueArray: return "ValueArray";
        case Kind::DictStorage: return "DictStorage";
        case Kind::Bytes_: return "Bytes_";
        case Kind::Instance: return "Instance";
        case Kind::Type: return "Type";
        case Kind::Int: return "Int";
        case Kind::Str: return "Str";
        case Kind::Tuple: return "Tuple";
        case Kind::List: return "List";
        case Kind::Dict: return "Dict";
        case Kind::Set: return "Set";
        case Kind::SetStorage: return "SetStorage";
        case Kind::Iterator: return "Iterator";
        case Kind::NativeFunction: return "NativeFunction";
        case Kind::BoundMethod: return "BoundMethod";
        case Kind::Cell: return "Cell";
        case Kind::Module: return "Module";
        case Kind::Exception: return "Exception";
        case Kind::WeakRef: return "WeakRef";
        case Kind::Native: return "Native";
        case Kind::Code: return "Code";
        case Kind::Bytecode: return "Bytecode";
        case Kind::Function: return "Function";
        case Kind::Generator: return "Generator";
        case Kind::Frame: return "Frame";
        case Kind::Traceback: return "Traceback";
        default: return "other";
    }
}

[[noreturn]] __attribute__((format(printf, 1, 2))) void broken(const char* format, ...) {
    std::fputs("krait: the heap is broken: ", stderr);
    va_list arguments;
    va_start(arguments, format);
    std::vfprintf(stderr, format, arguments);
    va_end(arguments);
    std::fputc('\n', stderr);
    std::abort();
}

// What the references that are being checked must be.
enum class Expect { Allocated, Marked, Old };

struct Check {
    Heap::Impl* impl;
    Object* holder;
    Expect expect;
    u8 color;
};

void check_reference(Object* referent, bool storage, void* context) {
    const Check& check = *static_cast<Check*>(context);
    Object* holder = check.holder;
    // A storage cell that its owner has left behind may hold anything; what a storage in use holds, its owner reports.
    if (is_storage(holder->kind)) return;
    int kind = static_cast<int>(holder->kind);
    Object* cell = check.impl->cell_at(referent);
    if (cell == nullptr) {
        broken("%p (%s, kind %d) refers to %p, where no cell is allocated",
               static_cast<void*>(holder), kind_name(holder->kind), kind,
               static_cast<void*>(referent));
    }
    if (cell != referent) {
        broken("%p (%s, kind %d) refers to %p, which is inside the cell %p (%s)",
               static_cast<void*>(holder), kind_name(holder->kind), kind,
               static_cast<void*>(referent), static_cast<void*>(cell), kind_name(cell->kind));
    }
    if (storage != is_storage(referent->kind) && !storage) {
        broken("%p (%s, kind %d) has visit()ed the storage cell %p (%s): mark_storage() was meant",
               static_cast<void*>(holder), kind_name(holder->kind), kind,
               static_cast<void*>(referent), kind_name(referent->kind));
    }
    if (check.expect == Expect::Allocated || referent->mark == check.color) return;
    if (check.expect == Expect::Old) {
        broken(
            "%p (%s, kind %d) is old and refers to %p (%s, kind %d), which is young, but is not "
            "remembered: a write barrier is missing",
            static_cast<void*>(holder), kind_name(holder->kind), kind, static_cast<void*>(referent),
            kind_name(referent->kind), static_cast<int>(referent->kind));
    }
    broken("%p (%s, kind %d) is live and refers to %p (%s, kind %d), which is not marked",
           static_cast<void*>(holder), kind_name(holder->kind), kind, static_cast<void*>(referent),
           kind_name(referent->kind), static_cast<int>(referent->kind));
}

}  // namespace

// Before a minor collection: no old object but the remembered ones refers to a young one.
void Heap::Impl::check_remembered() {
    check_cells();
    Check check = {this, nullptr, Expect::Old, heap.color_};
    each_cell([&](Object* object) {
        if (object->mark != heap.color_ || is_storage(object->kind) || !object->log) return;
        check.holder = object;
        report_references(object, check_reference, &check);
    });
}

// After marking: what a marked object refers to is marked.
void Heap::Impl::check_marks() {
    Check check = {this, nullptr, Expect::Marked, heap.color_};
    each_cell([&](Object* object) {
        if (object->mark != heap.color_) return;
        check.holder = object;
        report_references(object, check_reference, &check);
    });
}

// The cells themselves. Everything must be swept.
void Heap::Impl::check_cells() {
    each_cell([&](Object* object) {
        int kind = static_cast<int>(object->kind);
        if (object->kind >= Kind::kCount) {
            broken("the cell %p has the invalid kind %d", static_cast<void*>(object), kind);
        }
        if (object->mark != kYoung && object->mark != heap.color_) {
            broken("the cell %p (%s, kind %d) has the mark %d, which is neither young nor old",
                   static_cast<void*>(object), kind_name(object->kind), kind, object->mark);
        }
        if (object->log > 1 || (object->log == 1 && object->mark == kYoung)) {
            broken("the cell %p (%s, kind %d) has the log byte %d with the mark %d",
                   static_cast<void*>(object), kind_name(object->kind), kind, object->log,
                   object->mark);
        }
    });
}

bool Heap::checks() const {
#ifdef NDEBUG
    return impl_->verify || impl_->stress != 0;
#else
    return true;
#endif
}

void Heap::verify() {
    Impl& impl = *impl_;
    if (impl.collecting) return;
    impl.finish_sweep();
    impl.check_cells();
    Check check = {&impl, nullptr, Expect::Allocated, color_};
    impl.each_cell([&](Object* object) {
        check.holder = object;
        impl.report_references(object, check_reference, &check);
    });
}

}  // namespace krait
