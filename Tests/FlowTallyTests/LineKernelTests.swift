import CKernels
import FlowAnswer
import Foundation
import TestSupport
import Testing

@testable import FlowTally

/// The kernels that look at valid lines: every set that this machine has gives what the Swift twin gives, and what is found
/// by them is what a walk finds.
@Suite struct LineKernelTests {
  static let names = KernelSet.available.map(\.name)

  /// Lines of all kinds, and shapes that look like what the kernels search for.
  static let lines: [String] =
    fixtureLines + fixtureLines.prefix(150).map(spaced) + [
      #"{"flow":{"time":"2026-05-11T06:00:00.000699696Z","verdict":"FORWARDED"}}"#,
      #"{"flow":{"time":"2026-05-11T06:00:00Z","verdict":"DROPPED","aggregate":{"ingress_flow_count":3}}}"#,
      #"{"flow":{"verdict":"FORWARDED","source":{"namespace":"aggregate"}}}"#,
      #"{"flow":{"verdict":"FORWARDED","aggreg\u0061te":{"egress_flow_count":9}}}"#,
      #"{"flow" : {"verdict" : "FORWARDED","node_name" : "n"}}"#,
      #"{"flow":{"verdict":"FORWARDED"},"nodeName":"n","time":"2026-05-11T06:00:00Z"}"#,
      #"{"flow":{"verdict":"FORWARDED","l4":{"TCP":null,"UDP":{"source_port":1}}}}"#,
      #"{"flow":{"verdict":"DROPPED","l4":[{"TCP":{"source_port":1}}],"l4":{"UDP":{"destination_port":2}}}}"#,
      #"{"flow":{"verdict":"DROPPED","source":{"namespace":"a"},"source":{"namespace":"b","identity":5}}}"#,
      #"{"x":{"flow":{"verdict":"DROPPED"}},"flow":{"x":{"source":{"namespace":"no"}},"IP":{"source":"1"}}}"#,
      #"{"flow":null,"flow":{"verdict":"DROPPED"}}"#,
      #"{"flow":{"x\"node_name":"a","node_name":"b"}}"#,
      #"{"flow":{"l7":{"dns":{"query":"a"},"http":null,"http":{"code":4}},"l7":{"http":{"code":5}}}}"#,
      #"{"flow":{"destination":{"labels":["a:b","{","}"],"workloads":[{"name":"w","kind":"k"}]}}}"#,
      "{}", #"{"verdict":"DROPPED"}"#, #"{"lost_events":{"source":"X"}}"#, #"{"":{"":[]}}"#,
    ]

  /// A line with a blank behind each comma and colon outside strings, as some tools write it.
  private static func spaced(_ line: String) -> String {
    String(decoding: FlowLog.spaced(Array(line.utf8)), as: UTF8.self)
  }

  /// Every eighth of the first lines of each kind of log, and those of the logs made by hand.
  private static let fixtureLines: [String] = {
    var lines: [[UInt8]] = []
    for name in ["full-20k", "odd-5k", "exporter-20k", "minimal-5k", "aggregate-12k"] {
      let all = (try? FlowLog.lines(name, count: 1000)) ?? []
      lines += stride(from: 0, to: all.count, by: 8).map { all[$0] }
    }
    for name in ["mixed", "hostile", "pairing"] {
      let text = (try? Fixture.bytes("flows/\(name).jsonl")) ?? []
      lines += text.split(separator: 10).map { Array($0) }
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }.filter { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8))) is [String: Any]
    }
  }()

  @Test(
    "every set finds what the twin finds: heads, known tails, lines to take, tails, obstacles, structures",
    arguments: names)
  func sets(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = SeededNumbers(7)
    for round in 0..<Scale.rounds(20, inCI: 8) {
      let chosen = (0..<(1 + random.below(60))).map { _ in random.pick(Self.lines) }
      withBlock(chosen) { bytes, ends in
        let heads = learnedHeads(bytes, ends)
        #expect(found(kernels, bytes, ends, heads) == found(.twins, bytes, ends, heads), "\(round)")
      }
    }
  }

  @Test(
    "what is found by structure or layout is what a walk finds, on every line", arguments: names)
  func indexed(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    // One flow for all: it learns layouts as it goes, and finds a line's own the second time.
    var indexed = Flow()
    var walked = Flow()
    for line in (Self.lines + LookAlikes.lines).flatMap({ [$0, $0] }) {
      withBlock([line]) { bytes, ends in
        guard case .object = walked.read(bytes, 0, Int(ends[0])) else {
          Issue.record("not valid: \(line)")
          return
        }
        let outside = LineInputs.words(LineInputs.outside(bytes))
        indexed.readValid(
          bytes, outside: outside.span, 0, Int(ends[0]), mayHaveBackslash: line.contains("\\"),
          kernels)
        #expect(describe(&indexed, bytes) == describe(&walked, bytes), "\(line)")
      }
    }
    #expect(indexed.learned.layouts.count > 100)
  }

  @Test("the short ways and the walk count the same", arguments: names)
  func counts(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = SeededNumbers(11)
    for _ in 0..<Scale.rounds(30, inCI: 5) {
      let chosen = (0..<(1 + random.below(200))).map { _ in random.pick(Self.lines) }
      // A dedup plan reads every line whole; no line of these has a uuid twice that matters: it is masked.
      let plain = chosen.map { $0.replacingOccurrences(of: "\"uuid\"", with: "\"uuix\"") }
      #expect(
        answer(plain, kernels, deduplicates: false) == answer(plain, kernels, deduplicates: true))
    }
  }

  private func answer(_ lines: [String], _ kernels: KernelSet, deduplicates: Bool) -> String {
    var plan = dropsPlan([.sourceNamespace, .destinationNamespace, .reason, .policy])
    plan.deduplicates = deduplicates
    var tally = Tally(plan, kernels: kernels)
    tally.beginInput(InputName("a", isPipe: false))
    _ = take(lines, into: &tally)
    tally.endInput()
    let summary = tally.finish()
    var coverage = summary.coverage
    let lineCounts = LineResult.allCases.map { coverage.lineCount($0) }
    let evidence = Evidence.allCases.map { coverage.evidence[$0] ?? 0 }
    coverage.lines = [:]
    coverage.evidence = [:]
    return "\(rows(summary.tables.first)) \(lineCounts) \(evidence) \(coverage)"
  }

  func learnedHeads(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) -> [LineHead] {
    var layouts = HeadLayouts()
    var flow = Flow()
    var start = 0
    for index in 0..<ends.count {
      if case .object = flow.read(bytes, start, Int(ends[index])) {
        _ = layouts.learn(flow.line, bytes, start)
      }
      start = Int(ends[index]) + 1
    }
    return layouts.heads
  }

  private func found(
    _ kernels: KernelSet, _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ heads: [LineHead]
  ) -> String {
    var matches: [LineMatch] = []
    var tails: [LineTail] = []
    var obstacles: [UInt32] = []
    var structure = LineStructure()
    kernels.matchHeads(bytes, ends, heads, into: &matches)
    var knownTails: [UInt16] = []
    kernels.matchTails(
      bytes, ends, heads, matches, LineInputs.learnedTails(bytes, ends), into: &knownTails)
    kernels.findTails(bytes, ends, into: &tails)
    let obstacleCount = kernels.findObstacles(bytes, into: &obstacles)
    var text = "\(matches.prefix(ends.count)) \(tails.prefix(ends.count)) "
    text += "\(knownTails.prefix(ends.count)) "
    text += "\(obstacles.prefix(obstacleCount ?? 0)) "
    for seed in 0..<6 {
      let inputs = TakingInputs(bytes, ends, heads, seed: seed)
      let tails = LineInputs.learnedTails(bytes, ends)
      text += "\(inputs.take(kernels, bytes, ends, tails).outputs) "
    }
    let outside = LineInputs.words(LineInputs.outside(bytes))
    var start = 0
    for index in 0..<ends.count {
      let isFound = kernels.findStructure(
        bytes, outside: outside.span, start, Int(ends[index]), into: &structure)
      text += isFound ? "\(describe(structure)) " : "none "
      start = Int(ends[index]) + 1
    }
    return text
  }

  private func describe(_ structure: borrowing LineStructure) -> String {
    "\(structure.allOffsets) \(String(decoding: structure.allBytes, as: UTF8.self))"
  }

  /// Everything that a flow knows of its line.
  private func describe(_ flow: inout Flow, _ bytes: Span<UInt8>) -> String {
    var facts: [String] = []
    func note(_ value: Any?) {
      facts.append(value.map { "\($0)" } ?? "-")
    }
    note(flow.line.hasFlow)
    for field in JSONField.allCases {
      note(flow.line.wrapper.value(field, in: bytes))
    }
    guard flow.line.hasFlow else {
      return facts.joined(separator: " ")
    }
    note(flow.nodeName(bytes))
    note(flow.time(bytes))
    for field in JSONField.allCases {
      note(flow.line.flow.value(field, in: bytes))
      for part in FlowPart.allCases {
        note(flow.value(field, of: part, bytes))
        note(flow.array(field, of: part, bytes))
      }
    }
    let member = flow.protocolMember(bytes)
    note(member?.field)
    note(member?.value)
    note(flow.isL7(bytes))
    note(flow.aggregateWeight(bytes))
    return facts.joined(separator: " ")
  }

  /// Lends lines as a block: aligned, with room in front and behind.
  func withBlock(_ lines: [String], _ body: (Span<UInt8>, Span<UInt32>) -> Void) {
    let text: [UInt8] = lines.flatMap { Array($0.utf8) + [10] }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count + 1024, alignment: 64)
    defer { room.deallocate() }
    room.initializeMemory(as: UInt8.self, repeating: 0x22)
    room[512..<(512 + text.count)].copyBytes(from: text)
    let bytes = UnsafeRawBufferPointer(rebasing: room[512..<(512 + text.count)])
    var ends: [UInt32] = []
    for (offset, byte) in text.enumerated() where byte == 10 {
      ends.append(UInt32(offset))
    }
    body(Span(_unsafeBytes: bytes), ends.span)
  }
}
