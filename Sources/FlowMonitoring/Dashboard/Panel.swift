/// A row of the table of panels.
struct Panel: Sendable {
  /// How it looks; the raw value is Grafana's name.
  enum Kind: String, Sendable {
    case stat, timeseries, table, text
  }

  /// A query of the panel.
  struct Query: Sendable {
    let expression: Text
    /// What a series is called.
    let legend: String

    init(_ expression: Text, _ legend: String = "__auto") {
      self.expression = expression
      self.legend = legend
    }
  }

  let kind: Kind
  let title: String
  let description: Text
  let unit: String
  let queries: [Query]
  let width: Int
  /// Columns of a table with the names that they get; the others are left out.
  var columns: [(label: String, title: String)] = []
  /// What stands in a text; nil where the panel asks something.
  var text: [Template.Element] = []

  /// One number, in the first row of the dashboard.
  static func stat(
    _ title: String, _ description: Text, unit: String = "short", _ expression: Text
  ) -> Self {
    Self(
      kind: .stat, title: title, description: description, unit: unit,
      queries: [Query(expression)], width: 4)
  }

  /// Lines over time, half of the width.
  static func lines(
    _ title: String, _ description: Text, unit: String = "short", _ queries: Query...
  ) -> Self {
    Self(
      kind: .timeseries, title: title, description: description, unit: unit, queries: queries,
      width: 12)
  }

  /// A table, half of the width.
  static func table(
    _ title: String, _ description: Text, unit: String = "short", _ expression: Text,
    columns: [(label: String, title: String)]
  ) -> Self {
    Self(
      kind: .table, title: title, description: description, unit: unit,
      queries: [Query(expression)], width: 12, columns: columns)
  }

  /// Rows of the dashboard's grid.
  var height: Int {
    kind == .stat ? 4 : 9
  }
}

/// Panels under one heading.
struct PanelSection: Sendable {
  let title: String
  var condition: Condition?
  let panels: [Panel]
}
