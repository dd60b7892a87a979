import FlowAnswer
import FlowMetrics
import FlowMonitoring

/// What alert rules and dashboard are made for.
struct MonitoringOptions: OptionGroup {
  var settings = MonitoringSettings()

  /// Reads the name of a label that tells clusters apart.
  static func clusterLabel(_ text: String) throws(ValueError) -> String? {
    do throws(ConstantLabelError) {
      return try ConstantLabel("\(text)=x").name
    } catch {
      throw ValueError(error.description)
    }
  }

  /// Takes NAME=VALUE of `--threshold`.
  mutating func setThreshold(_ text: String) throws(ValueError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw ValueError("\(text) has no value: write NAME=VALUE, like drops=20")
    }
    guard let threshold = Threshold(rawValue: String(parts[0])) else {
      throw ValueError.unknown(
        "threshold", String(parts[0]), among: Threshold.allCases.map(\.rawValue))
    }
    guard let number = Threshold.number(String(parts[1])) else {
      throw ValueError(
        "\(parts[1]) is not a number for \(threshold.rawValue): give up to 9 digits, or up to 6 with a fraction, like 0.5"
      )
    }
    guard settings.thresholds.updateValue(number, forKey: threshold) == nil else {
      throw ValueError("\(threshold.rawValue) is given twice: give it once")
    }
  }

  /// Takes the name of an alert that is left out.
  mutating func leaveOut(_ text: String) throws(ValueError) {
    guard let alert = AlertName(rawValue: text) else {
      throw ValueError.unknown("alert", text, among: AlertName.allCases.map(\.rawValue))
    }
    settings.without.insert(alert)
  }

  /// Takes NAME=VALUE of `--set-label`.
  mutating func addLabel(_ text: String) throws(ValueError) {
    let label: SetLabel
    do throws(SetLabelError) {
      label = try SetLabel(text)
    } catch {
      throw ValueError(error.description)
    }
    guard settings.add(label) else {
      throw ValueError("\(label.name) is given twice: give it once")
    }
  }

  /// Takes the address of the runbook.
  static func runbookURL(_ text: String) throws(ValueError) -> String {
    guard text.utf8.count <= 1000, text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
      throw ValueError(
        "this cannot be an address: give one like https://example.org/runbook#{anchor}, without blanks"
      )
    }
    return text
  }
}

/// How often `export` writes.
struct IntervalOptions: OptionGroup {
  /// Nil where it is not said.
  var interval: Nanoseconds?
}

/// The agent's own metrics that are counted, too.
struct HubbleMetricsOptions: OptionGroup {
  var metrics = HubbleMetrics()

  /// Reads what the agent's setting of that name takes.
  static func metrics(_ text: String) throws(ValueError) -> HubbleMetrics {
    do throws(HubbleMetricsError) {
      return try HubbleMetrics(text)
    } catch {
      throw ValueError(error.description)
    }
  }
}

/// `--format`: a file, or the Kubernetes object that holds it.
struct ObjectFormatOptions: OptionGroup {
  /// The words to choose from.
  let words: [String]
  /// The word that was chosen.
  var word: String

  init() {
    self.init([""])
  }

  /// The first word holds where none is given.
  init(_ words: [String]) {
    self.words = words
    word = words[0]
  }

  mutating func choose(_ text: String) throws(ValueError) {
    guard words.contains(text) else {
      throw ValueError.unknown("format", text, among: words)
    }
    word = text
  }

  /// The words of all commands.
  static let all = [
    AlertRules.Format.allCases.map(\.rawValue), Dashboard.Format.allCases.map(\.rawValue),
  ].flatMap { $0 }
}
