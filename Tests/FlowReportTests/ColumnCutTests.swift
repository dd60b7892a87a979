import TestSupport
import Testing

@testable import FlowReport

struct ColumnCutTests {
  @Test(
    "a text is cut in the middle, in columns of the terminal",
    arguments: [
      ("reserved:kube-apiserver", 15, "reserve…iserver"),
      ("payments", 8, "payments"), ("payments", 7, "pay…nts"), ("payments", 2, "p…"),
      ("payments", 1, "…"), ("日本語日本語", 7, "日…語"), ("abcdefe\u{301}", 5, "ab…fe\u{301}"),
    ] as [(String, Int, String)])
  func middle(text: String, columns: Int, expected: String) {
    let cut = DisplayWidth.cut(text, to: columns, tail: (columns - 1) / 2)
    #expect(cut == expected)
    #expect(DisplayWidth.of(cut) <= columns)
  }

  @Test("where the middle is what differs, the cut moves")
  func moves() {
    let texts = ["team-frontend-a-production", "team-frontend-b-production"]
    let cut = ColumnCut(texts, columns: 14)
    #expect(Set(texts.map(cut.fit)).count == 2)
    #expect(texts.map(cut.fit).allSatisfy { DisplayWidth.of($0) <= 14 })
  }

  @Test("where no place tells all apart, later ones get a number")
  func numbers() {
    let texts = [
      "aaaaaaaaaXaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaXaaaaaaaaa", "aaaaaaa…aaaaaa",
    ]
    let cut = ColumnCut(texts, columns: 9)
    #expect(texts.map(cut.fit) == ["a…aaaaaaa", "…aaaaaa~2", "a……aaaaaa"])
  }

  @Test("different texts stay different, and none is wider than its column")
  func property() {
    let seed = Seed.ofRun
    var numbers = SeededNumbers(ofRun: 0)
    let letters = ["a", "b", "-", "日", "e\u{301}", "…", "~2"]
    for _ in 0..<300 {
      let columns = Int.random(in: 8...20, using: &numbers)
      let count = Int.random(in: 1...12, using: &numbers)
      let texts = Set(
        (0..<count).map { _ in
          (0..<Int.random(in: 0...30, using: &numbers)).map { _ in
            letters.randomElement(using: &numbers) ?? ""
          }.joined()
        })
      let cut = ColumnCut(texts.sorted(), columns: columns)
      let shown = texts.map(cut.fit)
      #expect(Set(shown).count == texts.count, "seed \(seed): \(texts) at \(columns): \(shown)")
      #expect(shown.allSatisfy { DisplayWidth.of($0) <= columns }, "seed \(seed): \(shown)")
    }
  }
}
