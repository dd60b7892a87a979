import FlowAnswer
import Foundation
import Testing

@testable import FlowTally

@Suite struct CivilDateTests {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    return calendar
  }()

  @Test("every 19th day from 1600 to 2400 is the day that the calendar of Foundation has")
  func againstFoundation() {
    for days in stride(from: -135_140, through: 157_054, by: 19) {
      let date = CivilDate(daysSinceEpoch: Int64(days))
      let wanted = Self.calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      #expect(date.year == Int64(wanted.year ?? 0))
      #expect(date.month == Int64(wanted.month ?? 0))
      #expect(date.day == Int64(wanted.day ?? 0))
      let back = CivilDate.daysSinceEpoch(year: date.year, month: date.month, day: date.day)
      #expect(back == Int64(days))
    }
  }

  @Test("days follow each other from 0 to 9999, and months are as long as they are")
  func everyDay() {
    var expected = CivilDate.daysSinceEpoch(year: 0, month: 1, day: 1)
    #expect(expected == -719_528)
    for year in Int64(0)...9_999 {
      for month in Int64(1)...12 {
        let first = CivilDate.daysSinceEpoch(year: year, month: month, day: 1)
        #expect(first == expected, "\(year)-\(month)")
        expected += CivilDate.dayCount(year: year, month: month)
      }
    }
    #expect(expected == 2_932_897)
  }

  @Test("division rounds towards minus infinity")
  func floor() {
    let quotients = [-7, -6, -1, 0, 1, 6, 7].map { floorDivide($0, 3) }
    #expect(quotients == [-3, -2, -1, 0, 0, 2, 2])
    #expect(floorDivide(.min, 1_000_000_000) == -9_223_372_037)
  }
}
