import Testing

@testable import flowaudit

@Suite struct HTTPAnswerTests {
  private static let head = "HTTP/1.1 200 OK\r\n"

  @Test(
    "the body of an answer is the same in pieces of any size",
    arguments: [
      (head + "Content-Length: 5\r\n\r\nab\ncdEXTRA", "ab\ncd"),
      (head + "content-length: 0\r\n\r\n", ""),
      ("HTTP/1.0 200 OK\n\nab\n", "ab\n"),
      (
        head
          + "Transfer-Encoding: chunked\r\n\r\n3\r\nab\n\r\nA;x=y\r\n0123456789\r\n0\r\nT: u\r\n\r\n",
        "ab\n0123456789"
      ),
    ])
  func body(text: String, body: String) throws {
    for size in [1, 2, 3, 7, 1_000] {
      var answer = HTTPAnswer()
      var taken: [UInt8] = []
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        try answer.take(Array(rest.prefix(size))) { taken += $0 }
        rest = rest.dropFirst(size)
      }
      try answer.end()
      #expect(String(decoding: taken, as: UTF8.self) == body)
    }
  }

  @Test(
    "what is no whole answer is an error",
    arguments: [
      "", "SSH-2.0-x\r\n", "HTTP/1.1 404 Not Found\r\n", "HTTP/1.1 302 Found\r\n", "HTTP/2 200\r\n",
      head, head + "Content-Length: 5\r\n\r\nab", head + "Content-Length: -1\r\n\r\n",
      head + "Content-Length: 99999999999999999999\r\n\r\n", head + "no colon\r\n\r\n",
      head + "Content-Encoding: gzip\r\n\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\nx\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
      head + String(repeating: "a: b\r\n", count: 1_001) + "\r\n",
      head + String(repeating: "a", count: 20_000),
    ])
  func fault(text: String) {
    #expect(throws: HTTPFailure.self) {
      var answer = HTTPAnswer()
      try answer.take(Array(text.utf8)) { _ in }
      try answer.end()
    }
  }
}
