import FlowManifest

/// What a text holds, in words that tests compare.
enum Reading {
  /// The manifests of a text, up to its problem.
  static func manifests(_ bytes: [UInt8], name: String = "f") throws -> [Manifest] {
    var manifests: [Manifest] = []
    try ManifestReader(bytes, name: name).read { manifests.append($0) }
    return manifests
  }

  /// The manifests as JSON, one a line, each behind its line and path.
  static func text(_ text: String) throws -> String {
    try self.text(Array(text.utf8))
  }

  static func text(_ bytes: [UInt8]) throws -> String {
    try manifests(bytes).map { manifest in
      let place = manifest.place
      return
        "\(place.line ?? 0)\(place.path.isEmpty ? "" : " " + place.path) \(json(manifest.value))"
    }.joined(separator: "\n")
  }

  /// The one value of a text.
  static func value(_ text: String) throws -> ManifestValue? {
    let manifests = try manifests(Array(text.utf8))
    return manifests.count == 1 ? manifests[0].value : nil
  }

  /// Why a text cannot be taken.
  static func problem(_ text: String) -> String {
    problem(Array(text.utf8))
  }

  static func problem(_ bytes: [UInt8]) -> String {
    do {
      return "none: \(try text(bytes))"
    } catch let problem as ManifestProblem {
      return problem.text
    } catch {
      return "\(error)"
    }
  }

  /// A value as JSON in one line.
  static func json(_ value: ManifestValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .number(let number): number
    case .string(let string): json(string)
    case .array(let elements): "[" + elements.map(json).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { json($0.key) + ":" + json($0.value) }.joined(separator: ",") + "}"
    }
  }

  private static func json(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: text += "\\\(scalar)"
      case ..<0x20, 0x7F..<0xA0:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
