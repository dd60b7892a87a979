import FlowManifest
import FlowWiring

/// Helm values and objects, read from files, and what has to be said of them.
struct WiringInput {
  /// Nil where none are asked for.
  let values: ManifestValue?
  /// Nil where none are asked for.
  let objects: MonitoringObjects?
  /// Sentences, unescaped.
  let notes: [String]

  init(_ options: WiringOptions) throws(PolicyFailure) {
    var notes: [String] = []
    if !options.version.isCompared {
      notes.append(
        "the rules of chart \(ChartVersion.newest) are taken for \(options.version.text): later ones were not looked at"
      )
    }
    if let path = options.values {
      let values = try Self.values(path)
      if Self.holdsChart(values) {
        notes.append(
          "\(path): has a member cilium: where it is of a chart that Cilium's is a part of, give what stands below it"
        )
      }
      self.values = values
    } else {
      values = nil
    }
    objects = options.objects.isEmpty ? nil : try Self.objects(options.objects)
    for kind in objects?.missingKinds ?? [] {
      notes.append(
        "there is no \(kind) among the objects: were they asked for? "
          + "kubectl get \(MonitoringObjects.resources) -A -o json")
    }
    self.notes = notes
  }

  private static func objects(_ paths: [String]) throws(PolicyFailure) -> MonitoringObjects {
    var objects = MonitoringObjects()
    for path in paths {
      let (count, others) = (objects.count, objects.otherCount)
      let saysAnything = try PolicyFiles.read(path) { (manifest) throws(ManifestProblem) in
        try objects.take(manifest)
      }
      guard saysAnything else {
        throw PolicyFailure(
          message: "\(path): is empty: did kubectl fail? a dump without objects is an empty List")
      }
      let found = objects.otherCount - others
      guard objects.count > count || found == 0 else {
        throw PolicyFailure(
          message:
            "\(path): none of its \(found) objects says what Prometheus scrapes: give kubectl get \(MonitoringObjects.resources) -A -o json"
        )
      }
    }
    return objects
  }

  /// One map; what Helm takes for an empty one has to be written as one, as nothing at all is what a command leaves that has failed.
  private static func values(_ path: String) throws(PolicyFailure) -> ManifestValue {
    var found: [Manifest] = []
    var count = 0
    try PolicyFiles.read(path) { manifest in
      count += 1
      if found.isEmpty { found.append(manifest) }
    }
    guard count <= 1 else {
      throw PolicyFailure(message: "\(path): holds \(count) documents, and Helm values are one")
    }
    guard let manifest = found.first else {
      throw PolicyFailure(message: "\(path): holds no values: {} stands for the chart's own")
    }
    guard case .object(let members) = manifest.value else {
      throw PolicyFailure(
        message: manifest.problem("Helm values are a map: this is none", at: "").text)
    }
    let keys = Set(members.map(\.key))
    if keys.contains("apiVersion"), let kind = manifest.kind {
      throw PolicyFailure(
        message: manifest.problem("an object of kind \(kind) stands here, not Helm values", at: "")
          .text)
    }
    if !keys.isDisjoint(with: ["flow", "lost_events", "verdict"]) {
      throw PolicyFailure(
        message: manifest.problem("a line of a flow log stands here, not Helm values", at: "").text)
    }
    return manifest.value
  }

  private static func holdsChart(_ values: ManifestValue) -> Bool {
    guard case .object(let members) = values,
      case .object? = members.first(where: { $0.key == "cilium" })?.value
    else {
      return false
    }
    return true
  }
}
