/// A place in a line of the text format; each step either takes what it is named for or says false.
struct LineCursor {
  private var rest: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) {
    rest = line
  }

  var isAtEnd: Bool {
    rest.isEmpty
  }

  mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else {
      return false
    }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  /// The letters, digits and underscores up to something else.
  mutating func name() -> String {
    let name = rest.prefix(while: TextFormat.isNameByte)
    rest = rest.dropFirst(name.count)
    return String(decoding: name, as: UTF8.self)
  }

  /// A family's labels in their order, and constant ones behind them.
  mutating func skipLabels(_ labels: [String], allowsEmptyValues: Bool = false) -> Bool {
    guard skip("{") else {
      return labels.isEmpty
    }
    var names: [String] = []
    repeat {
      let name = name()
      guard ConstantLabel.isName(name), !names.contains(name), skip("=\""),
        skipValue(ofAgent: allowsEmptyValues)
      else {
        return false
      }
      names.append(name)
    } while skip(",")
    return skip("}") && names.starts(with: labels)
  }

  /// An integer or a decimal fraction.
  mutating func skipNumber() -> Bool {
    _ = skip("-")
    guard skipDigits() else {
      return false
    }
    return skip(".") ? skipDigits() : true
  }

  private mutating func skipDigits() -> Bool {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return !digits.isEmpty
  }

  /// A label's value with the quote behind it; the agent's may be empty, or hold zero bytes.
  private mutating func skipValue(ofAgent isAgents: Bool) -> Bool {
    var count = 0
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        return count > 0 || isAgents
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst(), [UInt8]("\\n\"".utf8).contains(escaped) else {
          return false
        }
      case 0 where !isAgents:
        return false
      default:
        break
      }
      count += 1
    }
    return false
  }
}
