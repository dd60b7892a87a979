import Foundation
import TestSupport

/// A log that grows and is rotated as lumberjack does it: renamed to NAME-TIMESTAMP.EXT, packed a moment later.
final class LiveLog {
  let directory: TemporaryDirectory
  /// All that was ever written.
  private(set) var text: [UInt8] = []
  private var rotations: [String] = []

  init() throws {
    directory = try TemporaryDirectory()
  }

  var path: String {
    directory.path + "/events.log"
  }

  var textfile: String {
    directory.path + "/flowaudit.prom"
  }

  var state: String {
    directory.path + "/state"
  }

  func append(_ bytes: some Collection<UInt8>) throws {
    if !FileManager.default.fileExists(atPath: path) {
      _ = try directory.file("events.log", [UInt8]())
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(bytes))
    try file.close()
    text += bytes
  }

  /// Renames the log; the next append begins another.
  ///
  /// Gives the rotation's path.
  @discardableResult
  func rotate() throws -> String {
    let number = rotations.count
    let stamp = String(
      format: "2026-05-11T%02d-%02d-%02d.%03d", number / 3600, number / 60 % 60, number % 60,
      number % 1000)
    let rotated = directory.path + "/events-\(stamp).log"
    try FileManager.default.moveItem(atPath: path, toPath: rotated)
    rotations.append(rotated)
    return rotated
  }

  /// Packs what was rotated: the packed file is whole before the plain one goes.
  func pack(_ rotated: String) throws {
    _ = try Tool.run("bash", ["-c", "gzip -c \"$1\" > \"$1.gz\" && rm \"$1\"", "bash", rotated])
  }

  /// Drops with a later time on every node, a pair and a masked pair, so that no line waits for its partner any more.
  func appendFlush() throws {
    let nodes = Set(
      text.split(separator: 10).compactMap { line -> String? in
        let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        return object?["node_name"] as? String
      })
    for node in nodes.sorted() {
      for type in [#""event_type":{"type":5},"#, #""event_type":{"type":1},"#, "", ""] {
        let time = "2031-01-01T00:00:00Z"
        let flow = """
          {"time":"\(time)","verdict":"DROPPED","drop_reason_desc":"POLICY_DENIED",\(type)\
          "IP":{"source":"1.2.3.4","destination":"1.2.3.5"},\
          "l4":{"TCP":{"source_port":1,"destination_port":2}},"node_name":"\(node)"}
          """
        try append(#"{"flow":\#(flow),"node_name":"\#(node)","time":"\#(time)"}"#.utf8 + [10])
      }
    }
  }

  var arguments: [String] {
    ["export", "--state", state, "--textfile", textfile, path]
  }

  @discardableResult
  func export(_ more: String...) throws -> ChildProcess.Outcome {
    try Binary.run(arguments + more)
  }

  /// The counters of the .prom file.
  func counters() throws -> Counters {
    try Counters(String(contentsOfFile: textfile, encoding: .utf8))
  }

  /// What the executable rules count in all that was written, as one input.
  func expectation() throws -> Expectation {
    try .ofTheRules(over: text, in: directory)
  }
}

extension Expectation {
  /// What the executable rules count in a log.
  static func ofTheRules(over text: [UInt8], in directory: TemporaryDirectory) throws -> Self {
    let all = try directory.file("all.jsonl", text)
    defer { try? FileManager.default.removeItem(atPath: all) }
    return try Self(
      try Tool.run(Tool.python, [Fixture.path("spec/drops_reference.py"), "--json", all]).output)
  }
}

/// The counters of a .prom file, by series.
struct Counters {
  let values: [Sample.Series: Double]

  init(_ text: String) throws {
    guard text.hasSuffix("\n"), text.contains("# TYPE flowaudit_packets_dropped_total counter\n")
    else {
      throw Tool.Failed(description: "no whole .prom file: \(text.suffix(200))")
    }
    let samples = try Sample.all(in: text).filter { $0.name.hasSuffix("_total") }
    values = Dictionary(uniqueKeysWithValues: samples.map { ($0.series, $0.value) })
  }

  /// Waits until a .prom file says what is wanted; nil where it does not in time.
  static func wait(
    for textfile: String, within limit: Duration = .seconds(60), until isReached: (Self) -> Bool
  ) -> Self? {
    let deadline = ContinuousClock.now + limit
    repeat {
      if let text = try? String(contentsOfFile: textfile, encoding: .utf8),
        let counters = try? Self(text), isReached(counters)
      {
        return counters
      }
      usleep(50_000)
    } while ContinuousClock.now < deadline
    return nil
  }

  func sum(_ name: String) -> Int {
    Int(values.filter { $0.key.name == "flowaudit_\(name)_total" }.reduce(0) { $0 + $1.value })
  }

  func values(_ name: String, by label: String) -> [String: Int] {
    var found: [String: Int] = [:]
    for (series, value) in values where series.name == "flowaudit_\(name)_total" && value > 0 {
      found[series.labels[label] ?? "", default: 0] += Int(value)
    }
    return found
  }

  /// The drops as the rules group them.
  var drops: [Counts.Group: Int] {
    var found: [Counts.Group: Int] = [:]
    for (series, value) in values where series.name == "flowaudit_drops_total" && value > 0 {
      let group = Counts.Group(
        source: series.labels["source_namespace"] ?? "",
        destination: series.labels["destination_namespace"] ?? "",
        reason: series.labels["reason"] ?? "", policy: series.labels["policy"] ?? "")
      found[group, default: 0] += Int(value)
    }
    return found
  }

  /// Series that went back or vanished since an earlier file.
  func setbacks(since earlier: Self) -> [String] {
    earlier.values.filter { (values[$0.key] ?? -1) < $0.value }
      .map { "\($0.key): \($0.value), then \(values[$0.key].map { "\($0)" } ?? "gone")" }.sorted()
  }

  /// What differs from the executable rules.
  func differences(from expected: Expectation) -> [String] {
    var found = Counts()
    found.drops = drops
    found.total = sum("drops")
    found.lines = values("lines", by: "result")
    found.flowsByVerdict = values("flows", by: "verdict")
    found.lostEvents = values("lost_events", by: "source")
    var wanted = expected.counts
    // What the counters do not tell.
    wanted.evidence = [:]
    wanted.droppedLines = 0
    wanted.aggregatedVerdicts = 0
    return found.differences(from: wanted)
      + (sum("packets_dropped") == expected.drops_total
        ? [] : ["packets_dropped \(sum("packets_dropped")), expected \(expected.drops_total)"])
  }
}

extension Sample {
  /// Name and labels.
  struct Series: Hashable {
    let name: String
    let labels: [String: String]
  }

  var series: Series {
    Series(name: name, labels: labels)
  }
}
