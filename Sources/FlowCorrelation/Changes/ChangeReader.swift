import FlowAnswer
public import FlowManifest
public import FlowPolicy

/// Reads changes of the texts of files, object by object.
///
/// A file that cannot be read ends the reading: half of the changes would accuse the other half. Objects of other kinds are stepped over
/// and counted. An object that several dumps hold is taken once, with what all of them say of it.
public struct ChangeReader: Sendable {
  private var argocd = ArgoCDHistories()
  private var flux = FluxHistories()
  private var policies: [ObjectReference: PolicyTimes] = [:]
  private var notes: [String] = []
  private var otherKinds: Set<String> = []

  /// A reader that has read nothing.
  public init() {}

  /// Reads a list of Argo CD's applications: an array, a List, an answer of the API, or one application.
  public mutating func readArgoCD(_ bytes: [UInt8], name: String) throws(ManifestProblem) {
    let list = try ArgoCDList(bytes, name: name) { argocd.take($0) }
    if list.count == 0 {
      notes.append("\(name): no application")
    }
    otherKinds.formUnion(list.otherKinds)
  }

  /// Reads objects of Flux: Kustomizations, HelmReleases and Events.
  public mutating func readFlux(_ bytes: [UInt8], name: String) throws(ManifestProblem) {
    let before = flux.count
    var others: Set<String> = []
    try ManifestReader(bytes, name: name).read { (manifest) throws(ManifestProblem) in
      do throws(ReadingFault) {
        if try !flux.take(ManifestNode(manifest.value)) {
          others.insert(manifest.kind ?? "no kind")
        }
      } catch {
        throw manifest.problem(error)
      }
    }
    otherKinds.formUnion(others)
    guard flux.count == before else {
      return
    }
    guard others.isEmpty else {
      throw ManifestProblem(
        "neither a Kustomization nor a HelmRelease nor an event about one",
        at: ManifestPlace(file: name),
        wayOut: "give it kubectl get kustomizations.kustomize.toolkit.fluxcd.io,"
          + "helmreleases.helm.toolkit.fluxcd.io,events -A -o json")
    }
    notes.append("\(name): no object of Flux")
  }

  /// Takes the times of policies that were read for their rules.
  public mutating func take(_ set: PolicySet) throws(PolicyProblem) {
    for object in set.objects where object.reference.isPolicy {
      do throws(ReadingFault) {
        policies[object.reference] = try PolicyTimes(object)
      } catch {
        throw error.problem(of: object.reference)
      }
    }
  }

  /// All that was read, in an order that does not depend on that of the files.
  public func finished() -> ChangeFiles {
    let changes = (argocd.changes() + flux.changes()).sorted(by: Self.precedes)
    return ChangeFiles(
      changes: changes, policies: policies,
      remoteApplications: (argocd.remote + flux.remote).sorted(),
      notes: notes.sorted() + closingNotes())
  }

  private static func precedes(_ left: Change, _ right: Change) -> Bool {
    let sides = [left, right].map { change in
      [
        change.tool.rawValue, change.application, change.finished.description,
        change.revision ?? "", change.namespaces.sorted().joined(separator: " "),
      ]
    }
    return left.started == right.started
      ? sides[0].lexicographicallyPrecedes(sides[1]) : left.started < right.started
  }

  private func closingNotes() -> [String] {
    var found: [String] = []
    let remote = argocd.remote + flux.remote
    if !remote.isEmpty {
      found.append("writes to another cluster, left out: \(ChangeNotes.list(remote))")
    }
    let silent = argocd.silent + flux.silent
    if !silent.isEmpty {
      found.append("when it changed anything is not known: \(ChangeNotes.list(silent))")
    }
    let doubled = argocd.doubled + flux.doubled
    if !doubled.isEmpty {
      found.append(
        "several objects of one name, of several clusters perhaps, all taken: \(ChangeNotes.list(doubled))"
      )
    }
    if !otherKinds.isEmpty {
      found.append("objects of other kinds stepped over: \(ChangeNotes.list(otherKinds))")
    }
    let bare = policies.values.filter { !$0.isFieldsKnown }.map(\.name.slashed)
    if !bare.isEmpty {
      found.append(
        "without managedFields, so that only the creation is known (kubectl get --show-managed-fields has them): "
          + ChangeNotes.list(bare))
    }
    return found
  }
}
