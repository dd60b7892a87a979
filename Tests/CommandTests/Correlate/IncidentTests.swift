import Foundation
import TestSupport
import Testing

/// `correlate` on incidents whose truth is known: Fixtures/incidents.
@Suite struct IncidentTests {
  static let names = [
    "ambiguous", "cron", "default_deny", "gap", "narrow", "policy_touch_harmless", "recovered",
    "remote_only", "rollout",
  ]

  /// A row of an answer or a sync of a truth, as JSON has it.
  private typealias Members = [String: Any]

  /// The files of an incident as options.
  static func options(_ name: String) -> [String] {
    ["argocd", "flux", "policies"].flatMap { option -> [String] in
      let path = Fixture.path("incidents/\(name)/\(option).json")
      return FileManager.default.fileExists(atPath: path) ? ["--\(option)", path] : []
    }
  }

  private static func object(_ bytes: [UInt8]) throws -> Members {
    try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? Members)
  }

  private static func rows(_ name: String) throws -> [Members] {
    let outcome = try Binary.run(
      ["correlate", "--output", "json"] + options(name)
        + [Fixture.path("incidents/\(name)/flows.jsonl.gz")])
    try #require(outcome.status == .exited(0), "\(outcome.errorText)")
    return try #require(try object(outcome.output)["rows"] as? [Members])
  }

  private static func seconds(_ member: Any?) throws -> Double {
    let text = try #require(member as? String).prefix(19) + "Z"
    return try Date(String(text), strategy: .iso8601).timeIntervalSince1970
  }

  /// Whether a row speaks of a sync: both spans meet within five seconds.
  private static func speaks(_ row: Members, of sync: Members) throws -> Bool {
    guard row["tool"] as? String == sync["tool"] as? String,
      row["app"] as? String == sync["app"] as? String
    else {
      return false
    }
    return try seconds(row["started"]) - 5 <= seconds(sync["finished"])
      && seconds(row["finished"]) + 5 >= seconds(sync["started"])
  }

  @Test("each sync of an incident gets a class that is true of it", arguments: names)
  func classes(name: String) throws {
    let truth = try Self.object(try Fixture.bytes("incidents/\(name)/truth.json"))
    let rows = try Self.rows(name)
    var told: [String] = []
    for sync in try #require(truth["syncs"] as? [Members]) {
      let own = try rows.filter { try Self.speaks($0, of: sync) }
      let classes = Set(own.compactMap { $0["class"] as? String })
      let accepted = try #require(sync["accept"] as? [String])
      #expect(
        !classes.isDisjoint(with: accepted) || classes.isEmpty && accepted.contains("absent"),
        "\(name): \(sync["app"] ?? "") \(sync["started"] ?? "") is \(classes), not \(accepted)")
      if let strict = sync["strict"] as? String {
        #expect(classes == [strict], "\(name): \(sync["app"] ?? "")")
        told.append(strict)
      }
    }
    // Each of these incidents is of something, but for the quiet ones.
    #expect(told.isEmpty == ["cron", "policy_touch_harmless", "remote_only"].contains(name))
  }

  @Test("what is likely is guilty, with its policies and its pairs", arguments: names)
  func guilt(name: String) throws {
    let truth = try Self.object(try Fixture.bytes("incidents/\(name)/truth.json"))
    let guilty = try #require(truth["guilty"] as? [Members])
    for row in try Self.rows(name) where row["class"] as? String == "likely" {
      #expect(try guilty.contains { try Self.speaks(row, of: $0) }, "\(row)")
      #expect(row["policies"] as? [String] == truth["policies"] as? [String])
      let pairs = try #require(row["pairs"] as? [Members]).map { pair -> String in
        "\(pair["source"] as? String ?? "") \(pair["destination"] as? String ?? "")"
      }
      let known = try #require(truth["pairs"] as? [[Any]]).map { pair -> String in
        pair.prefix(2).compactMap { $0 as? String }.joined(separator: " ")
      }
      #expect(Set(pairs) == Set(known))
      let error = try Self.seconds(row["first_drop"]) - Self.seconds(truth["first_drop"])
      #expect(abs(error) <= 1)
      #expect(row["recovered"] as? Bool == truth["recovered"] as? Bool)
    }
  }
}
