import FlowAnswer

/// What is known of the largest row of a table of drops: one of its packets, and a command line that shows more.
struct RowExample {
  private let example: DropExample?
  /// Words that stay on one line, an option with its value.
  private let units: [String]
  private let time: String?

  /// Nil where there is nothing to tell.
  init?(_ report: Report, _ section: ReportSection) {
    guard let position = section.largestPosition else {
      return nil
    }
    let (row, layout) = (section.table.row(at: position), report.layout)
    let found = section.unit == .drops ? report.summary.examples.example(of: row.values) : nil
    example = found.flatMap { $0.tellsAnything ? $0 : nil }
    time = found?.time.map { time in
      // The other line of its packet may have given the row its time.
      let time = min(max(time, row.first ?? time), row.last ?? time)
      let coverage = report.summary.coverage
      let style = TimeStyle.shortest(
        from: coverage.oldest ?? time, to: coverage.newest ?? time, layout.clock)
      return style.text(time, layout.clock)
    }
    let more = layout.lineForMore(row)
    let room = (layout.width ?? .max) - 6
    let options = (more?.options ?? []).filter { option in
      option.allSatisfy { DisplayWidth.of($0) <= room }
    }
    units =
      (more?.command ?? [])
      + (options + (more?.ending ?? [])).flatMap { option in
        let unit = option.joined(separator: " ")
        return DisplayWidth.of(unit) <= room ? [unit] : option
      }
    guard example != nil || !units.isEmpty else {
      return nil
    }
  }

  /// The lines under the row; those of the command line can be copied together.
  func lines(_ layout: Layout) -> [String] {
    let sentence = example.map { example in
      Folding.lines(
        words(example).map(Escape.terminal),
        width: layout.width.map { max(1, $0 - Self.indentation.utf8.count) })
    }
    return (sentence ?? []).map { Self.indentation + $0 } + commandLines(layout.width)
  }

  private func words(_ example: DropExample) -> [String] {
    let packet = [example.transport, example.port.map { "port \($0)" }].compactMap { $0 }
    let facts = [packet.isEmpty ? nil : packet.joined(separator: " "), time].compactMap { $0 }
    let end = facts.isEmpty ? example.destination : example.destination + ","
    return ["e.g.", example.source, "->", end] + facts.dropLast().map { $0 + "," } + facts.suffix(1)
  }

  /// The words in lines that end with a backslash, so that a shell takes them for one.
  private func commandLines(_ width: Int?) -> [String] {
    var lines: [String] = []
    var line = Self.indentation
    for (index, unit) in units.map(Escape.terminal).enumerated() {
      let isFirst = line.allSatisfy { $0 == " " }
      // A backslash has to have its place behind all units but the last.
      let ending = index == units.count - 1 ? 0 : 2
      let taken = DisplayWidth.of(line) + DisplayWidth.of(unit) + (isFirst ? 0 : 1) + ending
      if let width, !isFirst, taken > width {
        lines.append(line + " \\")
        line = Self.indentation + Self.indentation + unit
      } else {
        line += (isFirst ? "" : " ") + unit
      }
    }
    return units.isEmpty ? [] : lines + [line]
  }

  private static let indentation = "  "
}

extension DropExample {
  /// Whether it names anybody.
  fileprivate var tellsAnything: Bool {
    [source, destination].contains { $0 != GroupField.absent }
  }
}
