import Foundation
import TestSupport
import Testing

@testable import flowaudit

/// The line under the largest row: run as it stands, it gives that row again.
struct LineForMoreTests {
  static let logs = ["full-20k", "exporter-20k", "minimal-5k", "odd-5k", "aggregate-12k"]
  static let options = [
    "", "--by source-namespace,destination-namespace,direction,reason,policy", "--by policy",
    "--by source-ip,destination-ip,protocol,reason", "--by destination-port,reason,source-pod",
    "--by source-namespace,destination-port,protocol --to-port 53", "--namespace kube-system",
    "--from-pod kube-system/ --by reason,destination-namespace", "--not --namespace sandbox",
    "--since 2026-05-11T06:00:01Z --until 2026-05-11T06:00:09.5Z", "--sort last --top 4",
    "--allowlist {\"verdict\":[\"DROPPED\"]}", "--verdict AUDIT", "-t drop",
  ]

  @Test(
    "`flowaudit filter ... | flowaudit drops` counts the row as it is", arguments: logs,
    Scale.drawn(options, inCI: 7))
  func sameRow(log: String, options: String) throws {
    let words = options.split(separator: " ").map(String.init)
    let arguments = ["drops", "flows/\(log).jsonl.gz"] + words
    let table = try Binary.run(arguments).text
    let lines = table.components(separatedBy: "\n")
    guard let index = lines.firstIndex(where: { $0.hasPrefix("  flowaudit filter ") }) else {
      #expect(table.contains("no drops"), "\(table.prefix(500))")
      return
    }
    let grouping = words.firstIndex(of: "--by").map { ["--by", words[$0 + 1]] } ?? []
    let verdict = words.contains("AUDIT") ? ["--verdict", "AUDIT"] : []
    let more =
      lines[index].replacing("  flowaudit", with: "\"$FLOWAUDIT\"")
      + " | \"$FLOWAUDIT\" drops --coverage full " + (grouping + verdict).joined(separator: " ")
    let again = try Tool.shell(more)
    #expect(again.status == .exited(0), "\(more)\n\(again.errorText)")
    let row = try #require(lines[..<index].last { !$0.hasPrefix("  ") })
    let cells = Self.cells(row)
    #expect(
      again.text.components(separatedBy: "\n").contains { Self.cells($0) == cells },
      "\(more)\n\(row)\n\(again.text)")
  }

  /// Options of which `filter` cannot ask all, and what the table's rows have in common with those of its line.
  static let pairedOptions = [
    "--where direction=egress --by ", "--policy (default_deny) --by reason",
    "--where type=Drop --namespace sandbox", "--not --policy (none) --where direction!=ingress",
    "--verdict AUDIT --verdict DROPPED --where direction=ingress",
  ]

  @Test(
    "what is asked of drops stands behind a pipe: the line counts the row", arguments: pairedOptions
  )
  func paired(options: String) throws {
    let words = options.split(separator: " ", omittingEmptySubsequences: false).map {
      String($0).replacing("_", with: " ")
    }
    try Self.expectSameRow(["drops", "flows/full-20k.jsonl.gz"] + words)
  }

  static let flowOptions = [
    "", "--by http-path", "--by direction,verdict", "--by protocol,is-reply,tcp-flags",
    "--by source-pod,destination-service", "--by dns-query,dns-rcode", "--by policy,reason",
    "--by source-labels", "--by type,trace-point", "--by node,verdict --verdict FORWARDED",
    "--bucket 5s", "--bucket 5s --by direction --until 2026-05-11T06:00:09Z",
    "--by source-label:app",
    "--by client,server --namespace kube-system", "--where http-method=get --by http-method",
    "--by ",
  ]

  @Test(
    "of flows the line asks for all that the row says", arguments: logs,
    Scale.drawn(flowOptions, inCI: 8))
  func flows(log: String, options: String) throws {
    let words = options.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    try Self.expectSameRow(
      ["flows", "flows/\(log).jsonl.gz"] + (options.isEmpty ? [] : words))
  }

  @Test("a verdict in lower case is found by the line, and no other is")
  func lowerCase() throws {
    let directory = try TemporaryDirectory()
    let lines = ["dropped", "dropped", "DROPPED", "a*b", "a*b", "a*b", "axb", "=", "=", "=", "="]
    for count in [3, 6, 7, 11] {
      let file = try directory.file(
        "\(count).json",
        lines.prefix(count).map { #"{"flow":{"verdict":"\#($0)"}}"# + "\n" }.joined().utf8)
      try Self.expectSameRow(["flows", file, "--by", "verdict"])
    }
  }

  /// Runs the line of the largest row as it stands, and then counts: the row has to be there again.
  ///
  /// A line that ends with a count gives the row itself.
  private static func expectSameRow(_ arguments: [String]) throws {
    let lines = try Binary.run(arguments).text.components(separatedBy: "\n")
    guard let index = lines.firstIndex(where: { $0.hasPrefix("  flowaudit filter ") }) else {
      #expect(lines.contains { $0.contains("no flows") || $0.contains("no drops") }, "\(lines)")
      return
    }
    var more = lines[index].replacing(" flowaudit ", with: " \"$FLOWAUDIT\" ")
    if !more.contains(" | ") {
      let by = arguments.firstIndex(of: "--by").map { ["--by", "'\(arguments[$0 + 1])'"] } ?? []
      let bucket =
        arguments.firstIndex(of: "--bucket").map { ["--bucket", arguments[$0 + 1]] } ?? []
      more += " | \"$FLOWAUDIT\" \(arguments[0]) " + (by + bucket).joined(separator: " ")
    }
    let again = try Tool.shell(more)
    #expect(again.status == .exited(0), "\(more)\n\(again.errorText)")
    let row = try #require(lines[..<index].last { !$0.hasPrefix("  ") })
    #expect(
      again.text.components(separatedBy: "\n").contains { cells($0) == cells(row) },
      "\(more)\n\(row)\n\(again.text)")
  }

  /// The texts of a row, whatever the widths of its columns, and without its share of the table.
  private static func cells(_ line: String) -> [String] {
    line.replacing(/( [0-9]+) +[<>]?[0-9]+(?=  )/) { $0.1 }
      .components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  @Test("cut into lines at 80 columns it is the same command")
  func folded() throws {
    let text = try Tool.onTerminal("80", ["drops", "flows/full-20k.jsonl.gz", "--no-color"])
    let lines = text.components(separatedBy: "\n")
    let first = try #require(lines.firstIndex { $0.hasPrefix("  flowaudit filter") })
    let last = try #require(lines[first...].firstIndex { !$0.hasSuffix("\\") })
    #expect(last > first)
    let command = lines[first...last].joined(separator: "\n")
      .replacing("  flowaudit", with: "\"$FLOWAUDIT\"")
    let outcome = try Tool.shell(command + " --count")
    #expect(outcome.status == .exited(0))
    #expect((Int(outcome.text.trimmingCharacters(in: .newlines)) ?? 0) >= 27)
  }

  @Test("what comes through a pipe is piped again; where no line can show the row there is none")
  func otherInputs() throws {
    let log = try DropsTests.content("full-20k")
    let piped = try Binary.run(["drops"], input: .bytes(log)).text
    #expect(piped.contains("\n  ... | flowaudit filter --verdict DROPPED --from-namespace "))
    for options in [["--first", "2000"], ["--max-groups", "1", "--by", "source-ip,source-port"]] {
      let text = try Binary.run(["drops", "flows/full-20k.jsonl.gz"] + options).text
      #expect(!text.contains("flowaudit filter"), "\(text.prefix(800))")
    }
  }

  @Test("names that could harm a shell or a terminal are quoted")
  func hostile() throws {
    let text = try Binary.run(["drops", "flows/hostile.jsonl", "--sort", "first"]).text
    for line in text.split(separator: "\n") where line.contains("flowaudit filter") {
      #expect(line.utf8.allSatisfy { 0x20..<0x7F ~= $0 })
    }
  }
}
