import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

struct FamilyCountsTests {
  @Test("rows are sorted by their labels as bytes, in whatever order they come")
  func order() throws {
    let rows = ["e\u{301}", "é", "", "Z", "a"].map {
      FamilyRow(labelValues: ["TCP", $0], value: FamilyValue(count: 1))
    }
    let family = try HubbleMetrics("drop").families[0]
    let sorted = FamilyCounts(family: family, rows: rows).rows.map { Array($0.labelValues[1].utf8) }
    #expect(sorted == ["", "Z", "a", "e\u{301}", "é"].map { Array($0.utf8) })
  }

  @Test("a table that is full counts the rest apart, and says so")
  func fullTable() throws {
    var plan = dropsPlan()
    plan.hubbleMetrics = try HubbleMetrics("drop http")
    plan.maximumFamilyRows = 2
    let lines = ["A", "B", "C", "A", "D"].map {
      #"{"flow":{"verdict":"DROPPED","drop_reason_desc":"\#($0)","l7":{"type":"RESPONSE","latency_ns":"3","http":{"method":"\#($0)"}}}}"#
    }
    let families = summary(plan, [TallyInput(lines)]).families
    let drops = try #require(families.first)
    #expect(drops.rows.map { "\($0.labelValues[1]) \($0.value.count)" } == ["A 2", "B 1"])
    #expect(drops.other == FamilyValue(count: 2))
    #expect(drops.suppressedCount == 1)
    let durations = try #require(families.first { $0.family.isHistogram })
    #expect(durations.total.count == 5)
    #expect(durations.total.nanoseconds == 15)
    #expect(durations.other.buckets == [2] + [UInt64](repeating: 0, count: 11))
  }

  @Test("what two threads counted adds up to what one counts")
  func threads() throws {
    var plan = dropsPlan()
    plan.hubbleMetrics = try HubbleMetrics("flow:sourceContext=pod http")
    let lines = (0..<40).map { number in
      #"{"flow":{"verdict":"FORWARDED","source":{"pod_name":"p\#(number % 7)"},"l7":{"type":"RESPONSE","latency_ns":\#(number)000000,"http":{}}}}"#
    }
    var first = counter(lines[..<17].map(\.utf8), plan)
    first.merge(counter(lines[17...].map(\.utf8), plan))
    var whole = counter(lines.map(\.utf8), plan)
    let names = [InputName("a", isPipe: false)]
    #expect(
      first.takeAnswer(DropFindings(), names: names).families
        == whole.takeAnswer(DropFindings(), names: names).families)
  }
}
