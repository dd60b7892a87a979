import FlowManifest
import FlowWiring
import Foundation
import TestSupport

/// Values and objects with the answer that was written for them, or that the reference gives.
struct WiringCase {
  let name: String
  let answer: WiringAnswer
  /// What has to come out, as `text` writes it.
  let expected: String

  /// The cases that are there.
  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: Fixture.path("wiring/cases"))
    return (files ?? []).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }()

  init(_ name: String) throws {
    try self.init(Fixture.bytes("wiring/cases/\(name).json"))
  }

  init(_ bytes: [UInt8]) throws {
    var found: ManifestValue?
    try ManifestReader(bytes, name: "case").read { found = $0.value }
    let members = try Self.members(found)
    let name = Self.text(members["name"]) ?? ""
    self.name = name
    var check = WiringCheck { pattern, text in
      guard let pattern = try? Regex(pattern) else { return nil }
      return (try? pattern.wholeMatch(in: text)) != nil
    }
    check.version = Self.text(members["version"]).flatMap(ChartVersion.init) ?? .standard
    check.namespace = Self.text(members["helm_namespace"]) ?? check.namespace
    check.hasCRDs = members["crds"] != .bool(false)
    let objects = try members["objects"].map { value in
      var objects = MonitoringObjects()
      try objects.take(Manifest(value: value, place: ManifestPlace(file: name)))
      return objects
    }
    let values = members["values"] == .null ? nil : members["values"]
    answer = check.answer(values: values, objects: objects)
    expected = Self.text(try Self.members(members["expect"]))
  }

  /// The answer in the form of `expected`.
  var text: String {
    let findings = answer.findings.map { "\($0.code.rawValue) \($0.what)" }
    let visible = WiringComponent.allCases.map { component in
      "\(component.rawValue) \(answer.visible[component].map { "\($0)" } ?? "null")"
    }
    return (findings + visible).joined(separator: "\n")
  }

  private static func text(_ expect: [String: ManifestValue]) -> String {
    var lines: [String] = []
    if case .array(let findings)? = expect["findings"] {
      lines += findings.map { finding in
        guard case .array(let parts) = finding else { return "?" }
        return parts.map { text($0) ?? "?" }.joined(separator: " ")
      }
    }
    let visible = (try? members(expect["visible"])) ?? [:]
    lines += WiringComponent.allCases.map { component in
      switch visible[component.rawValue] {
      case .bool(let bool)?: "\(component.rawValue) \(bool)"
      case .null?: "\(component.rawValue) null"
      case .number?, .string?, .array?, .object?, nil: "\(component.rawValue) ?"
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func text(_ value: ManifestValue?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }

  private static func members(_ value: ManifestValue?) throws -> [String: ManifestValue] {
    guard case .object(let members)? = value else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return Dictionary(members.map { ($0.key, $0.value) }) { $1 }
  }
}
