import Foundation
import Testing

@testable import FlowGenerator

@Suite struct FlowLogTests {
  @Test("equal settings give equal bytes, another seed gives others")
  func seeds() throws {
    let log = try GeneratedLog(.full, lines: 300, seed: 5).bytes
    #expect(try GeneratedLog(.full, lines: 300, seed: 5).bytes == log)
    #expect(try GeneratedLog(.full, lines: 300, seed: 6).bytes != log)
  }

  @Test("a longer log begins with the shorter one")
  func prefix() throws {
    let short = try GeneratedLog(.full, lines: 200)
    #expect(try GeneratedLog(.full, lines: 400).bytes.starts(with: short.bytes))
  }

  @Test("a log has the lines that were asked for", arguments: [0, 1, 777])
  func lineCount(count: Int) throws {
    #expect(try GeneratedLog(.full, lines: count).lines.count == count)
  }

  @Test("a log ends before the line that would exceed its bytes", arguments: [0, 2000, 1_000_000])
  func byteCount(size: Int) throws {
    var settings = FlowLog.Settings()
    settings.length = FlowLog.Length(bytes: size)
    let log = try GeneratedLog(settings)
    let next = try GeneratedLog(.full, lines: log.lines.count + 1)
    #expect(log.bytes.count <= size)
    #expect(next.bytes.count > size)
  }

  @Test("every line is an object of JSON", arguments: Shape.allCases.filter { $0 != .bad })
  func validity(shape: Shape) throws {
    let log = try GeneratedLog(shape, lines: 3000)
    #expect(log.objects.count == 3000)
  }

  @Test("about one line in a hundred of the bad shape is no JSON")
  func badLines() throws {
    let log = try GeneratedLog(.bad, lines: 20_000)
    #expect(100...300 ~= log.lines.count - log.objects.count)
  }

  @Test("no two flows have a time or an identifier in common", arguments: [1, 7, 24, 999])
  func uniqueness(nodeCount: Int) throws {
    var settings = FlowLog.Settings()
    settings.nodeCount = nodeCount
    settings.length = FlowLog.Length(lines: 5000)
    let flows = try GeneratedLog(settings).flows
    #expect(flows.count > 4900)
    #expect(Set(flows.map { $0.text("time") }).count == flows.count)
    #expect(Set(flows.map { $0.text("uuid") }).count == flows.count)
  }

  @Test("each node's times rise, the merged log's do not always")
  func order() throws {
    var last: [String: String] = [:]
    let flows = try GeneratedLog(.full, lines: 5000).flows
    for flow in flows {
      #expect(flow.text("time") > last[flow.text("node_name"), default: ""])
      last[flow.text("node_name")] = flow.text("time")
    }
    let times = flows.map { $0.text("time") }
    #expect(last.count == 24)
    #expect(times != times.sorted())
  }

  @Test("a field mask leaves the documented keys, in their order")
  func masks() throws {
    let exporter = try GeneratedLog(.exporter, lines: 3000)
    let keys = Set(exporter.flows.flatMap(\.keys))
    #expect(
      keys == [
        "time", "verdict", "IP", "l4", "source", "destination", "node_name", "drop_reason_desc",
        "is_reply",
      ])
    let minimal = try GeneratedLog(.minimal, lines: 3000)
    #expect(Set(minimal.flows.flatMap(\.keys)) == ["verdict", "source", "destination"])
  }

  @Test("spaced lines are the full ones with a blank behind each colon and comma")
  func spacing() throws {
    let spaced = try GeneratedLog(.spaced, lines: 500)
    let full = try GeneratedLog(.full, lines: 500)
    #expect(spaced.bytes != full.bytes)
    for (one, other) in zip(spaced.objects, full.objects) {
      #expect(one as NSDictionary == other as NSDictionary)
    }
  }

  @Test("most lines of the unicode shape go beyond ASCII, none of the full shape does")
  func unicode() throws {
    let lines = try GeneratedLog(.unicode, lines: 2000).lines
    #expect(lines.count { $0.contains { $0 > 0x7f } } > 1500)
    #expect(try GeneratedLog(.full, lines: 2000).bytes.allSatisfy { $0 <= 0x7f })
  }
}
