import FlowManifest

/// Rules or a dashboard before the settings are known: one tree, from which both the program's answer and the mixin are made.
indirect enum Template: Sendable {
  case text(Text)
  case number(Int)
  case bool(Bool)
  case list([Element])
  /// A text of texts, each a line.
  case lines([Element])
  case object([Member])
  /// An object with the labels of `--set-label` behind its members.
  case labels([Member])

  /// An element of a list, perhaps only under conditions.
  struct Element: Sendable {
    let value: Template
    let conditions: [Condition]

    init(_ value: Template, if conditions: Condition...) {
      self.value = value
      self.conditions = conditions
    }

    init(_ value: Template, if conditions: [Condition]) {
      self.value = value
      self.conditions = conditions
    }
  }

  /// A member of an object.
  struct Member: Sendable {
    let key: String
    let value: Template

    init(_ key: String, _ value: Template) {
      self.key = key
      self.value = value
    }
  }

  /// A list whose elements are all there.
  static func all(_ elements: [Template]) -> Self {
    .list(elements.map { Element($0) })
  }

  /// The value for some settings.
  func resolved(_ settings: MonitoringSettings) -> ManifestValue {
    switch self {
    case .text(let text): .string(text.resolved(settings))
    case .number(let number): .number(String(number))
    case .bool(let bool): .bool(bool)
    case .list(let elements): .array(Self.kept(elements, settings))
    case .lines(let elements):
      .string(
        Self.kept(elements, settings).map { line in
          if case .string(let text) = line { text } else { "" }
        }.joined(separator: "\n"))
    case .object(let members): .object(members.map { $0.resolved(settings) })
    case .labels(let members):
      .object(
        members.map { $0.resolved(settings) }
          + settings.alertLabels.map { ManifestMember($0.name, .string($0.value)) })
    }
  }

  private static func kept(_ elements: [Element], _ settings: MonitoringSettings) -> [ManifestValue]
  {
    elements.filter { $0.conditions.allSatisfy { $0.isMet(settings) } }
      .map { $0.value.resolved(settings) }
  }
}

extension Template.Member {
  fileprivate func resolved(_ settings: MonitoringSettings) -> ManifestMember {
    ManifestMember(key, value.resolved(settings))
  }
}

extension Template: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) {
    self = .text(Text(stringLiteral: text))
  }

  init(stringInterpolation: Text.Interpolation) {
    self = .text(Text(stringInterpolation: stringInterpolation))
  }
}

extension Template: ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  init(integerLiteral number: Int) {
    self = .number(number)
  }

  init(booleanLiteral bool: Bool) {
    self = .bool(bool)
  }
}

extension Template: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  init(dictionaryLiteral members: (String, Template)...) {
    self = .object(members.map { Member($0, $1) })
  }

  init(arrayLiteral elements: Template...) {
    self = .all(elements)
  }
}
