import FlowAnswer

/// What was probably meant by a name that is no field of `--by`.
enum FieldSpelling {
  /// Parts of names as people shorten them.
  private static let abbreviations = [
    "src": "source", "dst": "destination", "dest": "destination", "ns": "namespace",
    "svc": "service", "id": "identity", "addr": "ip", "address": "ip", "wl": "workload",
    "proto": "protocol", "sport": "source-port", "dport": "destination-port", "host": "node",
    "hostname": "node", "dir": "direction", "label": "label:app", "method": "http-method",
    "status": "http-status", "path": "http-path", "url": "http-path", "query": "dns-query",
    "rcode": "dns-rcode", "flags": "tcp-flags", "from": "source", "to": "destination",
    "deployment": "workload", "drop-reason": "reason", "iface": "interface", "name": "names",
    "dns": "dns-query", "http": "http-path", "reply": "is-reply",
  ]

  /// What is wrong with a name, with the field that was probably meant.
  static func unknown(_ name: String) -> ValueError {
    let spelled = spelledOut(name)
    for end in ["source", "destination"] where spelled == end {
      return ValueError(
        "unknown field \(name): did you mean \(end)-namespace? \(end)- stands before "
          + GroupField.endless.joinedAsList)
    }
    if spelled == GroupField.bucket.rawValue {
      return ValueError("\(name) is not a field of flows: use --bucket DURATION")
    }
    if GroupField(rawValue: spelled) != nil || GroupField.bothEnds(of: spelled) != nil {
      return ValueError("unknown field \(name): did you mean \(spelled)?")
    }
    return .unknown(
      "field", name, among: GroupField.selectable.map(\.rawValue) + GroupField.endless)
  }

  /// The name in lower case, with hyphens, each of its parts in full.
  private static func spelledOut(_ name: String) -> String {
    let plain = String(name.lowercased().map { "_. ".contains($0) ? "-" : $0 })
    if let whole = abbreviations[plain] {
      return whole
    }
    return plain.split(separator: "-", omittingEmptySubsequences: false)
      .map { abbreviations[String($0)] ?? String($0) }.joined(separator: "-")
  }
}
