/// The text of an input's files, one after the other, each opened when the one before is at its end.
struct FileSequence: ~Copyable, Sendable {
  /// What one read gave.
  enum Outcome {
    /// So many bytes of the current file, at least one.
    case bytes(Int)
    /// Nothing yet: look at the flags, read again.
    case pause
    /// The current file has no more, for a good reason or not; what is read next is of the next file.
    case fileEnd(InputProblem?)
    /// The file of a followed log cannot be read on now, or is another: its last line may be a part of one. Nothing follows.
    case cutOff(InputProblem?)
    /// No more files.
    case inputEnd
  }

  private var files: ArraySlice<InputFile>
  private let decoding: DecodingOptions
  private var source: TextSource?
  /// Bytes of the current file's text that are passed over.
  private var skippedByteCount: Int64 = 0
  private var finishedBytesRead: Int64 = 0
  /// Sizes of the files as they were at the beginning, nil when one of them has none.
  let byteCount: Int64?

  init(_ files: [InputFile], _ decoding: DecodingOptions) {
    self.files = files[...]
    self.decoding = decoding
    byteCount = Self.byteCount(of: files)
  }

  /// Bytes taken from the files so far, compressed ones where they are.
  var bytesRead: Int64 {
    switch source {
    case .some(let source): finishedBytesRead + source.bytesRead
    case nil: finishedBytesRead
    }
  }

  /// Writes at most `space.count` bytes, which is at least one, to the beginning of `space`.
  mutating func read(into space: UnsafeMutableRawBufferPointer) -> Outcome {
    assert(space.count > 0, "a read needs room for a byte")
    guard let file = files.first else {
      return .inputEnd
    }
    do throws(OpeningFailure) {
      if source == nil {
        source = try TextSource(file, decoding)
        skippedByteCount = file.skippedByteCount
      }
    } catch {
      switch error {
      case .interrupted: return .pause
      case .problem(let cause): return leave(file, cause)
      }
    }
    // The caller's space, or a part of it, is passed on.
    let room = skippedByteCount > 0 ? Int(min(Int64(space.count), skippedByteCount)) : space.count
    let part = unsafe UnsafeMutableRawBufferPointer(rebasing: space[..<room])
    let result = unsafe source?.read(into: part) ?? .end
    if case .bytes(let count) = result {
      assert(1...room ~= count, "a read gave more than there was room for")
    }
    if case .bytes(let count) = result, case .held(let stretch) = file {
      // The bytes that were just read.
      unsafe stretch.ends.take(UnsafeRawBufferPointer(rebasing: part[..<count]))
    }
    switch result {
    case .bytes(let count) where skippedByteCount > 0:
      skippedByteCount -= Int64(count)
      return .pause
    case .bytes(let count): return .bytes(count)
    case .pause: return .pause
    case .end: return leave(file, nil)
    case .stopped:
      _ = leave(file, nil)
      files = []
      return file.isHeld ? .cutOff(nil) : .inputEnd
    case .problem(let cause): return leave(file, cause)
    }
  }

  /// What of the present file might be mapped, and its name; opens a stripe, of which it is known what it is.
  mutating func plainPlace() -> (place: PlainPlace, origin: InputOrigin)? {
    guard let file = files.first else {
      return nil
    }
    if source == nil, case .stripe = file {
      // Where it cannot be opened, the next read says why.
      source = try? TextSource(file, decoding)
    }
    guard let place = source?.place else {
      return nil
    }
    return (place, file.origin)
  }

  /// Goes to where so many bytes of a plain file have been read.
  mutating func goOn(from byteCount: Int64) {
    source?.goOn(from: byteCount)
  }

  private mutating func leave(_ file: InputFile, _ cause: InputProblem.Cause?) -> Outcome {
    finishedBytesRead = bytesRead
    source = nil
    files.removeFirst()
    let problem = cause.map { InputProblem(origin: file.origin, cause: $0) }
    guard file.isHeld, let problem, problem.cause.isOfReading else {
      return .fileEnd(problem)
    }
    files = []
    // Another file has the name by now: the next look finds both.
    return .cutOff(problem.isOfMissing ? nil : problem)
  }

  private static func byteCount(of files: [InputFile]) -> Int64? {
    var total: Int64 = 0
    for file in files {
      guard let status = try? FileStatus(file), status.kind == .regular else {
        return nil
      }
      total += status.byteCount
    }
    return total
  }
}

extension InputFile {
  fileprivate var isHeld: Bool {
    if case .held = self { true } else { false }
  }

  /// Bytes of text that were read before.
  fileprivate var skippedByteCount: Int64 {
    if case .held(let stretch) = self { stretch.skippedByteCount } else { 0 }
  }
}
