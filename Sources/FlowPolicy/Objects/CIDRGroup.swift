import FlowManifest

/// What a CiliumCIDRGroup holds.
struct CIDRGroup {
  let name: String
  let blocks: [CIDRBlock]
  /// Its labels, which identities of its addresses have with the source `cidrgroup`.
  let labels: [String]

  init(_ object: PolicyObject) throws(ReadingFault) {
    name = object.reference.name
    let top = ManifestNode(object.value)
    var blocks: [CIDRBlock] = []
    for text in try top.member("spec")?.texts("externalCIDRs") ?? [] {
      guard let block = CIDRBlock(text, orAddress: true) else {
        throw .refusal("unable to parse CIDR \"\(text)\"")
      }
      blocks.append(block)
    }
    self.blocks = blocks
    var labels = ["cidrgroup:" + KnownKey.groupName + name + "="]
    for (key, node) in try top.member("metadata")?.member("labels")?.entries() ?? [] {
      labels.append("cidrgroup:\(key)=\(try node.text())")
    }
    self.labels = labels
  }
}
