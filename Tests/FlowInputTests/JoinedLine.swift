@testable import FlowInput

/// A line that comes out where every line that begins with a bracket is taken for the beginning of a document.
struct JoinedLine: Equatable {
  let text: String
  let place: String

  private init(_ text: String, _ place: LinePlace?) {
    self.text = text
    self.place = place.map { "\($0.fileIndex):\($0.lineNumber)@\($0.byteOffset)" } ?? ""
  }

  /// What an input gives; the blocks say together whether it holds documents over several lines.
  struct All: Equatable {
    var lines: [JoinedLine] = []
    var hasDocuments = false
  }

  /// All of an input; `limit` is how long a line may be.
  static func all(of input: Input, blockByteCount: Int, limit: Int = 1 << 24) -> All {
    let options = LineBlockOptions(
      blockByteCount: blockByteCount, maximumLineByteCount: limit, searchesPrefixes: false)
    var blocks = LineBlocks(input, options: options)
    var answer = LineBlockAnswer.taken(lineCount: 0)
    var all = All()
    while true {
      switch blocks.next(after: answer) {
      case .block(let block):
        all.hasDocuments = all.hasDocuments || block.hasDocuments
        answer = take(block, into: &all.lines)
      case .unfinishedPart(let place): all.lines.append(Self("unfinished", place))
      case .oversizeLine(let place): all.lines.append(Self("oversize", place))
      case .problem(let problem): all.lines.append(Self(problem.message, nil))
      case .changed, .pause: answer = .taken(lineCount: 0)
      case .end: return all
      }
    }
  }

  private static func take(_ block: LineBlock, into lines: inout [Self]) -> LineBlockAnswer {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: block.start, count: block.byteCount))
    var start = 0
    var index = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      let text = String(decoding: bytes[start..<end], as: UTF8.self).trimmingBlanks
      if !block.isSettled && (text.hasPrefix("{") || text.hasPrefix("[")) {
        return .mayHoldDocument(lineCount: index, byteCount: start)
      }
      lines.append(Self(text, block.place(ofLine: index, at: start)))
      start = end + 1
      index += 1
    }
    return .taken(lineCount: index)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
