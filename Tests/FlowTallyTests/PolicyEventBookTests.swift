import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// What agents say of policies: each once a second, whichever nodes tell it and in whichever order.
@Suite struct PolicyEventBookTests {
  private static func event(
    _ milliseconds: Int64, _ name: String, _ kind: PolicyEvent.Kind = .updated
  ) -> PolicyEvent {
    PolicyEvent(
      time: Timestamp(nanoseconds: milliseconds * 1_000_000), kind: kind,
      policyKind: "CiliumNetworkPolicy", namespace: "shop", name: name)
  }

  private static func book(_ events: some Sequence<PolicyEvent>) -> PolicyEventBook {
    var book = PolicyEventBook()
    for event in events {
      book.note(event)
    }
    return book
  }

  @Test(
    "an event counts once a second, at its first time",
    arguments: [
      ([], []),
      ([event(1900, "a"), event(1100, "a"), event(1500, "a")], [event(1100, "a")]),
      ([event(2000, "a"), event(1999, "a")], [event(1999, "a"), event(2000, "a")]),
      ([event(-1, "a"), event(0, "a")], [event(-1, "a"), event(0, "a")]),
      // By time, then by name, then by what was done.
      (
        [event(7, "b"), event(7, "a"), event(7, "a", .deleted), event(3, "c")],
        [event(3, "c"), event(7, "a", .deleted), event(7, "a"), event(7, "b")]
      ),
    ] as [([PolicyEvent], [PolicyEvent])])
  func seconds(events: [PolicyEvent], expected: [PolicyEvent]) {
    #expect(Self.book(events).finish() == expected)
    #expect(Self.book(events.reversed()).finish() == expected)
    var merged = Self.book(events.prefix(1))
    merged.merge(Self.book(events.dropFirst(1)))
    #expect(merged.finish() == expected)
  }

  @Test("events beyond the room are said to be, also behind a merge")
  func room() {
    var book = Self.book((0..<65_536).map { Self.event(Int64($0) * 1000, "a") })
    #expect(!book.hasOverflowed)
    // Known already.
    book.note(Self.event(5, "a"))
    #expect(!book.hasOverflowed)
    book.note(Self.event(5, "b"))
    #expect(book.hasOverflowed)
    #expect(book.finish().count == 65_536)
    var other = PolicyEventBook()
    other.merge(book)
    #expect(other.hasOverflowed)
  }
}
