public import FlowAnswer

/// A filter flag: one row of the filter table, `FilterFlagRow.rows`.
///
/// The raw value is the flag's long name. All but the last four are those of `hubble observe`; source of names and meanings: Cilium,
/// hubble/cmd/observe/flows.go and flows_filter.go. `--since` and `--until` select by time and stand in `TimeRange`, `--first` and `--last` in `LineLimit`.
public enum FilterFlag: String, CaseIterable, Sendable, Hashable {
  case verdict
  case dropReasonDesc = "drop-reason-desc"
  case type
  case trafficDirection = "traffic-direction"
  case namespace
  case fromNamespace = "from-namespace"
  case toNamespace = "to-namespace"
  case allNamespaces = "all-namespaces"
  case fromAllNamespaces = "from-all-namespaces"
  case toAllNamespaces = "to-all-namespaces"
  case pod
  case fromPod = "from-pod"
  case toPod = "to-pod"
  case service
  case fromService = "from-service"
  case toService = "to-service"
  case workload
  case fromWorkload = "from-workload"
  case toWorkload = "to-workload"
  case label
  case fromLabel = "from-label"
  case toLabel = "to-label"
  case identity
  case fromIdentity = "from-identity"
  case toIdentity = "to-identity"
  case cluster
  case fromCluster = "from-cluster"
  case toCluster = "to-cluster"
  case ip
  case fromIP = "from-ip"
  case toIP = "to-ip"
  case snatIP = "snat-ip"
  case ipv4
  case ipv6
  case ipVersion = "ip-version"
  case fqdn
  case fromFQDN = "from-fqdn"
  case toFQDN = "to-fqdn"
  case `protocol`
  case port
  case fromPort = "from-port"
  case toPort = "to-port"
  case tcpFlags = "tcp-flags"
  case httpStatus = "http-status"
  case httpMethod = "http-method"
  case httpPath = "http-path"
  case httpURL = "http-url"
  case httpHeader = "http-header"
  case nodeName = "node-name"
  case nodeLabel = "node-label"
  case interface
  case encrypted
  case unencrypted
  case uuid
  case traceID = "trace-id"
  case ipTraceID = "ip-trace-id"
  case allowlist
  case denylist
  case dnsQuery = "dns-query"
  case dnsRcode = "dns-rcode"
  case policy
  case `where`

  /// What the table says of the flag.
  private var row: FilterFlagRow {
    FilterFlagRow.row(of: self)
  }

  /// The one-letter form that hubble gives the flag.
  public var shortName: Character? { row.shortName }

  /// What stands for the value in help texts; nil where the flag takes none.
  public var valueName: String? { row.valueName }

  /// Words that the value can be, for completions; there may be others.
  public var words: [String] { row.words }

  /// Whether help texts list those words: the summary does not name them.
  public var listsWords: Bool { row.listsWords }

  /// One line for help and documentation.
  public var summary: String { row.summary }

  /// Whether `--not` can stand before it: only those that make a filter, not those that are one.
  public var isNegatable: Bool {
    self != .allowlist && self != .denylist
  }

  var effect: FilterFlagRow.Effect { row.effect }

  /// A value whose names stand as the log has them.
  fileprivate func canonical(_ value: String) -> String {
    if self == .verdict {
      return FieldWords.value(value, of: .verdict)
    }
    return self == .dropReasonDesc ? FieldWords.value(value, of: .reason) : value
  }
}

/// A filter flag as it was given: `--not` applies to the one flag behind it.
public struct FilterArgument: Sendable, Equatable {
  /// The flag.
  public let flag: FilterFlag
  /// Its value, as typed, but for names in lower case; empty where it takes none.
  public let value: String
  /// Whether `--not` stood before it.
  public let isNegated: Bool

  /// A flag with its value.
  public init(_ flag: FilterFlag, _ value: String = "", isNegated: Bool = false) {
    self.flag = flag
    self.value = flag.canonical(value)
    self.isNegated = isNegated
  }
}

extension FilterArgument {
  /// `--where` for a value alone, as it is printed in a field; nil where no text asks for it.
  public init?(_ field: GroupField, equal value: String) {
    guard let text = WhereText.text(field, equal: value) else {
      return nil
    }
    self.init(.where, text)
  }

  /// Whether no FlowFilter can ask for it.
  public var isCondition: Bool {
    if case .condition = flag.effect { true } else { false }
  }

  /// Whether it is asked of drops after their lines were paired; of lines where it can be, unless drops are counted.
  public func asksOfDrops(countingDrops: Bool) -> Bool {
    isCondition && (try? Selection([self], countingDrops: countingDrops).looksAtDrops) ?? false
  }

  /// Why it cannot be written as a FlowFilter of the agent's, and what to use; nil where it can.
  public var agentProblem: String? {
    if flag == .dropReasonDesc, value == "\(DropReason.deniedByL7)" {
      return "the agent has no reason \(value): use --verdict DROPPED --type l7"
    }
    if case .namespaces = flag.effect, value.hasPrefix(ReservedIdentity.prefix) {
      return "the agent has no namespace \(value): use --label \(value)"
    }
    return nil
  }
}
