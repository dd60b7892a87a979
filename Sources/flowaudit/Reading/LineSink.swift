import FlowOutput
import FlowThreads

/// Where `filter` writes its lines: a class because threads share it; they take turns, in the order of the input.
final class LineSink: @unchecked Sendable {
  private let monitor = Monitor()
  private var output = LineOutput()
  private var failure: OutputError?
  /// Bytes written, and how many of those that come were written before.
  private var byteCount = 0
  private var repeatedByteCount = 0

  /// Whether nothing more can be written.
  var hasFailed: Bool {
    monitor.locked { failure != nil }
  }

  /// The lines come once more from the first on: those written already are passed over.
  func beginAgain() {
    repeatedByteCount = byteCount
  }

  /// Writes pieces of some bytes, which are lent for this call.
  func write(_ bytes: UnsafeRawBufferPointer, _ pieces: [Range<Int>]) {
    var pieces = pieces
    if repeatedByteCount > 0 {
      pieces = pieces.compactMap(withoutRepeated)
    }
    guard !pieces.isEmpty else {
      return
    }
    byteCount += pieces.reduce(0) { $0 + $1.count }
    attempt { () throws(OutputError) in unsafe try output.write(bytes, pieces) }
  }

  /// Writes copied lines.
  func write(_ lines: [UInt8]) {
    guard !lines.isEmpty else {
      return
    }
    // The array lends its bytes for this call.
    unsafe lines.withUnsafeBytes { unsafe write($0, [0..<lines.count]) }
  }

  /// Lets the reader have what was gathered.
  func flush() {
    attempt { () throws(OutputError) in try output.flush() }
  }

  /// Writes what is left; throws the first error there was.
  func finish() throws(OutputError) {
    flush()
    if let failure {
      throw failure
    }
  }

  private func withoutRepeated(_ piece: Range<Int>) -> Range<Int>? {
    let count = min(repeatedByteCount, piece.count)
    repeatedByteCount -= count
    return count == piece.count ? nil : (piece.lowerBound + count)..<piece.upperBound
  }

  private func attempt(_ write: () throws(OutputError) -> Void) {
    guard !hasFailed else {
      return
    }
    do throws(OutputError) {
      try write()
    } catch {
      monitor.locked { failure = error }
    }
  }
}
