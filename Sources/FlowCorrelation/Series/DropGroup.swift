import FlowAnswer
import FlowPolicy

/// Attempts that are watched together: of a pair of namespaces, or of a client, a server and a port within one.
struct DropGroup: Sendable {
  /// What all groups are told apart by.
  struct Pair: Hashable, Sendable {
    let source: String
    let destination: String
    let reason: DropCause
    let direction: PolicyDirection?
  }

  /// A client, a server and a port of a pair.
  struct Link: Hashable, Sendable {
    let client: String
    let server: String
    /// Nil where none counts: of clients outside of the cluster.
    let port: UInt16?
  }

  /// The ends of some of its attempts, as policies are asked about them.
  struct Ends: Hashable, Sendable {
    let source: String?
    let destination: String?
    let layer4: Layer4
  }

  let pair: Pair
  /// Nil for all links of the pair together.
  let link: Link?
  /// Each attempt.
  var attempts = EventTimes([])
  /// Each call: a link's attempts within ten seconds, whatever its retries.
  var calls = EventTimes([])
  /// What the log names.
  var deniedBy: Set<ObjectReference> = []
  /// The ends that it was seen with, in the order of their first attempts; few.
  var ends: [Ends] = []
  /// Of a pair its links, by number.
  var members: [Int] = []

  /// Whether a namespace is at one of its ends.
  func touches(_ namespace: String) -> Bool {
    pair.source == namespace || pair.destination == namespace
  }

  /// Whether its clients are outside of the cluster: scanners come in bursts.
  var isFromWorld: Bool {
    pair.source.hasPrefix("reserved:world")
  }
}

/// What a drop reason says of causes.
enum DropCause: Hashable, Sendable {
  /// A policy.
  case policy(String)
  /// Pods that come and go.
  case transient(String)
  /// Neither.
  case other(String)

  private static let policies: Set = [
    "POLICY_DENIED", "POLICY_DENY", "AUTH_REQUIRED", "L7_DENIED",
  ]
  private static let transients: Set = [
    "STALE_OR_UNROUTABLE_IP", "DROP_EP_NOT_READY", "SERVICE_BACKEND_NOT_FOUND",
  ]

  init(reason: String) {
    self =
      if Self.policies.contains(reason) {
        .policy(reason)
      } else if Self.transients.contains(reason) {
        .transient(reason)
      } else {
        .other(reason)
      }
  }

  /// The reason.
  var reason: String {
    switch self {
    case .policy(let reason), .transient(let reason), .other(let reason): reason
    }
  }

  /// Whether it is one of policies.
  var isPolicy: Bool {
    switch self {
    case .policy: true
    case .transient, .other: false
    }
  }

  /// Whether it is one of pods that come and go.
  var isTransient: Bool {
    switch self {
    case .transient: true
    case .policy, .other: false
    }
  }
}
