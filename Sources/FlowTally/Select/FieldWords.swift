internal import FlowAnswer

/// The closed lists of values that fields have, and what people type for one of them.
///
/// The one place that says which fields have such a list: the values of all others are the log's, and are compared as they are.
enum FieldWords {
  /// The value of a field that is meant; what was typed where the field has no list, or its list no such word.
  static func value(_ typed: String, of field: GroupField) -> String {
    switch field {
    case .verdict: verdicts.name(typed)
    case .reason: reason(typed)
    case .direction: directions.name(typed)
    case .protocol: protocols.name(typed)
    case .type: types.name(typed)
    case .isReply: truths.name(typed)
    case .tracePoint: tracePoints.name(typed)
    case .httpMethod: methods.name(typed)
    case .tcpFlags: tcpFlags(typed)
    case .dnsRcode: ResponseCode.digits(typed) ?? typed
    case .bucket, .sourceNamespace, .destinationNamespace, .sourceWorkload, .destinationWorkload,
      .sourcePod, .destinationPod, .sourceIdentity, .destinationIdentity, .sourceIP, .destinationIP,
      .sourcePort, .destinationPort, .sourceApp, .destinationApp, .sourceService,
      .destinationService, .sourceCluster, .destinationCluster, .sourceNames, .destinationNames,
      .sourceLabels, .destinationLabels, .sourceLabel, .destinationLabel, .client, .server, .policy,
      .policyKind, .defaultDenyPolicy, .node, .icmpType, .interface, .file, .httpStatus, .httpPath,
      .dnsQuery, .uuid, .denyingPolicies, .namedPolicies, .sourceOwner,
      .destinationOwner:
      typed
    }
  }

  /// The drop reason that is meant, whether it has a name or a number only.
  private static func reason(_ typed: String) -> String {
    DropReason.number(unnamed: typed.uppercased()) == nil ? reasons.name(typed) : typed.uppercased()
  }

  /// Flags in the order in which they are printed.
  private static func tcpFlags(_ typed: String) -> String {
    var flags: TCPFlags = []
    for name in typed.split(separator: ",", omittingEmptySubsequences: false) {
      guard let flag = TCPFlags(named: name.uppercased()) else {
        return typed
      }
      flags.insert(flag)
    }
    return flags.names.joined(separator: ",")
  }

  private static let verdicts = WordList(FilterEnumeration.verdict.names)
  private static let reasons = WordList(DropReason.allNames)
  private static let directions = WordList(TrafficDirection.allCases.map { "\($0.label)" })
  private static let protocols = WordList(
    JSONField.allCases.compactMap(\.protocolName).map { "\($0)" })
  private static let types = WordList(EventType.names)
  private static let truths = WordList(["true", "false"])
  private static let tracePoints = WordList(TracePoint.names)
  private static let methods = WordList(FilterFlag.httpMethod.words)
}

/// Words as people type them: in any case, with blanks, hyphens or underscores between their parts, or nothing.
struct WordList: Sendable {
  private let names: [String]

  /// The words of a list, of which no two may be typed alike.
  init(_ names: [String]) {
    self.names = names
  }

  /// The word that is meant, else what was typed.
  ///
  /// Reports ask for words as they are printed, which costs no look at the parts of all others.
  func name(_ typed: String) -> String {
    guard !names.contains(typed), let folded = Self.folded(typed) else {
      return typed
    }
    return names.first { Self.folded($0) == folded } ?? typed
  }

  /// The parts of a word, one behind the other; nil where one is empty.
  private static func folded(_ text: String) -> String? {
    let parts = text.lowercased().split(omittingEmptySubsequences: false) { " -_".contains($0) }
    return parts.contains(where: \.isEmpty) ? nil : parts.joined()
  }
}

/// Response codes of DNS by their names.
///
/// Source: RFC 1035, RFC 2136, RFC 6895.
enum ResponseCode {
  static let names = [
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET",
    "NXRRSET", "NOTAUTH", "NOTZONE",
  ]

  /// The digits of a code, given by its name in any case or its number; what stands for no code as it is.
  static func number(_ text: String) throws(FilterProblem) -> String {
    guard let digits = digits(text) else {
      throw FilterProblem("unknown value \(text)", word: text, among: names)
    }
    return digits
  }

  /// The digits of a code; nil where the text is none.
  static func digits(_ text: String) -> String? {
    if let number = names.firstIndex(of: text.uppercased()) {
      return String(number)
    }
    if text == GroupField.absent {
      return text
    }
    let number = text.utf8.allSatisfy { Byte.isDigit($0) } ? UInt32(text) : nil
    return number.map { String($0) }
  }
}
