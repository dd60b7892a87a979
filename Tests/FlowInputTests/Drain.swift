import Testing

@testable import FlowInput

/// What an input gave, a line at a time, cut into no blocks.
enum Seen: Equatable, CustomStringConvertible {
  case line([UInt8], LinePlace)
  case oversize(LinePlace)
  case unfinished(LinePlace)
  case problem(InputProblem)

  var description: String {
    switch self {
    case .line(let bytes, let place): "line \(text(bytes)) \(short(place))"
    case .oversize(let place): "oversize \(short(place))"
    case .unfinished(let place): "unfinished \(short(place))"
    case .problem(let problem): "problem \(problem.message)"
    }
  }

  /// The line's text alone.
  var line: [UInt8]? {
    if case .line(let bytes, _) = self { bytes } else { nil }
  }

  private func short(_ place: LinePlace) -> String {
    "\(place.fileIndex):\(place.lineNumber)@\(place.byteOffset)"
  }

  private func text(_ bytes: [UInt8]) -> String {
    bytes.count > 60
      ? "\(bytes.count) bytes, \(String(decoding: bytes.prefix(20), as: UTF8.self).debugDescription)"
      : String(decoding: bytes, as: UTF8.self).debugDescription
  }
}

/// Everything an input gives.
///
/// Does with each block what a borrower may: reads in front, overwrites it and what is behind.
func drain(
  _ input: Input, blockByteCount: Int = 1 << 18, maximumLineByteCount: Int = 1 << 24,
  _ way: GzipWay = .standard
) -> [Seen] {
  var blocks = LineBlocks(
    input,
    options: LineBlockOptions(
      blockByteCount: blockByteCount, maximumLineByteCount: maximumLineByteCount,
      inflater: way.inflater, decodesAhead: way.decodesAhead))
  var seen: [Seen] = []
  while true {
    switch blocks.next() {
    case .block(let block): seen += lines(of: block)
    case .oversizeLine(let place): seen.append(.oversize(place))
    case .unfinishedPart(let place): seen.append(.unfinished(place))
    case .problem(let problem): seen.append(.problem(problem))
    case .changed, .pause: continue
    case .end: return seen
    }
  }
}

private func lines(of block: LineBlock) -> [Seen] {
  #expect(block.byteCount > 0)
  let bytes = [UInt8](UnsafeRawBufferPointer(start: block.start, count: block.byteCount))
  let front = [UInt8](UnsafeRawBufferPointer(start: block.start - 64, count: 64))
  #expect(front == [UInt8](repeating: 0, count: 64))
  #expect(bytes.last == 10)
  var seen: [Seen] = []
  var start = 0
  for line in bytes.dropLast().split(separator: 10, omittingEmptySubsequences: false) {
    seen.append(.line(Array(line), block.place(ofLine: seen.count, at: start)))
    start += line.count + 1
  }
  #expect(seen.count == block.lineCount)
  return seen
}
