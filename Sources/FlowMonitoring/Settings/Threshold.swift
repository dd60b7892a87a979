/// A number that an alert compares with; the raw value is its name in `--threshold`.
public enum Threshold: String, CaseIterable, Sendable {
  case drops
  case dropsCritical = "drops-critical"
  case rising
  case risingOverHour = "rising-over-hour"
  case risingOverDay = "rising-over-day"
  case newPair = "new-pair"
  case policyDenies = "policy-denies"
  case policyDeniesCritical = "policy-denies-critical"
  case otherDrops = "other-drops"
  case audit
  case dns
  case dnsCritical = "dns-critical"
  case httpErrors = "http-errors"
  case httpErrorsCount = "http-errors-count"
  case malformed
  case newestFlow = "newest-flow"

  /// What it is where nobody says otherwise: a number as it is written.
  public var standard: String {
    switch self {
    case .drops, .newPair, .dnsCritical, .otherDrops: "10"
    case .dropsCritical: "100"
    case .rising, .newestFlow: "60"
    case .risingOverHour: "3"
    case .risingOverDay, .policyDenies, .httpErrors: "5"
    case .policyDeniesCritical: "50"
    case .audit: "0"
    case .dns: "2"
    case .httpErrorsCount, .malformed: "1"
    }
  }

  /// What it counts, for documentation.
  public var meaning: String {
    switch self {
    case .drops, .dropsCritical: "dropped packets a minute between two namespaces"
    case .rising: "dropped packets an hour between two namespaces, below which nothing rises"
    case .risingOverHour: "times the drops of the hour before"
    case .risingOverDay: "times the drops of the same hour yesterday"
    case .newPair: "dropped packets an hour between two namespaces that had none"
    case .policyDenies, .policyDeniesCritical: "packets a minute that one policy denies"
    case .otherDrops:
      "dropped packets a minute between two namespaces, for one reason other than a policy"
    case .audit: "packets a minute that audit mode lets through"
    case .dns, .dnsCritical: "DNS answers a minute that are failures"
    case .httpErrors: "percent of the answers that have a status of 500 or more"
    case .httpErrorsCount: "such answers a minute, below which their share means nothing"
    case .malformed: "percent of the lines of the log that cannot be read"
    case .newestFlow: "minutes between the newest flow and the last run that succeeded"
    }
  }

  /// A number as thresholds are written: up to 9 digits, or up to 6 with a fraction of up to 4; nil for anything else.
  ///
  /// What is longer is not written alike by every jsonnet.
  public static func number(_ text: String) -> String? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ part in !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) } })
    else {
      return nil
    }
    let whole = parts[0].drop { $0 == "0" }
    var fraction = parts.count == 2 ? parts[1] : ""
    while fraction.last == "0" {
      fraction.removeLast()
    }
    guard
      fraction.isEmpty ? whole.count <= 9 : fraction.count <= 4 && whole.count + fraction.count <= 6
    else {
      return nil
    }
    return (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
