import FlowManifest

/// Helm values of Cilium, asked as its chart asks them.
struct HelmValues {
  private let root: ManifestValue
  private let rules: ChartRules

  init(_ root: ManifestValue, _ rules: ChartRules) {
    self.root = root
    self.rules = rules
  }

  /// The value at a path such as `hubble.metrics.enabled`; nil where none is given, or null.
  func value(_ path: String) -> ManifestValue? {
    var value = root
    for key in path.split(separator: ".") {
      guard case .object(let members) = value,
        let member = members.last(where: { $0.key == key }), member.value != .null
      else {
        return nil
      }
      value = member.value
    }
    return value
  }

  /// The members of an object at a path; none where it is no object.
  func members(_ path: String) -> [ManifestMember] {
    if case .object(let members)? = value(path) { members } else { [] }
  }

  /// Whether a template takes what stands there, or what the chart says, for true.
  func isOn(_ path: String) -> Bool {
    value(path).map(Self.isTrue) ?? rules.isOn(path)
  }

  /// A text or a number, as a template prints it; nil where none is given.
  func printed(_ path: String) -> String? {
    value(path).map(Self.printed)
  }

  /// What templates take for true: all but false, 0, and what is empty.
  private static func isTrue(_ value: ManifestValue) -> Bool {
    switch value {
    case .null: false
    case .bool(let bool): bool
    case .number(let number): Double(number) != 0
    case .string(let text): !text.isEmpty
    case .array(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    }
  }

  private static func printed(_ value: ManifestValue) -> String {
    switch value {
    case .null: ""
    case .bool(let bool): "\(bool)"
    // Values are read as doubles: 1.20 is 1.2.
    case .number(let number):
      Int(number).map { "\($0)" } ?? Double(number).map { "\($0)" } ?? number
    case .string(let text): text
    case .array: "a list"
    case .object: "a map"
    }
  }
}
