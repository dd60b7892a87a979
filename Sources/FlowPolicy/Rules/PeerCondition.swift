/// Addresses that a rule names.
struct WrittenBlock {
  let block: CIDRBlock
  let excepts: [CIDRBlock]
  /// The block as it was written.
  let text: String
}

/// A CIDR group, by its name or by labels.
struct GroupPeer: Sendable {
  /// The selector of the label that identities in the group have.
  let selector: Int32
  let excepts: [CIDRBlock]
  /// The group's name, or what its labels have to be.
  let text: String
  /// What the groups hold that are among the objects; nil where none of them is.
  let blocks: [CIDRBlock]?
}

/// A DNS name or pattern.
struct NamePeer: Sendable {
  /// The selector of the `fqdn:` label that identities with this name have.
  let selector: Int32
  let text: String
}

/// Which peers a rule is for, as it was written: any of what stands here.
struct PeerCondition {
  /// Whether the rule names no peers, and so is for all.
  var isEverybody = false
  var isAllEntities = false
  var entities: ReservedLabels = []
  var selectors: [Int32] = []
  var blocks: [WrittenBlock] = []
  var groups: [GroupPeer] = []
  var names: [NamePeer] = []
  /// Services, whose addresses no policy tells.
  var hasServices = false
  /// Nodes by their labels, which flows do not tell.
  var hasNodes = false
  /// Groups of a cloud, whose members no policy tells.
  var hasCloudGroups = false
  /// Requirements of other rules (fromRequires, up to Cilium 1.18), which nobody has tried.
  var hasRequirements = false

  /// Peers that are all there are.
  static let everybody = Self(isEverybody: true)
}
