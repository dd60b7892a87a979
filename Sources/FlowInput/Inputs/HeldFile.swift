internal import Glibc
internal import Synchronization

/// A file that was looked at: whatever happens to its name meanwhile, only this file is read.
///
/// It stays open, or is let go and opened again for each reading: so many rotations need one descriptor. A class because it owns
/// its descriptor.
public final class HeldFile: Sendable {
  /// The name under which it was opened.
  public let path: InputPath
  /// What it was when it was opened.
  let status: FileStatus
  /// Below 0 once it was let go.
  private let kept: Mutex<Int32>

  /// Opens a file, and keeps it open; a named pipe does not make the run wait.
  init(_ path: InputPath) throws(InputProblem) {
    let descriptor = try FileCall.open(path, waitsForWriter: false)
    do throws(InputProblem) {
      status = try FileStatus(descriptor: descriptor, of: .file(path))
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    kept = Mutex(descriptor)
  }

  deinit {
    letGo()
  }

  /// Closes it: who reads it from now on opens it again, by its name.
  func letGo() {
    kept.withLock { descriptor in
      if descriptor >= 0 {
        close(descriptor)
      }
      descriptor = -1
    }
  }

  /// A descriptor of it, and whether that is the caller's to close; the file is kept as long as the caller has it.
  ///
  /// Nothing is there (`isOfMissing`) where the name leads to another file by now.
  func opened() throws(InputProblem) -> (descriptor: Int32, isCallers: Bool) {
    let descriptor = kept.withLock { $0 }
    guard descriptor < 0 else {
      return (descriptor, false)
    }
    let other = try FileCall.open(path, waitsForWriter: false)
    do throws(InputProblem) {
      guard try FileStatus(descriptor: other, of: .file(path)).identity == status.identity else {
        throw InputProblem(origin: .file(path), cause: .missing)
      }
    } catch {
      close(other)
      throw error
    }
    return (other, true)
  }

  /// What it is now.
  func statusNow() throws(InputProblem) -> FileStatus {
    let (descriptor, isOurs) = try opened()
    defer { if isOurs { close(descriptor) } }
    return try FileStatus(descriptor: descriptor, of: .file(path))
  }

  /// Bytes at an offset, fewer only where the file ends.
  func bytes(at offset: Int64, count: Int) throws(InputProblem) -> [UInt8] {
    let (descriptor, isOurs) = try opened()
    defer { if isOurs { close(descriptor) } }
    return try FileCall.bytes(descriptor, at: offset, count: count, of: .file(path))
  }

  /// Where the last whole line before `end` ends; `start` where there is none.
  func endOfLastLine(from start: Int64, to end: Int64) throws(InputProblem) -> Int64 {
    var stop = end
    while stop > start {
      let first = max(start, stop - 65_536)
      let piece = try bytes(at: first, count: Int(stop - first))
      if let lineFeed = piece.lastIndex(of: UInt8(ascii: "\n")) {
        return first + Int64(lineFeed) + 1
      }
      stop = first
    }
    return start
  }
}

extension GrowthObstacle {
  /// Looks at the first bytes of a file; nil where none can be read, which reading it will tell, and for plain text.
  public init?(_ path: InputPath) {
    guard let head = try? HeldFile(path).bytes(at: 0, count: ArchiveForm.headByteCount) else {
      return nil
    }
    self.init(head: head)
  }
}
