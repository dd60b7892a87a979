/// The nearest of a few known words to one that is not known.
enum Spelling {
  /// Longer words than this are no misspelling of ours; it bounds the work.
  private static let longestWord = 64

  /// The word that was probably meant: equal but for its case, or the only one that begins so, or the first of those
  /// with the fewest slips, of which a third of its letters may be.
  static func nearest(to typed: String, among words: [String]) -> String? {
    let letters = Array(typed.lowercased().utf8)
    guard !letters.isEmpty, letters.count <= longestWord else {
      return nil
    }
    if let begun = onlyWord(beginningWith: letters, among: words) {
      return begun
    }
    var nearest: (word: String, distance: Int)?
    for word in words {
      let distance = distance(letters, Array(word.lowercased().utf8))
      if distance <= max(1, word.utf8.count / 3), distance < nearest?.distance ?? .max {
        nearest = (word, distance)
      }
    }
    return nearest?.word
  }

  private static func onlyWord(beginningWith letters: [UInt8], among words: [String]) -> String? {
    let begun = words.filter { $0.lowercased().utf8.starts(with: letters) }
    return letters.count > 1 && begun.count == 1 ? begun.first : nil
  }

  /// How many letters to insert, remove, replace or swap with their neighbour: the Damerau-Levenshtein distance
  /// in its restricted form (optimal string alignment).
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, leftByte) in left.enumerated() {
      var current = [row + 1]
      for (column, rightByte) in right.enumerated() {
        var cost = min(last[column] + (leftByte == rightByte ? 0 : 1), last[column + 1] + 1)
        cost = min(cost, current[column] + 1)
        if row > 0, column > 0, leftByte == right[column - 1], left[row - 1] == rightByte {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
