import FlowInput

@testable import FlowInput

/// Gzip data, damaged or not: both decoders give the same text, the same problem, and have read as much.
///
/// The first byte says how much text they hand on at a time.
struct GzipTarget: FuzzTarget {
  /// What a decoder gave.
  private struct Decoded: Equatable {
    var text: [UInt8] = []
    var problem: InputProblem.Cause?
    var bytesRead: Int64 = 0

    /// Whether both are damaged at the same place, and one has got further with the text in front of it: zlib refuses tables of codes
    /// before it decodes anything by them, ISA-L where a code is missed.
    func isDamaged(as other: Self) -> Bool {
      problem != nil && problem == other.problem && bytesRead == other.bytesRead
        && (text.starts(with: other.text) || other.text.starts(with: text))
    }
  }

  /// Whether zlib has refused a table in which codes are missing: where none of these comes ISA-L decodes by it, up to a right checksum.
  private static func refusesTable(_ problem: InputProblem.Cause?) -> Bool {
    guard case .gzipDamaged(_, _, let reason)? = problem else {
      return false
    }
    return ["invalid distances set", "invalid literal/lengths set"].contains(reason)
  }

  private let file = ScratchFile()

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    guard let first = input.first, Inflater.available.count > 1 else {
      return
    }
    file.write(Array(input.dropFirst()))
    let room = 1 + Int(first) * 64
    let expected = decoded(.zlib, textByteCount: 1 << 16)
    let found = decoded(.isal, textByteCount: room)
    guard found != expected, !found.isDamaged(as: expected) else {
      return
    }
    guard !Self.refusesTable(expected.problem) || !found.text.starts(with: expected.text) else {
      return
    }
    throw Mismatch(
      """
      text in pieces of \(room) bytes: \(found.text.count) bytes, with zlib \(expected.text.count), \
      \(found.text == expected.text ? "the same" : "of other text")
        ISA-L ends with \(String(describing: found.problem)), has read \(found.bytesRead)
        zlib  ends with \(String(describing: expected.problem)), has read \(expected.bytesRead)
      """)
  }

  private func decoded(_ inflater: Inflater, textByteCount: Int) -> Decoded {
    guard let source = try? FileSource(.path(InputPath(file.path))) else {
      return Decoded()
    }
    var gzip = GzipSource(
      source,
      DecodingOptions(inflater: inflater, decodesAhead: false, textByteCount: textByteCount))
    var decoded = Decoded()
    var room = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      switch room.withUnsafeMutableBytes({ gzip.read(into: $0) }) {
      case .bytes(let count):
        decoded.text += room.prefix(count)
        continue
      case .pause: continue
      case .end, .stopped: break
      case .problem(let cause): decoded.problem = cause
      }
      decoded.bytesRead = gzip.bytesRead
      return decoded
    }
  }
}
