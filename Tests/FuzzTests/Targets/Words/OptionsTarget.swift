@testable import flowaudit

/// A command line, an argument a line: it is refused with a reason, or read; a value behind = is the same as one in an argument of its own.
struct OptionsTarget: FuzzTarget {
  /// What came of a command line.
  private enum Outcome {
    case command(any Invocation)
    case refused(String)

    init(_ arguments: [String]) {
      do throws(UsageError) {
        self = .command(try OptionParser.parse(arguments))
      } catch {
        self = .refused(error.message)
      }
    }

    func isSame(as other: Self) -> Bool {
      switch (self, other) {
      case (.refused(let one), .refused(let two)): one == two
      case (.command(let one as any Command), .command(let two)): Self.isEqual(one, two)
      case (.command(let one), .command(let two)): type(of: one) == type(of: two)
      case (.command, .refused), (.refused, .command): false
      }
    }

    private static func isEqual<Found: Command>(_ one: Found, _ two: any Invocation) -> Bool {
      one == two as? Found
    }
  }

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    let arguments = input.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    let outcome = Outcome(arguments)
    if case .refused(let reason) = outcome {
      try Mismatch.check(reason.isEmpty, false, "a refusal says nothing")
    }
    let spelled = Self.apart(arguments)
    if spelled != arguments {
      let other = Outcome(spelled)
      try Mismatch.check(
        outcome.isSame(as: other), true,
        "\(arguments) is read as \(outcome), \(spelled) as \(other)")
    }
  }

  /// Each value of a long option in an argument of its own, where it can stand there.
  private static func apart(_ arguments: [String]) -> [String] {
    var spelled: [String] = []
    for (index, argument) in arguments.enumerated() {
      guard argument != "--" else {
        return spelled + arguments[index...]
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0].hasPrefix("--"), !parts[1].hasPrefix("-"),
        Catalog.flowaudit.options.contains(where: {
          $0.flag == parts[0] && $0.valueName != nil
        })
      {
        spelled += parts.map(String.init)
      } else {
        spelled.append(argument)
      }
    }
    return spelled
  }
}
