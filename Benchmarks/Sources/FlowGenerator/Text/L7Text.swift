// What a proxy saw, as text.

extension L7Record {
  func write(to line: inout LineText) {
    line.object("l7") { object in
      switch self {
      case .query(let name, let type):
        object.string("type", "REQUEST")
        object.object("dns") { dns in
          dns.string("query", name)
          dns.string("observation_source", "proxy")
          dns.strings("qtypes", [type])
        }
      case .answer(let name, let type, let code, let addresses, let latency):
        object.string("type", "RESPONSE")
        object.string("latency_ns", String(latency))
        object.object("dns") { dns in
          dns.string("query", name)
          dns.strings("ips", addresses)
          dns.number("ttl", addresses.isEmpty ? 4_294_967_295 : 30)
          dns.string("observation_source", "proxy")
          dns.number("rcode", code)
          dns.strings("qtypes", [type])
          dns.strings("rrtypes", addresses.map { _ in type })
        }
      case .request(let request):
        object.string("type", "REQUEST")
        object.object("http") { request.write(code: 0, to: &$0) }
      case .response(let request, let code, let latency):
        object.string("type", "RESPONSE")
        object.string("latency_ns", String(latency))
        object.object("http") { request.write(code: code, to: &$0) }
      }
    }
  }

  func writeTraceContext(to line: inout LineText) {
    switch self {
    case .query, .answer: break
    case .request(let request), .response(let request, _, _):
      line.object("trace_context") { context in
        context.object("parent") { $0.string("trace_id", request.traceIdentifier) }
      }
    }
  }

  /// The text that goes with it in `Summary`.
  var summary: String {
    switch self {
    case .query(let name, let type):
      "DNS Query \(name) \(type)"
    case .answer(let name, let type, let code, let addresses, _):
      code == 0
        ? "DNS Answer \"\(addresses.joined(separator: ","))\" TTL: 30 (Proxy \(name) \(type))"
        : "DNS Answer RCode: Non-Existent Domain TTL: 4294967295 (Proxy \(name) \(type))"
    case .request(let request):
      "HTTP/1.1 \(request.method) \(request.url)"
    case .response(let request, let code, let latency):
      "HTTP/1.1 \(code) \(latency / 1_000_000)ms (\(request.method) \(request.url))"
    }
  }
}

extension RequestLine {
  fileprivate func write(code: Int, to line: inout LineText) {
    line.number("code", code)
    line.string("method", method)
    line.string("url", url)
    line.string("protocol", "HTTP/1.1")
    let headers = [
      (":scheme", "http"), ("Accept", "*/*"), ("User-Agent", userAgent),
      ("X-Envoy-Internal", "true"), ("X-Request-Id", ""),
    ]
    line.objects("headers", headers) { object, header in
      object.string("key", header.0)
      if header.1.isEmpty {
        object.identifier("value", .requestIdentifier)
      } else {
        object.string("value", header.1)
      }
    }
  }
}
