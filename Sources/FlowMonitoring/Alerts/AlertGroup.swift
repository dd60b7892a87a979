/// Alerts that belong together: a group of the rules file.
enum AlertGroup: String, CaseIterable, Sendable {
  case drops = "flowaudit-drops"
  case dns = "flowaudit-dns"
  case http = "flowaudit-http"
  case blind = "flowaudit-blind"
  case job = "flowaudit-job"

  /// When it is there; nil where always.
  var condition: Condition? {
    switch self {
    case .dns: .countsDNS
    case .http: .countsHTTP
    case .drops, .blind, .job: nil
    }
  }
}
