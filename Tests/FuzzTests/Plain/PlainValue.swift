/// A JSON value, decoded by a plain reader that shares no code with the program's.
indirect enum PlainValue: Equatable {
  case null
  case truth(Bool)
  /// Its digits, as they stand.
  case number([UInt8])
  /// Its text, decoded.
  case string([UInt8])
  case array([PlainValue])
  case object([PlainMember])

  /// The value of a member, in either spelling of its name: of a key that is there twice the first counts.
  func member(_ name: String) -> PlainValue? {
    guard case .object(let members) = self else {
      return nil
    }
    let spellings = [Array(name.utf8), Self.camelCase(name)]
    return members.first { spellings.contains($0.key) }?.value
  }

  /// The value of a member, by its key as it stands.
  func exactMember(_ key: String) -> PlainValue? {
    guard case .object(let members) = self else {
      return nil
    }
    return members.first { $0.key.elementsEqual(key.utf8) }?.value
  }

  /// The keys of an object.
  var keys: [String] {
    guard case .object(let members) = self else {
      return []
    }
    return members.map { String(decoding: $0.key, as: UTF8.self) }
  }

  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// The text of a member that is a string and is not empty.
  func text(_ name: String) -> String? {
    guard case .string(let text)? = member(name), !text.isEmpty else {
      return nil
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func camelCase(_ name: String) -> [UInt8] {
    let words = name.split(separator: "_")
    return Array((words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()).utf8)
  }
}

/// A member of an object.
struct PlainMember: Equatable {
  let key: [UInt8]
  let value: PlainValue
}

extension Substring {
  fileprivate var capitalized: String {
    prefix(1).uppercased() + dropFirst()
  }
}
