/// What an option does.
enum OptionEffect: Sendable {
  /// It asks for something else than the command; all commands take it.
  case asks(Question)
  /// It sets something in a group of options, from its value, which is empty where it takes none.
  case sets(any OptionGroup.Type, Assignment)

  typealias Assignment = @Sendable (inout any OptionGroup, String) throws(ValueError) -> Void

  /// What is asked for instead of the command's answer.
  enum Question: Sendable {
    /// The help, or one screen of it.
    case help
    case usage
    case version
    /// That there are no default options.
    case noConfiguration
  }

  /// The option changes its group in a way of its own.
  static func change<Group: OptionGroup>(
    _ body: @escaping @Sendable (inout Group, String) throws(ValueError) -> Void
  ) -> Self {
    .sets(Group.self) { (group: inout any OptionGroup, value: String) throws(ValueError) in
      guard var own = group as? Group else {
        return
      }
      // As in `OptionTarget`.
      group = Group()
      defer { group = own }
      try body(&own, value)
    }
  }

  /// The option's value is read and kept.
  static func value<Group: OptionGroup, Value>(
    _ path: any WritableKeyPath<Group, Value> & Sendable,
    _ read: @escaping @Sendable (String) throws(ValueError) -> Value
  ) -> Self {
    .change { (group: inout Group, value: String) throws(ValueError) in
      group[keyPath: path] = try read(value)
    }
  }

  /// The option is given or not.
  static func flag<Group: OptionGroup>(
    _ path: any WritableKeyPath<Group, Bool> & Sendable, is value: Bool = true
  ) -> Self {
    .change { (group: inout Group, _: String) throws(ValueError) in
      group[keyPath: path] = value
    }
  }

  /// The option's value is a whole number.
  static func number<Group: OptionGroup, Number: FixedWidthInteger & Sendable>(
    _ path: any WritableKeyPath<Group, Number> & Sendable, within range: ClosedRange<Number>
  ) -> Self {
    .value(path) { (text: String) throws(ValueError) in
      try WholeNumber.read(text, within: range)
    }
  }

  /// The option's value is a whole number, and nil where it is not given.
  static func number<Group: OptionGroup, Number: FixedWidthInteger & Sendable>(
    _ path: any WritableKeyPath<Group, Number?> & Sendable, within range: ClosedRange<Number>
  ) -> Self {
    .value(path) { (text: String) throws(ValueError) in
      try WholeNumber.read(text, within: range)
    }
  }

  /// The option's value is any text.
  static func text<Group: OptionGroup>(
    _ path: any WritableKeyPath<Group, String?> & Sendable
  ) -> Self {
    .change { (group: inout Group, value: String) in
      group[keyPath: path] = value
    }
  }
}
