internal import Synchronization

/// Reads members of an archive, in the order in which they lie there.
protocol MemberReading: AnyObject, Sendable {
  /// The number of the first member that can still be read.
  var firstIndex: Int { get }
  /// The next bytes of a member, which is at `firstIndex` or behind it; a pause where it is still on its way there.
  func read(_ index: Int, into space: UnsafeMutableRawBufferPointer) -> ReadResult
}

/// An archive whose members are inputs.
///
/// A class because its members share a reader: one that is done with a member waits here for the next, so that an archive
/// whose members are read in their order is read once.
final class ArchiveFile: Sendable {
  let path: InputPath
  private let open: @Sendable () throws(InputProblem) -> any MemberReading
  private let parked = Mutex<(any MemberReading)?>(nil)

  /// An archive at a path; `open` begins with its first member.
  init(
    _ path: InputPath, open: @escaping @Sendable () throws(InputProblem) -> any MemberReading
  ) {
    self.path = path
    self.open = open
  }

  /// A reader that stands before a member or at it, its caller's alone.
  func reader(of index: Int) throws(OpeningFailure) -> any MemberReading {
    if let reader = take(), reader.firstIndex <= index {
      return reader
    }
    do throws(InputProblem) {
      return try open()
    } catch {
      throw .problem(error.cause)
    }
  }

  /// Takes a reader back.
  func park(_ reader: any MemberReading) {
    parked.withLock { $0 = reader }
  }

  private func take() -> (any MemberReading)? {
    parked.withLock { slot in
      defer { slot = nil }
      return slot
    }
  }
}

extension ArchiveFile: Hashable {
  /// Whether it is the very same.
  static func == (left: ArchiveFile, right: ArchiveFile) -> Bool {
    left === right
  }

  /// As `==` compares.
  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}
