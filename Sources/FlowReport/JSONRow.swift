import FlowAnswer

/// A row as an object without a line feed.
struct JSONRow {
  private let section: ReportSection
  private let start: [UInt8]
  /// What stands in front of each value.
  private let heads: [[UInt8]]
  private let countHead: [UInt8]
  private let firstHead = Array(",\"first\":".utf8)
  private let lastHead = Array(",\"last\":".utf8)
  private let noTime = Array("null".utf8)

  /// A table's rows, each with a first member, where one is given: JSON text that ends with a comma.
  init(_ section: ReportSection, firstMember: String = "") {
    self.section = section
    start = Array("{\(firstMember)".utf8)
    heads = section.fields.map { Array("\(Escape.json($0.key)):".utf8) }
    countHead = Array("\(Escape.json(section.unit.rawValue)):".utf8)
  }

  func append(_ position: Int, to text: inout [UInt8]) {
    text += start
    for field in heads.indices {
      text += heads[field]
      section.table.withValue(field, at: position) { Escape.json($0, to: &text) }
      text.append(UInt8(ascii: ","))
    }
    text += countHead
    text.append(decimal: section.table.count(at: position))
    let (first, last) = section.table.times(at: position)
    text += firstHead
    append(first, to: &text)
    text += lastHead
    append(last, to: &text)
    text.append(UInt8(ascii: "}"))
  }

  private func append(_ time: Timestamp?, to text: inout [UInt8]) {
    guard let time else {
      text += noTime
      return
    }
    text.append(UInt8(ascii: "\""))
    time.append(to: &text)
    text.append(UInt8(ascii: "\""))
  }
}
