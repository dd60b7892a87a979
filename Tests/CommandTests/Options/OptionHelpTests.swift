import FlowAnswer
import FlowTally
import Foundation
import Testing

@testable import flowaudit

/// The top of the package.
let packageFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private let catalog = Catalog.flowaudit
private let help = Help(.flowaudit)

@Test("every option has one row, and names that no other has")
func optionNamesAreUnique() {
  let longNames = OptionTable.rows.map(\.longName)
  let shortNames = OptionTable.rows.compactMap(\.shortName)
  #expect(Set(longNames).count == longNames.count)
  #expect(Set(shortNames).count == shortNames.count)
}

@Test("every option of the table stands in the help of each command that takes it, and in no other")
func optionsInHelp() {
  for command in catalog.commands {
    let text = help.text(for: command.name, columns: 100)
    let words = Set(text.split(whereSeparator: \.isWhitespace))
    for row in OptionTable.rows {
      #expect(
        words.contains { $0 == row.flag } == command.takes(row), "\(command.name) \(row.flag)")
    }
  }
}

@Test("the summary of an option stands whole in the help, broken only between words")
func summariesInHelp() {
  for columns in [40, 80, 100] {
    let text = help.text(for: .drops, columns: columns).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    for row in catalog.options(of: catalog.standard) {
      #expect(text.contains(row.summary), "\(row.flag) at \(columns)")
    }
    for field in GroupField.selectable {
      #expect(text.contains(field.rawValue) && text.contains(field.summary), "\(field)")
    }
  }
}

@Test("every command, example and exit status stands in the general help")
func commandsInHelp() {
  let text = help.text(for: nil, columns: 200)
  for command in catalog.commands {
    #expect(text.contains("  \(command.name.rawValue) "))
    #expect(text.contains(command.text.summary))
  }
  for example in CommandExample.waysOfUse {
    #expect(text.contains("  \(example.commandLine)\n      \(example.purpose)\n"))
  }
  for status in ExitStatus.allCases {
    #expect(text.contains("\n  \(status.rawValue) "))
  }
}

@Test(
  "help stays within the width, but for command lines, terms and words",
  arguments: [1, 40, 80, 200])
func helpWidth(columns: Int) {
  let width = min(max(columns, 40), 100)
  let examples = catalog.commands.flatMap(\.text.examples) + CommandExample.waysOfUse
  let usages = catalog.commands.map(\.text.usage) + ["flowaudit [COMMAND] [OPTION...] [FILE...]"]
  let terms =
    OptionTable.rows.map(\.synopsis) + Manual.fields.map { $0.names.joined(separator: ", ") }
  let unbroken = Set(examples.map(\.commandLine) + usages + terms)
  for command in catalog.commands.map({ Optional($0.name) }) + [nil] {
    for line in help.text(for: command, columns: columns).split(separator: "\n") {
      let text = line.trimmingCharacters(in: .whitespaces)
      let isWord = !text.contains(" ")
      #expect(line.count <= width || unbroken.contains(text) || isWord, "\(line)")
    }
  }
}

@Test("the examples of the help are command lines that can be carried out")
func examplesParse() throws {
  for example in catalog.commands.flatMap(\.text.examples) + CommandExample.waysOfUse {
    let ours = try #require(
      example.commandLine.components(separatedBy: " | ").first { $0.hasPrefix("flowaudit") })
    let words = ours.split(separator: " ").prefix { $0 != ">" }.dropFirst().map { String($0) }
    #expect(throws: Never.self, "\(example.commandLine)") { try OptionParser.parse(words) }
  }
}

@Test("`flowaudit --help` on 80 columns is exactly the kept text")
func generalHelpIsKept() throws {
  let kept = packageFolder.appending(path: "Fixtures/cases/help/stdout")
  #expect(try String(contentsOf: kept, encoding: .utf8) == help.text(for: nil, columns: 80))
}

@Test("terms stand beside their meanings, and above them where they are too long")
func listLayout() {
  let rows = [("-a", "one two three four five six seven eight"), ("--a-very-long-term", "nine")]
  #expect(
    TextLayout(columns: 40).list(rows) == """
        -a  one two three four five six seven
            eight
        --a-very-long-term
            nine

      """)
}
