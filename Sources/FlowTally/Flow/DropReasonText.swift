/// Rule 6 of counting: why a flow was dropped.
extension Flow {
  /// Appends `drop_reason_desc`, else the name of `drop_reason`'s number, else what stands for none.
  mutating func appendReason(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
    switch givenReason(bytes) {
    case .name(let range):
      StringText.append(bytes, range, to: &text)
    case .number(let number):
      Self.appendReason(number, to: &text)
    case nil:
      text.append(isL7(bytes) ? DropReason.deniedByL7 : DropReason.unknown)
    }
  }

  /// Whether the line says why it was dropped.
  func hasReason(_ bytes: Span<UInt8>) -> Bool {
    givenReason(bytes) != nil
  }

  private func givenReason(_ bytes: Span<UInt8>) -> EnumText? {
    nonZero(.dropReasonDesc, bytes) ?? nonZero(.dropReason, bytes)
  }

  private func nonZero(_ field: JSONField, _ bytes: Span<UInt8>) -> EnumText? {
    guard let range = line.flow.value(field, in: bytes), let value = EnumText(bytes, range) else {
      return nil
    }
    if case .number(0) = value {
      return nil
    }
    return value
  }

  private static func appendReason(_ number: Int64, to text: inout [UInt8]) {
    if let name = DropReason.name(of: number) {
      text.append(name)
    } else {
      text.append("REASON_")
      text.append(decimal: number)
    }
  }
}
