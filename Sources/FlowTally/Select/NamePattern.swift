/// A pattern of DNS names in which `*` stands for any of their characters.
///
/// Source: Cilium, pkg/hubble/filters/patterns.go: the pattern is trimmed, loses one dot at its end and is brought to lower
/// case; a name is compared as it is. A star stands for letters, digits, hyphens and dots, not for an underscore.
struct NamePattern: Sendable, Equatable {
  /// What stands between the stars: one piece more than there are stars.
  private let pieces: [[UInt8]]

  /// Reads a pattern.
  init(_ text: String) throws(FilterProblem) {
    var pattern = text.trimmed
    if pattern.hasSuffix(".") {
      pattern.removeLast()
    }
    pattern = pattern.lowercased()
    guard !pattern.isEmpty else {
      throw FilterProblem("the pattern is empty: give a name, or a part of one with *")
    }
    guard !pattern.hasSuffix(".") else {
      throw FilterProblem("\(text) ends with more than one dot: leave out all but one")
    }
    for byte in pattern.utf8 where byte != UInt8(ascii: "*") && !Self.isNameByte(byte) {
      throw FilterProblem(
        "\(text) has characters that no name has: use letters, digits, - _ . and *")
    }
    pieces = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map { Array($0) }
  }

  /// A pattern of any names: labels of letters, digits, hyphens and underscores between dots.
  static func isName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var isLabelEmpty = true
    for position in range {
      if bytes[position] == Byte.point {
        guard !isLabelEmpty else {
          return false
        }
        isLabelEmpty = true
      } else {
        guard isNameByte(bytes[position]) else {
          return false
        }
        isLabelEmpty = false
      }
    }
    return !isLabelEmpty
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isStarByte(byte) || byte == UInt8(ascii: "_")
  }

  private static func isStarByte(_ byte: UInt8) -> Bool {
    Byte.isDigit(byte) || byte &- UInt8(ascii: "a") < 26 || byte == Byte.minus || byte == Byte.point
  }

  /// Whether a name has this pattern.
  ///
  /// Each piece is taken where it first comes: what lies between two places for it is for a star. Costs at most the name's
  /// bytes times the pattern's.
  func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let first = pieces[0]
    guard first.stands(in: bytes, at: range.lowerBound, before: range.upperBound) else {
      return false
    }
    var position = range.lowerBound + first.count
    guard pieces.count > 1 else {
      return position == range.upperBound
    }
    for piece in pieces[1..<(pieces.count - 1)] {
      while !piece.stands(in: bytes, at: position, before: range.upperBound) {
        guard position < range.upperBound, Self.isStarByte(bytes[position]) else {
          return false
        }
        position += 1
      }
      position += piece.count
    }
    let last = pieces[pieces.count - 1]
    let start = range.upperBound - last.count
    guard start >= position, last.stands(in: bytes, at: start, before: range.upperBound) else {
      return false
    }
    for place in position..<start where !Self.isStarByte(bytes[place]) {
      return false
    }
    return true
  }

  /// The longest text that every name of this pattern holds.
  var longestPiece: [UInt8] {
    pieces.max { $0.count < $1.count } ?? []
  }
}

/// A pattern of node names: `[CLUSTER/]NODE`, either part a pattern of names.
///
/// Source: Cilium, pkg/hubble/filters/patterns.go and nodename.go. A part that is empty or not there means any name; a node name
/// without a cluster is one of the cluster `default`.
struct NodePattern: Sendable, Equatable {
  private let cluster: NamePattern?
  let node: NamePattern?

  /// Reads a pattern.
  init(_ text: String) throws(FilterProblem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, !text.isEmpty else {
      throw FilterProblem("\(text) is not a node pattern: give NODE or CLUSTER/NODE")
    }
    let clusterText = parts.count == 2 ? parts[0] : ""
    cluster = clusterText.isEmpty ? nil : try NamePattern(clusterText)
    node = parts[parts.count - 1].isEmpty ? nil : try NamePattern(parts[parts.count - 1])
  }

  private static let defaultCluster = Array("default".utf8)

  /// Whether a node's name, which is not empty, has this pattern.
  func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var slash: Int?
    for position in range where bytes[position] == UInt8(ascii: "/") {
      guard slash == nil else {
        return false
      }
      slash = position
    }
    guard let slash else {
      let name = Self.defaultCluster
      return Self.matches(cluster, name.span, 0..<name.count) && Self.matches(node, bytes, range)
    }
    return Self.matches(cluster, bytes, range.lowerBound..<slash)
      && Self.matches(node, bytes, (slash + 1)..<range.upperBound)
  }

  private static func matches(
    _ pattern: NamePattern?, _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    pattern?.matches(bytes, range) ?? NamePattern.isName(bytes, range)
  }
}

extension String {
  /// The text without white space around it.
  fileprivate var trimmed: String {
    var rest = Substring(self)
    while let first = rest.first, first.isWhitespace {
      rest.removeFirst()
    }
    while let last = rest.last, last.isWhitespace {
      rest.removeLast()
    }
    return String(rest)
  }
}
