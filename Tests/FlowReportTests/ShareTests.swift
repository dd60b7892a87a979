import Testing

@testable import FlowReport

/// A row's share of the total.
@Suite struct ShareTests {
  @Test(
    "whole per cent, and never nothing or all of what is some",
    arguments: [
      (1, 1, "100"), (1, 2, "50"), (1, 3, "33"), (2, 3, "67"), (27, 429, "6"), (0, 5, "0"),
      (1, 200, "1"), (1, 201, "<1"), (1, UInt64.max, "<1"), (199, 200, ">99"), (198, 200, "99"),
      (UInt64.max - 1, UInt64.max, ">99"), (UInt64.max, UInt64.max, "100"), (0, 0, ""),
    ] as [(UInt64, UInt64, String)])
  func texts(count: UInt64, total: UInt64, text: String) {
    var bytes: [UInt8] = []
    Share.append(count, of: total, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }
}
