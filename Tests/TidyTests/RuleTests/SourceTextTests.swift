import Testing

/// Sources are taken apart as the compiler does.
@Suite struct SourceTextTests {
  private func source(_ text: String, _ path: String = "Sources/A/B.swift") -> SourceText {
    SourceText(TextFile(path, text))
  }

  @Test("comments and strings are no code; interpolations are")
  func tokens() {
    let source = source(
      ##"""
      let a = "b \(c("d")) e" // f "g"
      /// h
      let i = #"j " \(k) \#(l)"# /* m
      n */ + """
        o " p \
        """
      let q = r
      """##)
    #expect(
      source.tokens.filter { $0.isWord }.map { "\($0.line) \($0.text)" }
        == ["1 let", "1 a", "1 c", "3 let", "3 i", "3 l", "7 let", "7 q", "7 r"])
    #expect(
      source.strings.map { words(of: $0.text) } == [["d"], ["b", "e"], ["j", "k"], ["o", "p"]])
    #expect(
      source.comments.map { "\($0.line) \($0.isDocumentation) \(words(of: $0.text))" } == [
        #"1 false ["f", "g"]"#, #"2 true ["h"]"#, #"3 false ["m"]"#, #"4 false ["n"]"#,
      ])
  }

  @Test("C's characters are no code, Swift's apostrophes no strings")
  func characters() {
    let native = source("char a = '\"'; char b = '\\''; int c;", "Sources/C/c.c")
    #expect(native.tokens.map(\.text).filter { $0 != "\"\"" }.joined() == "chara=;charb=;intc;")
  }

  @Test("blocks know their kind, name, lines and the block around them")
  func blocks() {
    let source = source(
      """
      private enum A { case b
        func c() {
          switch self { default: d { e } }
        }
      }
      protocol F { func g() }
      extension A { init() { self.init { } } }
      final class H { class func i() { } }
      """)
    #expect(
      source.blocks.map {
        "\($0.kind) \($0.name) \($0.line)-\($0.lastLine) \($0.depth) \($0.isPrivate)"
      } == [
        "type(isEnum: true) A 1-5 0 true", "function c 2-4 1 false", "switch self 3-3 2 false",
        "other  3-3 3 false", "type(isEnum: false) F 6-6 0 false", "extension A 7-7 0 false",
        "function init 7-7 1 false", "other  7-7 2 false", "type(isEnum: false) H 8-8 0 false",
        "function i 8-8 1 false",
      ])
  }
}
