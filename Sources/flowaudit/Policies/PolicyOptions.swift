import FlowPolicy

/// Which policies are asked, and what the agents are taken to be set to.
struct PolicyOptions: OptionGroup {
  /// Files and directories, in the order typed; `-` is standard input.
  var paths: [String] = []
  /// The ConfigMap cilium-config, or Helm values.
  var ciliumConfig: String?
  /// The version whose rules hold.
  var version = Self.standardVersion

  static let standardVersion = CiliumVersion.v1x19

  /// Standard input is one thing only.
  func check(against others: [String] = [], log: InputWords, for command: CommandName)
    throws(UsageError)
  {
    let all = paths + others + [ciliumConfig].compactMap { $0 }
    let count = all.count { $0 == "-" }
    guard count == 0 || !log.isPiped else {
      throw UsageError(
        "standard input cannot be both policies and the flow log: name a file for one of them",
        for: command)
    }
    guard count <= 1 else {
      throw UsageError("standard input can be read once: give - once", for: command)
    }
  }

  static func version(of text: String) throws(ValueError) -> CiliumVersion {
    guard let version = CiliumVersion(text) else {
      let known = CiliumVersion.allCases.map(\.text).joinedAsAlternatives
      throw ValueError("the rules of Cilium \(text) are not known: give \(known)")
    }
    return version
  }
}

/// The policies of before, for what a change does.
struct AgainstOptions: OptionGroup {
  var paths: [String] = []
}

/// Whether changes are printed that would let denied packets through.
struct SuggestionOptions: OptionGroup {
  var suggests = false
}
