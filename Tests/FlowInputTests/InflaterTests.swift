import CZlib
import Foundation
import TestSupport
import Testing

@testable import FlowInput

/// What is read of a gzip file does not depend on the inflater: text, problem, offsets and words are zlib's.
@Suite struct InflaterTests {
  private static let isal = GzipWay.all.filter { $0.inflater == .isal }

  /// Lines like those of a flow log: much that repeats, numbers that do not.
  private static func log(_ lineCount: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededNumbers(seed)
    let names = ["web", "db", "cache", "coredns", "payments", "inventory"]
    return (0..<lineCount).flatMap { index in
      let source = names[Int.random(in: 0..<names.count, using: &generator)]
      let destination = names[Int.random(in: 0..<names.count, using: &generator)]
      let number = UInt64.random(in: 0...UInt64.max, using: &generator)
      return Array(
        """
        {"flow":{"time":"2026-05-11T06:00:00.\(index)Z","uuid":"\(number)","source":{"namespace":\
        "\(source)"},"destination":{"namespace":"\(destination)"},"verdict":"FORWARDED"}}\n
        """.utf8)
    }
  }

  /// A member of which the header has every field that a header may have.
  private static func memberWithFields(_ text: [UInt8], flags: UInt8) -> [UInt8] {
    let packed = gzip(text)
    var header = Array(packed[..<10])
    header[3] = flags
    if flags & 0x04 != 0 {
      header += [6, 0, 0x42, 0x43, 2, 0, 1, 2]
    }
    if flags & 0x08 != 0 {
      header += Array("audit.log\0".utf8)
    }
    if flags & 0x10 != 0 {
      header += Array("a comment\0".utf8)
    }
    if flags & 0x02 != 0 {
      let checksum = crc32(0, header, UInt32(header.count))
      header += [UInt8(checksum & 0xff), UInt8(checksum >> 8 & 0xff)]
    }
    return header + packed[10...]
  }

  /// Reads the same bytes with zlib and in the way given.
  private func compare(
    _ bytes: [UInt8], _ way: GzipWay, textByteCount: Int = 1 << 18,
    in directory: TemporaryDirectory,
    _ what: @autoclosure () -> String
  ) throws {
    let path = try directory.file("x.gz", bytes)
    let expected = try GzipReading(path, DecodingOptions(inflater: .zlib))
    let found = try GzipReading(path, DecodingOptions(way, textByteCount: textByteCount))
    guard found != expected else {
      return
    }
    Issue.record(
      """
      \(what()): \(found.text.count) bytes for \(expected.text.count), \
      \(String(describing: found.problem)) for \(String(describing: expected.problem)), \
      read \(found.bytesRead) for \(expected.bytesRead)
      """)
  }

  private static let levels: [Int32] = Scale.drawn([0, 1, 6, 9], inCI: 2)

  @Test("cut at every byte, whatever the level", arguments: levels, isal)
  func cuts(_ level: Int32, _ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let packed =
      gzip(Self.log(20, seed: 1), level: level) + gzip(Self.log(3, seed: 2), level: level)
    for count in 2...packed.count {
      let prefix = Array(packed.prefix(count))
      try compare(prefix, way, in: directory, "cut at \(count)")
      try compare(prefix, way, textByteCount: 100, in: directory, "cut at \(count), small buffers")
    }
  }

  /// ISA-L takes several symbols at once where more than a few kilobytes are to come.
  @Test("cut within a block that is not the last", arguments: [0, 1, 6, 9] as [Int32], isal)
  func cutsOfLongMembers(_ level: Int32, _ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let packed = gzip(Self.log(1500, seed: 1), level: level)
    let counts =
      Scale.isLong ? 2...min(packed.count, 60_000) : packed.count / 2...packed.count / 2 + 80
    for count in counts {
      try compare(Array(packed.prefix(count)), way, in: directory, "cut at \(count)")
    }
  }

  @Test("a changed bit anywhere, whatever the level", arguments: levels, isal)
  func damage(_ level: Int32, _ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let packed =
      gzip(Self.log(12, seed: 3), level: level) + gzip(Self.log(2, seed: 4), level: level)
    for index in packed.indices.dropFirst(2) {
      for bit in 0..<8 where level != 0 || index % 16 == bit {
        var damaged = packed
        damaged[index] ^= 1 << bit
        try compare(damaged, way, in: directory, "bit \(bit) of byte \(index)")
      }
    }
  }

  @Test("a long log cut and damaged at random", arguments: [0, 1, 6, 9] as [Int32], isal)
  func long(_ level: Int32, _ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let packed = gzip(Self.log(20_000, seed: 5), level: level)
    try compare(packed, way, in: directory, "whole")
    var generator = SeededNumbers(UInt64(level))
    for _ in 0..<10 {
      let count = Int.random(in: 2..<packed.count, using: &generator)
      try compare(Array(packed.prefix(count)), way, in: directory, "cut at \(count)")
      var damaged = packed
      damaged[count] ^= UInt8.random(in: 1...255, using: &generator)
      try compare(damaged, way, in: directory, "damaged at \(count)")
    }
  }

  /// What ISA-L makes of tables that zlib refuses reaches over the end of a buffer of text.
  @Test(
    "damaged code tables: nothing behind them is handed on", arguments: [1, 9] as [Int32], isal)
  func tables(_ level: Int32, _ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let stored = Array(Self.log(2000, seed: 6).prefix(1 << 18).dropLast(16))
    let packed = gzip(stored: stored, then: Self.log(1000, seed: 6), level: level)
    for index in packed.storedByteCount..<packed.storedByteCount + 80 {
      for bit in 0..<8 {
        var damaged = packed.bytes
        damaged[index] ^= 1 << bit
        try compare(damaged, way, in: directory, "bit \(bit) of byte \(index)")
      }
    }
  }

  @Test(
    "every combination of header fields and reserved flags",
    arguments: 0...255 as ClosedRange<UInt8>)
  func headers(_ flags: UInt8) throws {
    let directory = try TemporaryDirectory()
    let member = Self.memberWithFields(Self.log(10, seed: 7), flags: flags)
    for way in Self.isal {
      try compare(member + member, way, in: directory, "flags \(flags)")
    }
    if flags < 32 {
      let path = try directory.file("x.gz", member)
      #expect(try GzipReading(path, DecodingOptions()).text == Data(Self.log(10, seed: 7)))
    }
  }

  @Test("many small members, through buffers of any size", arguments: GzipWay.all)
  func manyMembers(_ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let texts = (0..<Scale.rounds(2000, inCI: 500)).map { Self.log(1 + $0 % 5, seed: UInt64($0)) }
    let path = try directory.file("x.gz", Array(texts.map { gzip($0) }.joined()))
    for (textByteCount, roomByteCount) in [(1, 100), (1000, 7), (333, 333), (1 << 18, 1 << 18)] {
      let reading = try GzipReading(
        path, DecodingOptions(way, textByteCount: textByteCount), roomByteCount: roomByteCount)
      #expect(reading.problem == nil)
      #expect(reading.text == Data(texts.joined()), "\(textByteCount), \(roomByteCount)")
    }
  }

  @Test("text that packs a thousandfold", arguments: GzipWay.all)
  func dense(_ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let text = [UInt8](repeating: 0x20, count: 3_000_000)
    for packed in [gzip(text), gzip(text) + gzip(text, level: 1)] {
      try compare(packed, way, in: directory, "whole")
      try compare(packed.dropLast(3), way, in: directory, "cut")
    }
  }

  @Test("reading a long member once more can be interrupted", arguments: isal)
  func pauses(_ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let text = [UInt8](repeating: 0x20, count: 140_000_000)
    let path = try directory.file("x.gz", gzip(text, level: 1).dropLast(3))
    let found = try GzipReading.pauses(path, DecodingOptions(way))
    #expect(found == (text.count, 3))
  }

  @Test("standard input that does not stand at its beginning is read from where it stands")
  func offset() throws {
    let directory = try TemporaryDirectory()
    let packed = gzip(Self.log(2000, seed: 8))
    let path = try directory.file("x.gz", [1, 2, 3] + packed.dropLast())
    let (descriptor, saved) = (open(path, O_RDONLY), dup(0))
    lseek(descriptor, 3, SEEK_SET)
    dup2(descriptor, 0)
    defer {
      dup2(saved, 0)
      close(saved)
      close(descriptor)
    }
    let seen = drain(Input(.standardInput))
    #expect(seen.count == 2001)
    #expect(
      seen.last
        == .problem(
          InputProblem(
            origin: .standardInput,
            cause: .gzipCut(
              compressedOffset: Int64(packed.count - 1),
              decodedOffset: Int64(Self.log(2000, seed: 8).count)))))
  }

  @Test("a reader that goes before the end does not wait for it", arguments: GzipWay.all)
  func leaving(_ way: GzipWay) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.file("x.gz", gzip(Self.log(20_000, seed: 9)))
    for readCount in 0..<4 {
      var source = GzipSource(
        try FileSource(.path(InputPath(path))), DecodingOptions(way, textByteCount: 1000))
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
      defer { room.deallocate() }
      for _ in 0..<readCount {
        guard case .bytes(1000) = source.read(into: room) else {
          Issue.record("no text")
          return
        }
      }
    }
  }

  @Test("a pipe is decoded by zlib, and gives the same")
  func pipe() throws {
    let packed = gzip(Self.log(2000, seed: 10)).dropLast(9)
    let directory = try TemporaryDirectory()
    let expected = drain(
      try directory.input([Array(packed)]), GzipWay(inflater: .zlib, decodesAhead: false))
    let pipe = FilledPipe(Array(packed)) { 1 + $0 * 7919 % 3000 }
    for way in GzipWay.all.suffix(1) {
      let seen = drain(pipe.input, way)
      #expect(seen.dropLast() == expected.dropLast())
    }
  }

  @Test(
    "ISA-L is the best where scripts/test has built it in",
    .enabled(if: ProcessInfo.processInfo.environment["FLOWAUDIT_EXPECTS_ISAL"] != nil))
  func isThere() {
    #expect(Inflater.available == [.isal, .zlib])
    #expect(Inflater.best == .isal)
  }
}
