import FlowAnswer
import FlowState
import Testing

@testable import FlowTally

/// Lines without a time, which windows know by their bytes and by the time of the line before them.
@Suite struct UntimedLineTests {
  /// What a window holds: lines of a node at a second, blank lines, lines whose bytes were passed over.
  enum Line {
    case flow(Int64), blank, unread
  }

  /// Which lines of each window are new, each read with the state of the one before.
  private func news(_ windows: [[Line]]) throws -> [[Bool]] {
    var state: [StateLine] = []
    return try windows.enumerated().map { number, lines in
      var window = WindowMemory(span: .seconds(3600))
      for line in state {
        #expect(try window.restore(line))
      }
      let now = Timestamp(nanoseconds: Int64(100 + number) * oneSecond)
      window.begin(at: now)
      var tally = Tally(flowsPlan(), window: window)
      tally.beginInput(InputName("a", isPipe: true))
      let found = lines.map { isNew($0, &tally) }
      tally.window?.end(isWhole: true)
      var writer = StateWriter()
      tally.window?.write(to: &writer, at: now, retirement: .max)
      state = try writer.lines
      return found
    }
  }

  private func isNew(_ line: Line, _ tally: inout Tally) -> Bool {
    let before = tally.window?.report.knownCount ?? 0
    switch line {
    case .flow(let second):
      _ = take(
        [#"{"flow":{"node_name":"n","time":"1970-01-01T00:01:0\#(second)Z"}}"#], into: &tally)
    case .blank: _ = take([""], into: &tally)
    case .unread: return tally.addOversizeLine()
    }
    return tally.window?.report.knownCount == before
  }

  static let rows: [(rule: String, windows: [[Line]], expected: [[Bool]])] = [
    (
      "a line is known behind the line that it was behind before",
      [[.flow(1), .blank], [.flow(1), .blank]], [[true, true], [false, false]]
    ),
    (
      "one like it behind another line is new",
      [[.flow(1), .blank, .flow(2), .blank], [.flow(2), .blank, .flow(3), .blank]],
      [[true, true, true, true], [false, false, true, true]]
    ),
    (
      "a line whose bytes were passed over is no blank line",
      [[.flow(1), .blank], [.flow(1), .unread], [.flow(1), .unread, .blank]],
      [[true, true], [false, true], [false, false, false]]
    ),
    (
      "before all lines with a time it is known if the last window had it, too",
      [[.blank, .flow(1)], [.blank, .flow(1)], [.flow(1)], [.blank, .flow(1)]],
      [[true, true], [false, false], [false], [true, false]]
    ),
  ]

  @Test("lines without a time are told apart", arguments: rows)
  func untimed(rule: String, windows: [[Line]], expected: [[Bool]]) throws {
    #expect(try news(windows) == expected, "\(rule)")
  }
}
