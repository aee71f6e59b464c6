#include "runtime/modules/time_struct.h"

#include "runtime/attribute/instance.h"
#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/text/fs.h"
#include "runtime/types/container_support.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace krait {

namespace {

// A struct_time is a tuple of 9 items with two words behind them, which the tuple's length doesn't
// count and its tracing doesn't visit: the offset from UTC (an int or None), and which name the
// time zone goes by.
constexpr u64 kFields = 9;
constexpr u64 kOffset = 9, kZone = 10, kAllFields = 11;
enum ZoneName : i64 { kUnnamed, kGmt, kLocal };

constexpr const char* kNames[kAllFields] = {"tm_year",  "tm_mon",    "tm_mday", "tm_hour",
                                            "tm_min",   "tm_sec",    "tm_wday", "tm_yday",
                                            "tm_isdst", "tm_gmtoff", "tm_zone"};

bool is_struct_time(Thread& t, Value v) {
    return v.is_object() && v.object()->type == t.types().struct_time;
}

Result<Tuple*> allocate_fields(Thread& t, Type* type) {
    Tuple* fields = TRY(allocate_instance_as<Tuple>(t, type, kAllFields * sizeof(Value)));
    fields->length = kFields;
    fields->items[kOffset] = Value::none();
    fields->items[kZone] = Value::small_int(kUnnamed);
    return fields;
}

Result<Value> from_tm(Thread& t, const std::tm& tm, ZoneName zone) {
    Tuple* fields = TRY(allocate_fields(t, t.types().struct_time));
    const i64 values[kFields] = {
        tm.tm_year + i64{1900}, tm.tm_mon + 1,  tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
        (tm.tm_wday + 6) % 7,   tm.tm_yday + 1, tm.tm_isdst};
    for (u64 i = 0; i < kFields; i++) fields->items[i] = Value::small_int(values[i]);
    fields->items[kOffset] = Value::small_int(tm.tm_gmtoff);
    fields->items[kZone] = Value::small_int(zone);
    return Value(fields);
}

// ---- the type

template <u64 index>
Result<Value> get_field(Thread&, Value self) {
    return self.as<Tuple>()->items[index];
}

bool is_summer_time(const Tuple* fields) {
    i64 flag;
    return is_int(fields->items[8]) && int_to_i64(fields->items[8], &flag) && flag > 0;
}

Result<Value> get_zone(Thread& t, Value self) {
    const Tuple* fields = self.as<Tuple>();
    i64 zone = fields->items[kZone].small_int_value();
    if (zone == kUnnamed) return Value::none();
    if (zone == kGmt) return make_str_ascii(t, "GMT");
    return make_str(t, text::decode_fs(::tzname[is_summer_time(fields)]));
}

constexpr GetSetDef kAttributes[] = {
    {"tm_year", "year, for example, 1993", get_field<0>},
    {"tm_mon", "month of year, 1 to 12", get_field<1>},
    {"tm_mday", "day of month, 1 to 31", get_field<2>},
    {"tm_hour", "hours, 0 to 23", get_field<3>},
    {"tm_min", "minutes, 0 to 59", get_field<4>},
    {"tm_sec", "seconds, 0 to 61", get_field<5>},
    {"tm_wday", "day of week, Monday is 0", get_field<6>},
    {"tm_yday", "day of year, 1 to 366", get_field<7>},
    {"tm_isdst", "1: summer time, 0: not, -1: unknown", get_field<8>},
    {"tm_gmtoff", "offset from UTC in seconds", get_field<kOffset>},
    {"tm_zone", "abbreviation of the time zone", get_zone},
};

Result<Value> struct_time_repr(Thread& t, Value self) {
    std::string text = "time.struct_time(";
    for (u64 i = 0; i < kFields; i++) {
        Str* item = TRY(repr(t, self.as<Tuple>()->items[i]));
        text += cat(i == 0 ? "" : ", ", kNames[i], "=", item);
    }
    return make_str(t, text + ")");
}

Result<Value> struct_time_new(Thread& t, Type* type, const Args& args) {
    if (args.n == 0)
        return raise_type_error(t, "structseq() missing required argument 'sequence' (pos 1)");
    Value source = TRY(list_or_tuple(t, args[0], "constructor requires a sequence"));
    u64 count = count_of(source);
    if (count < kFields) {
        return raise_type_error(t, cat("time.struct_time() takes an at least ", kFields,
                                       "-sequence (", count, "-sequence given)"));
    }
    if (count > kAllFields) {
        return raise_type_error(t, cat("time.struct_time() takes an at most ", kAllFields,
                                       "-sequence (", count, "-sequence given)"));
    }
    Tuple* fields = TRY(allocate_fields(t, type));
    std::copy(items_of(source), items_of(source) + kFields, fields->items);
    // The zone's name can't be kept as given; a local time's can be told from its offset.
    Value offset = count == kAllFields ? items_of(source)[kAllFields - 1] : Value::none();
    if (offset.is_small_int()) {
        fields->items[kOffset] = offset;
        fields->items[kZone] = Value::small_int(kLocal);
    }
    return Value(fields);
}

Result<Value> struct_time_reduce(Thread& t, Value* a) {
    Tuple* fields = a[0].as<Tuple>();
    Dict* named = TRY(make_dict(t));
    Str* zone = TRY(intern(t, "tm_zone"));
    Str* offset = TRY(intern(t, "tm_gmtoff"));
    TRY(dict_set_str(t, named, zone, TRY(get_zone(t, a[0]))));
    TRY(dict_set_str(t, named, offset, fields->items[kOffset]));
    Value arguments[] = {Value(TRY(make_tuple_from(t, fields->items, kFields))), Value(named)};
    Value items[] = {Value(fields->type), Value(TRY(make_tuple_from(t, arguments, 2)))};
    return make_tuple_from(t, items, 2);
}

constexpr NativeDef kMethods[] = {
    {"__reduce__", "($self, /)", nullptr, struct_time_reduce},
};

// ---- seconds and tm

Result<std::time_t> seconds_argument(Thread& t, Value v) {
    if (v.is_none() || v.is_empty()) return std::time(nullptr);
    constexpr const char* kOutOfRange = "timestamp out of range for platform time_t";
    if (is_float(v)) {
        double seconds = std::floor(float_value(v));
        if (std::isnan(seconds)) return raise_value_error(t, "Invalid value NaN (not a number)");
        if (!(seconds > -9.2e18 && seconds < 9.2e18)) return raise_overflow_error(t, kOutOfRange);
        return static_cast<std::time_t>(seconds);
    }
    Value index = TRY(to_index(t, v));
    i64 seconds;
    if (!int_to_i64(index, &seconds)) return raise_overflow_error(t, kOutOfRange);
    return seconds;
}

Result<Value> broken_down(Thread& t, Value argument,
                          std::tm* (*convert)(const std::time_t*, std::tm*), ZoneName zone) {
    std::time_t seconds = TRY(seconds_argument(t, argument));
    std::tm tm{};
    errno = 0;
    if (convert(&seconds, &tm) == nullptr) return raise_os_error(t, errno != 0 ? errno : EINVAL);
    return from_tm(t, tm, zone);
}

// An item of a time tuple.
Result<int> tuple_item(Thread& t, Value item) {
    Value index = TRY(to_index(t, item));
    i64 value;
    if (!int_to_i64(index, &value))
        return raise_overflow_error(t, "Python int too large to convert to C long");
    if (value > INT32_MAX) return raise_overflow_error(t, "signed integer is greater than maximum");
    if (value < INT32_MIN) return raise_overflow_error(t, "signed integer is less than minimum");
    return static_cast<int>(value);
}

// The time that a tuple or struct_time stands for. `function` is for messages.
Result<void> tm_of(Thread& t, Value v, const char* function, std::tm* tm) {
    *tm = std::tm{};
    if (!is_tuple(v)) return raise_type_error(t, "Tuple or struct_time argument required");
    const Tuple* fields = v.as<Tuple>();
    if (fields->length != kFields)
        return raise_type_error(t, cat(function, "(): illegal time tuple argument"));
    i64 values[kFields];
    for (u64 i = 0; i < kFields; i++) values[i] = TRY(tuple_item(t, fields->items[i]));
    i64 year = values[0] - 1900;
    if (year < INT32_MIN) return raise_overflow_error(t, "year out of range");
    tm->tm_year = static_cast<int>(year);
    tm->tm_mon = static_cast<int>(values[1] - 1);
    tm->tm_mday = static_cast<int>(values[2]);
    tm->tm_hour = static_cast<int>(values[3]);
    tm->tm_min = static_cast<int>(values[4]);
    tm->tm_sec = static_cast<int>(values[5]);
    tm->tm_wday = static_cast<int>((values[6] + 1) % 7);
    tm->tm_yday = static_cast<int>(values[7] - 1);
    tm->tm_isdst = static_cast<int>(values[8]);
    if (!is_struct_time(t, v)) return {};
    if (fields->items[kOffset].is_small_int())
        tm->tm_gmtoff = fields->items[kOffset].small_int_value();
    i64 zone = fields->items[kZone].small_int_value();
    if (zone == kGmt)
        tm->tm_zone = "GMT";
    else if (zone == kLocal)
        tm->tm_zone = ::tzname[tm->tm_isdst > 0];
    return {};
}

// What strftime() and asctime() can print; zero stands for the first month and day.
Result<void> check_tm(Thread& t, std::tm* tm) {
    if (tm->tm_mon == -1) tm->tm_mon = 0;
    if (tm->tm_mday == 0) tm->tm_mday = 1;
    if (tm->tm_yday == -1) tm->tm_yday = 0;
    struct Range {
        int value, last;
        const char* name;
    };
    const Range ranges[] = {{tm->tm_mon, 11, "month"},        {tm->tm_mday, 31, "day of month"},
                            {tm->tm_hour, 23, "hour"},        {tm->tm_min, 59, "minute"},
                            {tm->tm_sec, 61, "seconds"},      {tm->tm_wday, 6, "day of week"},
                            {tm->tm_yday, 365, "day of year"}};
    for (const Range& range : ranges)
        if (range.value < 0 || range.value > range.last)
            return raise_value_error(t, cat(range.name, " out of range"));
    return {};
}

Result<void> tm_or_now(Thread& t, Value v, const char* function, std::tm* tm) {
    if (!v.is_none() && !v.is_empty()) return tm_of(t, v, function, tm);
    std::time_t now = std::time(nullptr);
    if (::localtime_r(&now, tm) == nullptr) return raise_os_error(t, errno);
    return {};
}

Result<Value> ascii_time(Thread& t, const std::tm& tm) {
    constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[64];
    std::snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %lld", kDays[tm.tm_wday],
                  kMonths[tm.tm_mon], tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
                  tm.tm_year + 1900LL);
    return make_str_ascii(t, text);
}

// One piece of a format, without NULs. An empty result is told from one that doesn't fit by a mark
// in front.
Result<void> append_formatted(Thread& t, std::string& out, const std::string& format,
                              const std::tm& tm) {
    if (format.empty()) return {};
    std::string marked = "." + format;
    for (std::size_t room = 256; room <= 256 * marked.size() + 256; room *= 2) {
        std::string buffer(room, '\0');
        std::size_t length = std::strftime(buffer.data(), room, marked.c_str(), &tm);
        if (length == 0) continue;
        out += text::decode_mixed(std::string_view(buffer).substr(1, length - 1));
        return {};
    }
    return raise_value_error(t, "Invalid format string");
}

}  // namespace

Result<Value> time_gmtime(Thread& t, Value* a) {
    return broken_down(t, a[0], ::gmtime_r, kGmt);
}
Result<Value> time_localtime(Thread& t, Value* a) {
    return broken_down(t, a[0], ::localtime_r, kLocal);
}

Result<Value> time_mktime(Thread& t, Value* a) {
    std::tm tm;
    TRY(tm_of(t, a[0], "mktime", &tm));
    // -1 is also a time; mktime() sets the day of the week only when it succeeds.
    tm.tm_wday = -1;
    std::time_t seconds = std::mktime(&tm);
    if (seconds == -1 && tm.tm_wday == -1)
        return raise_overflow_error(t, "mktime argument out of range");
    return Value::from_double(static_cast<double>(seconds));
}

Result<Value> time_asctime(Thread& t, Value* a) {
    std::tm tm;
    TRY(tm_or_now(t, a[0], "asctime", &tm));
    TRY(check_tm(t, &tm));
    return ascii_time(t, tm);
}

Result<Value> time_ctime(Thread& t, Value* a) {
    std::time_t seconds = TRY(seconds_argument(t, a[0]));
    std::tm tm{};
    errno = 0;
    if (::localtime_r(&seconds, &tm) == nullptr)
        return raise_os_error(t, errno != 0 ? errno : EINVAL);
    return ascii_time(t, tm);
}

Result<Value> time_strftime(Thread& t, Value* a) {
    if (!is_str(a[0]))
        return raise_type_error(t,
                                cat("strftime() argument 1 must be str, not ", type_name(t, a[0])));
    std::tm tm;
    TRY(tm_or_now(t, a[1], "strftime", &tm));
    TRY(check_tm(t, &tm));
    std::string_view format = a[0].as<Str>()->view();
    std::string out;
    while (true) {
        std::size_t nul = format.find('\0');
        TRY(append_formatted(t, out, std::string(format.substr(0, nul)), tm));
        if (nul == std::string_view::npos) break;
        out += '\0';
        format.remove_prefix(nul + 1);
    }
    return make_str(t, out);
}

// ---- the time zone's constants

namespace {

// The offset from UTC and the zone's name in the middle of a season of this year.
struct Season {
    i64 offset;
    std::string name;
};

Season season_at(std::time_t seconds) {
    std::tm tm{};
    if (::localtime_r(&seconds, &tm) == nullptr) return {0, "UTC"};
    return {tm.tm_gmtoff, tm.tm_zone != nullptr ? tm.tm_zone : ""};
}

Result<void> set_zone_constants(Thread& t, Dict* dict) {
    constexpr std::time_t kYear = (365 * 24 + 6) * 3600;
    std::time_t january = std::time(nullptr) / kYear * kYear;
    Season standard = season_at(january), summer = season_at(january + kYear / 2);
    // In the south, January is in summer.
    if (summer.offset < standard.offset) std::swap(standard, summer);
    Value names[] = {Value(TRY(make_str(t, text::decode_fs(standard.name)))),
                     Value(TRY(make_str(t, text::decode_fs(summer.name))))};
    struct Constant {
        const char* name;
        Value value;
    };
    const Constant constants[] = {{"timezone", Value::small_int(-standard.offset)},
                                  {"altzone", Value::small_int(-summer.offset)},
                                  {"daylight", Value::small_int(standard.offset != summer.offset)},
                                  {"tzname", Value(TRY(make_tuple_from(t, names, 2)))}};
    for (const Constant& constant : constants) {
        Str* name = TRY(intern(t, constant.name));
        TRY(dict_set_str(t, dict, name, constant.value));
    }
    return {};
}

Result<void> set_int(Thread& t, Dict* dict, const char* name, i64 value) {
    Str* key = TRY(intern(t, name));
    return dict_set_str(t, dict, key, Value::small_int(value));
}

}  // namespace

Result<Value> time_tzset(Thread& t, Value*) {
    ::tzset();
    Value module = dict_get_str(t.vm->modules, TRY(intern(t, "time")));
    if (module.is_object() && !module.is_empty() && module.object()->kind == Kind::Module)
        TRY(set_zone_constants(t, module.as<Module>()->dict));
    return Value::none();
}

Result<void> add_calendar(Thread& t, Module* module) {
    ::tzset();
    TypeDef def{
        .name = "struct_time", .instance_kind = Kind::Tuple, .instance_size = sizeof(Tuple)};
    def.doc = "What gmtime(), localtime() and strptime() return: a tuple of nine ints with names.";
    def.base = t.types().tuple;
    def.module = "time";
    def.methods = kMethods;
    def.getsets = kAttributes;
    def.slots.repr = struct_time_repr;
    def.slots.new_ = struct_time_new;
    Type* type = TRY(make_native_type(t, def));
    t.vm->types.struct_time = type;
    TRY(set_int(t, type->dict, "n_fields", kAllFields));
    TRY(set_int(t, type->dict, "n_sequence_fields", kFields));
    TRY(set_int(t, type->dict, "n_unnamed_fields", 0));
    Str* name = TRY(intern(t, "struct_time"));
    TRY(dict_set_str(t, module->dict, name, Value(type)));
    TRY(set_int(t, module->dict, "_STRUCT_TM_ITEMS", kAllFields));
    return set_zone_constants(t, module->dict);
}

}  // namespace krait
