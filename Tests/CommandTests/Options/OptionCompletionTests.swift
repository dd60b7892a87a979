import Foundation
import TestSupport
import Testing

@testable import flowaudit

/// A line that is typed up to its end, and what is to be offered, sorted.
private let lines: [(line: String, offers: [String])] = [
  ("flowaudit dr", ["drops"]),
  ("flowaudit drops --out", ["--output"]),
  (
    "flowaudit drops --output ",
    ["alertmanager", "csv", "json", "jsonl", "markdown", "prometheus", "slack", "table"]
  ),
  ("flowaudit drops -o js", ["json", "jsonl"]),
  ("flowaudit -o js", ["json", "jsonl"]),
  ("flowaudit drops --verdict D", ["DROPPED"]),
  ("flowaudit -n x export --max", ["--max-groups", "--max-line", "--max-series"]),
  ("flowaudit --top 3 export --const", ["--const-label"]),
  ("flowaudit export --by", []),
  ("flowaudit drops --const", []),
  ("flowaudit events.log --const", []),
  ("flowaudit events.log --bu", ["--bucket"]),
  ("flowaudit completions ", ["bash", "fish", "zsh"]),
  ("flowaudit help s", ["summary"]),
  ("flowaudit drops ev", ["events.log"]),
  ("flowaudit lint ev", ["events.log"]),
  ("flowaudit doctor --n", ["--no-config", "--no-monitoring-crds", "--node-exporter"]),
  ("flowaudit export --textfile ev", ["events.log"]),
  ("flowaudit drops --namespace ev", []),
  ("flowaudit export --timeout 5s -- mkfif", ["mkfifo"]),
  ("flowaudit export -- cat ev", ["events.log"]),
  ("flowaudit export -- cat --const", []),
  ("flowaudit drops -- ev", ["events.log"]),
  ("flowaudit drops -- mkfif", []),
]

/// What is offered for parts of words, which each shell shows in its own way.
private let listLine = "flowaudit drops --by reason,policy"
private let attachedLine = "flowaudit drops --output=js"

@Test("every option and command stands in each completion script", arguments: Shell.allCases)
func everythingInCompletions(shell: Shell) {
  let text = CompletionScript(.flowaudit).text(for: shell)
  for row in OptionTable.rows {
    #expect(text.contains(shell == .fish ? " -l \(row.longName) " : row.flag), "\(row.flag)")
    if let shortName = row.shortName {
      #expect(text.contains(shell == .fish ? " -s \(shortName) " : "-\(shortName)"))
    }
    for word in row.completion.words {
      #expect(text.contains(word))
    }
  }
  for command in Catalog.flowaudit.commands {
    #expect(text.contains(command.name.rawValue))
  }
}

@Test(
  "bash offers what can be typed next", .enabled(if: ShellProgram.isThere("/usr/bin/bash")),
  arguments: lines + [
    (listLine, ["reason,policy", "reason,policy-kind"]), (attachedLine, ["json", "jsonl"]),
  ])
func bashOffers(line: String, offers: [String]) throws {
  let folder = try CompletionFolder(.bash)
  // bash cuts words at = as well; readline does that before the function is called.
  let words = line.replacingOccurrences(of: "=", with: " = ")
  let result = try ShellProgram.run(
    "/usr/bin/bash",
    [
      "-c",
      """
      source ./script
      COMP_WORDS=($1)
      [[ $1 == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _flowaudit
      printf '%s\\n' "${COMPREPLY[@]}"
      """, "bash", words,
    ], in: folder.folder)
  #expect(result.error == "")
  // A command that is in two folders of PATH comes twice.
  #expect(Set(result.output.split(separator: "\n").map { String($0) }).sorted() == offers)
}

@Test(
  "bash offers the names of files as they are, with blanks and what looks like a pattern",
  .enabled(if: ShellProgram.isThere("/usr/bin/bash")))
func bashOffersFiles() throws {
  let folder = try CompletionFolder(.bash)
  try folder.write("", to: "e f.log")
  try folder.write("", to: "e*")
  let result = try ShellProgram.run(
    "/usr/bin/bash",
    [
      "-c",
      """
      source ./script
      COMP_WORDS=(flowaudit drops e) COMP_CWORD=2
      _flowaudit
      printf '%s\\n' "${COMPREPLY[@]}"
      """,
    ], in: folder.folder)
  #expect(result.error == "")
  #expect(
    result.output.split(separator: "\n").map { String($0) }.sorted()
      == ["e f.log", "e*", "events.log"])
}

@Test(
  "fish offers what can be typed next", .enabled(if: ShellProgram.isThere("/usr/bin/fish")),
  arguments: lines + [
    (listLine, ["reason,policy", "reason,policy-kind"]),
    (attachedLine, ["--output=json", "--output=jsonl"]),
  ])
func fishOffers(line: String, offers: [String]) throws {
  let folder = try CompletionFolder(.fish)
  let result = try ShellProgram.run(
    "/usr/bin/fish", ["--no-config", "-c", "source ./script; complete -C $argv[1]", line],
    in: folder.folder)
  #expect(result.error == "")
  // A description stands behind each offer.
  let words = result.output.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
  #expect(words.map { String($0) }.sorted() == offers)
}

@Test(
  "zsh offers what can be typed next", .enabled(if: ShellProgram.isThere("/usr/bin/zsh")),
  arguments: lines + [(listLine, ["policy", "policy-kind"]), (attachedLine, ["json", "jsonl"])])
func zshOffers(line: String, offers: [String]) throws {
  let folder = try CompletionFolder(.zsh)
  try folder.write(zshDriver, to: "zsh-driver")
  let result = try ShellProgram.run(
    "/usr/bin/timeout", ["300", "/usr/bin/zsh", "-f", "./zsh-driver", line], in: folder.folder)
  #expect(result.status == 0)
  #expect(try folder.read("offers").split(separator: "\n").map { String($0) }.sorted() == offers)
}

/// Types a line and a tab at a zsh on a terminal of its own, and notes what is offered.
private let zshDriver = #"""
  zmodload zsh/zpty
  zpty inner zsh -f -i
  zpty -w inner 'PROMPT=; autoload -Uz compinit; compinit -u -D; source ./script'
  zpty -w inner 'compadd() {
    local -a hits
    [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] && { builtin compadd "$@"; return }
    builtin compadd -A hits "$@"
    (($#hits)) && print -rl -- $hits >>offers
    builtin compadd "$@"
  }'
  zpty -w inner 'finish() { exit }; comppostfuncs=(finish); bindkey "^I" complete-word'
  zpty -w -n inner "$1"$'\t'
  while zpty -r inner output; do :; done
  exit 0
  """#

/// A folder with a completion script and one file.
private final class CompletionFolder {
  private let scratch: Scratch

  var folder: URL {
    scratch.folder
  }

  init(_ shell: Shell) throws {
    scratch = try Scratch()
    try scratch.write(CompletionScript(.flowaudit).text(for: shell), to: "script")
    try scratch.write("", to: "events.log")
    try scratch.write("", to: "offers")
  }

  func write(_ text: String, to name: String) throws {
    try scratch.write(text, to: name)
  }

  func read(_ name: String) throws -> String {
    try scratch.read(name)
  }
}
