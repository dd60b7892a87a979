internal import FlowThreads
internal import Synchronization

/// One result of the decoder, with its text.
///
/// A class because two threads have it in turn; Sendable because the semaphores of `Decoding` say whose it is.
final class DecodedBlock: @unchecked Sendable {
  fileprivate(set) var text: DecodedText
  fileprivate(set) var result = ReadResult.pause
  fileprivate(set) var bytesRead: Int64 = 0

  fileprivate init(textByteCount: Int) {
    text = DecodedText(capacity: textByteCount)
  }
}

/// A decoder, and a ring of blocks that one decodes and one reads, each on a thread of its own or both on one.
///
/// A class because both threads have it. Sendable: the decoder and `decodedCount` are the decoding side's,
/// `takenCount` is the reading side's, and a block belongs to the side that the semaphores gave it to.
final class Decoding: @unchecked Sendable {
  private let blocks: [DecodedBlock]
  private let free: Semaphore
  private let decoded = Semaphore(count: 0)
  private let isStopped = Atomic(false)

  private var decoder: GzipDecoder
  private var decodedCount = 0
  private var takenCount = 0

  init(_ decoder: consuming GzipDecoder, textByteCount: Int, blockCount: Int) {
    self.decoder = decoder
    blocks = (0..<blockCount).map { _ in DecodedBlock(textByteCount: textByteCount) }
    free = Semaphore(count: blockCount)
  }

  // MARK: The decoding side

  /// Decodes until the end, or until it is stopped.
  func decodeAll() {
    while decodeBlock() {}
  }

  /// Waits for a free block and fills it; false when there is nothing more to decode.
  @discardableResult
  func decodeBlock() -> Bool {
    while !free.wait() {}
    guard !isStopped.load(ordering: .acquiring) else {
      return false
    }
    let block = blocks[decodedCount % blocks.count]
    block.result = decoder.next(&block.text)
    block.bytesRead = decoder.bytesRead
    decodedCount &+= 1
    decoded.signal()
    switch block.result {
    case .bytes, .pause: return true
    case .end, .stopped, .problem: return false
    }
  }

  // MARK: The reading side

  /// Waits for the next block; nil when a signal came.
  func takeBlock() -> DecodedBlock? {
    decoded.wait() ? blocks[takenCount % blocks.count] : nil
  }

  /// Gives back the block that was taken.
  func releaseBlock() {
    takenCount &+= 1
    free.signal()
  }

  /// Lets the decoding side come to its end.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    free.signal()
  }
}
