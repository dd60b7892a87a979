import FlowAnswer

extension TracedEnd {
  /// The name of its workload, of a pod's name what its workload's name is likely to be; empty where it has neither.
  var workload: String {
    switch owner {
    case nil: ""
    case .workload(_, let name): name
    case .pod(let name): Self.workload(ofPod: name)
    }
  }

  /// A pod's name without what its controller has put behind its own: an ordinal, or two parts drawn by lot.
  static func workload(ofPod name: String) -> String {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard let last = parts.last, parts.count > 1 else {
      return name
    }
    if !last.isEmpty, last.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
      return parts.dropLast().joined(separator: "-")
    }
    return parts.count > 2 ? parts.dropLast(2).joined(separator: "-") : name
  }
}
