import FlowAnswer

/// What the rows of a table are.
struct GroupingOptions: OptionGroup {
  /// What is counted.
  let unit: CountUnit
  /// The fields that are grouped by; without the bucket.
  var fields: [GroupField]
  /// The width of a time bucket, above 0.
  var bucket: Nanoseconds?
  var sort: RowOrder?

  init() {
    self.init(.flows, by: [])
  }

  /// A table of the fields that are grouped by where `--by` is not given.
  init(_ unit: CountUnit, by fields: [GroupField]) {
    self.unit = unit
    self.fields = fields
  }

  /// The table's grouping, of which only so many rows are wanted.
  func grouping(top: Int?) -> Grouping {
    Grouping(
      by: (bucket == nil ? [] : [.bucket]) + fields, counting: unit, order: sort ?? .count,
      top: top)
  }

  /// The field of the order has to be one of the table.
  func checkSort(for command: CommandName) throws(UsageError) {
    guard case .field(let field) = sort else {
      return
    }
    if field == .bucket {
      guard bucket != nil else {
        throw UsageError("--sort bucket needs --bucket DURATION", for: command)
      }
    } else if !fields.contains(field) {
      throw UsageError(
        "--sort \(field.rawValue) needs \(field.rawValue) in --by: add it there", for: command)
    }
  }
}

/// The values of `--by` and `--sort`.
extension GroupingOptions {
  /// Reads names joined by commas; each field may stand once.
  ///
  /// An empty text is no field: one row of everything.
  static func fields(of text: String) throws(ValueError) -> [GroupField] {
    guard !text.isEmpty else {
      return []
    }
    var fields: [GroupField] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      for field in try self.fields(named: String(name)) {
        guard !fields.contains(field) else {
          throw ValueError("\(field.rawValue) is given twice: name it once")
        }
        fields.append(field)
      }
    }
    return fields
  }

  /// The field of a name, or the two of one that both ends have.
  private static func fields(named name: String) throws(ValueError) -> [GroupField] {
    guard !name.isEmpty else {
      throw ValueError("a field's name is empty: give names with a comma between them")
    }
    guard name != GroupField.bucket.rawValue else {
      throw ValueError("bucket is not a field of --by: use --bucket DURATION")
    }
    if let field = GroupField(rawValue: name) {
      return [field]
    }
    guard let fields = GroupField.bothEnds(of: name) else {
      throw FieldSpelling.unknown(name)
    }
    return fields
  }

  /// The orders that are no fields, on one command or another.
  private static let orders: [(name: String, order: RowOrder)] = [
    (CountUnit.drops.rawValue, .count), (CountUnit.flows.rawValue, .count), ("first", .first),
    ("last", .last),
  ]

  /// Everything that `--sort` may take on one command or another.
  static let orderNames = orders.map(\.name) + GroupField.allCases.map(\.rawValue)

  /// Reads the order of the rows; whether its field is grouped by is not known here.
  func order(of text: String) throws(ValueError) -> RowOrder {
    if let field = GroupField(rawValue: text) {
      return .field(field)
    }
    guard let row = Self.orders.first(where: { $0.name == text }) else {
      throw Spelling.nearest(to: text, among: Self.orders.map(\.name)) == nil
        ? FieldSpelling.unknown(text) : .unknown("field", text, among: Self.orderNames)
    }
    guard row.order != .count || text == unit.rawValue else {
      throw ValueError("\(unit.rawValue) does not count \(text): sort by \(unit.rawValue)")
    }
    return row.order
  }
}
