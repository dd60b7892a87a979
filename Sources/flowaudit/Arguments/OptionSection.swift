/// A heading of the option lists; the raw value is its text.
enum OptionSection: String, CaseIterable, Sendable {
  case selection = "Selection"
  case changes = "Changes"
  case policies = "Policies"
  case grouping = "Grouping"
  case output = "Output"
  case metrics = "Metrics"
  case monitoring = "Monitoring"
  case wiring = "Wiring"
  case counting = "Counting"
  case limits = "Limits"
  case behavior = "Behaviour"
}
