/// An IP address as a number.
///
/// Source: Go's net/netip, which reads what Cilium compares: four decimal numbers without zeros in front, or RFC 4291's text. An
/// IPv4-mapped address is one of IPv6 there. Zones are refused.
struct IPAddress: Hashable, Sendable {
  let isIPv6: Bool
  /// The number; IPv4 addresses are the low 32 bits.
  let value: UInt128

  init(isIPv6: Bool, value: UInt128) {
    self.isIPv6 = isIPv6
    self.value = value
  }

  /// The address that a text is, nil for any other text.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 45 else {
      return nil
    }
    if bytes.contains(UInt8(ascii: ":")) {
      guard let value = Self.colonNumber(bytes) else {
        return nil
      }
      self.init(isIPv6: true, value: value)
    } else {
      guard let value = Self.dottedNumber(bytes[...]) else {
        return nil
      }
      self.init(isIPv6: false, value: UInt128(value))
    }
  }

  var bitCount: Int {
    isIPv6 ? 128 : 32
  }

  private static func dottedNumber(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else {
      return nil
    }
    var number: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else {
        return nil
      }
      var value: UInt32 = 0
      for byte in part {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
          return nil
        }
        value = value * 10 + UInt32(byte - UInt8(ascii: "0"))
      }
      guard value <= 255 else {
        return nil
      }
      number = number << 8 | value
    }
    return number
  }

  /// Groups of up to four hexadecimal digits, `::` once for one or more zero groups, a dotted number as the last two.
  private static func colonNumber(_ bytes: [UInt8]) -> UInt128? {
    let colon = UInt8(ascii: ":")
    var gap: Int?
    for index in bytes.indices.dropLast() where bytes[index] == colon && bytes[index + 1] == colon {
      guard gap == nil else {
        return nil
      }
      gap = index
    }
    guard let gap else {
      guard let groups = groups(bytes[...], isEnd: true), groups.count == 8 else {
        return nil
      }
      return number(groups, at: 0)
    }
    guard let before = groups(bytes[..<gap], isEnd: false),
      let behind = groups(bytes[(gap + 2)...], isEnd: true), before.count + behind.count < 8
    else {
      return nil
    }
    return number(before, at: 0) | number(behind, at: 8 - behind.count)
  }

  /// The groups of a text; a dotted number may stand where the address ends.
  private static func groups(_ bytes: ArraySlice<UInt8>, isEnd: Bool) -> [UInt128]? {
    guard !bytes.isEmpty else {
      return []
    }
    var groups: [UInt128] = []
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if isEnd, index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let dotted = dottedNumber(part) else {
          return nil
        }
        groups += [UInt128(dotted) >> 16, UInt128(dotted) & 0xFFFF]
      } else {
        guard (1...4).contains(part.count), part.first != UInt8(ascii: "+"),
          part.first != UInt8(ascii: "-"),
          let group = UInt128(String(decoding: part, as: UTF8.self), radix: 16)
        else {
          return nil
        }
        groups.append(group)
      }
    }
    return groups
  }

  private static func number(_ groups: [UInt128], at first: Int) -> UInt128 {
    var number: UInt128 = 0
    for (index, group) in groups.enumerated() where first + index < 8 {
      number |= group << UInt128(16 * (7 - first - index))
    }
    return number
  }
}
