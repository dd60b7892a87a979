import CKernels
import Foundation
import TestSupport
import Testing

@testable import FlowTally

/// Each kernel of each set gives what its twin gives, byte for byte.
@Suite struct SkeletonTwinTests {
  @Test(
    "a line becomes the skeleton and the events of SkeletonKernels.h",
    arguments: KernelSet.available.map(\.name))
  func example(name: String) throws {
    let line = #"{"flow":{"ports":[80,null],"ok":true},"node_name":"a\"b"}"#
    let output = KernelOutput(Array(line.utf8), try #require(KernelSet.named(name)))
    let skeleton = #"{":{":[80,null],":true},":"}"#
    #expect(
      output.skeletons.map { String(decoding: $0, as: UTF8.self) } == [
        skeleton + "\n", skeleton + "\n",
      ])
    #expect(
      output.events.map { String(decoding: $0, as: UTF8.self) } == ["{{[]:}:}\n", "{{[]:}:}\n"])
    #expect(
      output.outside == LineInputs.words(LineInputs.outside((Array(line.utf8) + [10]).span)))
    #expect(output.lineEnds == [57])
    #expect(output.scalars == [[], []])
    // The line has a backslash, and is not watched for it.
    #expect(output.marks == [[0], [1], [0], [0], [0]])
    #expect(output.unknown == [[0, 0, 8], [0, 0, 8]])
  }

  @Test(
    "every set gives the twin's skeleton, line ends, events, scalars and marks at all lengths",
    arguments: KernelSet.available.map(\.name))
  func lengths(name: String) throws {
    var random = SeededNumbers(1)
    for length in 1...600 {
      let text = RandomText.bytes(length, using: &random)
      try expectTwins(text, name, "length \(length)")
    }
  }

  @Test(
    "every set gives what the twin gives on random text", arguments: KernelSet.available.map(\.name)
  )
  func randomText(name: String) throws {
    var random = SeededNumbers(2)
    for _ in 0..<60 {
      try expectTwins(
        RandomText.bytes(Int.random(in: 1...9000, using: &random), using: &random), name)
    }
  }

  @Test(
    "every set gives what the twin gives on a log, from any byte of it on",
    arguments: KernelSet.available.map(\.name))
  func logs(name: String) throws {
    let text = try FlowLog.text("odd-5k", lines: 20)
    for start in 0..<70 {
      try expectTwins(Array(text[start...]), name, "from \(start)")
    }
    for length in 9000..<Scale.rounds(9300, inCI: 9070) {
      try expectTwins(Array(text[..<length]), name, "up to \(length)")
    }
  }

  private func expectTwins(_ text: [UInt8], _ name: String, _ note: String = "") throws {
    let set = KernelOutput(text, try #require(KernelSet.named(name)))
    let twin = KernelOutput(text, .twins)
    #expect(
      set == twin, "\(name) \(note) \(String(decoding: text, as: UTF8.self).debugDescription)")
  }
}

/// All that the kernels write for one block, squeezed and not.
struct KernelOutput: Equatable {
  var skeletons: [[UInt8]] = []
  var lineEnds: [UInt32] = []
  var events: [[UInt8]] = []
  var scalars: [[UInt32]] = []
  var outside: [UInt64] = []
  var marks: [[UInt64]] = []
  var unknown: [[UInt32]] = []
  var flags: [Bool] = []

  init(_ text: [UInt8], _ kernels: KernelSet) {
    let block = SkeletonBlock(text)
    var buffers = SkeletonBuffers(room: block.byteCount)
    guard buffers.begin(block.start.assumingMemoryBound(to: UInt8.self), byteCount: block.byteCount)
    else {
      return
    }
    kernels.skeleton.findStrings(&buffers.work)
    lineEnds = Self.array(buffers.work.lineEnds, buffers.work.lineCount)
    flags = [buffers.work.hasTextMarks, buffers.work.hasBackslash, buffers.work.hasNonASCII]
    marks.append(Self.array(buffers.work.textMarks, (lineEnds.count + 63) / 64))
    marks.append(Self.array(buffers.work.escapeMarks, (lineEnds.count + 63) / 64))
    marks.append(Self.array(buffers.work.watchMarks, (lineEnds.count + 63) / 64))
    outside = Self.array(buffers.work.outside, (block.byteCount + 63) / 64)
    if block.byteCount % 64 > 0 {
      // What pads the block has bits, too.
      outside[outside.count - 1] &= 1 << UInt64(block.byteCount % 64) - 1
    }
    judgeTokens(&buffers, kernels)
    kernels.skeleton.squeeze(&buffers.work)
    flags.append(buffers.work.hasWhiteSpace)
    judgeTokens(&buffers, kernels)
  }

  private mutating func judgeTokens(_ buffers: inout SkeletonBuffers, _ kernels: KernelSet) {
    buffers.dropTokenMarks()
    kernels.skeleton.judgeTokens(&buffers.work)
    skeletons.append(Self.array(buffers.work.skeleton, buffers.work.skeletonCount))
    events.append(Self.array(buffers.work.events, buffers.work.eventCount))
    scalars.append(Self.array(buffers.work.scalars, buffers.work.scalarCount))
    marks.append(Self.array(buffers.work.tokenMarks, (lineEnds.count + 63) / 64))
    flags.append(buffers.work.hasTokenMarks)
    let known = [KnownNesting](repeating: KnownNesting(), count: Int(SKELETON_NESTING_SLOTS))
    var lines: [UnknownNesting] = []
    known.withUnsafeBufferPointer { slots in
      guard let start = slots.baseAddress else {
        return
      }
      var work = NestingWork(known: start, unknown: buffers.unknown, unknownCount: 0)
      kernels.skeleton.matchNestings(&buffers.work, &work)
      lines = Self.array(work.unknown, work.unknownCount)
    }
    unknown.append(lines.flatMap { [$0.line, $0.firstEvent, $0.eventCount] })
  }

  private static func array<Element>(_ start: UnsafeMutablePointer<Element>, _ count: Int)
    -> [Element]
  {
    Array(UnsafeBufferPointer(start: start, count: count))
  }
}
