/// An IP address as a number; IPv4 and IPv4-mapped IPv6 addresses are one and the same.
///
/// Source: Go's net.ParseIP, which reads what hubble compares: four decimal numbers without zeros in front, or RFC 4291's text
/// without a zone.
struct AddressNumber: Equatable {
  let isIPv4: Bool
  /// The number; IPv4 addresses are the low 32 bits.
  let value: UInt128

  /// The address that stands at a place, nil for any other text.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    guard range.count <= 45 else {
      return nil
    }
    if let number = Self.dottedNumber(bytes, range) {
      self.init(isIPv4: true, value: UInt128(number))
    } else if let value = Self.colonNumber(bytes, range) {
      self.init(unmapping: value)
    } else {
      return nil
    }
  }

  init(isIPv4: Bool, value: UInt128) {
    self.isIPv4 = isIPv4
    self.value = value
  }

  /// An address of 128 bits, which may be a mapped one.
  init(unmapping value: UInt128) {
    let isMapped = value >> 32 == 0xFFFF
    self.init(isIPv4: isMapped, value: isMapped ? value & 0xFFFF_FFFF : value)
  }

  private static func dottedNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    var number: UInt32 = 0
    var position = range.lowerBound
    for part in 0..<4 {
      let start = position
      var value: UInt32 = 0
      while position < range.upperBound, Byte.isDigit(bytes[position]), position - start < 3 {
        value = value * 10 + UInt32(bytes[position] &- Byte.zero)
        position += 1
      }
      let isPlain = position == start + 1 || position > start && bytes[start] != Byte.zero
      guard isPlain, value <= 255 else {
        return nil
      }
      number = number << 8 | value
      if part < 3 {
        guard position < range.upperBound, bytes[position] == Byte.point else {
          return nil
        }
        position += 1
      }
    }
    return position == range.upperBound ? number : nil
  }

  /// Groups of up to four hexadecimal digits, `::` once for one or more zero groups, a dotted number as the last two.
  private static func colonNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt128? {
    var groups = GroupList()
    var position = range.lowerBound
    if range.count >= 2, bytes[position] == Byte.colon, bytes[position + 1] == Byte.colon {
      groups.gap = 0
      position += 2
    }
    while position < range.upperBound {
      let start = position
      var group: UInt128 = 0
      while position < range.upperBound, let digit = Byte.hexValue(bytes[position]) {
        group = group << 4 | UInt128(digit)
        position += 1
        guard position - start <= 4 else {
          return nil
        }
      }
      guard position > start, groups.count < 8 else {
        return nil
      }
      if position < range.upperBound, bytes[position] == Byte.point {
        guard groups.count <= 6, groups.gap != nil || groups.count == 6,
          let dotted = dottedNumber(bytes, start..<range.upperBound)
        else {
          return nil
        }
        groups.append(UInt128(dotted) >> 16)
        groups.append(UInt128(dotted) & 0xFFFF)
        return groups.number
      }
      groups.append(group)
      if position == range.upperBound {
        break
      }
      guard bytes[position] == Byte.colon, position + 1 < range.upperBound else {
        return nil
      }
      position += 1
      if bytes[position] == Byte.colon {
        guard groups.gap == nil else {
          return nil
        }
        groups.gap = groups.count
        position += 1
      }
    }
    return groups.number
  }

  /// The groups read so far, and where zero groups were left out.
  private struct GroupList {
    private var value: UInt128 = 0
    private(set) var count = 0
    var gap: Int?

    mutating func append(_ group: UInt128) {
      value = value << 16 | group
      count += 1
    }

    var number: UInt128? {
      guard let gap else {
        return count == 8 ? value : nil
      }
      guard count < 8 else {
        return nil
      }
      let behindBits = UInt128(16 * (count - gap))
      let behind = value & ((UInt128(1) << behindBits) - 1)
      let before = gap == 0 ? 0 : (value >> behindBits) << UInt128(16 * (8 - gap))
      return before | behind
    }
  }
}

/// Addresses with a prefix in common.
///
/// Source: Go's net.ParseCIDR and IPNet.Contains.
struct AddressRange: Equatable {
  private let isIPv4: Bool
  private let prefix: UInt128
  private let shift: UInt128
  /// Bits of the prefix, as written.
  let bitCount: Int

  /// `ADDRESS/BITS`.
  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let bits = Int(parts[1]), !parts[1].hasPrefix("+"),
      !parts[1].hasPrefix("-")
    else {
      return nil
    }
    let bytes = Array(parts[0].utf8)
    guard let address = AddressNumber(bytes.span, 0..<bytes.count) else {
      return nil
    }
    let isDotted = !parts[0].contains(":")
    guard bits <= (isDotted ? 32 : 128) else {
      return nil
    }
    bitCount = bits
    if isDotted {
      (isIPv4, shift) = (true, UInt128(32 - bits))
      prefix = Self.shifted(address.value, shift)
    } else {
      // A mapped address keeps its 128 bits until the mask has been laid over it.
      let whole = address.isIPv4 ? UInt128(0xFFFF) << 32 | address.value : address.value
      let masked = bits == 0 ? 0 : (whole >> UInt128(128 - bits)) << UInt128(128 - bits)
      let network = AddressNumber(unmapping: masked)
      isIPv4 = network.isIPv4
      shift = UInt128(128 - bits)
      prefix = Self.shifted(network.value, shift)
    }
  }

  /// The first address and the bits of the prefix, where these are IPv4 addresses.
  var ipv4Network: (address: UInt32, bits: Int)? {
    guard isIPv4, shift <= 32 else {
      return nil
    }
    return (UInt32(truncatingIfNeeded: prefix << shift), 32 - Int(shift))
  }

  /// Shifting by all bits gives 0.
  private static func shifted(_ value: UInt128, _ shift: UInt128) -> UInt128 {
    shift >= 128 ? 0 : value >> shift
  }

  /// Whether an address lies in the range.
  func contains(_ address: AddressNumber) -> Bool {
    address.isIPv4 == isIPv4 && Self.shifted(address.value, shift) == prefix
  }

  /// Whether all addresses of another range lie in this one.
  func contains(_ other: Self) -> Bool {
    other.isIPv4 == isIPv4 && other.shift <= shift
      && Self.shifted(other.prefix, shift - other.shift) == prefix
  }
}
