import TestSupport

/// A log with everything in it that input knows of: prefixes, parts, CRs, BOMs, long lines, noise.
struct RandomLog {
  var generator: SeededNumbers
  let limit: Int

  mutating func files() -> [[UInt8]] {
    let count = Int.random(in: 1...3, using: &generator)
    return (0..<count).map { _ in file() }
  }

  private mutating func file() -> [UInt8] {
    var bytes: [UInt8] = []
    if chance(4) {
      bytes += [0xef, 0xbb, 0xbf].prefix(Int.random(in: 1...3, using: &generator))
    }
    let hasPrefixes = chance(2)
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      bytes += hasPrefixes && !chance(4) ? prefix() : []
      bytes += content()
      bytes += [UInt8](
        repeating: 13, count: chance(5) ? Int.random(in: 1...3, using: &generator) : 0)
      bytes += [10]
    }
    return chance(2) ? bytes : bytes.dropLast()
  }

  private mutating func chance(_ one: Int) -> Bool {
    Int.random(in: 0..<one, using: &generator) == 0
  }

  private mutating func prefix() -> [UInt8] {
    let time = chance(3) ? "2026-01-02T1" : "2026-01-02T15:04:05.123456789Z"
    let stream = chance(3) ? "stderr" : "stdout"
    let mark = chance(2) ? "P" : "F"
    var bytes = Array("\(time) \(stream) \(mark)\(chance(8) ? ":tag" : "") ".utf8)
    if chance(10) {
      let index = Int.random(in: bytes.indices, using: &generator)
      bytes[index] = UInt8.random(in: 0...255, using: &generator)
    }
    return bytes
  }

  private mutating func content() -> [UInt8] {
    let count: Int
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: count = 0
    case 1: count = max(0, limit - 1)
    case 2: count = limit
    case 3: count = limit + 1
    case 4: count = chance(6) ? limit + Int.random(in: 4000...4200, using: &generator) : 1
    case 5: count = chance(6) ? limit + Int.random(in: 8000...9000, using: &generator) : 2
    default: count = Int.random(in: 1...30, using: &generator)
    }
    let letters = Array("{}\"a1 \r\0\u{feff}".utf8)
    let isNoisy = chance(4)
    return (0..<count).map { _ in
      isNoisy ? letters.randomElement(using: &generator) ?? 0 : UInt8(ascii: "x")
    }
  }
}
