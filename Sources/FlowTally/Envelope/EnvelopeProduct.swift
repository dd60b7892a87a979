/// Who writes an envelope, for its name in the coverage only: what is found in it does not depend on it.
enum EnvelopeProduct {
  /// A path begins so, and on its line there is this key, where one is asked for.
  private struct Row {
    let path: StaticString
    let key: StaticString?
    let product: StaticString
  }

  private static let rows: [Row] = [
    Row(path: "log", key: "\"stream\":", product: "docker json-file"),
    Row(path: "log", key: "\"date\":", product: "Fluent Bit"),
    Row(path: "log", key: "\"kubernetes\":", product: "Fluent Bit"),
    Row(path: "MESSAGE", key: "\"__REALTIME_TIMESTAMP\":", product: "journald"),
    Row(path: "message", key: "\"@timestamp\":", product: "Elastic Beats or Logstash"),
    Row(path: "message", key: "\"source_type\":", product: "Vector"),
    Row(path: "_source", key: nil, product: "Elasticsearch"),
    Row(path: "hits.hits[]._source", key: nil, product: "Elasticsearch"),
    Row(path: "_raw", key: nil, product: "Splunk"),
    Row(path: "result._raw", key: nil, product: "Splunk"),
    Row(path: "event", key: "\"sourcetype\":", product: "Splunk HEC"),
    Row(path: "jsonPayload", key: nil, product: "Google Cloud Logging"),
    Row(path: "textPayload", key: nil, product: "Google Cloud Logging"),
    Row(path: "resourceLogs[]", key: nil, product: "OpenTelemetry"),
    Row(path: "data.result[]", key: nil, product: "Loki"),
    Row(path: "streams[]", key: nil, product: "Loki"),
    Row(path: "line", key: "\"timestamp\":", product: "logcli or Grafana"),
    Row(path: "[].line", key: "\"timestamp\":", product: "logcli or Grafana"),
    Row(path: "line", key: nil, product: "Promtail"),
    Row(path: "@message", key: nil, product: "CloudWatch Logs"),
    Row(path: "logEvents[]", key: nil, product: "CloudWatch Logs"),
  ]

  /// The product whose envelope has this path, nil where none is known by it.
  static func product(
    _ path: [UInt8], _ bytes: Span<UInt8>, _ line: Range<Int>
  ) -> StaticString? {
    rows.first { row in
      begins(path, with: row.path) && row.key.map { holds(bytes, line, $0) } ?? true
    }?.product
  }

  private static func begins(_ path: [UInt8], with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    // A static string's bytes live as long as the program.
    let begin = unsafe UnsafeBufferPointer(start: text.utf8Start, count: count)
    guard unsafe path.starts(with: begin) else {
      return false
    }
    return path.count == count || [Byte.openBracket, Byte.point].contains(path[count])
  }

  /// Whether a text stands in a line.
  static func holds(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ text: StaticString
  ) -> Bool {
    let count = text.utf8CodeUnitCount
    guard line.count >= count else {
      return false
    }
    return (line.lowerBound...(line.upperBound - count)).contains { start in
      // A static string's bytes live as long as the program.
      (0..<count).allSatisfy { unsafe bytes[start + $0] == text.utf8Start[$0] }
    }
  }
}
