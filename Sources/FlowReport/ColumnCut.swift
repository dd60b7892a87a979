import FlowAnswer

/// How the texts of a column are cut, so that different ones stay different.
///
/// A text is cut in the middle: names of one cluster differ at their beginnings or at their ends. Where two texts would
/// look the same the cut moves; where no place tells all apart, the later ones get a number, `~2`.
struct ColumnCut {
  /// Columns that a text has.
  let columns: Int
  /// Columns of a cut text that are its end.
  private let tail: Int
  /// The texts that would look like another one, and what is written for them.
  private let numbered: [String: String]

  /// Texts that are looked at: a screen has fewer rows.
  static let mostTexts = 1000

  /// Nothing of a column has to be cut.
  init(columns: Int) {
    self.columns = columns
    (tail, numbered) = (0, [:])
  }

  /// The cut for some texts, each given once.
  init(_ texts: [String], columns: Int) {
    self.columns = columns
    let long = texts.filter { DisplayWidth.of($0) > columns }
    let middle = max(0, columns - 1) / 2
    let tails = [middle] + (1...max(1, middle)).flatMap { [middle - $0, middle + $0] }
    let tried = tails.filter { 0..<max(1, columns) ~= $0 }.map { tail in
      (tail, Self.likeness(of: texts, columns, tail))
    }
    // The first of the best: the nearest to the middle.
    tail = tried.min { $0.1 < $1.1 }?.0 ?? middle
    numbered = Self.numbered(long, texts, columns, tail)
  }

  /// The text as it is written.
  func fit(_ text: String) -> String {
    numbered[text] ?? DisplayWidth.cut(text, to: columns, tail: tail)
  }

  /// How many texts would look like another one.
  private static func likeness(of texts: [String], _ columns: Int, _ tail: Int) -> Int {
    texts.count - Set(texts.map { DisplayWidth.cut($0, to: columns, tail: tail) }).count
  }

  private static func numbered(
    _ long: [String], _ all: [String], _ columns: Int, _ tail: Int
  ) -> [String: String] {
    var taken = Set(all.filter { DisplayWidth.of($0) <= columns })
    var numbered: [String: String] = [:]
    for text in long {
      var shown = DisplayWidth.cut(text, to: columns, tail: tail)
      var number = 1
      while !taken.insert(shown).inserted {
        number += 1
        let mark = "~\(number)"
        let room = columns - mark.utf8.count
        guard room > 0 else {
          break
        }
        shown = DisplayWidth.cut(text, to: room, tail: min(tail, room - 1)) + mark
        numbered[text] = shown
      }
    }
    return numbered
  }
}
