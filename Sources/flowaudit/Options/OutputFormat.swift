/// A format of `--output`; the raw value is its name.
enum OutputFormat: String, CaseIterable, Sendable {
  case table
  case json
  case csv
  case markdown
  case prometheus
}
