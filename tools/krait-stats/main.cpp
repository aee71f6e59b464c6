// krait-stats: shows what `krait --stats FILE` counted.

#include "tools/krait-stats/report.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>

namespace {

using krait::stats_tool::Json;

constexpr int kSchemaVersion = 1;

// The statistics in a file; a discarded value after a message if there are none.
Json load(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::fprintf(stderr, "krait-stats: can't open '%s'\n", path.c_str());
        return Json(Json::value_t::discarded);
    }
    Json statistics = Json::parse(file, nullptr, false);
    bool usable =
        statistics.is_object() && statistics.contains("totals") && statistics.contains("sites");
    if (!usable) {
        std::fprintf(stderr, "krait-stats: '%s' holds no statistics of krait\n", path.c_str());
        return Json(Json::value_t::discarded);
    }
    if (statistics.value("schema_version", 0) != kSchemaVersion) {
        std::fprintf(stderr, "krait-stats: '%s' has another schema_version than %d\n", path.c_str(),
                     kSchemaVersion);
        return Json(Json::value_t::discarded);
    }
    return statistics;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Shows the statistics that krait --stats FILE writes.", "krait-stats");
    app.require_subcommand(1);
    krait::stats_tool::ReportOptions options;
    std::string path;
    CLI::App* report = app.add_subcommand("report", "Print tables: families, sites, classes");
    report->add_option("FILE", path, "What krait --stats wrote")->required();
    report->add_option("-n,--sites", options.sites, "How many sites to show")
        ->capture_default_str();
    report->add_option("-f,--function", options.function,
                       "Only sites in functions or files whose name contains this");
    report->add_flag("-p,--problems", options.problems_only,
                     "Only sites that are not specialized or often miss");
    CLI11_PARSE(app, argc, argv);
    Json statistics = load(path);
    if (statistics.is_discarded()) return 1;
    std::string text = krait::stats_tool::report(statistics, options);
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
