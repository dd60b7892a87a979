/// What Package.swift says that targets depend on, against what their files import.
struct PackageTargets: Sendable {
  struct Target: Sendable {
    let name: String
    let line: Int
    var dependencies: Set<String> = []
  }

  let path: String
  let targets: [Target]

  /// The targets of a manifest: `name:` and `dependencies:` with plain names.
  init(_ manifest: SourceText) {
    path = manifest.path
    var targets: [Target] = []
    var strings = manifest.strings[...]
    var label = ""
    var depth = 0
    for (index, token) in manifest.tokens.enumerated() {
      switch token.text {
      case "target", "executableTarget", "testTarget", "systemLibrary":
        label = "target"
      case "name" where label == "target", "dependencies":
        label = token.text
        depth = 0
      case "[": depth += 1
      case "]":
        depth -= 1
        if depth == 0 { label = "" }
      case "\"\"":
        guard let string = strings.popFirst() else { continue }
        if label == "name" {
          targets.append(Target(name: string.text, line: token.line))
          label = ""
        } else if label == "dependencies", !targets.isEmpty,
          [",", "]"].contains(manifest.tokens[index + 1].text)
        {
          targets[targets.count - 1].dependencies.insert(string.text)
        }
      default: continue
      }
    }
    self.targets = targets
  }

  /// Dependencies without an import.
  ///
  /// The compiler finds imports without a dependency. Executables are built, not imported.
  func findings(_ sources: [SourceText], executables: Set<String>) -> [Finding] {
    var imports: [String: Set<String>] = [:]
    for source in sources {
      let target = String(source.path.split(separator: "/")[1])
      imports[target, default: []].formUnion(source.imports.map(\.name))
    }
    return targets.flatMap { target in
      target.dependencies.subtracting(imports[target.name] ?? []).subtracting(executables).sorted()
        .map {
          Finding(
            path, target.line, "\(target.name) imports no \($0): delete it from its dependencies")
        }
    }
  }
}
