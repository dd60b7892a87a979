import FlowManifest
import FlowPolicy

/// Policies that were read, and what has to be said of the files.
struct LoadedPolicies: Sendable {
  let set: PolicySet
  /// Sentences, unescaped.
  let notes: [String]

  /// Reads policies and what the agents are set to.
  ///
  /// Files without any policy are a failure where these are asked: all that was denied would look as if it would pass.
  init(
    _ paths: [String], _ options: PolicyOptions, mayBeEmpty: Bool = false
  ) throws(PolicyFailure) {
    let configuration = try Self.configuration(options)
    let files = try PolicyFiles(paths)
    do throws(PolicyProblem) {
      set = try PolicySet(files.objects.map(\.value), configuration: configuration)
    } catch {
      throw PolicyFailure(message: error.text(in: files.objects))
    }
    guard mayBeEmpty || !set.hasNoPolicy else {
      throw PolicyFailure(
        message: "no policy in \(paths.joined(separator: ", ")): nothing can be judged by it")
    }
    notes = Self.notes(set, files, paths)
  }

  private static func configuration(
    _ options: PolicyOptions
  ) throws(PolicyFailure) -> PolicyConfiguration {
    guard let path = options.ciliumConfig else {
      return PolicyConfiguration(version: options.version)
    }
    var found: [Manifest] = []
    try PolicyFiles.read(path) { found.append($0) }
    // Of a dump of several objects the agent's ConfigMap is meant.
    let named = found.first { $0.kind == "ConfigMap" && $0.value.name == "cilium-config" }
    guard let object = named ?? (found.count == 1 ? found.first : nil) else {
      throw PolicyFailure(
        message:
          "\(path): holds neither one ConfigMap cilium-config nor one set of Helm values: give kubectl get configmap cilium-config -n kube-system -o json"
      )
    }
    do throws(PolicyProblem) {
      return try PolicyConfiguration(object.value, version: options.version)
    } catch {
      throw PolicyFailure(message: error.text(at: object.place))
    }
  }

  private static func notes(
    _ set: PolicySet, _ files: PolicyFiles, _ paths: [String]
  ) -> [String] {
    var notes: [String] = []
    if set.hasNoPolicy {
      notes.append("no policy in \(paths.joined(separator: ", "))")
    }
    if !set.replaced.isEmpty {
      let names = set.replaced.map(\.words)
      notes.append("given more than once, the last one counts: \(names.shortened)")
    }
    let assumed = set.objects.filter(\.isNamespaceAssumed).map(\.reference.words)
    if !assumed.isEmpty {
      notes.append("without a namespace, taken to be in default: \(assumed.shortened)")
    }
    let others = files.otherCount + set.otherCount
    if others > 0 {
      notes.append("\(others) \(others == 1 ? "object" : "objects") of other kinds stepped over")
    }
    return notes
  }
}

extension LoadedPolicies: Equatable {
  /// Commands are compared before anything is read.
  static func == (left: Self, right: Self) -> Bool {
    left.notes == right.notes
  }
}

extension PolicySet {
  /// Whether no object is a policy, not even one that is refused.
  fileprivate var hasNoPolicy: Bool {
    !objects.contains { !["Namespace", "CiliumCIDRGroup"].contains($0.reference.kind) }
  }
}

extension ObjectReference {
  /// `CiliumNetworkPolicy payments/web`.
  fileprivate var words: String {
    "\(kind) \(namespace.map { "\($0)/" } ?? "")\(name)"
  }
}

extension [String] {
  /// The first few, and how many more.
  fileprivate var shortened: String {
    let most = 5
    return prefix(most).joined(separator: ", ") + (count > most ? " and \(count - most) more" : "")
  }
}

extension ManifestValue {
  /// `metadata.name`.
  fileprivate var name: String? {
    guard case .object(let members) = self,
      case .object(let metadata)? = members.first(where: { $0.key == "metadata" })?.value,
      case .string(let name)? = metadata.first(where: { $0.key == "name" })?.value
    else {
      return nil
    }
    return name
  }
}

extension PolicyProblem {
  /// Where and what, in one sentence.
  fileprivate func text(in objects: [Manifest]) -> String {
    let meant = objects.last { $0.kind == object.kind && ($0.value.name ?? "") == object.name }
    return text(at: meant?.place)
  }

  func text(at place: ManifestPlace?) -> String {
    let what = found.isEmpty ? expected : "\(expected) has to stand here, not \(found)"
    let name = object.name.isEmpty ? object.kind : object.words
    return [place?.text, name, member.isEmpty ? nil : member, what].compactMap { $0 }
      .joined(separator: ": ")
  }
}
