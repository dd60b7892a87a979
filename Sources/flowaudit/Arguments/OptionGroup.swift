/// Options that belong together, with the checks that concern them; a command is composed of such groups.
///
/// A command that has the group takes all options whose rows set something in it.
protocol OptionGroup: Sendable, Equatable {
  /// What stands in for the group while it is changed.
  init()
}

/// Where a command keeps a group of options.
struct OptionTarget<Owner>: Sendable {
  typealias Change = (inout any OptionGroup) throws(ValueError) -> Void

  let group: any OptionGroup.Type
  private let update: @Sendable (inout Owner, Change) throws(ValueError) -> Void

  init<Group: OptionGroup>(_ path: any WritableKeyPath<Owner, Group> & Sendable) {
    group = Group.self
    update = { (owner: inout Owner, change: Change) throws(ValueError) in
      var options: any OptionGroup = owner[keyPath: path]
      // Held twice, a list of thousands of values would be copied for each of them.
      owner[keyPath: path] = Group()
      defer {
        if let changed = options as? Group {
          owner[keyPath: path] = changed
        }
      }
      try change(&options)
    }
  }

  /// Changes the group of a command.
  func change(_ owner: inout Owner, _ change: Change) throws(ValueError) {
    try update(&owner, change)
  }
}
