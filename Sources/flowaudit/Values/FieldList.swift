import FlowAnswer
import FlowTally

/// The fields of `--by` and `--sort`.
enum FieldList {
  /// Reads names joined by commas; each may stand once.
  static func fields(of text: String) throws(ValueError) -> [GroupField] {
    var fields: [GroupField] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      let field = try field(named: String(name))
      guard !fields.contains(field) else {
        throw ValueError("\(field.rawValue) is given twice")
      }
      fields.append(field)
    }
    return fields
  }

  private static func field(named name: String) throws(ValueError) -> GroupField {
    guard !name.isEmpty else {
      throw ValueError("a field's name is empty")
    }
    guard name != GroupField.bucket.rawValue else {
      throw ValueError("bucket is no field to group by: use --bucket DURATION")
    }
    guard let field = GroupField(rawValue: name) else {
      throw ValueError.unknown("field", name, among: GroupField.selectable.map(\.rawValue))
    }
    return field
  }

  /// Reads the order of the rows; whether its field is grouped by is not known here.
  static func order(of text: String, on command: CommandName) throws(ValueError) -> RowOrder {
    if let field = GroupField(rawValue: text) {
      return .field(field)
    }
    guard let order = SortOrder(rawValue: text) else {
      throw ValueError.unknown("field", text, among: SortOrder.names)
    }
    guard let rowOrder = order.rowOrder(on: command) else {
      throw ValueError("\(command.rawValue) does not count \(text)")
    }
    return rowOrder
  }
}
