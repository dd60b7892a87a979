import FlowTally

/// An input that is no flow log.
struct Stranger: Sendable {
  let name: String
  let lineCount: UInt64
  /// What it looks like, where it could be looked at.
  let log: ForeignLog?

  /// What it is not, what it looks like, and what to do.
  var message: String {
    let lines = lineCount == 1 ? "its one line holds no" : "none of its \(lineCount) lines holds an"
    return "\(name): not a flow log: \(lines) event of Hubble's; \((log ?? .text).advice)"
  }
}

extension ForeignLog {
  /// What it looks like, and what to do.
  fileprivate var advice: String {
    switch self {
    case .ownAnswer:
      "it looks like what flowaudit itself prints with --output json: read the log that it was made of"
    case .damagedFlows:
      "it looks like flow lines that are cut or damaged: was the log copied whole?"
    case .hubbleText:
      "it looks like the text output of hubble: write the flows with hubble observe -o json"
    case .gkePolicyLog:
      "it looks like GKE's log of policy actions (Dataplane V2), whose fields are not Hubble's: "
        + "read what hubble observe -o json prints"
    case .azureFlowLog:
      "it looks like Azure's table of container network flows, whose fields are not Hubble's: "
        + "read the agents' log, or what hubble observe -o json prints"
    case .calicoFlowLog:
      "it looks like Calico's flow log, which is not Hubble's: flowaudit reads Cilium's flows only"
    case .netObservLog:
      "it looks like flows of NetObserv, which are not Hubble's: flowaudit reads Cilium's flows only"
    case .tetragonLog:
      "it looks like events of Tetragon: read Hubble's, with hubble observe -o json"
    case .suricataLog:
      "it looks like Suricata's event log, which is not Hubble's: flowaudit reads Cilium's flows only"
    case .utf16:
      "it looks like UTF-16 without a byte order mark: turn it into UTF-8 with iconv -f UTF-16LE -t UTF-8"
    case .binary:
      "it looks like no text at all: flow lines are what hubble observe -o json prints, plain or packed with gzip, zstd, xz or bzip2"
    case .otherJSON:
      "it looks like JSON of another kind: flow lines are what hubble observe -o json prints"
    case .csv:
      "it looks like CSV: read the flows as JSON, as hubble observe -o json prints them"
    case .text:
      "it looks like plain text: flow lines are what hubble observe -o json prints"
    }
  }
}
