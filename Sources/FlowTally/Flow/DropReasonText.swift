/// Rule 6 of counting: why a flow was dropped.
extension Flow {
  /// Appends `drop_reason_desc`, else the name of `drop_reason`'s number, else what stands for none of a drop.
  ///
  /// False where the line gives none.
  mutating func appendReason(
    _ bytes: Span<UInt8>, to text: inout TextBuffer, isDrop: Bool
  ) -> Bool {
    if let start = line.flow.startOfString(.dropReasonDesc, in: bytes),
      Byte.isUppercase(bytes[start &+ 1])
    {
      // A name: no number begins with a letter.
      StringText.append(bytes, stringAt: start, to: &text)
      return true
    }
    switch givenReason(bytes) {
    case .name(let range):
      StringText.append(bytes, stringAt: range.lowerBound, to: &text)
    case .number(let number):
      Self.appendReason(number, to: &text)
    case nil:
      if isDrop {
        text.append(isL7(bytes) ? DropReason.deniedByL7 : DropReason.unknown.name)
      }
      return false
    }
    return true
  }

  /// Whether the reason of a drop is that an L7 proxy denied it, which no line gives.
  mutating func isDeniedByL7(_ bytes: Span<UInt8>) -> Bool {
    givenReason(bytes) == nil && isL7(bytes)
  }

  /// The reason as the line gives it.
  mutating func givenReason(_ bytes: Span<UInt8>) -> EnumText? {
    reasonName(bytes) ?? reasonNumber(bytes)
  }

  /// The number of a reason that `drop_reason` alone tells; nil where it does not.
  ///
  /// hubble's filter does not look at it: the lines of masked logs would not be found by the name that is printed of them.
  mutating func reasonByNumber(_ bytes: Span<UInt8>) -> Int64? {
    guard reasonName(bytes) == nil, case .number(let number) = reasonNumber(bytes) else {
      return nil
    }
    return number
  }

  /// `drop_reason_desc`, an enumeration; its zero is absent.
  private mutating func reasonName(_ bytes: Span<UInt8>) -> EnumText? {
    guard let range = line.flow.value(.dropReasonDesc, in: bytes),
      let value = EnumText(bytes, range)
    else {
      return nil
    }
    if case .number(0) = value {
      return nil
    }
    return value
  }

  /// `drop_reason`, a number of 32 bits without sign; its zero is absent.
  private mutating func reasonNumber(_ bytes: Span<UInt8>) -> EnumText? {
    guard let range = line.flow.value(.dropReason, in: bytes),
      let number = IntegerText.unsigned(bytes, range), 1...UInt64(UInt32.max) ~= number
    else {
      return nil
    }
    return .number(Int64(number))
  }

  private static func appendReason(_ number: Int64, to text: inout TextBuffer) {
    if let name = DropReason.name(of: number) {
      text.append(name)
    } else {
      text.append("REASON_")
      text.append(decimal: number)
    }
  }
}

extension EnumText {
  /// Whether it is this reason, by name or by number.
  func matches(_ bytes: Span<UInt8>, _ reason: DropReason.Known) -> Bool {
    matches(bytes, name: reason.name, number: reason.number)
  }
}
