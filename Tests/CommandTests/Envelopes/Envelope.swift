import Foundation
import TestSupport
import Testing

/// What a collector makes of flow lines, and the form that the coverage names.
struct Envelope: Sendable, CustomTestStringConvertible {
  let name: String
  /// What the coverage says, as far as it is not the name of an outer envelope.
  let form: String
  /// The whole log, of the lines.
  let log: @Sendable ([String]) -> String

  var testDescription: String { name }

  init(_ name: String, _ form: String, log: @escaping @Sendable ([String]) -> String) {
    self.name = name
    self.form = form
    self.log = log
  }

  /// An envelope around each line.
  init(
    _ name: String, _ form: String, line: @escaping @Sendable (String) -> String
  ) {
    self.init(name, form) { lines in lines.map { line($0) + "\n" }.joined() }
  }

  /// Members, and strings of arrays, that are gone into to find a line in it.
  var depth: Int {
    let before = "in member "
    guard form.hasPrefix(before) else {
      return 0
    }
    let path = form.dropFirst(before.count).prefix { $0 != " " }
    return path.split(separator: ".").count + (path.hasSuffix("[][]") ? 1 : 0)
  }

  /// A text as a JSON string: byte by byte, as debug builds are slow with characters.
  static func string(_ text: String) -> String {
    var escaped = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): escaped += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): escaped += "\\n".utf8
      case 0..<0x20: escaped += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: escaped.append(byte)
      }
    }
    escaped.append(UInt8(ascii: "\""))
    return String(decoding: escaped, as: UTF8.self)
  }

  /// A value laid out over several lines, as `jq .` does it.
  static func pretty(_ text: String) -> String {
    var laidOut: [UInt8] = []
    var depth = 0
    var isInString = false
    var isEscaped = false
    func breakLine() {
      laidOut.append(UInt8(ascii: "\n"))
      laidOut += [UInt8](repeating: UInt8(ascii: " "), count: 2 * depth)
    }
    for byte in text.utf8 {
      if isInString {
        laidOut.append(byte)
        isInString = isEscaped || byte != UInt8(ascii: "\"")
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        laidOut.append(byte)
        breakLine()
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        breakLine()
        laidOut.append(byte)
      case UInt8(ascii: ","):
        laidOut.append(byte)
        breakLine()
      case UInt8(ascii: ":"): laidOut += ": ".utf8
      default:
        isInString = byte == UInt8(ascii: "\"")
        laidOut.append(byte)
      }
    }
    return String(decoding: laidOut, as: UTF8.self)
  }

  /// Those that stand around each line, as JSON: any of them may stand around another.
  static let members: [Self] = [
    Self("docker json-file", "in member log of docker json-file") {
      "{\"log\":\(string($0 + "\n")),\"stream\":\"stdout\",\"time\":\"2026-10-12T08:00:01.1Z\"}"
    },
    Self("Fluent Bit", "in member log of Fluent Bit") {
      "{\"date\":1791000001.1,\"log\":\(string($0))}"
    },
    Self("Filebeat", "in member message of Elastic Beats or Logstash") {
      "{\"@timestamp\":\"2026-10-12T08:00:01.1Z\",\"message\":\(string($0)),\"host\":{\"name\":\"a\"}}"
    },
    Self("Splunk export", "in member result._raw of Splunk") {
      "{\"preview\":false,\"result\":{\"_raw\":\(string($0)),\"_time\":\"x\"}}"
    },
    Self("Splunk HEC", "in member event of Splunk HEC") {
      "{\"time\":1791000001.1,\"sourcetype\":\"hubble\",\"event\":\($0)}"
    },
    Self("Google Cloud Logging", "in member jsonPayload of Google Cloud Logging") {
      "{\"insertId\":\"x\",\"jsonPayload\":\($0),\"timestamp\":\"2026-10-12T08:00:01Z\"}"
    },
    Self("Elasticsearch", "in member _source.hubble of Elasticsearch") {
      "{\"_index\":\"a\",\"_source\":{\"@timestamp\":\"2026-10-12T08:00:01.1Z\",\"hubble\":\($0)}}"
    },
    Self("journald", "in member MESSAGE of journald") {
      "{\"__REALTIME_TIMESTAMP\":\"1\",\"_HOSTNAME\":\"a\",\"MESSAGE\":\(string($0))}"
    },
    Self(
      "OpenTelemetry",
      "in member resourceLogs[].scopeLogs[].logRecords[].body.stringValue of OpenTelemetry"
    ) {
      "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"1\",\"body\":{\"stringValue\":\(string($0))}}]}]}]}"
    },
    Self("CloudWatch Logs", "in member logEvents[].message of CloudWatch Logs") {
      "{\"owner\":\"1\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,\"message\":\(string($0))}]}"
    },
    Self("Loki push", "in member streams[].values[][] of Loki") {
      "{\"streams\":[{\"stream\":{\"a\":\"b\"},\"values\":[[\"1791000001000000000\",\(string($0))]]}]}"
    },
    Self("logcli -o jsonl", "in member line of logcli or Grafana") {
      "{\"labels\":{\"a\":\"b\"},\"line\":\(string($0)),\"timestamp\":\"2026-10-12T08:00:01Z\"}"
    },
    Self("an array", "in an array") { "[\($0)]" },
  ]

  /// Those that stand in front of a line.
  static let texts: [Self] = [
    Self("kubectl logs --prefix", "behind text") { "[pod/cilium-q7w2p/cilium-agent] \($0)" },
    Self("kubectl logs --prefix --timestamps", "behind text") {
      "[pod/cilium-q7w2p/cilium-agent] 2026-10-12T08:00:01.123456789Z \($0)"
    },
    Self("stern", "behind text") { "cilium-q7w2p cilium-agent \($0)" },
    Self("logcli", "behind text") {
      "2026-10-12T10:00:01+02:00 {namespace=\"kube-system\", node=\"a}b\"} \($0)"
    },
    Self("syslog of RFC 3164", "behind text") { "Oct 12 08:00:01 node-a cilium[811]: \($0)" },
    Self("syslog of RFC 5424", "behind text") {
      "<134>1 2026-10-12T08:00:01Z node-a cilium 811 - [a@1 b=\"c]\"] \($0)"
    },
    Self("colours", "behind text") { "\u{1b}[32m\($0)\u{1b}[0m" },
    Self("logfmt", "in member msg of logfmt") { "level=info msg=\(string($0)) a=b" },
  ]

  /// Those that stand around a whole log.
  static let documents: [Self] = [
    Self("jq .", "of documents over several lines") { lines in
      lines.map { pretty($0) + "\n" }.joined()
    },
    Self("jq -s .", "of documents over several lines") { lines in
      pretty("[" + lines.joined(separator: ",") + "]") + "\n"
    },
    Self("jq -cs .", "in an array") { "[" + $0.joined(separator: ",") + "]\n" },
    Self("commas between lines", "of documents over several lines") {
      "[\n" + $0.joined(separator: ",\n") + "\n]\n"
    },
    Self("a Loki answer", "in member data.result[].values[][] of Loki") { lines in
      let values = lines.map { "[\"1\",\(string($0))]" }.joined(separator: ",")
      return
        "{\"status\":\"success\",\"data\":{\"result\":[{\"stream\":{\"a\":\"b\"},\"values\":[\(values)]}]}}\n"
    },
    Self("two on a line", "several on a line") { lines in
      stride(from: 0, to: lines.count, by: 2).map {
        lines[$0..<min($0 + 2, lines.count)].joined() + "\n"
      }.joined()
    },
    Self("one string with all lines", "in member log") { lines in
      "{\"log\":\(string(lines.map { $0 + "\n" }.joined()))}\n"
    },
  ]
}
