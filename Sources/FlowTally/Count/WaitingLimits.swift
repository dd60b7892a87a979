internal import FlowAnswer

/// How long first lines of pairs wait for their second ones, and how many of them.
struct WaitingLimits: Sendable {
  /// How long a policy-verdict line waits for its notification, by its node's clock.
  var pairWait = Nanoseconds.seconds(5)
  /// How long a line without event type waits for its twin.
  var untypedWait = Nanoseconds.milliseconds(500)
  /// How many lines may wait.
  var maximumCount = 131_072
  /// How many bytes these lines may take.
  var maximumByteCount = 256 << 20
}
