internal import FlowAnswer

/// The connections of requests that were let through, by the bytes that their ends and the port were read from: most requests are of few
/// connections.
///
/// Bounded, as `KnownMembers` is.
struct RememberedRequests: Sendable {
  private var known: KnownMembers
  private var connections = ValueTexts()

  /// No requests yet; none are remembered where they are not asked for.
  init(isAsked: Bool) {
    known = KnownMembers(
      isAsked
        ? ConnectionBook.fields.flatMap { field in
          // Of requests the port is steady, which of flows in general it is not.
          field == .destinationPort
            ? [FlowMember(.destinationPort, of: .ports)] : GroupSource(field).steadyMembers ?? []
        } : nil)
  }

  /// Appends the connection of an earlier request like this one; false where there was none.
  @inline(__always)
  mutating func appendConnection(
    _ flow: inout Flow, _ bytes: Span<UInt8>, to key: inout GroupKey
  ) -> Bool {
    guard let number = known.number(&flow, bytes) else {
      return false
    }
    connections.append(number, to: &key.text)
    return true
  }

  /// Keeps the connection of the request that was asked for last, of which nothing was known.
  mutating func keep(_ connection: GroupKey) {
    guard let number = known.keep() else {
      return
    }
    if number == 0 {
      connections = ValueTexts()
    }
    connections.keep(connection.text)
  }
}
