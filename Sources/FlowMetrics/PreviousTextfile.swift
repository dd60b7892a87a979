public import FlowAnswer

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
  private let hubbleFamilies: [MetricFamily]

  /// Reads a file's bytes; nil if it is not one of ours.
  ///
  /// Of the agent's families those are kept that are asked for now, with the same labels.
  public init?(_ bytes: [UInt8], hubbleMetrics: HubbleMetrics = HubbleMetrics()) {
    guard bytes.count <= Self.maximumByteCount, bytes.last == UInt8(ascii: "\n"),
      String(validating: bytes, as: UTF8.self) != nil
    else {
      return nil
    }
    hubbleFamilies = hubbleMetrics.families.map { MetricFamily($0) }
    var reader = FamilyReader(hubbleFamilies)
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
    (Self.windowFamilies + hubbleFamilies).compactMap { family in
      lines[family.name].map { MetricBlock(family, kept: $0) }
    }
  }

  /// Without the errors: they are those of the run that writes.
  private static let windowFamilies =
    CountedFamily.allCases.filter { $0 != .queryErrors }.compactMap(\.window)
    + [StateFamily.windowSeconds, .newestFlow, .oldestFlow, .seriesSuppressed].map(\.family)
}

/// Takes the lines of a file in their order.
private struct FamilyReader {
  private enum Block {
    /// Before the first family.
    case none
    case kept(MetricFamily)
    /// One of the agent's families that is not asked for, or has other labels: read and forgotten.
    case forgotten(String)
  }

  private(set) var lines: [String: [String]] = [:]
  private var names: Set<String> = []
  private var current = Block.none
  private var isTyped = false
  private var seen: Set<ArraySlice<UInt8>> = []
  private let families: [String: MetricFamily]

  init(_ hubbleFamilies: [MetricFamily]) {
    families = Dictionary(
      (MetricFamily.all + hubbleFamilies).map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// False for a line that is not one of ours, or not in its place.
  mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
    var cursor = LineCursor(line)
    if cursor.skip("# HELP ") {
      return open(cursor.name())
    }
    switch current {
    case .none: return false
    case .kept(let family): return take(line, of: family)
    case .forgotten(let name): return cursor.skip("# TYPE \(name) ") || cursor.skip(name)
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>, of family: MetricFamily) -> Bool {
    var cursor = LineCursor(line)
    if cursor.skip("# TYPE ") {
      defer { isTyped = true }
      return !isTyped && cursor.skip("\(family.name) \(family.kind.rawValue)") && cursor.isAtEnd
    }
    guard isTyped, isSample(&cursor, of: family) else {
      guard family.allowsEmptyValues else {
        return false
      }
      // Asked for with other labels before.
      lines[family.name] = nil
      current = .forgotten(family.name)
      var start = LineCursor(line)
      return start.skip(family.name)
    }
    lines[family.name, default: []].append(String(decoding: line, as: UTF8.self))
    return seen.insert(line[..<(line.lastIndex(of: UInt8(ascii: " ")) ?? line.endIndex)]).inserted
  }

  private func isSample(_ cursor: inout LineCursor, of family: MetricFamily) -> Bool {
    guard cursor.skip(family.name) else {
      return false
    }
    if family.kind == .histogram {
      guard cursor.skip("_bucket") || cursor.skip("_sum") || cursor.skip("_count") else {
        return false
      }
    }
    return cursor.skipLabels(family.labels, allowsEmptyValues: family.allowsEmptyValues)
      && cursor.skip(" ") && cursor.skipNumber() && cursor.isAtEnd
  }

  /// Each family has one block.
  private mutating func open(_ name: String) -> Bool {
    guard names.insert(name).inserted else {
      return false
    }
    isTyped = false
    if let family = families[name] {
      current = .kept(family)
      return true
    }
    current = .forgotten(name)
    return HubbleFamily.names.contains(name)
  }
}
