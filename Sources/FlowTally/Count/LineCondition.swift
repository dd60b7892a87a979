internal import FlowAnswer

/// A condition of flows, ready to be asked of a line: where the values of its fields stand.
struct LineCondition: Sendable {
  let sources: [(source: GroupSource, choice: FieldCondition.Choice)]
  let isNegated: Bool
  /// Whether it asks why the flow was dropped.
  let needsReason: Bool

  init(_ condition: FieldCondition, labelKeys: [String]) {
    sources = condition.choices.map { (GroupSource($0.field, labelKeys: labelKeys), $0) }
    isNegated = condition.isNegated
    needsReason = condition.choices.contains { $0.field == .reason }
  }
}

extension BlockReader {
  /// Whether a flow, whose time and verdict are known, meets all conditions.
  mutating func meets(
    _ conditions: [LineCondition], _ bytes: Span<UInt8>, isDrop: Bool
  ) -> Bool {
    for condition in conditions {
      if condition.needsReason {
        readReason(bytes, isDrop: isDrop)
      }
      guard meets(condition, bytes) else {
        return false
      }
    }
    return true
  }

  private mutating func meets(_ condition: LineCondition, _ bytes: Span<UInt8>) -> Bool {
    for (source, choice) in condition.sources {
      key.removeAll()
      GroupValue.append(&flow, source, bytes, &facts, to: &key)
      if key.holds(choice, at: 0) {
        return !condition.isNegated
      }
    }
    return condition.isNegated
  }
}

extension GroupKey {
  /// Whether the value of this number is one that is asked for.
  func holds(_ choice: FieldCondition.Choice, at index: Int) -> Bool {
    let bytes = text.storage.span
    guard let place = KeyText.place(of: index, in: bytes, 0..<text.count) else {
      return false
    }
    return choice.matches(bytes, place)
  }
}

/// A condition of drops, ready to be asked of their records: the numbers of its fields among the values.
struct DropCondition: Sendable {
  private let columns: [(index: Int, choice: FieldCondition.Choice)]
  private let isNegated: Bool

  init(_ condition: FieldCondition, _ fields: DropFields) {
    columns = condition.choices.compactMap { choice in
      fields.all.firstIndex(of: choice.field).map { ($0, choice) }
    }
    isNegated = condition.isNegated
  }

  /// Whether a drop meets it; `fromVerdict` says of each value whether the verdict line has it.
  func isMet(
    by record: DropRecord, policiesOf verdict: DropRecord, _ fromVerdict: [Bool]
  ) -> Bool {
    columns.contains { index, choice in
      (fromVerdict[index] ? verdict : record).values.holds(choice, at: index)
    } != isNegated
  }
}
