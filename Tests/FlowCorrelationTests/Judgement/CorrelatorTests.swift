import FlowAnswer
import Testing

@testable import FlowCorrelation

/// The rules by which changes are related to drops, each as a story.
@Suite struct CorrelatorTests {
  /// A call each minute.
  private static func minutes(_ start: Double, _ end: Double) -> [Double] {
    Array(stride(from: start, to: end, by: 60))
  }

  private let api = "NetworkPolicy/pay/api"

  /// A client that was let through until a sync made a policy that denies it.
  private var incident: Story {
    var story = Story()
    story.policy("api", for: "pay/api", letting: ["web"])
    story.sync("pay", from: 1800, to: 1810, in: ["pay"], touching: [api: .created])
    story.pass("shop/cart", "pay/api", at: Self.minutes(0, 1800))
    story.drop("shop/cart", "pay/api", at: Self.minutes(1815, 2700))
    return story
  }

  @Test("drops that begin with a sync whose policy denies them are likely its own")
  func likely() throws {
    let row = try #require(try incident.rows().first)
    #expect(try incident.told() == ["likely argocd/pay pay NetworkPolicy/pay/api"])
    #expect(row.firstDrop == Story.at(1815))
    #expect((row.before, row.after) == (0, 15))
    #expect(row.ratio == nil && row.hasRecovered == true)
    #expect(row.pairs.map(\.source) == ["shop"] && row.pairs.map(\.destination) == ["pay"])
  }

  @Test("a policy that lets the client through explains nothing")
  func allowed() throws {
    var story = incident
    story.policies = []
    story.policy("api", for: "pay/api", letting: ["web", "cart"])
    #expect(try story.told() == ["possible argocd/pay pay"])
  }

  @Test("a policy of another server explains nothing")
  func otherServer() throws {
    var story = incident
    story.policies = []
    story.policy("api", for: "pay/worker")
    #expect(try story.told() == ["possible argocd/pay pay"])
  }

  @Test("an object that changed after the sync says nothing about then: its namespace does")
  func changedSince() throws {
    var story = incident
    story.policies = []
    story.policy("api", for: "pay/worker")
    story.events = [
      PolicyEvent(
        time: Story.at(2900), kind: .updated, policyKind: "NetworkPolicy", namespace: "pay",
        name: "api")
    ]
    #expect(try story.told() == ["likely argocd/pay pay NetworkPolicy/pay/api"])
  }

  @Test("what was there before the sync is none of its own")
  func before() throws {
    var story = incident
    story.groups = []
    story.drop("shop/cart", "pay/api", at: Self.minutes(0, 3600))
    #expect(try story.told() == [])
  }

  @Test("a change of the same time in another namespace is not accused")
  func bystander() throws {
    var story = incident
    story.sync("web", from: 1805, to: 1812, in: ["web"])
    #expect(try story.told() == ["likely argocd/pay pay NetworkPolicy/pay/api"])
  }

  @Test("one of two changes that explain it equally well is ambiguous, and so is the other")
  func ambiguous() throws {
    var story = incident
    story.policy("all", for: "pay/api")
    story.sync(
      "security", from: 1795, to: 1805, in: ["pay"], touching: ["NetworkPolicy/pay/all": .created])
    #expect(
      try story.told() == [
        "ambiguous argocd/security pay NetworkPolicy/pay/all",
        "ambiguous argocd/pay pay NetworkPolicy/pay/api",
      ])
  }

  @Test("what the log names beats what a selector says")
  func named() throws {
    var story = Story()
    story.policy("api", for: "pay/api")
    story.sync("pay", from: 1800, to: 1810, in: ["pay"], touching: [api: .created])
    story.drop(
      "shop/cart", "pay/api", at: Self.minutes(1815, 2700), reason: "POLICY_DENY",
      deniedBy: ["NetworkPolicy/pay/other"])
    #expect(try story.told() == ["possible argocd/pay pay"])
  }

  @Test("a late effect on a client that was let through is likely, on a new client only possible")
  func late() throws {
    var story = incident
    story.groups = []
    story.drop("shop/cart", "pay/api", at: Self.minutes(2200, 2700))
    #expect(try story.told() == ["likely argocd/pay pay NetworkPolicy/pay/api"])
    story.forwarded = []
    story.pass("web/web", "pay/api", at: Self.minutes(0, 3600))
    #expect(try story.told() == ["possible argocd/pay pay NetworkPolicy/pay/api"])
  }

  @Test("one burst of a client of which nothing is known is no rise")
  func burst() throws {
    var story = Story()
    story.sync("pay", from: 1800, to: 1810, in: ["pay"])
    let times = [1815.0, 1826, 1837, 1848, 1859, 1862, 1863]
    story.drop("shop/cart", "pay/api", at: times)
    #expect(try story.told() == [])
    story.pass("shop/cart", "pay/api", at: Self.minutes(0, 1800))
    #expect(try story.told() == ["possible argocd/pay pay"])
  }

  @Test("the change with which drops ended did not begin them, however early it may have begun")
  func end() throws {
    var story = incident
    story.sync("mend", from: 2660, to: 2665, in: ["pay"], touching: [api: .configured])
    story.changes[1].earliest = Story.at(1800)
    #expect(
      try story.told().filter { $0.hasPrefix("likely") || $0.hasPrefix("ambiguous") }
        == ["likely argocd/pay pay NetworkPolicy/pay/api"])
  }

  @Test("a policy that the application has, of which nobody says when it changed, comes last")
  func maybe() throws {
    var story = incident
    story.changes = []
    story.sync("pay", from: 1800, to: 1810, in: ["pay"], maybe: [api])
    #expect(try story.told() == ["likely argocd/pay pay NetworkPolicy/pay/api"])
    story.sync("own", from: 1803, to: 1810, in: ["pay"], touching: [api: .configured])
    #expect(try story.told() == ["likely argocd/own pay NetworkPolicy/pay/api"])
  }

  @Test("a hole over a change, and a log that begins with it, do not cover it")
  func notCovered() throws {
    var story = incident
    story.holes = [Story.at(1790)..<Story.at(1900)]
    #expect(try story.told() == ["not_covered argocd/pay"])
    story = incident
    story.changes = []
    story.sync("pay", from: 60, to: 70, in: ["pay"])
    #expect(try story.told() == ["not_covered argocd/pay"])
  }

  @Test("drops of pods that come and go are transient")
  func transient() throws {
    var story = Story()
    story.sync("pay", from: 1800, to: 1810, in: ["pay"])
    story.drop(
      "shop/cart", "pay/api", at: [1812, 1815, 1830, 1840], reason: "STALE_OR_UNROUTABLE_IP",
      direction: .egress)
    #expect(try story.told() == ["transient argocd/pay pay"])
  }

  @Test("a policy that an agent took while no sync was is a change of its own")
  func ownChange() throws {
    var story = incident
    story.changes = []
    story.events = [
      PolicyEvent(
        time: Story.at(1805), kind: .updated, policyKind: "NetworkPolicy", namespace: "pay",
        name: "api")
    ]
    #expect(
      try story.told() == ["likely NetworkPolicy/pay/api pay NetworkPolicy/pay/api"])
  }

  @Test("a moment that somebody names is likely by itself, and possible beside a policy's change")
  func moment() throws {
    var story = incident
    story.changes = []
    var change = Change(
      tool: .at, application: "10:30=pay", started: Story.at(1800), finished: Story.at(1800))
    change.namespaces = ["pay"]
    story.changes = [change]
    #expect(try story.told() == ["likely 10:30=pay pay"])
    story.sync("pay", from: 1800, to: 1810, in: ["pay"], touching: [api: .created])
    #expect(
      try story.told() == [
        "possible 10:30=pay pay", "likely argocd/pay pay NetworkPolicy/pay/api",
      ])
  }

  @Test("scanners have to rise beyond doubt")
  func world() throws {
    var story = Story()
    story.policy("api", for: "pay/api")
    story.sync("pay", from: 1800, to: 1810, in: ["pay"], maybe: [api])
    let times = [1830.0, 1930, 2030, 2130, 2230, 2330]
    story.drop("reserved:world", "pay/api", at: times)
    #expect(try story.told() == [])
    story.groups = []
    story.drop("shop/cart", "pay/api", at: times)
    #expect(try story.told() == ["likely argocd/pay pay NetworkPolicy/pay/api"])
  }

  @Test("a log without flows has no rows")
  func empty() {
    let timelines = Timelines(observed: ObservedTime(start: nil, end: nil, holes: []))
    let correlation = Correlator(
      ChangeReader().finished(), nil, CorrelationSettings()
    ).correlate(timelines)
    #expect(correlation.rows.isEmpty)
  }
}
