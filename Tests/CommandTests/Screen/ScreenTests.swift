import Foundation
import TestSupport
import Testing

@testable import flowaudit

/// What a person sees on a terminal of some size, and what goes elsewhere.
struct ScreenTests {
  static let logs = ["full-20k", "exporter-20k", "minimal-5k", "odd-5k"]

  @Test(
    "drops, flows and summary fit a terminal of 80 by 24",
    arguments: ["drops", "flows", "summary"], logs)
  func oneScreen(command: String, log: String) throws {
    let text = try Tool.onTerminal("80x24", [command, "--no-color", "flows/\(log).jsonl.gz"])
    let lines = text.components(separatedBy: "\n").dropLast()
    #expect(lines.count <= 23, "\(text)")
    #expect(lines.allSatisfy { columns(of: $0) <= 80 }, "\(text)")
  }

  @Test("taller terminals show more rows, small ones five, --all shows all, --top what it says")
  func heights() throws {
    func rows(_ size: String, _ options: [String] = []) throws -> Int {
      let text = try Tool.onTerminal(
        size, ["drops", "--no-color", "flows/full-20k.jsonl.gz"] + options)
      let lines = text.components(separatedBy: "\n")
      let end = try #require(lines.firstIndex { $0.hasPrefix("total") || $0.hasPrefix("... ") })
      return lines[1..<end].count { !$0.hasPrefix("  ") }
    }
    #expect(try rows("100x10") == 5)
    #expect(try rows("100x24") < rows("100x40"))
    #expect(try rows("100x24", ["--top", "30"]) == 30)
    #expect(try rows("100x24", ["--all"]) == 81)
    #expect(try rows("100x200") == 81)
    // A height of the environment is none, and a pipe has none.
    let piped = try Binary.run("drops", "flows/full-20k.jsonl.gz", environment: ["LINES": "10"])
      .text
    #expect(piped.split(separator: "\n").count > 80)
    #expect(!piped.contains("more rows"))
  }

  /// Five rows stay however small the screen is, so more messages need a higher one.
  @Test(
    "messages above the answer take their lines of the screen",
    arguments: [(1, 24), (2, 40), (20, 40)])
  func messages(badLineCount: Int, screen: Int) throws {
    let directory = try TemporaryDirectory()
    let bad = String(repeating: "{\n#\n", count: badLineCount)
    let log = try directory.file(
      "x.jsonl", Array(bad.utf8) + Fixture.unpacked("flows/full-20k.jsonl.gz"))
    let text = try Tool.onTerminal(
      "80x\(screen)", ["drops", "--no-color", log], streams: "outputs")
    let lines = text.components(separatedBy: "\n").dropLast()
    #expect(lines[0].hasPrefix("flowaudit: warning: "))
    let height = lines.reduce(0) { $0 + (columns(of: $1) + 79) / 80 + ($1.isEmpty ? 1 : 0) }
    #expect(height <= screen - 1, "\(text)")
  }

  @Test("at 80 columns direction and the last times stay, and rows stay different")
  func direction() throws {
    let by = "source-namespace,destination-namespace,direction,reason,policy"
    let text = try Tool.onTerminal(
      "80x24", ["drops", "--no-color", "--all", "--by", by, "flows/full-20k.jsonl.gz"])
    let lines = text.components(separatedBy: "\n")
    #expect(lines[0].contains("  DIR  ") && lines[0].hasSuffix("  LAST"))
    #expect(!lines[0].contains("FIRST"))
    let end = try #require(lines.firstIndex { $0.hasPrefix("total") })
    let keys = lines[1..<end].filter { !$0.hasPrefix("  ") }.map { $0.prefix(60) }
    #expect(keys.count > 80)
    #expect(Set(keys).count == keys.count)
  }

  @Test("--width, then COLUMNS, hold in a pipe; neither cuts another format")
  func widths() throws {
    func widest(_ options: [String], _ columns: String? = nil) throws -> Int {
      let text = try Binary.run(
        "drops", "flows/full-20k.jsonl.gz", options.joined(separator: "="),
        environment: columns.map { ["COLUMNS": $0] } ?? [:]
      ).text
      return text.split(separator: "\n").map(columns(of:)).max() ?? 0
    }
    #expect(try widest(["--quiet"]) > 120)
    #expect(try widest(["--quiet"], "80") <= 80)
    #expect(try widest(["--width", "100"], "80") > 80)
    #expect(try widest(["--width", "100"], "80") <= 100)
    #expect(try widest(["--quiet"], "nonsense") > 120)
    #expect(try widest(["--output", "csv"], "40") > 100)
    let narrow = try Tool.onTerminal(
      "200x24", ["drops", "--no-color", "--width", "60", "flows/full-20k.jsonl.gz"])
    #expect(narrow.split(separator: "\n").allSatisfy { columns(of: $0) <= 60 })
  }

  @Test("--color: auto, always, never; NO_COLOR takes away auto only")
  func color() throws {
    func isColored(_ options: [String], _ environment: [String: String] = [:]) throws -> Bool {
      let word = options.joined(separator: "=")
      return try Binary.run("drops", word, "flows/pairing.jsonl", environment: environment)
        .text.contains("\u{1b}[")
    }
    #expect(try !isColored(["--color", "auto"]))
    #expect(try isColored(["--color", "always"]))
    #expect(try isColored(["--color", "always"], ["NO_COLOR": "1"]))
    #expect(try !isColored(["--color", "never"]))
    let arguments = ["drops", "flows/pairing.jsonl"]
    #expect(try Tool.onTerminal("80x24", arguments).contains("\u{1b}["))
    #expect(try !Tool.onTerminal("80x24", arguments + ["--color", "never"]).contains("\u{1b}["))
    #expect(try !Tool.onTerminal("80x24", arguments, environment: "NO_COLOR=1").contains("\u{1b}["))
  }

  @Test("--local writes the times of tables as clocks of the time zone show them, others stay UTC")
  func local() throws {
    func text(_ format: String) throws -> String {
      try Binary.run(
        "drops", "--local", "--output", format, "flows/mixed.jsonl",
        environment: ["TZ": "Europe/Berlin"]
      ).text
    }
    let table = try text("table")
    #expect(table.contains("2026-03-01T03:00:02+01:00"))
    #expect(table.contains("2026-03-01T03:00:00+01:00 to 03:06:03+01:00"))
    #expect(!table.contains("Z "))
    for format in ["json", "csv", "markdown"] {
      #expect(try !text(format).contains("+01:00"), "\(format)")
    }
    let summer = try Binary.run(
      "drops", "--local", "flows/full-20k.jsonl.gz", environment: ["TZ": "America/New_York"]
    ).text
    #expect(summer.contains("2026-05-11T02:00:00-04:00"))
  }
}

/// Columns that a line takes.
private func columns(of line: some StringProtocol) -> Int {
  // The names of these logs are of one column each, but for what follows.
  line.unicodeScalars.reduce(0) { $0 + ($1.properties.generalCategory == .nonspacingMark ? 0 : 1) }
}
