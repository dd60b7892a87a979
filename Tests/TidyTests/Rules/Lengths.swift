/// How long files and functions may be.
enum Lengths {
  static let maximumFile = 250
  static let maximumFunction = 64

  static let fileAdvice = "a file has at most \(maximumFile) lines: one idea a file, cut it in two"
  static let functionAdvice =
    "a function has at most \(maximumFunction) lines: name its parts, call them"

  /// Files that are longer, by their paths.
  static func longFiles(_ files: [TextFile]) -> [NameList.Found] {
    files.compactMap { file in
      let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
      return count > maximumFile ? (file.path, file.path, [count]) : nil
    }
  }

  /// Functions that are longer, from the first to the closing brace; lines of long texts are not counted.
  static func longFunctions(_ source: SourceText) -> [NameList.Found] {
    source.blocks.compactMap { block in
      let lines = block.line...block.lastLine
      let texts = source.strings.filter { lines.contains($0.line) }.reduce(0) { sum, string in
        sum + string.text.utf8.count { $0 == UInt8(ascii: "\n") }
      }
      guard block.kind == .function, lines.count - texts > maximumFunction else { return nil }
      return ("\(source.file.listName):\(block.name)", source.path, [block.line])
    }
  }
}
