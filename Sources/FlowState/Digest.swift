/// FNV-1a over 64 bits: tells contents apart, no more.
///
/// Who writes the log can make two contents look alike, and gains a position that is taken up in the wrong file of theirs.
/// Source: Fowler, Noll and Vo, the FNV hash.
public struct Digest: Sendable, Hashable {
  /// The digest so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The digest of nothing.
  public init() {}

  /// The digest of some bytes.
  public init(_ bytes: some Sequence<UInt8>) {
    add(bytes)
  }

  /// Takes more bytes.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
  }
}
