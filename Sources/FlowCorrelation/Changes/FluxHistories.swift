import FlowManifest
import FlowPolicy

/// The changes of Flux's objects, each once, whatever number of dumps shows it.
struct FluxHistories: Sendable {
  private struct Key: Hashable {
    let application: String
    let uid: String
  }

  private var appliers: [Key: FluxApplier] = [:]
  private var events: [String: [FluxEvent]] = [:]
  /// Objects and events that were taken.
  private(set) var count = 0

  /// Takes an object; false where it is of another kind.
  mutating func take(_ top: ManifestNode) throws(ReadingFault) -> Bool {
    guard case .object = top.value, let word = try top.text("kind") else {
      return false
    }
    let group = try top.text("apiVersion").map { version in
      version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
    }
    if word == "Event", ["", "events.k8s.io"].contains(group ?? "") {
      if let event = try FluxEvent(top) {
        events[event.application, default: []].append(event)
        count += 1
      }
      return true
    }
    guard let kind = FluxApplier.Kind(rawValue: word), group == nil || group == kind.group else {
      return false
    }
    let applier = try FluxApplier(kind, top)
    let key = Key(application: applier.application, uid: applier.uid)
    if appliers[key] == nil {
      appliers[key] = applier
    } else {
      appliers[key]?.merge(applier)
    }
    count += 1
    return true
  }

  /// All changes.
  func changes() -> [Change] {
    appliers.filter { !$0.value.isRemote }.flatMap { changes(of: $0.key, $0.value) }
  }

  /// What writes to other clusters.
  var remote: [String] {
    Set(appliers.values.filter(\.isRemote).map(\.application)).sorted()
  }

  /// What tells of no change.
  var silent: [String] {
    appliers.filter { !$0.value.isRemote && changes(of: $0.key, $0.value).isEmpty }
      .map(\.key.application)
  }

  /// Names that several objects have.
  var doubled: [String] {
    Dictionary(grouping: appliers.keys, by: \.application).filter { $0.value.count > 1 }.map(\.key)
  }

  private func changes(of key: Key, _ applier: FluxApplier) -> [Change] {
    let own = (events[key.application] ?? []).filter { event in
      event.uid.isEmpty || key.uid.isEmpty || event.uid == key.uid
    }
    return FluxChanges.changes(of: applier, own)
  }
}
