import Foundation
import Testing

@testable import FlowTally

/// Suspects are the lines that LineReader refuses, no more, no less.
@Suite struct SkeletonExactnessTests {
  @Test(
    "a block of one line is judged as LineReader judges it",
    arguments: [
      "{}", "{\"a\":1}", "[]", "", " ", "1", "\"a\"", "{\"a\":}", "{\"a\":1,}", "{\"a\",\"b\":1}",
      "{\"a\":[1,2,{\"b\":null}],\"c\":{}}", "{\"a\":[],\"b\":{},\"c\":[{},[]]}", "{\"a\":01}",
      "{\"a\":1 2}", "{ \"a\" : 1 , \"b\" : [ 1 , true ] }", "{\"a\":\"b}",
      "{\"a\":\"\\u00e9\\\\\"}",
      "{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\\ud83d\"}", "{\"a\":\"\\\\ud83d\\ude00\"}",
      "{\"a\":\"é€😀\"}", "{é:1}", "{\"a\":[}]}", "{\"a\":{]}", "{\"a\":[1}}", "{}{}", "{} {}",
      "{},{}",
      "{\"a\":[],1}", "{\"a\":{},{}}", "[{\"a\":1}]", "{\"a\":[[],\"b\":1]}", "{\"a\":-0.1e+9}",
      "{\"a\":-}", "{\"a\":tru}", "{\"a\":truefalse}", "{\"a\":true false}", "{\"a\":\u{1}}",
      "\u{feff}{}",
      "{\"a\",[],\"b\":1}", "{\"a\":1,[]}", "{\"a\":1,[],\"b\":2}", "{\"a\":[1,\"b\":2]}",
      "{\"a\":[1}", "{\"a\":1]", "{1}", "{1:2}", "{[]}", "{\"a\"}", "{\"a\":\"b\":1}",
      "{\"a\":[\"b\":1]}",
    ])
  func oneLine(line: String) {
    expectExact(Array(line.utf8), line)
    expectExact(Array("{\"x\":\"y\"}\n\(line)\n{\"x\":[1]}\n".utf8), line)
  }

  @Test(
    "the cases of the conformance table are judged as LineReader judges them, alone and together")
  func conformance() throws {
    let cases = try Conformance.cases()
    #expect(cases.count == 883)
    let judge = SkeletonJudge()
    for text in cases {
      judge.expectExact(text)
    }
    judge.expectExact(Array(cases.joined(separator: [UInt8(ascii: "\n")])))
  }

  @Test(
    "128 open containers are allowed, 129 are not",
    arguments: [1, 62, 63, 64, 127, 128, 129, 130, 4000])
  func depth(depth: Int) {
    let objects =
      String(repeating: "{\"a\":", count: depth - 1) + "{}"
      + String(repeating: "}", count: depth - 1)
    let arrays =
      "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    let result = expectExact(Array("\(objects)\n\(arrays)\n".utf8))
    #expect(result?.suspects == (depth < 128 ? [] : depth == 128 ? [1] : [0, 1]))
  }

  @Test(
    "clean logs have no suspects",
    arguments: ["full-20k", "odd-5k", "exporter-20k", "minimal-5k", "aggregate-12k"])
  func cleanLogs(name: String) throws {
    let text = try FlowLog.text(name, lines: 700)
    let result = expectExact(text, name)
    #expect(result?.lineEnds.count == 700)
    #expect(result?.hasWhiteSpace == false)
    let spaced = FlowLog.spaced(text)
    let spacedResult = expectExact(spaced, "\(name), spaced")
    #expect(spacedResult?.hasWhiteSpace == true)
    #expect(spacedResult?.suspects == result?.suspects)
  }
  @Test("a block may end behind any byte of a line")
  func ends() throws {
    let text = try FlowLog.text("odd-5k", lines: 2)
    let judge = SkeletonJudge()
    for count in 1...text.count {
      judge.expectExact(Array(text[..<count]), "\(count) bytes")
    }
  }

  @Test("a valid line has no suspects wherever in the steps of the kernels it begins and ends")
  func places() {
    let line = Array("{\"a\":[{\"b\":\"c\\\\\"},true,{\"d\":-1.5}],\"é\":{},\"f\":null}\n".utf8)
    let judge = SkeletonJudge()
    for padding in 0...530 {
      let first = Array("{\"p\":\"\(String(repeating: "p", count: padding))\"}\n".utf8)
      #expect(judge.expectExact(first + line)?.suspects == [])
      #expect(judge.expectExact(first + line.dropLast(2) + line)?.suspects == [1])
    }
  }

  @Test(
    "lines longer than the buffers begin with are judged, and what comes behind them",
    arguments: [0, 1])
  func longLines(bad: Int) {
    let elements = String(repeating: "{\"key\":\"a value of some length\"},", count: 20_000)
    let line = Array("{\"a\":[\(elements)1]}\n".utf8)
    let damaged = line.dropLast(3) + Array((bad == 0 ? "]}\n" : "}}\n").utf8)
    let small = Array("{\"a\":1}\n".utf8)
    let result = expectExact(small + damaged + small + line)
    #expect(result?.suspects == (bad == 0 ? [] : [1]))
  }

  @Test("a block of blank lines is all suspects")
  func blankLines() {
    let result = expectExact([UInt8](repeating: UInt8(ascii: "\n"), count: 1000))
    #expect(result?.suspects == Array(0..<1000))
  }

  @Test("many brackets in a line are judged as few are", arguments: 0..<200)
  func manyBrackets(count: Int) {
    let elements = Array(repeating: "{}", count: count).joined(separator: ",")
    let line = "{\"a\":[\(elements)]}"
    let result = expectExact(Array("\(line)\n\(line)]\n\(line)\n{\"a\":{\(elements)}}\n".utf8))
    #expect(result?.suspects == (count == 0 ? [1] : [1, 3]))
  }

  @Test(
    "a character that is cut off is found wherever in the steps of the kernels it stands",
    arguments: [
      [0xC3], [0xE2], [0xE2, 0x82], [0xF0, 0x9F], [0xF0, 0x9F, 0x98], [0x80], [0xED, 0xA0, 0x80],
    ])
  func cutCharacters(bytes: [UInt8]) {
    let judge = SkeletonJudge()
    let valid = Array("{\"v\":\"é\"}\n".utf8)
    let tail = Array("\(String(repeating: "t", count: 600))\"}\n".utf8)
    for padding in 0...260 {
      let head = Array("{\"p\":\"\(String(repeating: "p", count: padding))".utf8)
      #expect(judge.expectExact(valid + head + bytes + tail + valid)?.suspects == [1])
      #expect(judge.expectExact(valid + head + bytes + valid.suffix(3) + valid)?.suspects == [1])
    }
  }
}
