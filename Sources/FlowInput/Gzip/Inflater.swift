internal import CISAL

/// What decodes gzip data; both give the same text and the same problems.
public enum Inflater: Sendable, Hashable, CaseIterable {
  /// Intel's ISA-L, more than twice as fast; where it was built in and the machine has the library.
  ///
  /// Only for files that can be read a second time: what it stumbles over zlib decodes again, and says what is wrong.
  case isal
  /// zlib; always there.
  case zlib

  /// What this machine has, the fastest first.
  public static var available: [Self] {
    isal_decoder_available() != 0 ? [.isal, .zlib] : [.zlib]
  }

  /// The fastest that this machine has.
  public static var best: Self {
    available[0]
  }

  /// What people call it.
  public var name: String {
    switch self {
    case .isal: "isa-l"
    case .zlib: "zlib"
    }
  }
}

/// What one step of decoding a gzip member gave.
struct InflaterStep {
  enum Outcome {
    /// So many bytes were taken and made; more may follow.
    case running
    /// The member's checksum and length are right.
    case memberEnd
    /// The member does not decode: zlib's words.
    case damaged(String)
    /// The member may not decode: zlib is to say so.
    case doubtful
  }

  let outcome: Outcome
  /// Bytes taken; below 0 where bytes of the step before are given back.
  let consumed: Int
  let produced: Int
}
