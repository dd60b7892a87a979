/// What an earlier run left in the .prom file that a failed run has to keep.
///
/// The file is not trusted: if anything in it is not as `WindowMetrics` writes it, nothing of it is
/// kept.
public struct PreviousTextfile: Sendable {
  /// No file of ours is larger: it is bounded by `--max-series`.
  public static let maximumByteCount = 67_108_864

  /// The value of the last success' time, as it was written.
  let lastSuccess: String?
  /// Lines of samples by the name of their family.
  private let lines: [String: [String]]

  /// Reads a file's bytes; nil if it is not one of ours.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.maximumByteCount, bytes.last == UInt8(ascii: "\n"),
      String(validating: bytes, as: UTF8.self) != nil
    else {
      return nil
    }
    var reader = FamilyReader()
    for line in bytes.dropLast().split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      guard reader.take(line) else {
        return nil
      }
    }
    lines = reader.lines
    lastSuccess = reader.lines[StateFamily.lastSuccess.family.name]?.first
      .flatMap { $0.split(separator: " ").last }.map(String.init)
  }

  /// The families that describe the window, with the lines as they were.
  var windowBlocks: [MetricBlock] {
    Self.windowFamilies.compactMap { family in
      lines[family.name].map { MetricBlock(family, kept: $0) }
    }
  }

  private static let windowFamilies =
    CountedFamily.allCases.compactMap(\.window)
    + [StateFamily.windowSeconds, .newestFlow, .oldestFlow, .seriesSuppressed].map(\.family)
}

/// Takes the lines of a file in their order.
private struct FamilyReader {
  private(set) var lines: [String: [String]] = [:]
  private var current: MetricFamily?
  private var isTyped = false
  private var seen: Set<ArraySlice<UInt8>> = []

  private static let families = Dictionary(
    MetricFamily.all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// False for a line that is not one of ours, or not in its place.
  mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(line)
    if cursor.skip("# HELP ") {
      return open(cursor.name())
    }
    guard let current else {
      return false
    }
    if cursor.skip("# TYPE ") {
      defer { isTyped = true }
      return !isTyped && cursor.skip("\(current.name) \(current.kind.rawValue)") && cursor.isAtEnd
    }
    guard isTyped, cursor.skip(current.name), cursor.skipLabels(current.labels),
      cursor.skip(" "), cursor.skipNumber(), cursor.isAtEnd
    else {
      return false
    }
    lines[current.name, default: []].append(String(decoding: line, as: UTF8.self))
    return seen.insert(line[..<(line.lastIndex(of: UInt8(ascii: " ")) ?? line.endIndex)]).inserted
  }

  /// Each family has one block.
  private mutating func open(_ name: String) -> Bool {
    guard let family = Self.families[name], lines[name] == nil else {
      return false
    }
    current = family
    isTyped = false
    return true
  }
}
