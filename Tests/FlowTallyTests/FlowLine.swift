import FlowAnswer
@testable import FlowTally

/// Reads one line and hands its flow to `body`.
func withFlow<Result>(
  _ line: String, _ body: (inout Flow, Span<UInt8>) throws -> Result
) rethrows -> Result {
  var flow = Flow()
  return try Block(line: line).withBytes { bytes in
    if case .object = flow.read(bytes, 0, bytes.count - 1), !flow.line.hasFlow,
      flow.line.wrapper.hasKey(.verdict)
    {
      flow.readBareFlow(bytes, 0)
    }
    return try body(&flow, bytes)
  }
}

/// What the line's flow is counted under, by field.
func values(
  _ line: String, bucketWidth: Int64 = 0, of fields: [GroupField] = GroupField.allCases
) -> [GroupField: String] {
  withFlow(line) { flow, bytes in
    var facts = LineFacts()
    facts.bucketWidth = Nanoseconds(bucketWidth)
    facts.time = OptionalTime(flow.time(bytes))
    facts.verdict = flow.verdict(bytes)
    facts.hasReason = flow.appendReason(bytes, to: &facts.reason, isDrop: true)
    facts.policies.read(&flow, bytes, reason: facts.reason)
    var values: [GroupField: String] = [:]
    let keys = fields.compactMap(\.labelKey)
    facts.labelKeys = keys.map(LabelKey.init)
    for field in fields {
      var key = GroupKey()
      GroupValue.append(&flow, GroupSource(field, labelKeys: keys), bytes, &facts, to: &key)
      values[field] = KeyText.values(of: key.bytes[...]).first
    }
    return values
  }
}

/// One value of a bare or wrapped flow.
func value(_ field: GroupField, of line: String) -> String? {
  values(line, of: [field])[field]
}

/// A wrapped flow line with some members.
func flowLine(_ members: String) -> String {
  "{\"flow\":{\(members)}}"
}

/// A DROPPED line of an event type and a second of 2026, with some members.
func dropLine(
  _ type: Int?, _ time: String?, reason: String = "POLICY_DENY", members: String = ""
) -> String {
  let typeMember = type.map { "\"event_type\":{\"type\":\($0)}," } ?? ""
  let timeMember = time.map { "\"time\":\"2026-01-01T00:00:\($0)Z\"," } ?? ""
  return """
    {"flow":{"verdict":"DROPPED",\(typeMember)\(timeMember)"IP":{"source":"10.0.0.1",\
    "destination":"10.0.0.2"},"l4":{"TCP":{"source_port":1,"destination_port":2}},\
    \(members.isEmpty ? "" : members + ",")"drop_reason_desc":"\(reason)"}}
    """
}
