// Counting.

#include "vm/stats/stats.h"

#include "vm/interpreter/interpreter.h"

#include <algorithm>

namespace krait {

const char* reason_name(Reason reason) {
    static constexpr const char* kNames[] = {
        "none",
#define REASON(id, text, advice) #id,
#include "vm/stats/reasons.def"
#undef REASON
    };
    return kNames[static_cast<int>(reason)];
}

const char* reason_text(Reason reason) {
    static constexpr const char* kTexts[] = {
        "",
#define REASON(id, text, advice) text,
#include "vm/stats/reasons.def"
#undef REASON
    };
    return kTexts[static_cast<int>(reason)];
}

const char* reason_advice(Reason reason) {
    static constexpr const char* kAdvice[] = {
        "",
#define REASON(id, text, advice) advice,
#include "vm/stats/reasons.def"
#undef REASON
    };
    return kAdvice[static_cast<int>(reason)];
}

namespace {

constexpr std::size_t kMaxTypes = 8;
constexpr std::size_t kMaxCulprits = 16;

void count_in(std::vector<std::pair<std::string, u64>>& list, std::size_t limit,
              std::string_view name) {
    for (auto& [known, count] : list) {
        if (known == name) {
            count++;
            return;
        }
    }
    if (list.size() < limit) list.emplace_back(name, 1);
}

std::unique_ptr<BytecodeCounters> counters_for(const Bytecode* body) {
    const Code* code = body->code;
    auto counters = std::make_unique<BytecodeCounters>();
    counters->function = code->qualname->view();
    counters->filename = code->filename->view();
    counters->first_line = code->first_line;
    counters->site_of_word.resize(body->word_count);
    for (u32 word : code->tables->sites) {
        counters->site_words.push_back(word);
        counters->site_of_word[word] = static_cast<u32>(counters->site_words.size());
        counters->site_forms.push_back(op_at(body->words + word));
    }
    counters->sites.resize(counters->site_words.size());
    counters->unit = code->tables->unit;
    counters->code_unit = code->tables->unit.get();
    return counters;
}

}  // namespace

SiteCounters* Stats::site(Thread&, const Word* pc, Value* R) {
    Bytecode* body = frame_function(R)->body;
    u64 word = static_cast<u64>(pc - body->words);
    if (pc < body->words || word >= body->word_count) return nullptr;
    if (body->stats_id == 0 || body->stats_id > bodies.size()) {
        bodies.push_back(counters_for(body));
        body->stats_id = static_cast<u32>(bodies.size());
    }
    BytecodeCounters& counters = *bodies[body->stats_id - 1];
    u32 index = word < counters.site_of_word.size() ? counters.site_of_word[word] : 0;
    if (index == 0) return nullptr;
    counters.site_forms[index - 1] = op_at(pc);
    return &counters.sites[index - 1];
}

void Stats::instruction(Thread& t, const Word* pc, Value* R) {
    Op op = op_at(pc);
    opcodes[static_cast<int>(op)]++;
    SiteCounters* counters = site(t, pc, R);
    if (counters == nullptr) return;
    (is_specialized(op) ? counters->hits : counters->generic)++;
}

void Stats::miss(Thread& t, const Word* pc, Value* R) {
    SiteCounters* counters = site(t, pc, R);
    // The execution was counted as a hit before its guard was looked at; counting may have started in between.
    if (counters == nullptr || counters->hits == 0) return;
    counters->hits--;
    counters->misses++;
}

void Stats::attempt(Thread& t, const Word* pc, Value* R, Value receiver) {
    SiteCounters* counters = site(t, pc, R);
    if (counters == nullptr) return;
    counters->attempts++;
    counters->failures++;  // until success() says otherwise
    if (!receiver.is_empty()) count_in(counters->types, kMaxTypes, type_name(t, receiver));
}

void Stats::success(Thread& t, const Word* pc, Value* R, Op form) {
    SiteCounters* counters = site(t, pc, R);
    if (counters == nullptr) return;
    Bytecode* body = frame_function(R)->body;
    BytecodeCounters& owner = *bodies[body->stats_id - 1];
    owner.site_forms[static_cast<std::size_t>(counters - owner.sites.data())] = form;
    if (counters->failures == 0) {
        counters->attempts++;
    } else {
        counters->failures--;
    }
    counters->successes++;
    counters->last_failure = Reason::None;
}

void Stats::failure(Thread& t, const Word* pc, Value* R, Reason reason) {
    if (SiteCounters* counters = site(t, pc, R)) counters->last_failure = reason;
}

void Stats::deopt(Thread& t, const Word* pc, Value* R) {
    if (SiteCounters* counters = site(t, pc, R)) counters->deopts++;
}

void Stats::type_changed(Thread& t, Type* type) {
    if (t.frame == nullptr) return;  // types that are being made at the start
    TypeCounters& counters = types[type_name(type)];
    counters.name = type_name(type);
    counters.invalidations++;
    Bytecode* body = frame_function(t.frame)->body;
    u32 line = position_of(body->code, word_offset(body, t.pc)).line;
    count_in(counters.culprits, kMaxCulprits, cat(body->code->filename, ":", line));
}

void Stats::reset() {
    std::fill(std::begin(opcodes), std::end(opcodes), 0);
    for (auto& body : bodies) {
        for (SiteCounters& counters : body->sites) counters = {};
    }
    types.clear();
}

}  // namespace krait
