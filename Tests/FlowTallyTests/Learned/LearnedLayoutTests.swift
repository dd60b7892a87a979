import CKernels
import Testing

@testable import FlowTally

/// The layouts that are learned from lines, and their keys: filled to the last slot and beyond.
@Suite struct LearnedLayoutTests {
  private static let mostLayouts = 512
  private static let mostKeys = 1024

  /// What a flow finds on lines that are read one after the other, and how many layouts it knows then.
  private func read(
    _ lines: [String], _ kernels: KernelSet, asking question: (inout Flow, Span<UInt8>) -> String
  ) -> (answers: [String], layoutCount: Int) {
    var flow = Flow()
    let answers = lines.map { line in
      Block(line: line).withBytes { bytes in
        let outside = LineInputs.words(LineInputs.outside(bytes))
        flow.readValid(
          bytes, outside: outside.span, 0, bytes.count - 1, mayHaveBackslash: false, kernels)
        return question(&flow, bytes)
      }
    }
    return (answers, flow.learned.layouts.count)
  }

  private func namespace(_ flow: inout Flow, _ bytes: Span<UInt8>) -> String {
    guard let range = flow.string(.namespace, of: .source, bytes) else {
      return "-"
    }
    return range.map { String(UnicodeScalar(bytes[$0])) }.joined()
  }

  @Test(
    "512 layouts are learned; the lines of the next ones are looked at each time",
    arguments: KernelSet.available.map(\.name))
  func layouts(name: String) throws {
    // Each line has brackets of its own behind the flow.
    let lines = (0..<(Self.mostLayouts + 8)).map { number in
      let brackets = String(repeating: "[]", count: number % 23).replacing("][", with: "],[")
      let nested =
        String(repeating: "[", count: number / 23) + String(repeating: "]", count: number / 23)
      return #"{"flow":{"source":{"namespace":"n\#(number)"}},"a":[\#(brackets)],"b":[\#(nested)]}"#
    }
    let kernels = try #require(KernelSet.named(name))
    let expected = lines.indices.map { "\"n\($0)\"" }
    let most = read(Array(lines.prefix(Self.mostLayouts)), kernels, asking: namespace)
    #expect(most.layoutCount == Self.mostLayouts)
    // The second time those that found room are known.
    let found = read(lines + lines, kernels, asking: namespace)
    #expect(found.layoutCount == Self.mostLayouts)
    #expect(found.answers == expected + expected)
  }

  @Test(
    "1,024 keys are learned; a line with one more teaches no layout, one of known keys does",
    arguments: KernelSet.available.map(\.name))
  func keys(name: String) throws {
    // `flow`, `source`, and eight keys a line: the last of them finds no room.
    let filling = (0..<((Self.mostKeys - 2) / 8 + 1)).map { line in
      let members = (0..<8).map { #""k\#(8 * line + $0)":1"# }
      return #"{"flow":{"source":{}},\#(members.joined(separator: ","))}"#
    }
    let full = filling.count - 1
    let behind = [
      // A layout of keys that are known all.
      #"{"flow":{"source":{}},"k1":1,"k2":1}"#,
      // Equal but for a key that found no room.
      #"{"flow":{"sourcf":{"namespace":"a"}},"k1":1}"#,
      #"{"flow":{"source":{"namespace":"b"}},"k1":1}"#,
      #"{"flow":{"sourcg":{"namespace":"c"}},"k1":1}"#,
    ]
    let kernels = try #require(KernelSet.named(name))
    #expect(read(Array(filling.dropLast()), kernels, asking: namespace).layoutCount == full)
    let found = read(filling + behind + behind, kernels, asking: namespace)
    // Of the lines behind, the first one teaches its layout.
    #expect(found.layoutCount == full + 1)
    #expect(found.answers.suffix(8) == ["-", "-", "\"b\"", "-", "-", "-", "\"b\"", "-"])
  }
}
