import Testing

@testable import flowaudit

@Suite struct LoopbackURLTests {
  @Test(
    "a URL of this machine is taken apart",
    arguments: [
      (
        "http://127.0.0.1:9100/metrics", LoopbackURL.Address.version4(0x7f00_0001), 9100, "/metrics"
      ),
      ("http://127.1.2.3:80", .version4(0x7f01_0203), 80, "/metrics"),
      ("http://LOCALHOST/", .version4(0x7f00_0001), 80, "/metrics"),
      ("http://localhost:65535/a?b=c", .version4(0x7f00_0001), 65535, "/a?b=c"),
      ("http://localhost?b=c", .version4(0x7f00_0001), 80, "/?b=c"),
      ("http://[::1]:9100/metrics", .version6, 9100, "/metrics"),
      ("http://[::1]", .version6, 80, "/metrics"),
    ])
  func parts(text: String, host: LoopbackURL.Address, port: UInt16, target: String) throws {
    let url = try LoopbackURL(parsing: text)
    #expect(url.host == host)
    #expect(url.port == port)
    #expect(url.target == target)
  }

  @Test(
    "what is not on this machine, or no URL, is refused",
    arguments: [
      "", "127.0.0.1:9100", "https://127.0.0.1/", "http://", "http://example.org/metrics",
      "http://localhost.example.org/", "http://127.0.0.1.example.org/", "http://user@127.0.0.1/",
      "http://127.0.0.1@example.org/", "http://128.0.0.1/", "http://127.0.0.256/", "http://127.1/",
      "http://127.0.0.1:65536/", "http://127.0.0.1:-1/",
      "http://127.0.0.+1/", "http://0.0.0.0/", "http://[::]/", "http://[::1/", "http://::1/",
      "http://127.0.0.1/a b", "http://127.0.0.1/a\r\nX: y", "http://127.0.0.1/é",
    ])
  func refused(text: String) {
    #expect(throws: ValueError.self) { try LoopbackURL(parsing: text) }
  }
}
