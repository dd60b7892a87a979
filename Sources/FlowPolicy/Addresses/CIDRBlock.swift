/// Addresses with a prefix in common; bits behind the prefix are masked away.
struct CIDRBlock: Hashable, Sendable {
  /// The first address.
  let first: IPAddress
  let bitCount: Int
  /// The bits of the prefix.
  private let mask: UInt128

  /// All addresses that share the first bits of one.
  init(_ address: IPAddress, bitCount: Int) {
    // A shift by all 128 bits gives 0, as it has to.
    mask = UInt128.max << UInt128(address.bitCount - bitCount)
    first = IPAddress(isIPv6: address.isIPv6, value: address.value & mask)
    self.bitCount = bitCount
  }

  /// `ADDRESS/BITS`; a bare address is a block of its own where one may stand.
  init?(_ text: some StringProtocol, orAddress: Bool = false) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(parts[0]) else {
      return nil
    }
    guard parts.count == 2 else {
      guard orAddress else {
        return nil
      }
      self.init(address, bitCount: address.bitCount)
      return
    }
    let digits = parts[1].utf8
    let zero = UInt8(ascii: "0")
    guard (1...3).contains(digits.count), digits.allSatisfy({ (zero...zero + 9).contains($0) }),
      digits.count == 1 || digits.first != zero,
      let bits = Int(parts[1]), bits <= address.bitCount
    else {
      return nil
    }
    self.init(address, bitCount: bits)
  }

  /// The block that a key of the source `cidr` names: its hyphens are colons.
  init?(labelKey key: Substring) {
    self.init(String(key.map { $0 == "-" ? ":" : $0 }), orAddress: true)
  }

  var isIPv6: Bool {
    first.isIPv6
  }

  func contains(_ address: IPAddress) -> Bool {
    isIPv6 == address.isIPv6 && address.value & mask == first.value
  }

  func contains(_ block: CIDRBlock) -> Bool {
    bitCount <= block.bitCount && contains(block.first)
  }
}
