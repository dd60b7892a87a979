import Foundation
import TestSupport
import Testing

/// An envelope around a log changes nothing but the form that the coverage names.
@Suite struct EnvelopeTests {
  static let command = [
    "--output", "json", "--by", "source-namespace,destination-namespace,reason,policy,node,verdict",
  ]

  private static func lines(of log: String, _ count: Int) throws -> [String] {
    try Fixture.unpacked("flows/\(log).jsonl.gz").prefix(count * 4096).split(separator: 10)
      .prefix(count).map { String(decoding: $0, as: UTF8.self) }
  }

  private func file(_ text: String, in directory: TemporaryDirectory) throws -> String {
    try directory.file("log.json", text.utf8)
  }

  /// The answer without its form, and the form.
  private func answer(
    _ arguments: [String]
  ) throws -> (rest: String, form: [String], status: ChildProcess.Status) {
    let outcome = try Binary.run(arguments)
    var rows = outcome.text.components(separatedBy: "\n")
    let index = try #require(rows.firstIndex { $0.hasPrefix("\"form\":") }, "\(outcome.errorText)")
    let row = rows.remove(at: index).dropFirst("\"form\":".count).dropLast()
    let form = try JSONDecoder().decode([String].self, from: Data(row.utf8))
    return (rows.joined(separator: "\n"), form, outcome.status)
  }

  @Test(
    "an envelope changes nothing but the form that is named",
    arguments: Envelope.members + Envelope.texts + Envelope.documents)
  func alone(envelope: Envelope) throws {
    let directory = try TemporaryDirectory()
    for log in ["full-20k", "odd-5k"] {
      let lines = try Self.lines(of: log, 120).filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
      let plain = try file(lines.map { $0 + "\n" }.joined(), in: directory)
      for command in ["drops", "flows"] {
        let expected = try answer([command] + Self.command + [plain])
        #expect(expected.form == [])
        let enveloped = try directory.file("in.json", envelope.log(lines).utf8)
        let found = try answer([command] + Self.command + [enveloped])
        #expect(found.rest == expected.rest, "\(log)")
        #expect(found.form == ["flow lines \(envelope.form)"], "\(log)")
      }
    }
  }

  @Test(
    "filter writes the bare line", arguments: Envelope.members + Envelope.texts + Envelope.documents
  )
  func bareLine(envelope: Envelope) throws {
    let directory = try TemporaryDirectory()
    let lines = try Self.lines(of: "full-20k", 80)
    let plain = try file(lines.map { $0 + "\n" }.joined(), in: directory)
    let enveloped = try directory.file("in.json", envelope.log(lines).utf8)
    for filter in [[], ["--verdict", "DROPPED"], ["--not", "--verdict", "DROPPED"]] {
      let expected = try Binary.run(["filter"] + filter + [plain])
      let found = try Binary.run(["filter"] + filter + [enveloped])
      #expect(found.status == .exited(0))
      // Blanks between tokens may stand around a line that was part of a document.
      let trimmed = found.text.split(separator: "\n").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      #expect(trimmed == expected.text.split(separator: "\n").map(String.init))
    }
  }

  @Test("up to three envelopes, at random, change nothing else", arguments: 0..<8)
  func nested(number: Int) throws {
    var numbers = SeededNumbers(ofRun: number)
    let directory = try TemporaryDirectory()
    var lines = try Self.lines(of: ["full-20k", "exporter-20k", "odd-5k"][number % 3], 80)
      .filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
    let plain = try file(lines.map { $0 + "\n" }.joined(), in: directory)
    let expected = try answer(["drops"] + Self.command + [plain])
    var names: [String] = []
    // Deeper than 8 nothing is looked for.
    var room = 8
    func draw(_ envelopes: [Envelope]) -> Envelope {
      let possible = envelopes.filter { $0.depth <= room }
      let drawn = possible[numbers.below(possible.count)]
      room -= drawn.depth
      return drawn
    }
    for _ in 0..<numbers.below(3) {
      let envelope = draw(Envelope.members)
      names.append(envelope.name)
      lines = lines.map { String(envelope.log([$0]).dropLast()) }
    }
    let last = draw(Envelope.members + Envelope.texts + Envelope.documents)
    names.append(last.name)
    let enveloped = try directory.file("in.json", last.log(lines).utf8)
    let found = try answer(["drops"] + Self.command + [enveloped])
    #expect(found.rest == expected.rest, "seed \(Seed.ofRun), \(names)")
    #expect(found.status == expected.status)
    #expect(!found.form.isEmpty, "\(names)")
  }

  @Test("a document longer than --max-line gives its elements, and one element too long is told")
  func longDocuments() throws {
    let directory = try TemporaryDirectory()
    let lines = try Self.lines(of: "full-20k", 120)
    let plain = try file(lines.map { $0 + "\n" }.joined(), in: directory)
    let expected = try answer(["drops"] + Self.command + [plain])
    for name in ["a Loki answer", "jq -cs .", "jq -s .", "commas between lines"] {
      let envelope = try #require(Envelope.documents.first { $0.name == name })
      let enveloped = try directory.file("in.json", envelope.log(lines).utf8)
      let found = try answer(["drops"] + Self.command + ["--max-line", "8KiB", enveloped])
      #expect(found.rest == expected.rest, "\(name)")
    }
    let long = try directory.file(
      "long.json",
      "[\n" + lines[0] + ",\n{\"x\":\"" + String(repeating: "y", count: 20_000) + "\"}\n]\n")
    let outcome = try Binary.run(["drops", "--max-line", "8KiB", long])
    #expect(outcome.errorText.contains("longer than --max-line"), "\(outcome.errorText)")
  }

  /// Objects with lines in several members, and what is counted of them: the first such member's.
  static let objects: [(text: @Sendable (String, String) -> String, isTold: Bool)] = [
    ({ #"{"node-a":[\#($0)],"node-b":[\#($1)]}"# }, true),
    ({ #"{"a":\#($0),"b":\#($1)}"# }, true),
    (
      {
        #"{"data":{"a.log":\#(Envelope.string($0 + "\n")),"b.log":\#(Envelope.string($1 + "\n"))}}"#
      }, true
    ),
    ({ #"{"log":\#(Envelope.string($1)),"parsed":\#($0)}"# }, true),
    // A copy is none.
    (
      { line, _ in
        #"{"log":\#(Envelope.string(line)),"parsed":\#(line.replacing(",", with: ", "))}"#
      }, false
    ),
    (
      { line, _ in
        #"{"message":\#(Envelope.string(line)),"event":{"original":\#(Envelope.string(line))}}"#
      }, false
    ),
  ]

  @Test(
    "of several members with lines the first counts; where others hold other lines, it is told",
    arguments: 0..<objects.count)
  func severalMembers(number: Int) throws {
    let directory = try TemporaryDirectory()
    let lines = try Self.lines(of: "full-20k", 2)
    let (text, isTold) = Self.objects[number]
    let log = try directory.file("in.json", (text(lines[0], lines[1]) + "\n").utf8)
    let found = try Binary.run("filter", log).text
    // The blanks of one of the copies.
    #expect(found.replacing(" ", with: "") == lines[0].replacing(" ", with: "") + "\n")
    let note =
      "note: of 1 object with flow lines in several members only the first such member was read: "
    #expect(try Binary.run("flows", log).text.contains(note) == isTold)
  }

  @Test("any number of threads gives the same bytes where a document lies in a large log")
  func threads() throws {
    let directory = try TemporaryDirectory()
    let lines = try Self.lines(of: "full-20k", 3000)
    let docker = try #require(Envelope.members.first).log(lines)
    // More than two stripes of 4 MiB.
    let half = String(repeating: docker, count: 2)
    let log = half + Envelope.pretty(lines[0]) + "\n" + half + "{\"flow\":{\"labels\":[\n" + half
    let path = try directory.file("large.json", log.utf8)
    for command in [["drops", "--output", "json"], ["filter", "--verdict", "DROPPED"]] {
      let expected = try Binary.run(command + ["--threads", "1", path])
      #expect(expected.output.count > 1000)
      for threads in [2, 5] {
        let outcome = try Binary.run(command + ["--threads", "\(threads)", path])
        #expect(outcome.output == expected.output, "\(threads) threads")
        #expect(outcome.errors == expected.errors, "\(threads) threads")
      }
    }
  }

  /// Flows as strings of an envelope with a time: their own counts where it can be read, of two in one object the first.
  private static let timesOfMessages = [
    (#""time":"2026-01-01T00:00:07Z","uuid":"u""#, "07"),
    (#""time":"2026-01-01T00:00:07.000000000Z","time":"2026-01-01T00:00:08Z""#, "07"),
    (#""time":"2026-01-01T00:00:07","uuid":"u""#, "03"),
    (#""time":"","uuid":"u""#, "03"),
    (#""time":null,"time":"2026-01-01T00:00:08Z""#, "03"),
    (#""time":"2026-01-01T00:00:0\u0037Z","uuid":"u""#, "07"),
    (#""uuid":"u","time":"2026-01-01T00:00:07Z""#, "07"),
  ].map { members, time in
    let flow = "{\"flow\":{\(members),\"verdict\":\"DROPPED\"}}"
    return ("{\"time\":\"2026-01-01T00:00:03Z\",\"message\":\(Envelope.string(flow))}", time)
  }

  @Test("the time is the flow's own, else the wrapper's, else the envelope's")
  func times() throws {
    let flow = "{\"flow\":{\"verdict\":\"DROPPED\",\"drop_reason_desc\":\"POLICY_DENY\"}"
    for (line, time) in [
      ("{\"time\":\"2026-01-01T00:00:03Z\",\"message\":\(Envelope.string(flow + "}"))}", "03"),
      (
        "{\"@timestamp\":\"2026-01-01T00:00:04Z\",\"time\":\"2026-01-01T00:00:03Z\",\"e\":\(flow)}}",
        "04"
      ),
      (
        "{\"timestamp\":\"2026-01-01T00:00:05Z\",\"e\":\(flow),\"time\":\"2026-01-01T00:00:06Z\"}}",
        "06"
      ),
    ] + Self.timesOfMessages {
      let outcome = try Binary.run(
        ["drops", "--output", "json"], input: .bytes(Array((line + "\n").utf8)))
      #expect(try Answer(outcome).coverage.oldest == "2026-01-01T00:00:\(time)Z", "\(line)")
    }
  }
}
