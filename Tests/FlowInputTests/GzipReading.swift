import Foundation

@testable import FlowInput

/// What a gzip file gives from its first byte to its last: its text, and why it ended.
struct GzipReading: Equatable {
  var text = Data()
  var problem: InputProblem.Cause?
  var bytesRead: Int64 = 0

  /// How much was read, and how often the reader was let look at its flags meanwhile.
  static func pauses(
    _ path: String, _ decoding: DecodingOptions
  ) throws -> (byteCount: Int, pauseCount: Int) {
    var source = GzipSource(try FileSource(.path(InputPath(path))), decoding)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { room.deallocate() }
    var found = (byteCount: 0, pauseCount: 0)
    while true {
      switch source.read(into: room) {
      case .bytes(let count): found.byteCount += count
      case .pause: found.pauseCount += 1
      case .end, .stopped, .problem: return found
      }
    }
  }

  /// Reads with room for so many bytes at a time.
  init(_ path: String, _ decoding: DecodingOptions, roomByteCount: Int = 1 << 18) throws {
    var source = GzipSource(try FileSource(.path(InputPath(path))), decoding)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: roomByteCount, alignment: 64)
    defer { room.deallocate() }
    while true {
      switch source.read(into: room) {
      case .bytes(let count):
        text.append(contentsOf: room[..<count])
        continue
      case .pause:
        continue
      case .end, .stopped:
        break
      case .problem(let cause):
        problem = cause
      }
      bytesRead = source.bytesRead
      return
    }
  }
}

extension DecodingOptions {
  init(_ way: GzipWay, textByteCount: Int = 1 << 18) {
    self.init(
      inflater: way.inflater, decodesAhead: way.decodesAhead, textByteCount: textByteCount)
  }
}
