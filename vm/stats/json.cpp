// The statistics as JSON. docs/stats.md explains the fields, docs/stats.schema.json is their schema.

#include "vm/interpreter/interpreter.h"
#include "vm/stats/stats.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#ifndef KRAIT_VERSION
#define KRAIT_VERSION "0"
#endif

namespace krait {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchemaVersion = 1;

struct SiteRef {
    const BytecodeCounters* body;
    std::size_t index;
    compiler::PositionEntry position;
    u32 word() const { return body->site_words[index]; }
    const SiteCounters& counters() const { return body->sites[index]; }
    const CompiledCode& unit() const { return *static_cast<const CompiledCode*>(body->code_unit); }
    auto key() const {
        return std::tuple(std::string_view(body->filename), position.line, position.col,
                          position.end_line, position.end_col, std::string_view(body->function),
                          word());
    }
    // Two sites with the same key here are copies of one source span (a `finally` block, a loop's condition).
    auto span() const {
        return std::tuple(std::string_view(body->filename), position.line, position.col,
                          position.end_line, position.end_col, std::string_view(body->function),
                          info(body->site_forms[index]).base);
    }
};

compiler::PositionEntry position_in(const CompiledCode& unit, u32 word) {
    auto after = std::upper_bound(
        unit.positions.begin(), unit.positions.end(), word,
        [](u32 at, const compiler::PositionEntry& entry) { return at < entry.pc; });
    if (after == unit.positions.begin()) return {0, unit.first_line, unit.first_line, 0, 0};
    return *std::prev(after);
}

std::vector<SiteRef> executed_sites(const Stats& stats) {
    std::vector<SiteRef> sites;
    for (const auto& body : stats.bodies) {
        for (std::size_t i = 0; i < body->sites.size(); i++) {
            const SiteCounters& c = body->sites[i];
            if (c.executions() == 0 && c.attempts == 0) continue;
            const CompiledCode& unit = *static_cast<const CompiledCode*>(body->code_unit);
            sites.push_back({body.get(), i, position_in(unit, body->site_words[i])});
        }
    }
    std::stable_sort(sites.begin(), sites.end(),
                     [](const SiteRef& a, const SiteRef& b) { return a.key() < b.key(); });
    return sites;
}

char cache_letter(Op op) {
    std::string_view format = info(op).format;
    std::size_t comma = format.find(',');
    return comma == std::string_view::npos ? '\0' : format[comma + 1];
}

// The attribute or global that the site is about.
std::string site_name(const SiteRef& site) {
    Op base = info(site.body->site_forms[site.index]).base;
    char letter = cache_letter(base);
    if (letter != 'a' && letter != 'g') return {};
    u32 constant = site.unit().words[site.word() + 1] & 0xFFFF;
    return constant < site.unit().constants.size() ? site.unit().constants[constant].text
                                                   : std::string();
}

Json counted(const std::vector<std::pair<std::string, u64>>& list) {
    auto sorted = list;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    Json out = Json::array();
    for (const auto& [name, count] : sorted) out.push_back({{"name", name}, {"count", count}});
    return out;
}

void add_counters(Json& out, const SiteCounters& c) {
    out["executions"] = c.executions();
    out["generic"] = c.generic;
    out["hits"] = c.hits;
    out["misses"] = c.misses;
    out["deopts"] = c.deopts;
    out["attempts"] = c.attempts;
    out["successes"] = c.successes;
    out["failures"] = c.failures;
}

void add_up(SiteCounters& total, const SiteCounters& c) {
    total.generic += c.generic;
    total.hits += c.hits;
    total.misses += c.misses;
    total.deopts += c.deopts;
    total.attempts += c.attempts;
    total.successes += c.successes;
    total.failures += c.failures;
}

// How many executions until the next attempt, and how often that was doubled; null for sites without a counter.
Json back_off_of(const SiteRef& site,
                 const std::map<const BytecodeCounters*, const Bytecode*>& live) {
    char letter = cache_letter(info(site.body->site_forms[site.index]).base);
    auto body = live.find(site.body);
    if (body == live.end() || (letter != 'a' && letter != 'g' && letter != 'c')) return nullptr;
    u16 counter = attr_cache(body->second->words + site.word())
                      ->counter;  // all three caches have it at the same place
    return Json{{"wait", counter & 0xFFF}, {"level", Warmup::level(counter)}};
}

Json site_json(const SiteRef& site, u32 copy,
               const std::map<const BytecodeCounters*, const Bytecode*>& live) {
    const SiteCounters& c = site.counters();
    Op form = site.body->site_forms[site.index];
    Json out;
    out["file"] = site.body->filename;
    out["line"] = site.position.line;
    out["end_line"] = site.position.end_line;
    out["column"] = site.position.col;
    out["end_column"] = site.position.end_col;
    out["copy"] = copy;
    out["function"] = site.body->function;
    out["opcode"] = info(info(form).base).name;
    out["family"] = kFamilyNames[static_cast<int>(info(form).family)];
    out["name"] = site_name(site);
    out["form"] = info(form).form;
    add_counters(out, c);
    out["back_off"] = back_off_of(site, live);
    out["types"] = counted(c.types);
    if (c.last_failure == Reason::None) {
        out["reason"] = nullptr;
    } else {
        out["reason"] = {{"name", reason_name(c.last_failure)},
                         {"text", reason_text(c.last_failure)},
                         {"advice", reason_advice(c.last_failure)}};
    }
    return out;
}

Json sites_json(const std::vector<SiteRef>& sites, Thread& t, const Stats& stats) {
    std::map<const BytecodeCounters*, const Bytecode*> live;
    for (const Bytecode* body : vm_state(t).bodies) {
        if (body->stats_id != 0 && body->stats_id <= stats.bodies.size())
            live[stats.bodies[body->stats_id - 1].get()] = body;
    }
    Json out = Json::array();
    u32 copy = 0;
    for (std::size_t i = 0; i < sites.size(); i++) {
        copy = i > 0 && sites[i - 1].span() == sites[i].span() ? copy + 1 : 0;
        out.push_back(site_json(sites[i], copy, live));
    }
    return out;
}

// Where objects of the type were met by a specialized instruction that no longer fitted.
Json hurt_sites(const std::vector<SiteRef>& sites, const std::string& type) {
    std::vector<std::string> places;
    for (const SiteRef& site : sites) {
        const SiteCounters& c = site.counters();
        bool seen = std::any_of(c.types.begin(), c.types.end(),
                                [&](const auto& entry) { return entry.first == type; });
        if (seen && c.misses > 0)
            places.push_back(cat(site.body->filename, ":", site.position.line));
    }
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

Json types_json(const Stats& stats, const std::vector<SiteRef>& sites) {
    std::map<std::string, const TypeCounters*> sorted;
    for (const auto& [name, counters] : stats.types) sorted[name] = &counters;
    Json out = Json::array();
    for (const auto& [name, counters] : sorted) {
        Json entry;
        entry["name"] = name;
        entry["invalidations"] = counters->invalidations;
        entry["invalidated_by"] = counted(counters->culprits);
        entry["sites_hurt"] = hurt_sites(sites, name);
        out.push_back(std::move(entry));
    }
    return out;
}

Json opcodes_json(const Stats& stats) {
    Json out = Json::array();
    for (int i = 0; i < kOpCount; i++) {
        if (stats.opcodes[i] == 0) continue;
        const OpInfo& op = info(static_cast<Op>(i));
        out.push_back({{"name", op.name},
                       {"base", info(op.base).name},
                       {"form", op.form},
                       {"family", kFamilyNames[static_cast<int>(op.family)]},
                       {"executions", stats.opcodes[i]}});
    }
    return out;
}

Json families_json(const std::vector<SiteRef>& sites, SiteCounters& all) {
    constexpr int kCount = static_cast<int>(Family::kCount);
    std::vector<SiteCounters> totals(kCount);
    std::vector<u64> counts(kCount);
    for (const SiteRef& site : sites) {
        int family = static_cast<int>(info(site.body->site_forms[site.index]).family);
        add_up(totals[static_cast<std::size_t>(family)], site.counters());
        add_up(all, site.counters());
        counts[static_cast<std::size_t>(family)]++;
    }
    Json out = Json::array();
    for (std::size_t i = 0; i < kCount; i++) {
        if (counts[i] == 0) continue;
        Json entry;
        entry["name"] = kFamilyNames[i];
        entry["sites"] = counts[i];
        add_counters(entry, totals[i]);
        out.push_back(std::move(entry));
    }
    return out;
}

Json gc_json(Thread& t) {
    const HeapStats& heap = t.heap().stats();
    return {{"minor_collections", heap.minor_collections},
            {"major_collections", heap.major_collections},
            {"allocated_bytes", heap.allocated_bytes},
            {"live_bytes", heap.live_bytes},
            {"heap_bytes", heap.heap_bytes},
            {"freed_objects", heap.total_freed_objects},
            {"total_pause_ns", heap.total_pause_ns},
            {"longest_pause_ns", heap.longest_pause_ns}};
}

}  // namespace

std::string Stats::json(Thread& t) const {
    const VmState& state = vm_state(t);
    std::vector<SiteRef> sites = executed_sites(*this);
    SiteCounters all;
    Json families = families_json(sites, all);
    u64 instructions = 0;
    for (u64 count : opcodes) instructions += count;

    Json out;
    out["schema_version"] = kSchemaVersion;
    out["program"] = {{"krait", KRAIT_VERSION}, {"argv", state.argv}};
    out["sites"] = sites_json(sites, t, *this);
    out["types"] = types_json(*this, sites);
    out["opcodes"] = opcodes_json(*this);
    out["families"] = std::move(families);
    Json totals;
    totals["instructions"] = instructions;
    totals["sites"] = sites.size();
    add_counters(totals, all);
    out["totals"] = std::move(totals);
    out["gc"] = gc_json(t);
    return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace krait
