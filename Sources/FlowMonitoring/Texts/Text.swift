import FlowAnswer
import FlowMetrics

/// A text in which some parts hang on the settings: a query, a sentence, the name of a recording rule.
struct Text: ExpressibleByStringInterpolation, Hashable, Sendable {
  enum Piece: Hashable, Sendable {
    case plain(String)
    case parameter(Parameter)
  }

  private(set) var pieces: [Piece]

  init(stringLiteral text: String) {
    pieces = text.isEmpty ? [] : [.plain(text)]
  }

  init(stringInterpolation: Interpolation) {
    self = stringInterpolation.text
  }

  /// The parts as they follow each other.
  struct Interpolation: StringInterpolationProtocol {
    var text: Text = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      text.append(.plain(literal))
    }

    mutating func appendInterpolation(_ parameter: Parameter) {
      text.append(.parameter(parameter))
    }

    mutating func appendInterpolation(threshold: Threshold) {
      text.append(.parameter(.threshold(threshold)))
    }

    /// A counter of `export --state`.
    mutating func appendInterpolation(counter family: CountedFamily) {
      append(.counter(family))
    }

    mutating func appendInterpolation(state family: StateFamily) {
      append(.state(family))
    }

    mutating func appendInterpolation(agents rule: FamilyRule) {
      append(.agents(rule))
    }

    mutating func appendInterpolation(foreign family: ForeignFamily) {
      append(.foreign(family))
    }

    mutating func appendInterpolation(_ recording: Recording) {
      appendInterpolation(recording.name)
    }

    mutating func appendInterpolation(_ other: Text) {
      other.pieces.forEach { text.append($0) }
    }

    private mutating func append(_ metric: MetricName) {
      text.append(.plain(metric.text))
    }
  }

  private mutating func append(_ piece: Piece) {
    guard case .plain(let next) = piece else {
      return pieces.append(piece)
    }
    if case .plain(let last)? = pieces.last {
      pieces[pieces.count - 1] = .plain(last + next)
    } else if !next.isEmpty {
      pieces.append(piece)
    }
  }

  /// The text for some settings.
  func resolved(_ settings: MonitoringSettings) -> String {
    pieces.map { piece in
      switch piece {
      case .plain(let text): text
      case .parameter(let parameter): parameter.value(settings)
      }
    }.joined()
  }
}
