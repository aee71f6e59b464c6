// Walking a class and all that derive from it, without recursion: hierarchies are as deep as scripts like.
#pragma once

#include "runtime/object/type_internals.h"
#include "runtime/types/sequence.h"

#include <unordered_set>
#include <vector>

namespace krait {

// Calls visit(type) for `root` and each class below it, once, a class after one of its bases. visit() says whether to go on
// below the class, and must not allocate: classes that only the walk knows would be collected.
template <class Visit>
void visit_family(Type* root, Visit visit) {
    std::vector<Type*> open = {root};
    std::unordered_set<Type*> seen;
    while (!open.empty()) {
        Type* type = open.back();
        open.pop_back();
        // Only what has several bases is reached several times.
        bool again = type->bases != nullptr && type->bases->length > 1 && !seen.insert(type).second;
        if (again || !visit(type)) continue;
        for (u64 i = subclass_slots(type); i-- > 0;)
            if (Type* subclass = subclass_at(type, i)) open.push_back(subclass);
    }
}

}  // namespace krait
