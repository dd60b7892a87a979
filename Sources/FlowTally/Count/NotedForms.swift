/// The forms in which Hubble lines were found, bounded: more names than there is room for are one.
struct NotedForms {
  private var names = ByteTable(
    maximumCount: EnvelopeForms.mostForms, maximumByteCount: 4096)
  private var hasOthers = false
  /// The form that was noted last.
  private var last = -1

  /// Notes the form of a line, by its number in `all`.
  @inline(__always)
  mutating func note(_ number: Int, of all: EnvelopeForms) {
    if number != last {
      last = number
      note(all.name(of: number).span)
    }
  }

  /// Notes a form by its name.
  mutating func note(_ name: Span<UInt8>) {
    if names.index(of: name) == nil {
      hasOthers = true
    }
  }

  mutating func merge(_ other: Self) {
    for index in 0..<other.names.count {
      note(Array(other.names.key(at: index)).span)
    }
    hasOthers = hasOthers || other.hasOthers
  }

  /// What coverage says of them, in the order of the text.
  var sentences: [String] {
    var all = (0..<names.count).map { String(decoding: names.key(at: $0), as: UTF8.self) }
    if hasOthers {
      all.append(String(decoding: EnvelopeForms.otherName, as: UTF8.self))
    }
    return Set(all).map { "flow lines \($0)" }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }
}
