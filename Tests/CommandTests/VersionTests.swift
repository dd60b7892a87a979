import TestSupport
import Testing

/// What the program says of itself and of the machine, and what of that can be forced.
@Suite struct VersionTests {
  @Test(
    "--version names the release, the instruction set, what reads packed logs, and the default options, a line each"
  )
  func lines() throws {
    let outcome = try Binary.run("--version")
    #expect(outcome.status == .exited(0))
    #expect(outcome.errorText == "")
    let shape =
      /flowaudit 0\.1\.0\nkernels: [a-z0-9]+\ninflater: (isa-l|zlib)\narchives: (libarchive|none \([a-z0-9 -]+\))\nconfig: none \(FLOWAUDIT_CONFIG names one\)\n/
    #expect(try shape.wholeMatch(in: outcome.text) != nil, "\(outcome.text)")
  }

  @Test("FLOWAUDIT_INFLATER forces an inflater, empty it does not", arguments: ["zlib", ""])
  func forced(name: String) throws {
    let usual = try Binary.run("--version").text
    let outcome = try Binary.run("--version", environment: ["FLOWAUDIT_INFLATER": name])
    let forced = usual.replacing(/inflater: .*/, with: "inflater: zlib")
    #expect(outcome.text == (name.isEmpty ? usual : forced))
  }

  @Test("an inflater that nobody knows is status 2", arguments: [["--version"], ["drops", "x"]])
  func unknown(arguments: [String]) throws {
    let outcome = try Binary.start(
      arguments, input: .none, environment: ["FLOWAUDIT_INFLATER": "lzma"]
    ).outcome(within: .seconds(60))
    #expect(outcome.status == .exited(2))
    #expect(outcome.text == "")
    #expect(
      outcome.errorText == """
        flowaudit: FLOWAUDIT_INFLATER: unknown inflater lzma: set one of isal, zlib
        try 'flowaudit --help'

        """)
  }

  @Test(
    "a capture counts the same through either inflater, whole and cut",
    arguments: ["full-20k", "minimal-5k"])
  func sameAnswers(name: String) throws {
    let directory = try TemporaryDirectory()
    let packed = try Fixture.bytes("flows/\(name).jsonl.gz")
    for count in [packed.count, packed.count - 5, packed.count / 2, packed.count / 3] {
      let file = try directory.file("x.gz", Array(packed.prefix(count)))
      let usual = try Binary.run("drops", "--output", "json", file)
      let zlib = try Binary.run(
        "drops", "--output", "json", file, environment: ["FLOWAUDIT_INFLATER": "zlib"])
      #expect(usual.status == .exited(count == packed.count ? 0 : 3))
      #expect(usual.status == zlib.status)
      #expect(usual.text == zlib.text)
      #expect(usual.errorText == zlib.errorText)
    }
  }
}
