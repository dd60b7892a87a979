import TestSupport
import Testing

@testable import flowaudit

/// Words that are copied from a terminal into a shell.
struct ShellWordTests {
  static let words = [
    "", "plain-1.2_3/x:y,z", "a b", "it's", "$(touch x)", "`id`", "a\\b", "~", "*", "-x", "#c",
    "\u{1b}[31mred", "tab\tnew\nline", "é日本", "\u{202e}gnp", "a'\u{7}'b\\c", "\\x41", "!x", "end ",
  ]

  @Test("a shell reads the word that was quoted", arguments: words)
  func roundTrip(word: String) throws {
    let outcome = try Tool.run("bash", ["-c", "printf %s \(ShellWord.quoted(word))"])
    #expect(outcome.text == word)
  }

  @Test("nothing but printable ASCII stands in it", arguments: words)
  func isPlain(word: String) {
    #expect(ShellWord.quoted(word).utf8.allSatisfy { 0x20..<0x7F ~= $0 })
  }

  @Test("a path is never taken for an option")
  func path() {
    #expect(ShellWord.quotedPath("-x") == "./-x")
    #expect(ShellWord.quotedPath("-") == "-")
    #expect(ShellWord.quotedPath("a b") == "'a b'")
  }
}
