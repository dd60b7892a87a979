import Foundation
import TestSupport
import Testing

@testable import flowaudit

/// What is seen on a terminal, and that nothing of it is seen elsewhere.
@Suite struct TerminalTests {
  static let widths = [40, 80, 200]
  static let logs = ["full-20k", "odd-5k", "exporter-20k"]

  @Test("no line of a table is wider than the terminal", arguments: widths, logs)
  func fits(width: Int, log: String) throws {
    for command in ["drops", "flows", "summary"] {
      let text = try onTerminal(width, [command, "--all", "flows/\(log).jsonl.gz"])
      let lines = withoutColour(text).split(separator: "\n")
      let widest = try #require(lines.max { $0.count < $1.count })
      #expect(widest.count <= width, "\(command): \(widest)")
      #expect(widest.count > 20)
    }
  }

  @Test("a wide terminal shows names whole that a narrow one cuts")
  func wideShowsMore() throws {
    let wide = withoutColour(try onTerminal(200, ["drops", "--all", "flows/full-20k.jsonl.gz"]))
    #expect(wide.contains("batch-jobs/deny-legacy,fraud-detection/deny-metadata-api"))
    let narrow = withoutColour(try onTerminal(40, ["drops", "--all", "flows/full-20k.jsonl.gz"]))
    #expect(!narrow.contains("batch-jobs/deny-legacy,fraud-detection/deny-metadata-api"))
    #expect(narrow.contains("\n429 drops in total\n"))
  }

  @Test("colour stands on a terminal only, and not with NO_COLOR or --no-color")
  func colour() throws {
    let arguments = ["drops", "flows/full-20k.jsonl.gz"]
    #expect(try onTerminal(120, arguments).contains("\u{1b}["))
    #expect(!(try onTerminal(120, arguments + ["--no-color"]).contains("\u{1b}")))
    #expect(!(try onTerminal(120, arguments, environment: "NO_COLOR=1").contains("\u{1b}")))
    #expect(!(try Binary.run(arguments).text.contains("\u{1b}")))
  }

  @Test("hostile names cannot send the terminal a control sequence", arguments: widths)
  func hostileNames(width: Int) throws {
    for command in ["drops", "flows", "summary"] {
      let seen = try onTerminal(width, [command, "flows/odd-5k.jsonl.gz"])
      #expect(controlCharacters(in: withoutColour(seen)).isEmpty)
    }
  }

  @Test(
    "no output holds a control character but its line ends",
    arguments: OutputFormat.all.map(\.name))
  func noControlCharacters(format: String) throws {
    let outcome = try Binary.run(
      "drops", "--output", format, "--by", "source-pod,destination-pod,node,policy",
      "flows/odd-5k.jsonl.gz")
    #expect(outcome.status == .exited(0))
    #expect(String(validating: outcome.output, as: UTF8.self) != nil)
    #expect(controlCharacters(in: outcome.text).isEmpty)
  }

  @Test("a short read shows no progress, a pipe never does")
  func progress() throws {
    #expect(try Binary.run("drops", "flows/pairing.jsonl").errorText == "")
    let seen = try onTerminal(120, ["drops", "flows/pairing.jsonl"], streams: "outputs")
    #expect(controlCharacters(in: withoutColour(seen)).isEmpty)
  }

  @Test("no file and a terminal to type on: the screen of -h, status 2, instead of a wait")
  func nothingToRead() throws {
    let outcome = try Tool.attempt(
      Tool.python, [Fixture.path("tools/terminal.py"), "80", "all", Binary.path],
      within: .seconds(30))
    #expect(outcome.status == .exited(2))
    let screen = Help(.flowaudit).screen(for: nil, columns: 80)
    #expect(
      outcome.text == screen + "flowaudit: nothing to read: name a flow log, or pipe one in\n")
    #expect(outcome.text.count { $0 == "\n" } <= 23)
  }

  private func onTerminal(
    _ columns: Int, _ arguments: [String], streams: String = "stdout", environment: String = "A=b"
  ) throws -> String {
    try Tool.onTerminal("\(columns)", arguments, streams: streams, environment: environment)
  }

  private func withoutColour(_ text: String) -> String {
    text.replacingOccurrences(
      of: "\u{1b}\\[[0-9;]*m", with: "", options: .regularExpression)
  }

  /// Controls of both ranges, and the marks that turn the direction of a text.
  private func controlCharacters(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0a: false
      case 0..<0x20, 0x7f..<0xa0, 0x202a...0x202e, 0x2066...0x2069: true
      default: false
      }
    }
  }
}
