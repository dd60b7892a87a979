/// The newest text of a decoder: what waits for the text behind it, so that it can still be taken back.
///
/// Two buffers, which change places with the one that is handed on.
struct NewestText: ~Copyable, Sendable {
  private var held: DecodedText
  private var filling: DecodedText
  /// So much of the text to come was handed on before it was forgotten; it is passed over.
  private(set) var knownByteCount: Int64 = 0

  /// Two buffers of so many bytes.
  init(capacity: Int) {
    held = DecodedText(capacity: capacity)
    filling = DecodedText(capacity: capacity)
  }

  /// Whether nothing was decoded since text was handed on.
  var isEmpty: Bool {
    filling.isEmpty
  }

  /// Bytes that `free` has room for.
  var room: Int {
    filling.capacity - filling.count
  }

  /// The room behind the text; valid until text is handed on.
  func free() -> UnsafeMutableRawBufferPointer {
    // The buffer's room is passed on.
    unsafe filling.free()
  }

  /// Counts text that was written to the free room, but for what is known.
  mutating func grow(by produced: Int) {
    let known = min(Int64(produced), knownByteCount)
    knownByteCount -= known
    filling.grow(by: produced)
    filling.removeLast(produced, but: produced - Int(known))
  }

  /// Hands on the text that waited, in place of an empty buffer; what was decoded since waits now.
  mutating func handOnOlder(_ text: inout DecodedText) {
    swap(&held, &filling)
    swap(&filling, &text)
  }

  /// Hands on the oldest text there is: nothing waits for what comes behind any more.
  mutating func handOn(_ text: inout DecodedText) {
    if held.isEmpty {
      swap(&filling, &text)
    } else {
      swap(&held, &text)
    }
  }

  /// Forgets so much of the newest text, which is to be decoded once more.
  ///
  /// What of it was handed on will be passed over.
  mutating func forget(_ decoded: Int64) {
    let newest = min(decoded, Int64(filling.count))
    let older = min(decoded - newest, Int64(held.count))
    filling.truncate(to: filling.count - Int(newest))
    held.truncate(to: held.count - Int(older))
    knownByteCount = decoded - newest - older
  }
}
