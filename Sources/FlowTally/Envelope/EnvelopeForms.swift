/// The forms in which Hubble lines were found, by number, with their names for the coverage.
struct EnvelopeForms {
  /// More are not told apart: a log may hold any number of names.
  static let mostForms = 16
  static let otherName = Array("in other members".utf8)

  private var paths = ByteTable(maximumCount: mostForms, maximumByteCount: 4096)
  /// Names, as far as they are known; of a path that is new the line's own object has still to be asked.
  private(set) var names: [[UInt8]] = []
  private var key = TextBuffer()

  /// The number of a form.
  mutating func number(of path: EnvelopePath) -> Int {
    key.removeAll()
    key.append(UInt8(path.isBehindText ? 1 : 0))
    key.append(UInt8(path.isLogfmt ? 1 : 0))
    key.append(path.text)
    return paths.index(of: key) ?? Self.mostForms
  }

  /// The name of a form that has one.
  func name(of number: Int) -> [UInt8] {
    number < names.count ? names[number] : Self.otherName
  }

  /// Names the forms that are new, given a line that was in them.
  mutating func nameNewForms(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    while names.count < paths.count {
      let key = paths.key(at: names.count)
      let path = Array(key.dropFirst(2))
      names.append(
        Self.name(
          path, isBehindText: key.first == 1, isLogfmt: key.dropFirst().first == 1,
          product: EnvelopeProduct.product(path, bytes, line)))
    }
  }

  private static func name(
    _ path: [UInt8], isBehindText: Bool, isLogfmt: Bool, product: StaticString?
  ) -> [UInt8] {
    var name = TextBuffer()
    if path.isEmpty {
      name.append(isBehindText ? "behind text" : "several on a line")
      return name.bytes
    }
    if path.allSatisfy({ $0 == Byte.openBracket || $0 == Byte.closeBracket }) {
      name.append("in an array")
    } else {
      name.append("in member ")
      name.append(contentsOf: path)
    }
    if let product {
      name.append(" of ")
      name.append(product)
    } else if isLogfmt {
      name.append(" of logfmt")
    }
    if isBehindText && !isLogfmt {
      name.append(" behind text")
    }
    return name.bytes
  }
}
