import Testing

@testable import FlowPolicy

/// Addresses and blocks as Go's net/netip reads them.
struct AddressTests {
  @Test(
    "addresses are read as Go reads them",
    arguments: [
      ("0.0.0.0", 0), ("1.2.3.4", 0x0102_0304), ("255.255.255.255", 0xFFFF_FFFF),
      ("::", 0), ("::1", 1), ("2001:db8::", 0x2001_0DB8 << 96), ("1::2", 1 << 112 | 2),
      ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004_0005_0006_0007_0008),
      ("::ffff:1.2.3.4", 0xFFFF_0102_0304), ("0:0:0:0:0:0:0:0", 0),
    ] as [(String, UInt128)])
  func addresses(text: String, value: UInt128) {
    #expect(IPAddress(text)?.value == value)
    #expect(IPAddress(text)?.isIPv6 == text.contains(":"))
  }

  @Test(
    "what is no address is none",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.-4", "a.b.c.d", ":", ":::",
      "1::2::3",
      "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1:2:3:4:5:6:7:8", "12345::", "g::", "fe80::1%eth0",
      "+1::",
      "-1::", "1.2.3.4::", "::1.2.3", "1.2.3.4 ",
    ])
  func noAddresses(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(
    "a block holds what shares its prefix",
    arguments: [
      ("203.0.113.5/24", "203.0.113.77", true), ("203.0.113.0/24", "203.0.114.0", false),
      ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false), ("::/0", "::1", true),
      ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
      ("10.0.0.1/32", "10.0.0.1", true), ("::1/128", "::2", false),
    ])
  func blocks(block: String, address: String, isInside: Bool) throws {
    let block = try #require(CIDRBlock(block))
    #expect(try block.contains(#require(IPAddress(address))) == isInside)
  }

  @Test(
    "what is no block is none",
    arguments: ["1.2.3.4", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/08", "1.2.3.4/", "::1/129", "/8"])
  func noBlocks(text: String) {
    #expect(CIDRBlock(text) == nil)
  }

  @Test(
    "a label of the source cidr has hyphens for colons",
    arguments: [
      ("2001-db8--0/32", "2001:db8::/32"), ("0--1/128", "::1/128"), ("10.0.0.0/8", "10.0.0.0/8"),
    ])
  func labels(key: String, text: String) {
    #expect(CIDRBlock(labelKey: key[...]) == CIDRBlock(text))
  }
}
