public import FlowAnswer

/// Something that changed while a log was written, to be marked where drops are shown over time.
public struct TimelineMark: Sendable, Equatable {
  /// When it began.
  public let started: Timestamp
  /// When it was done.
  public let finished: Timestamp
  /// Which tool made it, such as `argocd`.
  public let tool: String
  /// What it is of, unescaped.
  public let name: String
  /// What it changed, unescaped; empty where nobody says.
  public let details: [String]

  /// A mark of its parts.
  public init(
    started: Timestamp, finished: Timestamp, tool: String, name: String, details: [String]
  ) {
    self.started = started
    self.finished = finished
    self.tool = tool
    self.name = name
    self.details = details
  }
}

/// The marks of a report in words, for people and for programs.
struct MarkedChanges {
  /// More of them are counted; programs get all.
  static let mostLines = 5
  private static let mostDetails = 3

  private let marks: [TimelineMark]
  private let times: TimeStyle
  private let clock: LocalClock

  init(_ marks: [TimelineMark], _ clock: LocalClock) {
    self.marks = marks
    self.clock = clock
    let all = marks.map(\.started)
    times =
      if let oldest = all.min(), let newest = all.max() {
        TimeStyle.shortest(from: oldest, to: newest, clock)
      } else {
        .full
      }
  }

  /// A line for each, as words that are escaped for a terminal.
  var words: [[String]] {
    guard !marks.isEmpty else {
      return [["no", "change", "in", "this", "time"]]
    }
    let lines = marks.prefix(Self.mostLines).map { mark in
      let shown = mark.details.prefix(Self.mostDetails)
      let more = mark.details.count - shown.count
      let details = shown.isEmpty ? "" : ": " + shown.joined(separator: ", ")
      let text =
        "\(times.text(mark.started, clock)) \(mark.tool) \(mark.name)\(details)"
        + (more > 0 ? " and \(more) more" : "")
      return Escape.terminal(text).split(separator: " ").map(String.init)
    }
    let left = marks.count - lines.count
    return lines + (left > 0 ? [["and", "\(left)", "more:", "--output", "json"]] : [])
  }

  /// An array for programs.
  var json: String {
    let objects = marks.map { mark in
      CoverageJSON.object([
        ("tool", Escape.json(mark.tool)), ("app", Escape.json(mark.name)),
        ("started", "\"\(mark.started)\""), ("finished", "\"\(mark.finished)\""),
        ("changed", "[" + mark.details.map(Escape.json).joined(separator: ",") + "]"),
      ])
    }
    return "[" + objects.joined(separator: ",\n") + "]"
  }
}
