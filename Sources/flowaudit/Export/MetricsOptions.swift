import FlowAnswer
import FlowMetrics

/// What metrics are written.
struct MetricsOptions: OptionGroup {
  /// Labels on every series.
  var constLabels = ConstantLabels()
  var maxSeries = 1000
  /// Whether a pipe from which nothing came is not a failure.
  var allowsEmpty = false

  /// Sets of labels that are counted of each family, so that the largest can be told: ten for each that is written, but
  /// for very few and very many.
  var maxFamilyRows: Int {
    max(maxSeries, min(10 * maxSeries, 100_000), 10_000)
  }

  /// Adds a label that is written as NAME=VALUE.
  mutating func addLabel(_ text: String) throws(ValueError) {
    do throws(ConstantLabelError) {
      try constLabels.add(text)
    } catch {
      throw ValueError(error.description)
    }
  }

  /// A label that a series has already would stand on it twice.
  func checkLabels(beside hubbleMetrics: HubbleMetrics, for command: CommandName) throws(UsageError)
  {
    for family in hubbleMetrics.families {
      if let name = constLabels.names.first(where: family.labelNames.contains) {
        throw UsageError(
          "--const-label \(name): \(family.name) has a label of this name already: take another name",
          for: command)
      }
    }
  }
}
