/// Steps through the bytes of a string or a scalar, as far as they have come.
extension DocumentTokens {
  mutating func passString(_ bytes: borrowing MutableSpan<UInt8>) -> Bool {
    while position < bytes.count {
      if inside == .escape {
        guard bytes[position] != UInt8(ascii: "\n") else {
          return false
        }
        inside = .string
        position += 1
        continue
      }
      position = DocumentBytes.nextSpecial(bytes, position)
      guard position < bytes.count else {
        break
      }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        inside = .nothing
        position += 1
        return true
      case UInt8(ascii: "\\"):
        inside = .escape
        position += 1
      default: return false
      }
    }
    return true
  }

  /// Passes one byte, and the blanks behind it.
  mutating func passBlanks(_ bytes: borrowing MutableSpan<UInt8>) -> Bool {
    repeat {
      position += 1
    } while position < bytes.count && DocumentBytes.isBlank(bytes[position])
    return true
  }

  mutating func passScalar(_ bytes: borrowing MutableSpan<UInt8>) -> Bool {
    while position < bytes.count, DocumentBytes.isOfScalar(bytes[position]) {
      position += 1
    }
    if position < bytes.count {
      inside = .nothing
    }
    return true
  }
}
