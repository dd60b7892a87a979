/// The members of an object while it is read: each key once, in order.
struct ManifestMembers {
  /// Keys up to which they are compared one by one.
  private static let fewKeys = 16

  /// The members so far; the last one's value may still be to come.
  private(set) var members: [ManifestMember] = []
  /// Where each key stands, in the reader's measure; nil where it was merged into the object.
  private var places: [Int?] = []
  // Indices by key, once there are many.
  private var indices: [String: Int] = [:]

  /// Adds a key whose value is to come; where it was there before it gives the place of that, and adds nothing.
  mutating func add(_ key: String, _ place: Int) -> Int? {
    if let index = index(of: key) {
      if let earlier = places[index] { return earlier }
      // It was merged: what the object says itself counts.
      places[index] = place
      pending = index
      return nil
    }
    append(ManifestMember(key, .null), place)
    pending = members.count - 1
    return nil
  }

  /// Where the value goes that is to come.
  private var pending = 0

  /// Gives the key that was added last its value.
  mutating func set(_ value: ManifestValue) {
    members[pending] = ManifestMember(members[pending].key, value)
  }

  /// Takes the members of another object in; they replace what has their keys, as in go-yaml.
  mutating func merge(_ others: [ManifestMember]) {
    for member in others {
      if let index = index(of: member.key) {
        members[index] = member
      } else {
        append(member, nil)
      }
    }
  }

  private mutating func append(_ member: ManifestMember, _ place: Int?) {
    members.append(member)
    places.append(place)
    if members.count > Self.fewKeys {
      if indices.isEmpty {
        for (index, member) in members.enumerated() { indices[member.key] = index }
      } else {
        indices[member.key] = members.count - 1
      }
    }
  }

  private func index(of key: String) -> Int? {
    members.count > Self.fewKeys
      ? indices[key] : members.firstIndex { $0.key == key }
  }
}
