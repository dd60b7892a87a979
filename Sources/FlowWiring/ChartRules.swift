/// What Cilium's chart makes of values, by its version.
///
/// A row holds from its minor version on, up to the next one's. Compared with what Helm makes of the charts 1.14.3, 1.15.19, 1.16.19,
/// 1.17.18, 1.18.12, 1.19.6 and 1.20.0.
struct ChartRules: Sendable {
  /// What decides whether Envoy has a daemon set of its own.
  enum EnvoyRule: Sendable {
    /// `envoy.enabled`, off where it is not given.
    case asked
    /// `l7Proxy`, and `envoy.enabled` where it is given, else the version that an upgrade began with.
    case standard
  }

  /// The minor version that the row begins with.
  let since: Int
  /// Whether the operator's metrics are on where nobody says.
  let operatorMetrics: Bool
  let envoy: EnvoyRule
  /// Whether `proxy.prometheus.enabled` takes Envoy's metrics away.
  let asksProxy: Bool
  /// Whether Hubble's metrics may come from `hubble.metrics.dynamic`.
  let hasDynamicMetrics: Bool
  /// Whether `kubeProxyReplacement` has to be true or false.
  let refusesModes: Bool

  /// The rows, the oldest first.
  static let table = [
    Self(
      since: 14, operatorMetrics: false, envoy: .asked, asksProxy: true, hasDynamicMetrics: false,
      refusesModes: false),
    Self(
      since: 15, operatorMetrics: true, envoy: .asked, asksProxy: true, hasDynamicMetrics: false,
      refusesModes: false),
    Self(
      since: 16, operatorMetrics: true, envoy: .standard, asksProxy: false,
      hasDynamicMetrics: false, refusesModes: true),
    Self(
      since: 17, operatorMetrics: true, envoy: .standard, asksProxy: false,
      hasDynamicMetrics: true, refusesModes: true),
  ]

  /// The rules of a version.
  static func of(_ version: ChartVersion) -> Self {
    table.last { $0.since <= version.minor } ?? table[0]
  }

  /// Keys that are on where values do not say; all others are off.
  func isOn(_ key: String) -> Bool {
    switch key {
    case "operator.prometheus.enabled": operatorMetrics
    case "operator.enabled", "hubble.enabled", "envoy.prometheus.enabled", "agent", "l7Proxy",
      "proxy.prometheus.enabled":
      true
    default: false
    }
  }
}
