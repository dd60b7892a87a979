import FlowReport

/// `--output`: one of the formats that a command has.
struct FormatOptions: OptionGroup {
  /// The formats to choose from.
  let formats: [OutputFormat]
  /// The answer that is written; nil of a command that reads no flow logs.
  let kind: ReportKind?
  var format = OutputFormat.table

  init() {
    self.init([])
  }

  /// All formats that can hold an answer.
  init(_ kind: ReportKind) {
    formats = OutputFormat.all.filter { $0.holds(kind) }
    self.kind = kind
  }

  /// Some formats.
  init(_ formats: [OutputFormat]) {
    self.formats = formats
    kind = nil
  }

  /// Reads a format's name.
  func format(named name: String) throws(ValueError) -> OutputFormat {
    if let format = formats.first(where: { $0.name == name }) {
      return format
    }
    if let kind, OutputFormat.all.contains(where: { $0.name == name }) {
      throw ValueError(
        "\(kind.rawValue) cannot be written as \(name): give "
          + "\(formats.map(\.name).joinedAsAlternatives), or use drops, flows or export")
    }
    throw ValueError.unknown("format", name, among: formats.map(\.name))
  }
}
