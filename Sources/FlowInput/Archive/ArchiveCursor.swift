/// Reads members of an archive in the order in which they lie there.
///
/// A class because the archive keeps it between two members. Sendable: one reads at a time.
final class ArchiveCursor: MemberReading, @unchecked Sendable {
  /// So many bytes are passed over before the caller may look at its flags.
  private static let mostPassedOver: Int64 = 1 << 24

  private let reader: ArchiveReader
  /// The number of the member at hand, -1 before the first.
  private var index = -1
  /// Whether nothing was read of the member at hand.
  private var isAtStart = true
  /// What went wrong with the member at hand, or with all that come.
  private var problem: InputProblem.Cause?
  private var hasFailed = false

  init(_ reader: consuming ArchiveReader) {
    self.reader = reader
  }

  var firstIndex: Int {
    hasFailed ? .max : isAtStart ? max(index, 0) : index + 1
  }

  func read(_ index: Int, into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    let start = reader.feed.byteCount
    while self.index < index {
      // The space is free until there is something for it.
      if let result = unsafe step(by: space) {
        return result
      }
      if reader.feed.byteCount - start >= Self.mostPassedOver {
        return .pause
      }
    }
    if let problem {
      return .problem(problem)
    }
    isAtStart = false
    // The caller's space is passed on.
    let result = unsafe reader.read(into: space)
    if case .problem(let cause) = result {
      problem = cause
    }
    return result
  }

  /// Passes over a piece of the member at hand, or goes on to the next; nil when that is done.
  private func step(by space: UnsafeMutableRawBufferPointer) -> ReadResult? {
    if hasFailed {
      return problem.map { .problem($0) } ?? .end
    }
    if index >= 0 && problem == nil {
      isAtStart = false
      // What is written to the space is forgotten.
      switch unsafe reader.read(into: space) {
      case .bytes: return nil
      // Of a member that is damaged the next may be whole.
      case .end, .pause, .stopped, .problem: break
      }
    }
    problem = nil
    switch reader.next() {
    case .entry:
      index += 1
      isAtStart = true
      return nil
    case .end:
      // The archive has changed since its members were listed.
      hasFailed = true
      problem = .archive(.damaged(reason: "it ends before this member"))
    case .failure(let cause):
      hasFailed = true
      problem = cause
    }
    return problem.map { .problem($0) }
  }
}
