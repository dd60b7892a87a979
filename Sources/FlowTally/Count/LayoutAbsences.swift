/// Which fields neither end of a flow has, learned by the layout of lines.
struct LayoutAbsences {
  private var byLayout: [UInt8?] = []

  /// A bit a field that neither end has: the same on each line of a layout, which tells of every member of both ends whether
  /// it is there, and whether it is null.
  mutating func absentFields(
    _ fields: [JSONField], _ flow: inout Flow, _ bytes: Span<UInt8>
  ) -> UInt8 {
    let layout = flow.layoutNumber(telling: FlowPart.source.bit | FlowPart.destination.bit)
    if let layout, layout < byLayout.count, let known = byLayout[layout] {
      return known
    }
    var absent: UInt8 = 0
    for (index, field) in fields.enumerated()
    where !flow.isPresent(field, of: .source, bytes)
      && !flow.isPresent(field, of: .destination, bytes)
    {
      absent |= 1 << UInt8(index)
    }
    if let layout {
      byLayout += repeatElement(nil, count: max(0, layout + 1 - byLayout.count))
      byLayout[layout] = absent
    }
    return absent
  }
}
