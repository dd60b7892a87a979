/// Where a value stands in an object; written out only when somebody asks.
package indirect enum MemberPath: Sendable {
  case top
  case member(MemberPath, String)
  case element(MemberPath, Int)

  /// The path as people write it, such as `spec.ingress[0]`; empty for the object itself.
  package var text: String {
    switch self {
    case .top: return ""
    case .member(.top, let key): return key
    case .member(let path, let key): return path.text + "." + key
    case .element(let path, let index): return path.text + "[\(index)]"
    }
  }
}
