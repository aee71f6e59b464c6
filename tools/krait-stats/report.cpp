#include "tools/krait-stats/report.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace krait::stats_tool {

namespace {

std::uint64_t number(const Json& object, const char* key) {
    auto found = object.find(key);
    return found == object.end() || !found->is_number() ? 0 : found->get<std::uint64_t>();
}
std::string text(const Json& object, const char* key) {
    auto found = object.find(key);
    return found == object.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return "-";
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.1f%%",
                  100.0 * static_cast<double>(part) / static_cast<double>(whole));
    return buffer;
}

std::string grouped(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

// Columns padded to their widest cell; those named in `left` are aligned to the left.
class Table {
public:
    Table(std::vector<std::string> header, std::vector<bool> left) : left_(std::move(left)) {
        add(std::move(header));
    }
    void add(std::vector<std::string> row) {
        widths_.resize(std::max(widths_.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); i++)
            widths_[i] = std::max(widths_[i], row[i].size());
        rows_.push_back(std::move(row));
    }
    std::string render() const {
        std::string out;
        for (std::size_t r = 0; r < rows_.size(); r++) {
            std::string line = " ";
            for (std::size_t i = 0; i < rows_[r].size(); i++) {
                std::string padding(widths_[i] - rows_[r][i].size(), ' ');
                line += " " + (left_[i] ? rows_[r][i] + padding : padding + rows_[r][i]) + " ";
            }
            while (line.back() == ' ') line.pop_back();
            out += line + "\n";
        }
        return out;
    }

private:
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> widths_;
    std::vector<bool> left_;
};

std::string totals(const Json& statistics) {
    const Json& all = statistics["totals"];
    std::uint64_t executions = number(all, "executions");
    std::string out = "Program: ";
    for (const Json& argument : statistics["program"].value("argv", Json::array()))
        out += argument.get<std::string>() + " ";
    out += "\nInstructions: " + grouped(number(all, "instructions")) +
           ", of them at sites that can be specialized: " + grouped(executions) + " (" +
           percent(executions, number(all, "instructions")) + ")\n";
    out += "Hits: " + percent(number(all, "hits"), executions) +
           "   misses: " + percent(number(all, "misses"), executions) +
           "   generic: " + percent(number(all, "generic"), executions) + "\n";
    return out;
}

std::string families(const Json& statistics) {
    Table table({"family", "sites", "executions", "hits", "misses", "generic", "hit rate", "deopts",
                 "attempts", "failed"},
                {true, false, false, false, false, false, false, false, false, false});
    std::vector<Json> sorted(statistics["families"].begin(), statistics["families"].end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const Json& a, const Json& b) {
        return number(a, "executions") > number(b, "executions");
    });
    for (const Json& family : sorted) {
        table.add({text(family, "name"), grouped(number(family, "sites")),
                   grouped(number(family, "executions")), grouped(number(family, "hits")),
                   grouped(number(family, "misses")), grouped(number(family, "generic")),
                   percent(number(family, "hits"), number(family, "executions")),
                   grouped(number(family, "deopts")), grouped(number(family, "attempts")),
                   grouped(number(family, "failures"))});
    }
    return "\nFamilies\n" + table.render();
}

bool is_problem(const Json& site) {
    return number(site, "executions") > 16 &&
           number(site, "hits") * 10 < number(site, "executions") * 9;
}

std::string place(const Json& site) {
    std::string file = text(site, "file");
    std::size_t slash = file.rfind('/');
    if (slash != std::string::npos) file = file.substr(slash + 1);
    std::string out = file + ":" + std::to_string(number(site, "line")) + ":" +
                      std::to_string(number(site, "column") + 1);
    if (number(site, "copy") > 0) out += "/" + std::to_string(number(site, "copy") + 1);
    return out;
}

std::string seen_types(const Json& site) {
    std::string out;
    std::size_t shown = 0;
    for (const Json& type : site.value("types", Json::array())) {
        if (shown++ == 4) return out + ", ...";
        out += (out.empty() ? "" : ", ") + text(type, "name");
    }
    return out;
}

std::string reason_line(const Json& site) {
    auto found = site.find("reason");
    if (found == site.end() || !found->is_object()) return {};
    std::string out = text(*found, "text");
    std::string advice = text(*found, "advice");
    return advice.empty() ? out : out + ": " + advice;
}

std::vector<Json> chosen_sites(const Json& statistics, const ReportOptions& options) {
    std::vector<Json> sites;
    for (const Json& site : statistics["sites"]) {
        bool wanted = options.function.empty() ||
                      text(site, "function").find(options.function) != std::string::npos ||
                      text(site, "file").find(options.function) != std::string::npos;
        if (wanted && (!options.problems_only || is_problem(site))) sites.push_back(site);
    }
    std::stable_sort(sites.begin(), sites.end(), [](const Json& a, const Json& b) {
        return number(a, "executions") > number(b, "executions");
    });
    if (sites.size() > options.sites) sites.resize(options.sites);
    return sites;
}

std::string hottest(const Json& statistics, const ReportOptions& options) {
    Table table(
        {"where", "function", "instruction", "name", "form", "executions", "hit rate", "types"},
        {true, true, true, true, true, false, false, true});
    std::string notes;
    for (const Json& site : chosen_sites(statistics, options)) {
        std::string form = text(site, "form");
        table.add({place(site), text(site, "function"), text(site, "opcode"), text(site, "name"),
                   form.empty() ? "-" : form, grouped(number(site, "executions")),
                   percent(number(site, "hits"), number(site, "executions")), seen_types(site)});
        std::string reason = reason_line(site);
        if (!reason.empty() && is_problem(site)) {
            notes += "  " + place(site) + "  " + text(site, "opcode") + " " + text(site, "name") +
                     "\n      " + reason + "\n";
        }
    }
    std::string out = options.problems_only ? "\nSites that are not specialized or often miss\n"
                                            : "\nHottest sites\n";
    out += table.render();
    if (!notes.empty()) out += "\nWhy not specialized\n" + notes;
    return out;
}

std::string types(const Json& statistics) {
    std::vector<Json> sorted(statistics["types"].begin(), statistics["types"].end());
    if (sorted.empty()) return {};
    std::stable_sort(sorted.begin(), sorted.end(), [](const Json& a, const Json& b) {
        return number(a, "invalidations") > number(b, "invalidations");
    });
    if (sorted.size() > 20) sorted.resize(20);
    Table table({"class", "changes", "changed by", "sites hurt"}, {true, false, true, true});
    for (const Json& type : sorted) {
        const Json& culprits = type["invalidated_by"];
        const Json& hurt = type["sites_hurt"];
        std::string first = culprits.empty() ? "" : text(culprits[0], "name");
        if (culprits.size() > 1) first += " and " + std::to_string(culprits.size() - 1) + " more";
        std::string place = hurt.empty() ? "-" : hurt[0].get<std::string>();
        if (hurt.size() > 1) place += " and " + std::to_string(hurt.size() - 1) + " more";
        table.add({text(type, "name"), grouped(number(type, "invalidations")), first, place});
    }
    return "\nClasses that changed after they were made\n" + table.render();
}

std::string collector(const Json& statistics) {
    const Json& gc = statistics["gc"];
    return "\nGarbage collector: " + grouped(number(gc, "minor_collections")) + " minor and " +
           grouped(number(gc, "major_collections")) + " major collections, " +
           grouped(number(gc, "allocated_bytes")) + " bytes allocated, " +
           grouped(number(gc, "total_pause_ns") / 1000) + " microseconds in all\n";
}

}  // namespace

std::string report(const Json& statistics, const ReportOptions& options) {
    return totals(statistics) + families(statistics) + hottest(statistics, options) +
           types(statistics) + collector(statistics);
}

}  // namespace krait::stats_tool
