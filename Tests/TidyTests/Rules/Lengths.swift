/// How long files and functions may be.
enum Lengths {
  static let maximumFile = 250
  static let maximumFunction = 64

  /// Files that are longer and in no list.
  static func fileFindings(_ files: [TextFile], except list: NameList) -> [Finding] {
    let long = files.compactMap { file -> NameList.Found? in
      let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
      return count > maximumFile ? (file.path, file.path, [count]) : nil
    }
    return list.findings(
      of: long, isCounted: false,
      doing: "a file has at most \(maximumFile) lines: one idea a file, cut it in two")
  }

  /// Functions of more lines, from the first to the closing brace; lines of long texts are not counted.
  static func functionFindings(_ source: SourceText) -> [Finding] {
    source.blocks.compactMap { block in
      let lines = block.line...block.lastLine
      let texts = source.strings.filter { lines.contains($0.line) }.reduce(0) { sum, string in
        sum + string.text.utf8.count { $0 == UInt8(ascii: "\n") }
      }
      let count = lines.count - texts
      guard block.kind == .function, count > maximumFunction else { return nil }
      return Finding(
        source.path, block.line,
        "\(block.name) has \(count) lines and may have \(maximumFunction): name its parts, call them"
      )
    }
  }
}
