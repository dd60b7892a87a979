/// What a printed value is compared with: a text, a text with stars, or a regular expression.
struct ValuePattern: Sendable, Equatable {
  private enum Form: Sendable {
    /// What stands between the stars: one piece more than there are stars.
    case pieces([[UInt8]])
    case expression(TextPattern)
  }

  /// The pattern as it was given.
  let text: String
  private let form: Form

  /// A text, in which `*` stands for anything.
  init(_ text: String) {
    self.text = text
    form = .pieces(
      text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        .map { Array($0) })
  }

  /// A regular expression, which may match anywhere in the value.
  init(expression: String) throws(FilterProblem) {
    text = expression
    form = .expression(try TextPattern(expression))
  }

  static func == (left: Self, right: Self) -> Bool {
    left.text == right.text && left.isExpression == right.isExpression
  }

  /// Whether it is a text in which something stands for anything.
  var hasStars: Bool {
    if case .pieces(let pieces) = form { pieces.count > 1 } else { false }
  }

  private var isExpression: Bool {
    if case .expression = form { true } else { false }
  }

  /// Whether a value has this pattern.
  ///
  /// Each piece is taken where it first comes: what lies between two is for a star. Costs at most the value's bytes times the
  /// pattern's.
  func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    switch form {
    case .expression(let pattern): pattern.matches(bytes, range)
    case .pieces(let pieces): Self.matches(pieces, bytes, range)
    }
  }

  private static func matches(
    _ pieces: [[UInt8]], _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard pieces.count > 1 else {
      return pieces[0].equals(bytes, range)
    }
    guard pieces[0].stands(in: bytes, at: range.lowerBound, before: range.upperBound) else {
      return false
    }
    var position = range.lowerBound + pieces[0].count
    for piece in pieces[1..<(pieces.count - 1)] {
      while !piece.stands(in: bytes, at: position, before: range.upperBound) {
        guard position < range.upperBound else {
          return false
        }
        position += 1
      }
      position += piece.count
    }
    let last = pieces[pieces.count - 1]
    let start = range.upperBound - last.count
    return start >= position && last.stands(in: bytes, at: start, before: range.upperBound)
  }
}
