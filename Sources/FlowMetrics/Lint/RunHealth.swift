/// What a .prom file of ours says about the run that wrote it; seconds since 1970.
public struct RunHealth: Sendable, Equatable {
  /// When the last run began.
  public private(set) var lastRun: Double?
  /// When the last run began that succeeded.
  public private(set) var lastSuccess: Double?
  /// Whether the last run succeeded.
  public private(set) var wasSuccessful: Bool?
  /// Time of the newest flow.
  public private(set) var newestFlow: Double?

  private var lines = BoundedLines()

  /// Reads nothing yet.
  public init() {}

  /// Takes the next bytes of the file.
  public mutating func take(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let line = lines.next(&rest) {
      if case .whole(let text) = line, case .sample(let sample)? = try? ExpositionLine.read(text) {
        take(sample)
      }
    }
  }

  /// Whether two files tell of runs that began, ended and saw alike.
  public static func == (left: Self, right: Self) -> Bool {
    left.lastRun == right.lastRun && left.lastSuccess == right.lastSuccess
      && left.wasSuccessful == right.wasSuccessful && left.newestFlow == right.newestFlow
  }

  private mutating func take(_ sample: ExpositionSample) {
    switch sample.name {
    case StateFamily.lastRun.family.name: lastRun = sample.value
    case StateFamily.lastSuccess.family.name: lastSuccess = sample.value
    case StateFamily.lastRunSuccess.family.name: wasSuccessful = sample.value == 1
    case StateFamily.newestFlow.family.name: newestFlow = sample.value
    default: break
    }
  }
}
