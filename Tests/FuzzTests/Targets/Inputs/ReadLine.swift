import FlowInput
import Glibc

@testable import FlowInput

/// What an input gives, a line at a time, whatever blocks it comes in.
enum ReadLine: Equatable {
  case line([UInt8], LinePlace)
  case oversize(LinePlace)
  case unfinished(LinePlace)
  case problem(InputProblem)

  /// Without its place.
  var withoutPlace: PlainInputLine? {
    switch self {
    case .line(let text, _): .line(text)
    case .oversize: .oversize
    case .unfinished: .unfinished
    case .problem: nil
    }
  }

  /// All of an input; where documents are joined, each line that begins with a bracket is taken for the beginning of one.
  static func all(
    of input: Input, blockByteCount: Int, limit: Int, joinsDocuments: Bool = false,
    atMost maximumCount: Int = .max
  ) -> [Self] {
    var blocks = LineBlocks(
      input,
      options: LineBlockOptions(
        blockByteCount: blockByteCount, maximumLineByteCount: limit,
        searchesPrefixes: !joinsDocuments))
    var answer = LineBlockAnswer.taken(lineCount: 0)
    var lines: [Self] = []
    while lines.count < maximumCount {
      let event = blocks.next(after: answer)
      answer = .taken(lineCount: 0)
      switch event {
      case .block(let block): answer = take(block, joinsDocuments, into: &lines)
      case .oversizeLine(let place): lines.append(.oversize(place))
      case .unfinishedPart(let place): lines.append(.unfinished(place))
      case .problem(let problem): lines.append(.problem(problem))
      case .changed, .pause: continue
      case .end: return lines
      }
    }
    return lines
  }

  private static func take(
    _ block: LineBlock, _ joinsDocuments: Bool, into lines: inout [Self]
  ) -> LineBlockAnswer {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: block.start, count: block.byteCount))
    var (start, index) = (0, 0)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let text = trimmed(bytes[start..<end], joinsDocuments)
      if joinsDocuments && !block.isSettled,
        let first = text.first(where: { !DocumentBytes.isBlank($0) }),
        [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first)
      {
        return .mayHoldDocument(lineCount: index, byteCount: start)
      }
      lines.append(.line(text, block.place(ofLine: index, at: start)))
      start = end + 1
      index += 1
    }
    return .taken(lineCount: index)
  }

  /// What stands around a document's text depends on where its pieces were read: blanks.
  private static func trimmed(_ line: ArraySlice<UInt8>, _ isAsked: Bool) -> [UInt8] {
    guard isAsked else {
      return Array(line)
    }
    var line = line
    while line.last == 0x20 { line.removeLast() }
    return Array(line.drop { $0 == 0x20 })
  }
}
