/// What a log looks like that holds no line of Hubble's: told by its first lines, to say what to do.
public enum ForeignLog: UInt16, CaseIterable, Sendable {
  // In the order in which they are told where several fit.
  case ownAnswer, damagedFlows, hubbleText, gkePolicyLog, azureFlowLog, calicoFlowLog, netObservLog
  case tetragonLog, suricataLog, utf16, binary, otherJSON, csv, text

  var bit: UInt16 {
    1 &<< rawValue
  }

  /// What a line looks like that is, or is not, one JSON object.
  init(_ bytes: Span<UInt8>, _ line: Range<Int>, isObject: Bool) {
    // As much of it is looked at.
    let text = TextInFront.trimmed(bytes, line).prefix(4096)
    let nulCount = text.count { bytes[$0] == 0 }
    if nulCount > 0 {
      // Of Latin letters every second byte is 0 there.
      self = 2 * nulCount + 2 >= text.count && text.count >= 8 ? .utf16 : .binary
    } else if let found = Self.jsonRows.first(where: { Self.holds(bytes, text, $0.words) }) {
      self = found.log
    } else if !isObject && Self.holds(bytes, text, ["{\"flow\":"]) {
      self = .damagedFlows
    } else if let first = text.first, [Byte.openBrace, Byte.openBracket].contains(bytes[first]) {
      self = .otherJSON
    } else if Self.hubbleWords.contains(where: { Self.holds(bytes, text, $0) }) {
      self = .hubbleText
    } else {
      let commaCount = text.count { bytes[$0] == Byte.comma }
      self = commaCount >= 3 ? .csv : .text
    }
  }

  private static func holds(
    _ bytes: Span<UInt8>, _ text: Range<Int>, _ words: [StaticString]
  ) -> Bool {
    words.allSatisfy { EnvelopeProduct.holds(bytes, text, $0) }
  }

  private static let jsonRows: [(words: [StaticString], log: Self)] = [
    (["{\"schema\":", "\"coverage\":{"], .ownAnswer),
    (["\"disposition\":", "\"connection\":"], .gkePolicyLog),
    (["\"Verdict\":", "\"SourceNamespace\":"], .azureFlowLog),
    (["\"Verdict\":", "\"TimeGenerated\":"], .azureFlowLog),
    (["\"dest_namespace\":", "\"reporter\":"], .calicoFlowLog),
    (["\"dest_name_aggr\":"], .calicoFlowLog),
    (["\"SrcAddr\":", "\"DstAddr\":"], .netObservLog),
    (["\"SrcK8S_Namespace\":"], .netObservLog),
    (["\"process_exec\":"], .tetragonLog),
    (["\"process_exit\":"], .tetragonLog),
    (["\"process_kprobe\":"], .tetragonLog),
    (["\"flow_id\":", "\"event_type\":"], .suricataLog),
  ]

  /// The compact, table and dict output of `hubble observe`.
  private static let hubbleWords: [[StaticString]] = [
    ["TIMESTAMP", "SOURCE", "DESTINATION"], [" (ID:", ":"], ["TIMESTAMP:"],
    [" -> ", " FORWARDED "], [" <> ", " DROPPED "], [" -> ", " DROPPED "],
    ["DESTINATION:"], ["SOURCE:", "/"],
  ]
}

/// What the lines of an input look like that are none of Hubble's: of the first of them.
struct ForeignLines: Sendable, Equatable {
  /// More are not looked at.
  private static let mostLines: UInt8 = 20

  private var bits: UInt16 = 0
  private var lineCount: UInt8 = 0

  mutating func look(_ bytes: Span<UInt8>, _ line: Range<Int>, isObject: Bool) {
    guard lineCount < Self.mostLines else {
      return
    }
    lineCount += 1
    bits |= ForeignLog(bytes, line, isObject: isObject).bit
  }

  mutating func add(_ other: Self) {
    bits |= other.bits
  }

  /// The likeliest; nil where there was no line to look at.
  var log: ForeignLog? {
    ForeignLog.allCases.first { $0.bit & bits != 0 }
  }
}
