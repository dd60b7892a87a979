/// Which of the lines that pass count.
public enum LineLimit: Sendable, Equatable {
  /// Every one.
  case all
  /// The first so many; the reading may end there.
  case first(UInt64)
  /// Those behind the first so many.
  case behind(UInt64)
}

/// The places of the lines of the last block that are to be written.
///
/// What is kept is the JSON text and the LF behind it; CRs between them are not part of it. Lines that lie side by side are
/// one piece. Costs nothing where nothing is asked for.
public struct KeptLines: Sendable {
  /// What is kept of flows and notices of lost events; other lines never are.
  public enum Kind: Sendable, Equatable {
    /// Nothing.
    case none
    /// Those that pass.
    case passing
    /// Those that do not.
    case others
  }

  /// Pieces of the last block, in order; none is empty.
  public private(set) var pieces: [Range<Int>] = []
  /// Lines kept so far, over all blocks.
  public private(set) var count: UInt64 = 0
  /// Whether no further line can count.
  public private(set) var isComplete = false

  /// Whether the caller has to be asked about every line.
  let isAsked: Bool
  /// Whether not all that pass count.
  let isLimited: Bool

  private enum Fate {
    /// Neither a flow nor a notice of lost events.
    case other
    case passes
    case fails
  }

  private let kind: Kind
  private var fate = Fate.other
  private var skipCount: UInt64 = 0
  private var rest: UInt64

  init(_ plan: TallyPlan) {
    kind = plan.keeps
    switch plan.limit {
    case .all: (isLimited, rest) = (false, .max)
    case .first(let count): (isLimited, rest) = (true, count)
    case .behind(let count): (isLimited, rest, skipCount) = (true, .max, count)
    }
    isAsked = kind != .none || isLimited
    isComplete = rest == 0
  }

  mutating func beginBlock() {
    pieces.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func beginLine() {
    fate = .other
  }

  /// Whether a flow or a notice that passes or fails the filters counts.
  @inline(__always)
  mutating func admits(_ passes: Bool) -> Bool {
    fate = passes ? .passes : .fails
    guard isLimited, passes, kind != .others else {
      return passes
    }
    return takesTurn()
  }

  private mutating func takesTurn() -> Bool {
    if skipCount > 0 {
      skipCount -= 1
      fate = .other
      return false
    }
    return true
  }

  /// Keeps the line if it is one to be kept; `range` ends at its LF.
  mutating func endLine(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let isCounted = fate == (kind == .others ? .fails : .passes)
    guard isCounted, kind != .others || !isLimited || takesTurn() else {
      return
    }
    rest -= 1
    isComplete = rest == 0
    guard kind != .none else {
      return
    }
    count += 1
    var end = range.upperBound
    while end > range.lowerBound && bytes[end - 1] == Byte.carriageReturn {
      end -= 1
    }
    add(range.lowerBound..<(end == range.upperBound ? end + 1 : end))
    if end < range.upperBound {
      add(range.upperBound..<(range.upperBound + 1))
    }
  }

  /// Adds what another counted.
  mutating func merge(_ other: Self) {
    count += other.count
  }

  private mutating func add(_ piece: Range<Int>) {
    if let last = pieces.last, last.upperBound == piece.lowerBound {
      pieces[pieces.count - 1] = last.lowerBound..<piece.upperBound
    } else {
      pieces.append(piece)
    }
  }
}
