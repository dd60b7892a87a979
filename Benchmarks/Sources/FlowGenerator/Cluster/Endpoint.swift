/// One side of a flow: a pod, or something outside with a reserved identity.
struct Endpoint: Sendable {
  var identity = 0
  var labels = LabelList([])
  var workload: Workload?
  var podName = ""
  /// The endpoint's number on its node, written on that node's lines only.
  var number = 0
  /// Where it runs; nil outside the cluster.
  var node: Node?
  var addressIPv4 = ""
  var addressIPv6 = ""
  var hardwareAddress = ""
  var interface = NetworkInterface(index: 0, name: "")
  /// Names that DNS gave for it.
  var names: [String] = []

  /// An endpoint that the agent could tell nothing about.
  static let unknown = Endpoint()

  static func pod(
    of workload: Workload, ordinal: Int, number: Int, node: Node, worldWords: Bool,
    random: inout RandomNumbers
  ) -> Endpoint {
    let low = 2 + number % 250
    let subnet = 128 + node.index % 120
    var name = workload.podName(ordinal: ordinal, random: &random)
    if worldWords {
      name += "-" + random.one(of: Vocabulary.worldWords)
    }
    return Endpoint(
      identity: workload.identity, labels: workload.labels, workload: workload, podName: name,
      number: number, node: node, addressIPv4: "10.\(subnet).\(number / 250).\(low)",
      addressIPv6: "fd00:10:\(String(subnet, radix: 16))::\(String(number, radix: 16))",
      hardwareAddress: hardwareAddress(random: &random),
      interface: NetworkInterface(
        index: 100 + random.below(300), name: "lxc\(random.hexadecimal(13))"))
  }

  /// A place on the internet that a policy knows by its DNS name.
  static func outside(name: String, ordinal: Int, random: inout RandomNumbers) -> Endpoint {
    let address = (0..<4).map { _ in "\(random.number(in: 11...223))" }.joined(separator: ".")
    return Endpoint(
      identity: 16_777_217 + ordinal,
      labels: LabelList(["cidr:\(address)/32", "fqdn:\(name).", "reserved:world-ipv4"]),
      addressIPv4: address, addressIPv6: "2a02:b72b:\(random.hexadecimal(4))::2a",
      hardwareAddress: hardwareAddress(random: &random), names: [name])
  }

  static func reserved(
    _ names: [String], identity: Int, address: String, random: inout RandomNumbers
  ) -> Endpoint {
    Endpoint(
      identity: identity, labels: LabelList(names.map { "reserved:\($0)" }), addressIPv4: address,
      addressIPv6: "fd00:10::\(random.hexadecimal(3))",
      hardwareAddress: hardwareAddress(random: &random))
  }

  private static func hardwareAddress(random: inout RandomNumbers) -> String {
    // The second digit marks a unicast address that no vendor owns, as the datapath draws them.
    let first = random.hexadecimal(1) + random.one(of: ["2", "6", "a", "e"])
    return ([first] + (0..<5).map { _ in random.hexadecimal(2) }).joined(separator: ":")
  }
}

/// The device that a packet was seen on.
struct NetworkInterface: Sendable {
  let index: Int
  let name: String

  static let overlay = NetworkInterface(index: 7, name: "cilium_vxlan")
  static let physical = NetworkInterface(index: 2, name: "eth0")
}
