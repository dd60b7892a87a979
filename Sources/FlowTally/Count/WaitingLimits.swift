/// How long first lines of pairs wait for their second ones, and how many of them.
struct WaitingLimits: Sendable {
  /// How long a policy-verdict line waits for its notification, by its node's clock.
  var pairNanoseconds: Int64 = 5_000_000_000
  /// How long a line without event type waits for its twin.
  var untypedNanoseconds: Int64 = 500_000_000
  /// How many lines may wait.
  var maximumCount = 131_072
  /// How many bytes these lines may take.
  var maximumByteCount = 256 << 20
}
