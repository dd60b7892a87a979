import FlowGenerator

/// What was asked for on the command line.
enum Arguments {
  case help
  case generate(FlowLog.Settings)
  case policies(FlowLog.Settings, count: Int)

  static var usage: String {
    let shapes = Shape.allCases.map { shape in
      "    \(shape.rawValue)\(String(repeating: " ", count: 10 - shape.rawValue.count))"
        + shape.explanation
    }
    return """
      usage: generate-flows [--seed N] [--lines N | --bytes SIZE] [--shape SHAPE] [--nodes N]
                            [--namespaces N] [--packets N] [--policies N]

      Writes an invented but realistic Hubble flow log to standard output. Equal options give
      equal bytes.

        --seed N        which log (default 1)
        --lines N       how many lines (default 20000)
        --bytes SIZE    as many whole lines as fit; K, M and G mean 10^3, 10^6 and 10^9
        --nodes N       how many nodes report, 1 to 999 (default 24)
        --namespaces N  how many namespaces the cluster has, 1 to 999 (default 40)
        --packets N     how many different packets the log repeats (default 3000)
        --policies N    instead of a log, so many policies of the cluster of the same seed, nodes
                        and namespaces, as kubectl prints them
        --shape SHAPE   what the lines are like (default full):
      \(shapes.joined(separator: "\n"))

      example: generate-flows --bytes 500M | gzip > flows.jsonl.gz
      """
  }

  static func parse(_ words: [String]) throws(UsageError) -> Arguments {
    var settings = FlowLog.Settings()
    var policyCount: Int?
    var rest = words[...]
    while let option = rest.popFirst() {
      guard option != "--help", option != "-h" else { return .help }
      guard let value = rest.popFirst() else {
        throw UsageError(message: "unknown option, or one without its value: \(option)")
      }
      if option == "--policies" {
        policyCount = try size(option, value)
      } else {
        try set(option, value, in: &settings)
      }
    }
    return policyCount.map { .policies(settings, count: $0) } ?? .generate(settings)
  }

  private static func set(
    _ option: String, _ value: String, in settings: inout FlowLog.Settings
  ) throws(UsageError) {
    switch option {
    case "--seed":
      guard let seed = UInt64(value) else { throw .wrong(option, value) }
      settings.seed = seed
    case "--lines":
      settings.length = FlowLog.Length(lines: try size(option, value))
    case "--bytes":
      settings.length = FlowLog.Length(bytes: try size(option, value))
    case "--nodes":
      guard let count = Int(value), 1...999 ~= count else { throw .wrong(option, value) }
      settings.nodeCount = count
    case "--namespaces":
      guard let count = Int(value), 1...999 ~= count else { throw .wrong(option, value) }
      settings.namespaceCount = count
    case "--packets":
      guard let count = Int(value), 1...1_000_000 ~= count else { throw .wrong(option, value) }
      settings.packetCount = count
    case "--shape":
      guard let shape = Shape(rawValue: value) else { throw .wrong(option, value) }
      settings.shape = shape
    default:
      throw UsageError(message: "unknown option: \(option)")
    }
  }

  private static func size(_ option: String, _ value: String) throws(UsageError) -> Int {
    let units: [Character: Int] = ["K": 1000, "M": 1_000_000, "G": 1_000_000_000]
    let unit = value.last.flatMap { units[$0] }
    guard let number = Int(unit == nil ? value : String(value.dropLast())), number >= 0 else {
      throw .wrong(option, value)
    }
    let (size, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
    guard !overflow else { throw .wrong(option, value) }
    return size
  }
}

/// A command line that cannot be understood.
struct UsageError: Error {
  let message: String

  static func wrong(_ option: String, _ value: String) -> UsageError {
    UsageError(message: "not a value for \(option): \(value)")
  }
}
