/// One of hubble's FlowFilters, as data: values of one field are alternatives, and all fields have to match.
public struct FlowFilter: Sendable, Equatable {
  private var values: [FilterField: [FilterValue]] = [:]

  /// A filter that every flow passes.
  init() {}

  /// Whether no field is set.
  var isEmpty: Bool {
    values.isEmpty
  }

  /// The fields that are set, in the order of their table, with their values.
  var fields: [(field: FilterField, values: [FilterValue])] {
    FilterField.allCases.compactMap { field in values[field].map { (field, $0) } }
  }

  /// The parts of a flow that its fields are compared with, a bit each.
  var parts: UInt32 {
    values.keys.reduce(0) { parts, field in field.parts.reduce(parts) { $0 | $1.bit } }
  }

  /// The values of a field; setting none at all takes the field away.
  subscript(field: FilterField) -> [FilterValue] {
    get { values[field] ?? [] }
    set { values[field] = newValue.isEmpty ? nil : newValue }
  }

  /// Adds an alternative to those of a field, in place: a list may have tens of thousands of them.
  mutating func append(_ value: FilterValue, to field: FilterField) {
    values[field, default: []].append(value)
  }

  /// The texts among the values of a field.
  func texts(_ field: FilterField) -> [String] {
    self[field].compactMap { if case .text(let text) = $0 { text } else { nil } }
  }
}
