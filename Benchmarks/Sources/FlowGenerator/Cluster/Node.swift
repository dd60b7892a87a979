/// A machine of the cluster, as its lines name it.
struct Node: Sendable {
  let index: Int
  /// `cluster/host`, in `node_name`.
  let name: String
  let address: String
  let labels: LabelList

  init(index: Int, random: inout RandomNumbers) {
    let octets = (16 + index / 240, 10 + index % 240)
    let host = "ip-10-0-\(octets.0)-\(octets.1).eu-west-1.compute.internal"
    let zone = random.one(of: ["a", "b", "c"])
    let instance = random.one(of: Vocabulary.instanceTypes)
    self.index = index
    name = "\(Vocabulary.clusterName)/\(host)"
    address = "10.0.\(octets.0).\(octets.1)"
    labels = LabelList([
      "beta.kubernetes.io/arch=amd64",
      "beta.kubernetes.io/instance-type=\(instance)",
      "beta.kubernetes.io/os=linux",
      "eks.amazonaws.com/capacityType=ON_DEMAND",
      "eks.amazonaws.com/nodegroup=workers-\(zone)",
      "failure-domain.beta.kubernetes.io/region=eu-west-1",
      "failure-domain.beta.kubernetes.io/zone=eu-west-1\(zone)",
      "k8s.io/cloud-provider-aws=\(random.hexadecimal(32))",
      "kubernetes.io/arch=amd64",
      "kubernetes.io/hostname=\(host)",
      "kubernetes.io/os=linux",
      "node.kubernetes.io/instance-type=\(instance)",
      "topology.ebs.csi.aws.com/zone=eu-west-1\(zone)",
      "topology.kubernetes.io/region=eu-west-1",
      "topology.kubernetes.io/zone=eu-west-1\(zone)",
    ])
  }
}
