/// Names that other programs have for options, or people for ours.
enum ForeignOption {
  private static let names = [
    "group-by": "by", "groupby": "by", "group": "by", "fields": "by", "columns": "by",
    "limit": "top", "head": "top", "lines": "first", "tail": "last", "number": "top",
    "format": "output", "json": "output json", "jsonl": "output jsonl", "csv": "output csv",
    "markdown": "output markdown", "md": "output markdown", "prometheus": "output prometheus",
    "reason": "drop-reason-desc", "drop-reason": "drop-reason-desc",
    "direction": "traffic-direction", "node": "node-name", "host": "node-name",
    "query": "dns-query", "rcode": "dns-rcode", "path": "http-path", "url": "http-url",
    "method": "http-method", "status": "http-status", "grep": "where", "filter": "where",
    "match": "where", "exclude": "not", "except": "not", "step": "bucket", "start": "since",
    "end": "until", "before": "until", "after": "since", "order": "sort", "order-by": "sort",
    "sort-by": "sort", "silent": "quiet", "jobs": "threads", "parallel": "threads",
    "unique": "dedup",
  ]

  /// Ends of names, as the fields of `--by` and people call them.
  private static let ends = [
    ("source-", "from-"), ("src-", "from-"), ("destination-", "to-"), ("dest-", "to-"),
    ("dst-", "to-"),
  ]

  /// Parts of names as people shorten them.
  private static let parts = [
    "ns": "namespace", "svc": "service", "addr": "ip", "address": "ip", "id": "identity",
    "labels": "label", "names": "fqdn", "name": "fqdn", "dns": "fqdn",
  ]

  /// The option that is meant, nil where nobody knows.
  static func name(of typed: String, among words: [String]) -> String? {
    let name = String(typed.lowercased().map { $0 == "_" ? "-" : $0 })
    if let known = names[name] ?? parts[name] {
      return known
    }
    for (prefix, end) in ends where name.hasPrefix(prefix) {
      let rest = String(name.dropFirst(prefix.count))
      let own = end + (parts[rest] ?? rest)
      return words.contains(own) ? own : nil
    }
    for end in ["from-", "to-"] where name.hasPrefix(end) {
      if let part = parts[String(name.dropFirst(end.count))], words.contains(end + part) {
        return end + part
      }
    }
    return words.contains(name) ? name : nil
  }
}
