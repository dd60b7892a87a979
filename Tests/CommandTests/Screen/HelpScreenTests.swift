import Testing

@testable import flowaudit

/// `-h`: one screen, with headings that `--help` has too.
struct HelpScreenTests {
  static let topics = [nil] + Catalog.flowaudit.commands.map { Optional($0.name) }
  private let help = Help(.flowaudit)

  @Test("it fits 24 lines of 80 columns, but for command lines", arguments: topics)
  func fits(topic: CommandName?) {
    let screen = help.screen(for: topic, columns: 80)
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 23, "\(screen)")
    for line in lines where line.count > 80 {
      #expect(line.hasPrefix("  flowaudit "), "\(line)")
    }
  }

  @Test("its headings are those of the whole help", arguments: topics)
  func headings(topic: CommandName?) {
    func headings(_ text: String) -> [String] {
      let all = Set(HelpHeading.allCases.map(\.rawValue))
      return text.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }.filter(
        all.contains)
    }
    let whole = Set(headings(help.text(for: topic, columns: 80)))
    let short = headings(help.screen(for: topic, columns: 80))
    #expect(short.starts(with: ["Examples", "Usage"]))
    #expect(short.last == "More")
    // One screen leads on to the whole.
    #expect(Set(short.dropLast()).isSubset(of: whole))
  }

  @Test("every command stands on the first screen")
  func commands() {
    let screen = help.screen(for: nil, columns: 80)
    for command in Catalog.flowaudit.commands {
      #expect(
        screen.contains("  \(command.name.rawValue)")
          || screen.contains(", \(command.name.rawValue)"))
    }
  }
}
