// The peer that flowaudit is measured against: the same question asked through simdjson.
//
// It counts flows by verdict, and DROPPED lines by source namespace, destination namespace, reason
// and the first policy that denied. It does not: pair the two lines of a packet, read times, know
// lost events from other lines, look at bare flows or camelCase keys, keep a coverage. So it does
// less than flowaudit on every line: its time is the bound that a general JSON reader sets.
//
//   on-demand  one document a line; leaves a line that is no drop right after its verdict, so that
//              nothing behind it is looked at, let alone validated ("sj" in the tables)
//   dom        parses, and so validates, every line whole
//
// build: g++ -std=c++17 -O3 -march=native simdjson_drops.cpp -lsimdjson -o simdjson_drops
// usage: simdjson_drops on-demand|dom read-256k|read-1m|map|map-populate FILE     ("-" reads standard input)
// output, columns between tabs: V, verdict, lines; D, source and destination namespace, reason,
//         policy, lines; L, flow or other or malformed, lines
#include <fcntl.h>
#include <simdjson.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

namespace ondemand = simdjson::ondemand;
namespace dom = simdjson::dom;

// What is counted.
class Counts {
 public:
  void flow(std::string_view verdict) {
    flows++;
    if (verdict == "FORWARDED") {
      forwarded++;
    } else {
      verdicts[std::string(verdict)]++;
    }
  }

  void drop(std::string_view source, std::string_view destination, std::string_view reason,
            std::string_view policy) {
    key.clear();
    key.append(source).append("\t").append(destination).append("\t");
    key.append(reason).append("\t").append(policy);
    drops[key]++;
  }

  void print() {
    if (forwarded != 0) verdicts["FORWARDED"] += forwarded;
    print('V', verdicts);
    print('D', drops);
    std::printf("L\tflow\t%lu\nL\tother\t%lu\nL\tmalformed\t%lu\n", flows, other, malformed);
  }

  unsigned long other = 0;
  unsigned long malformed = 0;

 private:
  using Table = std::unordered_map<std::string, unsigned long>;

  static void print(char kind, const Table& table) {
    const std::map<std::string, unsigned long> sorted(table.begin(), table.end());
    for (const auto& [name, count] : sorted) {
      std::printf("%c\t%s\t%lu\n", kind, name.c_str(), count);
    }
  }

  Table verdicts, drops;
  unsigned long flows = 0;
  unsigned long forwarded = 0;  // by far the most, kept out of the table
  std::string key;
};

// The fields of one flow that the counts need.
struct FlowFields {
  std::string_view verdict, source, destination, reason, egressPolicy, ingressPolicy;
};

// On-Demand: fields in the order of the line, each read once, nothing read twice.
class OnDemandReader {
 public:
  explicit OnDemandReader(Counts& counts) : counts(counts) {}

  void line(const char* text, size_t length, size_t readable) {
    ondemand::document document;
    if (parser.iterate(simdjson::padded_string_view(text, length, readable)).get(document)) {
      counts.malformed++;
      return;
    }
    count(document);
  }

 private:
  void count(ondemand::document& document) {
    ondemand::object record;
    if (document.get_object().get(record)) {
      counts.malformed++;
      return;
    }
    for (auto member : record) {
      ondemand::raw_json_string key;
      if (member.key().get(key)) {
        counts.malformed++;
        return;
      }
      if (!key.unsafe_is_equal("flow")) continue;
      countFlow(member.value());
      return;
    }
    counts.other++;
  }

  void countFlow(simdjson::simdjson_result<ondemand::value> value) {
    ondemand::object flow;
    FlowFields fields;
    if (value.get_object().get(flow) || !read(flow, fields)) {
      counts.malformed++;
      return;
    }
    counts.flow(fields.verdict.empty() ? "VERDICT_UNKNOWN" : fields.verdict);
    if (fields.verdict != "DROPPED") return;
    counts.drop(fields.source, fields.destination, fields.reason,
                fields.egressPolicy.empty() ? fields.ingressPolicy : fields.egressPolicy);
  }

  // The early end: whoever has no drop before him needs nothing more of the line.
  static bool isOtherVerdict(const FlowFields& fields) {
    return !fields.verdict.empty() && fields.verdict != "DROPPED";
  }

  // False if the line is malformed as far as it was read.
  static bool read(ondemand::object& flow, FlowFields& fields) {
    for (auto member : flow) {
      ondemand::raw_json_string key;
      if (member.key().get(key)) return false;
      if (!read(key, member.value(), fields)) return false;
      if (isOtherVerdict(fields)) return true;
    }
    return true;
  }

  // Takes one field; the first letter is asked first, as it settles most of a flow's 30 keys.
  static bool read(ondemand::raw_json_string key, simdjson::simdjson_result<ondemand::value> value,
                   FlowFields& fields) {
    switch (key.raw()[0]) {
      case 'v':
        return !key.unsafe_is_equal("verdict") || !value.get_string().get(fields.verdict);
      case 's':
        return !key.unsafe_is_equal("source") || memberText(value, "namespace", fields.source);
      case 'd':
        if (key.unsafe_is_equal("destination")) {
          return memberText(value, "namespace", fields.destination);
        }
        return !key.unsafe_is_equal("drop_reason_desc") || !value.get_string().get(fields.reason);
      case 'e':
        return !key.unsafe_is_equal("egress_denied_by") || firstName(value, fields.egressPolicy);
      case 'i':
        return !key.unsafe_is_equal("ingress_denied_by") || firstName(value, fields.ingressPolicy);
      default:
        return true;
    }
  }

  static bool memberText(simdjson::simdjson_result<ondemand::value> value, const char* key,
                         std::string_view& text) {
    ondemand::object object;
    if (value.get_object().get(object)) return false;
    if (object.find_field(key).get_string().get(text)) text = {};
    return true;
  }

  static bool firstName(simdjson::simdjson_result<ondemand::value> value, std::string_view& name) {
    ondemand::array policies;
    if (value.get_array().get(policies)) return false;
    for (auto policy : policies) {
      return memberText(policy, "name", name);
    }
    return true;
  }

  Counts& counts;
  ondemand::parser parser;
};

// DOM: the whole line is parsed before the first field is asked for.
class DOMReader {
 public:
  explicit DOMReader(Counts& counts) : counts(counts) {}

  void line(const char* text, size_t length, size_t) {
    dom::element record;
    dom::object flow;
    if (parser.parse(text, length, false).get(record) || !record.is_object()) {
      counts.malformed++;
      return;
    }
    if (record["flow"].get(flow)) {
      counts.other++;
      return;
    }
    std::string_view verdict = "VERDICT_UNKNOWN";
    if (flow["verdict"].get(verdict)) verdict = "VERDICT_UNKNOWN";
    counts.flow(verdict);
    if (verdict != "DROPPED") return;
    std::string_view policy = firstName(flow["egress_denied_by"]);
    if (policy.empty()) policy = firstName(flow["ingress_denied_by"]);
    counts.drop(textOf(flow["source"]["namespace"]), textOf(flow["destination"]["namespace"]),
                textOf(flow["drop_reason_desc"]), policy);
  }

 private:
  static std::string_view textOf(simdjson::simdjson_result<dom::element> element) {
    std::string_view text;
    return element.get(text) ? std::string_view() : text;
  }

  static std::string_view firstName(simdjson::simdjson_result<dom::element> element) {
    dom::array policies;
    if (element.get(policies) || policies.size() == 0) return {};
    return textOf(policies.at(0)["name"]);
  }

  Counts& counts;
  dom::parser parser;
};

// Hands out the whole lines of a text; gives where the last of them ends.
template <class Reader>
const char* handOut(const char* start, const char* end, Reader& reader) {
  while (start < end) {
    const void* found = std::memchr(start, '\n', static_cast<size_t>(end - start));
    if (found == nullptr) break;
    const char* lineEnd = static_cast<const char*>(found);
    const size_t length = static_cast<size_t>(lineEnd - start);
    if (length != 0) reader.line(start, length, length + 64);
    start = lineEnd + 1;
  }
  return start;
}

constexpr size_t padding = 4096;  // simdjson reads up to 64 bytes behind a text

// Reads from a place on into one buffer that stays in the cache, hands out whole lines, carries the tail over.
// A line longer than the buffer makes it grow.
template <class Reader>
void readLines(int descriptor, size_t bufferSize, Reader& reader) {
  std::vector<char> buffer(bufferSize + padding);
  size_t held = 0;
  for (;;) {
    const size_t capacity = buffer.size() - padding;
    const ssize_t count = read(descriptor, buffer.data() + held, capacity - held);
    if (count < 0) {
      std::perror("simdjson_drops: read");
      std::exit(3);
    }
    if (count == 0 && held > 0) buffer[held++] = '\n';
    const char* start = buffer.data();
    const size_t used = static_cast<size_t>(handOut(start, start + held + count, reader) - start);
    if (count == 0) return;
    held += static_cast<size_t>(count) - used;
    std::memmove(buffer.data(), buffer.data() + used, held);
    if (held == capacity) buffer.resize(2 * capacity + padding);
  }
}

// Maps the file whole, with all its pages at once or one after the other; reads what is near its end.
template <class Reader>
void mapLines(int descriptor, int flags, Reader& reader) {
  struct stat status;
  if (fstat(descriptor, &status) != 0 || status.st_size <= static_cast<off_t>(padding)) {
    return readLines(descriptor, 256 * 1024, reader);
  }
  const size_t size = static_cast<size_t>(status.st_size);
  void* bytes = mmap(nullptr, size, PROT_READ, MAP_SHARED | flags, descriptor, 0);
  if (bytes == MAP_FAILED) {
    std::perror("simdjson_drops: mmap");
    std::exit(3);
  }
  const char* start = static_cast<const char*>(bytes);
  const char* rest = handOut(start, start + size - padding, reader);
  lseek(descriptor, rest - start, SEEK_SET);
  readLines(descriptor, 256 * 1024, reader);
}

template <class Reader>
bool takeLines(int descriptor, const std::string& way, Reader& reader) {
  if (way == "read-256k") {
    readLines(descriptor, 256 * 1024, reader);
  } else if (way == "read-1m") {
    readLines(descriptor, 1024 * 1024, reader);
  } else if (way == "map") {
    mapLines(descriptor, 0, reader);
  } else if (way == "map-populate") {
    mapLines(descriptor, MAP_POPULATE, reader);
  } else {
    return false;
  }
  return true;
}

}  // namespace

int main(int argumentCount, char** arguments) {
  const std::string mode = argumentCount == 4 ? arguments[1] : "";
  if (mode != "on-demand" && mode != "dom") {
    std::fprintf(stderr, "usage: simdjson_drops on-demand|dom read-256k|read-1m|map|map-populate FILE\n");
    return 2;
  }
  const bool isStandardInput = std::strcmp(arguments[3], "-") == 0;
  const int descriptor = isStandardInput ? STDIN_FILENO : open(arguments[3], O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    std::perror("simdjson_drops: open");
    return 3;
  }
  Counts counts;
  bool isKnown;
  if (mode == "on-demand") {
    OnDemandReader reader(counts);
    isKnown = takeLines(descriptor, arguments[2], reader);
  } else {
    DOMReader reader(counts);
    isKnown = takeLines(descriptor, arguments[2], reader);
  }
  if (!isKnown) return 2;
  counts.print();
  return 0;
}
