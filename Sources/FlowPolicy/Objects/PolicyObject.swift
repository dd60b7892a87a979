public import FlowManifest

/// An object that policies are made of, as it was given.
public struct PolicyObject: Sendable {
  /// Its name.
  public let reference: ObjectReference
  /// All of it.
  public let value: ManifestValue
  /// When it was created or last changed, by its own word: the latest of `creationTimestamp` and the times of `managedFields`.
  public let lastChange: String?
  /// Whether it named no namespace although its kind has one, so that `default` is assumed.
  public let isNamespaceAssumed: Bool

  /// The kinds that count.
  enum Kind: String {
    case ciliumNetworkPolicy = "CiliumNetworkPolicy"
    case ciliumClusterwideNetworkPolicy = "CiliumClusterwideNetworkPolicy"
    case networkPolicy = "NetworkPolicy"
    case ciliumCIDRGroup = "CiliumCIDRGroup"
    case namespace = "Namespace"

    var isNamespaced: Bool {
      switch self {
      case .ciliumNetworkPolicy, .networkPolicy: true
      case .ciliumClusterwideNetworkPolicy, .ciliumCIDRGroup, .namespace: false
      }
    }

    /// The group of the API that the kind is of.
    var apiGroup: String {
      switch self {
      case .ciliumNetworkPolicy, .ciliumClusterwideNetworkPolicy, .ciliumCIDRGroup: "cilium.io"
      case .networkPolicy: "networking.k8s.io"
      case .namespace: ""
      }
    }
  }

  let kind: Kind

  /// The object of a value, nil for one of another kind.
  init?(_ value: ManifestValue) throws(PolicyProblem) {
    let top = ManifestNode(value)
    guard case .object = value, let word = try? top.text("kind"), let kind = Kind(rawValue: word)
    else {
      return nil
    }
    if let version = try? top.text("apiVersion") {
      let group = version.contains("/") ? version.prefix { $0 != "/" } : ""
      guard group == kind.apiGroup else {
        return nil
      }
    }
    self.kind = kind
    self.value = value
    do {
      let metadata = try top.member("metadata")
      let name = try metadata?.text("name")
      let namespace = kind.isNamespaced ? try metadata?.text("namespace") : nil
      isNamespaceAssumed = kind.isNamespaced && namespace == nil
      reference = ObjectReference(
        kind: word, namespace: kind.isNamespaced ? namespace ?? "default" : nil, name: name ?? "")
      lastChange = try Self.lastChange(metadata)
    } catch {
      throw error.problem(of: ObjectReference(kind: word, namespace: nil, name: ""))
    }
  }

  /// Times of one form, so that the latest is the greatest text.
  private static func lastChange(_ metadata: ManifestNode?) throws(ReadingFault) -> String? {
    var latest = try metadata?.text("creationTimestamp")
    for field in try metadata?.list("managedFields") ?? [] {
      if let time = try field.text("time"), time > latest ?? "" {
        latest = time
      }
    }
    return latest
  }
}

extension ReadingFault {
  /// The problem that it is for who gave the object.
  ///
  /// A refusal becomes one only where there is nothing to refuse but the whole.
  package func problem(of object: ObjectReference) -> PolicyProblem {
    switch self {
    case .type(let member, let expected, let found):
      PolicyProblem(object: object, member: member.text, expected: expected, found: found)
    case .refusal(let reason):
      PolicyProblem(object: object, member: "", expected: reason, found: "")
    }
  }
}
