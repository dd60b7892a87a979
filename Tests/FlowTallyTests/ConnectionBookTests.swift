import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// Requests that were let through: of each connection the first time of each minute, whatever the order of the lines.
@Suite struct ConnectionBookTests {
  /// A request: which connection, and when, in seconds.
  private typealias Request = (port: Int, second: Int)

  private static func key(_ port: Int) -> GroupKey {
    GroupKey(["shop", "data", "Deployment/cart", "StatefulSet/redis", "\(port)"])
  }

  private static func book(_ requests: some Sequence<Request>) -> ConnectionBook {
    var book = ConnectionBook()
    for request in requests {
      book.note(
        key(request.port),
        at: OptionalTime(Timestamp(nanoseconds: Int64(request.second) * 1_000_000_000)))
    }
    return book
  }

  /// The port, and the seconds of its minutes.
  private static func rows(_ book: ConnectionBook) -> [String] {
    book.finish().map { connection in
      let seconds = connection.minutes.map { "\($0.nanoseconds / 1_000_000_000)" }
      return "\(connection.port.map { "\($0)" } ?? "-") \(seconds.joined(separator: " "))"
    }
  }

  @Test(
    "the first time of each minute stays",
    arguments: [
      ([], []),
      ([(80, 61), (80, 60), (80, 119), (80, 120)], ["80 60 120"]),
      ([(80, 120), (80, 59), (80, 60)], ["80 59 60 120"]),
      ([(443, 5), (80, 7), (443, 4)], ["80 7", "443 4"]),
      // Before 1970: minutes are floors.
      ([(80, -1), (80, 0), (80, -60), (80, -61)], ["80 -61 -60 0"]),
    ] as [([(port: Int, second: Int)], [String])])
  func minutes(requests: [(port: Int, second: Int)], expected: [String]) {
    #expect(Self.rows(Self.book(requests)) == expected)
  }

  @Test("the ends and the port are those of the key")
  func ends() {
    let ends = Self.book([(80, 1)]).finish()
    #expect(
      ends == [
        ForwardedConnections(
          source: TracedEnd(namespace: "shop", ownerText: "Deployment/cart"),
          destination: TracedEnd(namespace: "data", ownerText: "StatefulSet/redis"), port: 80,
          minutes: [Timestamp(nanoseconds: 1_000_000_000)])
      ])
  }

  @Test("a flow without a time is of no minute")
  func untimed() {
    var book = ConnectionBook()
    book.note(Self.key(80), at: .absent)
    #expect(book.finish() == [])
    #expect(!book.hasOverflowed)
  }

  @Test("any order, and any parts that are merged, give the same")
  func order() {
    var random = SeededNumbers(ofRun: 31)
    for _ in 0..<50 {
      let requests: [Request] = (0..<200).map { _ in (random.below(5), random.below(600)) }
      let expected = Self.rows(Self.book(requests))
      let shuffled = requests.shuffled(using: &random)
      #expect(Self.rows(Self.book(shuffled)) == expected, "FLOWAUDIT_SEED=\(Seed.ofRun)")
      var merged = Self.book(shuffled.prefix(70))
      merged.merge(Self.book(shuffled.dropFirst(70)))
      #expect(Self.rows(merged) == expected, "FLOWAUDIT_SEED=\(Seed.ofRun)")
    }
  }

  @Test("connections beyond the room are said to be")
  func room() {
    var book = ConnectionBook()
    for port in 0..<131_072 {
      book.note(Self.key(port), at: OptionalTime(Timestamp(nanoseconds: 0)))
    }
    #expect(!book.hasOverflowed)
    book.note(Self.key(131_072), at: OptionalTime(Timestamp(nanoseconds: 0)))
    #expect(book.hasOverflowed)
    #expect(book.finish().count == 131_072)
  }
}
