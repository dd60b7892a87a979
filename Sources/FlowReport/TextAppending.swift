/// A report's text, as it is written: UTF-8.
extension [UInt8] {
  mutating func append(_ text: String) {
    append(contentsOf: text.utf8)
  }

  mutating func append(_ text: Span<UInt8>) {
    // The pointer is used only within this call.
    unsafe text.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    append(contentsOf: UTF8.encode(scalar) ?? .init())
  }
}
