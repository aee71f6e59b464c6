// Tables for people out of the statistics that `krait --stats FILE` writes.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace krait::stats_tool {

using Json = nlohmann::ordered_json;

struct ReportOptions {
    std::size_t sites = 20;      // of the hottest ones
    std::string function;        // only sites whose function or file contains this
    bool problems_only = false;  // only sites that are not specialized or often miss
};

std::string report(const Json& statistics, const ReportOptions& options);

}  // namespace krait::stats_tool
