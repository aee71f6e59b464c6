// Where the entries of polymorphic sites live: with their Bytecode.
#pragma once

#include "vm/objects/code.h"
#include "vm/specialize/polymorphic.h"

namespace krait {

// The site's entries, made on first use; freed with the Bytecode.
PolymorphicSite* polymorphic_site(Bytecode*, const Word* pc);

}  // namespace krait
