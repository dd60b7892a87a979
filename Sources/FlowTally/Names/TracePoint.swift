/// The places at which the agent sees packets, by number.
///
/// Source: enum TraceObservationPoint of Cilium's flow.proto; its zero is absent.
enum TracePoint {
  /// The name of a place's number, nil where there is none.
  static func name(of number: Int64) -> StaticString? {
    table.first { $0.number == number }?.name
  }

  /// All names.
  static let names = table.map { "\($0.name)" }

  private static let table: [(number: Int64, name: StaticString)] = [
    (1, "TO_PROXY"), (2, "TO_HOST"), (3, "TO_STACK"), (4, "TO_OVERLAY"), (5, "FROM_ENDPOINT"),
    (6, "FROM_PROXY"), (7, "FROM_HOST"), (8, "FROM_STACK"), (9, "FROM_OVERLAY"),
    (10, "FROM_NETWORK"), (11, "TO_NETWORK"), (12, "FROM_CRYPTO"), (13, "TO_CRYPTO"),
    (101, "TO_ENDPOINT"),
  ]
}
