// The command line of krait.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace krait::cli {

enum class Input { kScript, kCommand, kModule, kStandardInput };

struct Options {
    Input input = Input::kStandardInput;
    // As text (runtime/text/fs.h).
    std::string target;             // the script's path, the command, the module's name
    std::vector<std::string> argv;  // sys.argv
    std::string specialize = "all";
    std::string stats_file;
    std::uint64_t max_heap = 0;  // bytes; 0 = not given
    bool disassemble = false;
    bool unbuffered = false;
    bool interactive = false;         // -i
    bool random_hashes = false;       // -R: whatever PYTHONHASHSEED says
    bool ignore_environment = false;  // -E
    bool safe_path = false;           // -P
    bool isolated = false;            // -I: -E and -P
    int exit_status = -1;             // not negative: there is nothing to run
};

// Prints help, the version or what is wrong itself and says so in `exit_status`.
Options parse_command_line(int argc, char** argv);

}  // namespace krait::cli
