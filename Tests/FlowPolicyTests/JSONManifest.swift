import FlowManifest
import Foundation

/// JSON as the module takes it.
enum JSONManifest {
  /// The value of a JSON text.
  static func value(_ text: String) throws -> ManifestValue {
    try value(Data(text.utf8))
  }

  /// The value of a JSON document.
  static func value(_ data: Data) throws -> ManifestValue {
    value(try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed))
  }

  /// The value of what Foundation read; keys are sorted, as Foundation has no order of them.
  static func value(_ object: Any) -> ManifestValue {
    switch object {
    case let number as NSNumber:
      let isBool = String(cString: number.objCType) == "c"
      return isBool ? .bool(number.boolValue) : .number("\(number)")
    case let text as String: return .string(text)
    case let elements as [Any]: return .array(elements.map { value($0) })
    case let members as [String: Any]:
      return .object(
        members.sorted { $0.key < $1.key }.map { ManifestMember($0.key, value($0.value)) })
    default: return .null
    }
  }
}
