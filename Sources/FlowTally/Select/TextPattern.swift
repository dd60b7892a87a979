internal import CRE2

/// A regular expression, RE2's: linear in the text and bounded in memory, so that no pattern and no log can hang a run.
///
/// Owns the compiled pattern: a class because copies of a selection, one a thread, share it; RE2 matches from any thread.
@safe final class TextPattern: @unchecked Sendable {
  /// Bytes that a compiled pattern and what it has learned of its texts may take.
  static let byteLimit: Int64 = 8 << 20
  /// Bytes of the longest pattern.
  static let longestText = 1 << 16

  /// Whether this build has regular expressions.
  static var isAvailable: Bool {
    re2_pattern_available() != 0
  }

  /// The pattern as it was given.
  let text: String
  // From re2_pattern_create, destroyed in deinit, never handed out.
  private let pattern: OpaquePointer

  /// Compiles a pattern.
  init(_ text: String) throws(FilterProblem) {
    guard Self.isAvailable else {
      throw FilterProblem(
        "this build has no regular expressions: it was made without RE2 (Debian's libre2-dev)")
    }
    guard text.utf8.count <= Self.longestText else {
      throw FilterProblem("it is longer than \(Self.longestText) bytes")
    }
    var problem = [CChar](repeating: 0, count: 256)
    let bytes = Array(text.utf8)
    // The bytes and the room for the message are lent for this call.
    let created = unsafe re2_pattern_create(
      bytes, bytes.count, Self.byteLimit, &problem, problem.count)
    guard let pattern = unsafe created else {
      let end = problem.firstIndex(of: 0) ?? problem.count
      let reason = String(decoding: problem[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw FilterProblem("\(text) is not a regular expression: \(reason)")
    }
    self.text = text
    unsafe self.pattern = pattern
  }

  deinit {
    // Nobody else has it.
    unsafe re2_pattern_destroy(pattern)
  }

  /// Whether the pattern matches anywhere in these bytes.
  func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    // The bytes are read within this call only.
    unsafe bytes.extracting(range).withUnsafeBufferPointer { text in
      unsafe re2_pattern_matches(pattern, text.baseAddress, text.count) != 0
    }
  }
}
