import FlowInput
import FlowManifest
import FlowPolicy

/// Why policies cannot be asked: nothing is judged on half of them.
struct PolicyFailure: Error {
  /// A sentence that names the place, unescaped.
  let message: String
}

/// Objects read from files: those that policies are made of, and how many others there were.
struct PolicyFiles {
  /// Larger than any dump of a cluster.
  private static let mostBytes = 1 << 30
  private static let suffixes = [".yaml", ".yml", ".json"]
  private static let kinds: Set = [
    "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "NetworkPolicy", "CiliumCIDRGroup",
    "Namespace",
  ]

  private(set) var objects: [Manifest] = []
  /// Objects of other kinds, and documents that are no objects.
  private(set) var otherCount = 0

  /// Reads files, those of directories, and standard input where a path is `-`.
  init(_ paths: [String]) throws(PolicyFailure) {
    for path in paths {
      let listing = NamedFiles(at: path, endingIn: Self.suffixes)
      if let problem = listing.problems.first {
        throw PolicyFailure(message: problem.message)
      }
      guard !listing.paths.isEmpty else {
        let names = Self.suffixes.map { "*\($0)" }.joinedAsAlternatives
        throw PolicyFailure(message: "\(path): holds no policies: no \(names)")
      }
      for file in listing.paths {
        try read(file)
      }
    }
  }

  private mutating func read(_ path: String) throws(PolicyFailure) {
    try Self.read(path) { manifest in
      if Self.kinds.contains(manifest.kind ?? "") {
        objects.append(manifest)
      } else {
        otherCount += 1
      }
    }
  }

  /// All of a file, or of standard input.
  static func bytes(of path: String) throws(PolicyFailure) -> [UInt8] {
    do throws(InputProblem) {
      return try WholeText.read(
        path == "-" ? nil : path, atMost: mostBytes, isStopped: { Interrupts.hasCome })
    } catch {
      throw PolicyFailure(message: error.message)
    }
  }

  /// How messages call a file.
  static func name(of path: String) -> String {
    path == "-" ? "standard input" : path
  }

  /// Hands over all documents of a file; says whether it holds anything but blanks.
  @discardableResult static func read(
    _ path: String, _ take: (Manifest) throws(ManifestProblem) -> Void
  ) throws(PolicyFailure) -> Bool {
    let text = try bytes(of: path)
    do throws(ManifestProblem) {
      try ManifestReader(text, name: name(of: path)).read { (manifest) throws(ManifestProblem) in
        try take(manifest)
      }
    } catch {
      throw PolicyFailure(message: error.text)
    }
    return text.contains { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }
}
