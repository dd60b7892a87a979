/// The verdict of a flow.
///
/// Source: enum Verdict of Cilium's flow.proto; the raw value is its number.
public enum Verdict: UInt8, CaseIterable, Sendable {
  case unknown = 0
  case forwarded = 1
  case dropped = 2
  case error = 3
  case audit = 4
  case redirected = 5
  case traced = 6
  case translated = 7

  /// Its place in a table of all verdicts, which is its number; inlined, as every line asks for it.
  @inlinable
  package var index: Int {
    switch self {
    case .unknown: 0
    case .forwarded: 1
    case .dropped: 2
    case .error: 3
    case .audit: 4
    case .redirected: 5
    case .traced: 6
    case .translated: 7
    }
  }

  /// The name in the log and in hubble's flags.
  public var name: String {
    "\(staticName)"
  }

  /// The name in the log and in hubble's flags, as a fixed text.
  @inlinable
  package var staticName: StaticString {
    switch self {
    case .unknown: "VERDICT_UNKNOWN"
    case .forwarded: "FORWARDED"
    case .dropped: "DROPPED"
    case .error: "ERROR"
    case .audit: "AUDIT"
    case .redirected: "REDIRECTED"
    case .traced: "TRACED"
    case .translated: "TRANSLATED"
    }
  }
}
