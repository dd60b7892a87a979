import FlowAnswer
import FlowPolicy

/// An event about a Kustomization or a HelmRelease: when, and what of it changed.
struct FluxEvent {
  /// `Kustomization/NAMESPACE/NAME`.
  let application: String
  /// Which of several objects of this name it is about; empty where it does not say.
  let uid: String
  /// When it was seen, the first and the last time.
  let times: Set<Timestamp>
  /// The revision that was applied, where it says so.
  let revision: String?
  /// The objects that its lines name: `Deployment/shop/web configured`.
  let changed: [(resource: ResourceName, touch: Touch)]

  private static let verbs: [Substring: Touch] = [
    "created": .created, "configured": .configured, "deleted": .pruned,
  ]

  /// Reads one of either API, `v1` and `events.k8s.io/v1`; nil where it is about something else or has no time.
  init?(_ top: ManifestNode) throws(ReadingFault) {
    let regarding = try top.member("regarding")
    guard let object = try top.member("involvedObject") ?? regarding,
      let kind = try object.text("kind"), FluxApplier.Kind(rawValue: kind) != nil
    else {
      return nil
    }
    application =
      "\(kind)/\(try object.text("namespace") ?? "")/\(try object.text("name") ?? "")"
    uid = try object.text("uid") ?? ""
    let series = try top.member("series")?.time("lastObservedTime")
    let eventTime = try top.time("eventTime")
    let last = try top.firstTime("lastTimestamp", "deprecatedLastTimestamp")
    let first = try top.firstTime("firstTimestamp", "deprecatedFirstTimestamp") ?? eventTime
    times = Set([series ?? last ?? eventTime ?? first, first].compactMap { $0 })
    guard !times.isEmpty else {
      return nil
    }
    revision = try top.member("metadata")?.member("annotations")?.revision()
    var changed: [(ResourceName, Touch)] = []
    let note = try top.text("note") ?? ""
    let message = try top.text("message") ?? note
    for line in message.split(whereSeparator: \.isNewline) {
      guard let space = line.lastIndex(of: " "), let touch = Self.verbs[line[space...].dropFirst()],
        let resource = ResourceName(event: line[..<space])
      else {
        continue
      }
      changed.append((resource, touch))
    }
    self.changed = changed
  }
}

extension ManifestNode {
  /// The revision among annotations, each controller's under a name of its own.
  fileprivate func revision() throws(ReadingFault) -> String? {
    for kind in [FluxApplier.Kind.kustomization, .helmRelease] {
      if let revision = try text("\(kind.group)/revision") { return revision }
    }
    return nil
  }

  /// The time of the first of these members that is there.
  fileprivate func firstTime(_ keys: String...) throws(ReadingFault) -> Timestamp? {
    for key in keys {
      if let time = try time(key) { return time }
    }
    return nil
  }
}
