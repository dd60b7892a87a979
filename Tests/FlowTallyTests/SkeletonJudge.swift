import Testing

@testable import FlowTally

/// What all sets have to give for one block.
struct SkeletonResult: Equatable {
  var lineEnds: [UInt32]
  var suspects: [Int]
  var hasBackslash: Bool
  var hasWhiteSpace: Bool
  var hasNonASCII: Bool

  init(_ scan: borrowing ChunkScan) {
    lineEnds = Array(scan.lineEnds)
    suspects = scan.suspects
    hasBackslash = scan.hasBackslash
    hasWhiteSpace = scan.hasWhiteSpace
    hasNonASCII = scan.hasNonASCII
  }
}

/// Holds a scan of every set that this machine can run to what LineReader says, block after block.
final class SkeletonJudge {
  private final class Scan {
    let name: String
    var scan: ChunkScan

    init(_ kernels: KernelSet) {
      name = kernels.name
      scan = ChunkScan(kernels: kernels)
    }
  }

  private let scans = KernelSet.available.map(Scan.init)

  /// Whether every set's suspects are just the lines that LineReader refuses; what the first set gives.
  @discardableResult
  func expectExact(
    _ text: [UInt8], _ note: @autoclosure () -> String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> SkeletonResult? {
    let block = SkeletonBlock(text)
    let refused = block.linesThatAreNoObject()
    var first: SkeletonResult?
    for scan in scans {
      scan.scan.scan(block.start, byteCount: block.byteCount)
      let result = SkeletonResult(scan.scan)
      if result.suspects != refused {
        Issue.record(
          "\(scan.name): \(Self.difference(result.suspects, refused, text)) \(note())",
          sourceLocation: sourceLocation)
      }
      if let first, first != result {
        Issue.record("\(scan.name) differs \(note())", sourceLocation: sourceLocation)
      }
      first = first ?? result
    }
    if !block.isUntouched {
      Issue.record("written into the block \(note())", sourceLocation: sourceLocation)
    }
    return first
  }

  private static func difference(_ suspects: [Int], _ refused: [Int], _ text: [UInt8]) -> String {
    guard let wrong = Set(suspects).symmetricDifference(refused).min() else {
      return "the suspects \(suspects) are not in order"
    }
    let line = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[wrong]
    let what = refused.contains(wrong) ? "accepted" : "suspected"
    return "line \(wrong) \(what): \(String(decoding: line, as: UTF8.self).debugDescription)"
  }
}

/// The same for one block, with scans that have seen none before.
@discardableResult
func expectExact(
  _ text: [UInt8], _ note: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) -> SkeletonResult? {
  SkeletonJudge().expectExact(text, note(), sourceLocation: sourceLocation)
}
