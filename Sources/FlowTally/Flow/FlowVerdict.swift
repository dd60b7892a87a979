internal import FlowAnswer

/// A flow's verdict: one of Cilium's, or a name or number that this version does not know.
enum FlowVerdict {
  case known(Verdict)
  case unknownName(Range<Int>)
  case unknownNumber(Int64)
}

extension Flow {
  /// The verdict; absent, empty and of another type mean VERDICT_UNKNOWN, the zero value.
  mutating func verdict(_ bytes: Span<UInt8>) -> FlowVerdict {
    if let start = line.flow.startOfString(.verdict, in: bytes),
      let verdict = VerdictWord.verdict(bytes, start &+ 1)
    {
      return .known(verdict)
    }
    guard let range = line.flow.value(.verdict, in: bytes) else {
      return .known(.unknown)
    }
    if let verdict = Verdict.named(bytes, range) {
      return .known(verdict)
    }
    switch EnumText(bytes, range) {
    case .number(let number):
      return UInt8(exactly: number).flatMap(Verdict.init(rawValue:)).map { .known($0) }
        ?? .unknownNumber(number)
    case .name(let name):
      return .unknownName(name)
    case nil:
      return .known(.unknown)
    }
  }
}

extension Verdict {
  /// The verdict of that name, the commonest first.
  static func named(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Self? {
    guard bytes[range.lowerBound] == Byte.quote else {
      return nil
    }
    for verdict in [
      Self.forwarded, .dropped, .redirected, .traced, .translated, .audit, .error, .unknown,
    ]
    where StringText.equals(bytes, range, verdict.staticName) {
      return verdict
    }
    return nil
  }
}

extension FlowVerdict {
  /// Whether this is DROPPED.
  var isDropped: Bool {
    if case .known(.dropped) = self {
      return true
    }
    return false
  }

  /// Whether this is AUDIT.
  var isAudit: Bool {
    if case .known(.audit) = self {
      return true
    }
    return false
  }

  /// Appends the name as the log has it; a number without name as its digits.
  func append(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    switch self {
    case .known(let verdict): text.append(verdict.staticName)
    case .unknownName(let range): StringText.append(bytes, range, to: &text)
    case .unknownNumber(let number): text.append(decimal: number)
    }
  }
}
