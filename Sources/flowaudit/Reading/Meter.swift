/// Progress on standard error, of one or more threads that add what they read.
struct Meter: Sendable {
  private var progress: Progress?
  private var byteCount: UInt64 = 0

  init(_ style: Progress.Style?, totalByteCount: UInt64?) {
    progress = style.map {
      Progress(style: $0, totalByteCount: totalByteCount, at: Clock.elapsed())
    }
  }

  /// Counts bytes taken from files, and shows them when it is time.
  mutating func add(_ count: Int64) {
    byteCount &+= UInt64(clamping: count)
    if progress != nil, let text = progress?.update(byteCount: byteCount, at: Clock.elapsed()) {
      StandardStream.error.write(text)
    }
  }

  /// Takes the line away.
  mutating func end() {
    if let text = progress?.end() {
      StandardStream.error.write(text)
    }
  }
}
