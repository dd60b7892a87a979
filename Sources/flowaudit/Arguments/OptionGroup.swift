/// Options that belong together, with the checks that concern them; a command is composed of such groups.
///
/// A command that has the group takes all options whose rows set something in it.
protocol OptionGroup: Sendable, Equatable {}

/// Where a command keeps a group of options.
struct OptionTarget<Command>: Sendable {
  typealias Change = (inout any OptionGroup) throws(ValueError) -> Void

  let group: any OptionGroup.Type
  private let update: @Sendable (inout Command, Change) throws(ValueError) -> Void

  init<Group: OptionGroup>(_ path: any WritableKeyPath<Command, Group> & Sendable) {
    group = Group.self
    update = { (command: inout Command, change: Change) throws(ValueError) in
      var options: any OptionGroup = command[keyPath: path]
      try change(&options)
      if let changed = options as? Group {
        command[keyPath: path] = changed
      }
    }
  }

  /// Changes the group of a command.
  func change(_ command: inout Command, _ change: Change) throws(ValueError) {
    try update(&command, change)
  }
}
