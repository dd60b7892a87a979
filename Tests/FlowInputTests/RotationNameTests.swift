import Testing

@testable import FlowInput

/// How rotations are called, and of what.
@Suite struct RotationNameTests {
  @Test(
    "a rotation's name is lumberjack's, or logrotate's of what is called like a log",
    arguments: [
      ("events.log.1", "events.log"), ("events.log.14.gz", "events.log"),
      ("events.json.365", "events.json"), ("events.log-20260511", "events.log"),
      ("events.jsonl-2026051106.gz", "events.jsonl"), ("events.log-20260511-06", "events.log"),
      ("events.log-20260511-1778479200.gz", "events.log"), ("events.log.1234", nil),
      ("0.log.20261012-080019", "0.log"), ("0.log.20261012-080019.gz", "0.log"),
      ("0.log.20261012-08001", nil), ("a.20261012-080019", nil),
      ("events.log.", nil), ("events.log.a", nil), ("events.1", nil), (".log.1", nil),
      ("events.log.20260511", nil), ("events.log-2026051", nil), ("events-20260511.log", nil),
      ("events-2026-01-02T15-04-05.000.log", "events.log"),
      ("events-2026-01-02T15-04-05.000.log.gz", "events.log"),
      ("a-b.c-2026-01-02T15-04-05.000.json.gz", "a-b.c.json"),
      ("events-2026-01-02T15-04-05.000", "events"),
      ("events-2026-01-02T15-04-05.000.gz", "events"),
      ("-2026-01-02T15-04-05.000.log", nil), ("events-2026-01-02T15-04-05.log", nil),
      ("events-2026-01-02T15:04:05.000.log", nil), ("events-2026-01-02.log", nil),
      ("events2026-01-02T15-04-05.000.log", nil), ("events-2026-01-02T15-04-05.000log", nil),
      ("events-2026-01-02T15-04-05.000.tar.log", nil), ("events.log", nil), ("", nil), (".gz", nil),
    ] as [(String, String?)])
  func rotationNames(_ name: String, _ liveName: String?) {
    #expect(RotationName(Array(name.utf8)[...])?.liveName == liveName.map { Array($0.utf8) })
  }

  @Test("beside a log that is named, whatever ends like a rotation of it is one")
  func rotationOfNamedLog() {
    func isRotation(_ name: String, of live: String) -> Bool {
      RotationName(Array(name.utf8)[...], of: Array(live.utf8)[...]) != nil
    }
    #expect(isRotation("flows.1", of: "flows"))
    #expect(isRotation("flows-20260511.gz", of: "flows"))
    #expect(isRotation("events-2026-01-02T15-04-05.000.log", of: "events.log"))
    #expect(!isRotation("other.1", of: "flows"))
    #expect(!isRotation("flows", of: "flows"))
  }
}
