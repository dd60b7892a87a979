import FlowReport
import Synchronization
import Testing

@testable import flowaudit

@Test(
  "colour is for terminals that know it, unless NO_COLOR is set and not empty",
  arguments: [
    (nil, "xterm", true), (nil, nil, true), ("", "xterm", true), ("1", "xterm", false),
    ("0", "xterm", false), (nil, "dumb", false),
  ] as [(String?, String?, Bool)])
func colorOfEnvironment(noColor: String?, term: String?, isAllowed: Bool) {
  #expect(Terminal.allowsColor(noColor: noColor, term: term) == isAllowed)
}

@Test("output is coloured only on a terminal, where environment and options allow it")
func colorOfOutput() {
  var terminal = Terminal()
  for wantsColor in [false, true] {
    terminal.wantsColor = wantsColor
    var options = ReportOptions()
    #expect(options.layout(on: terminal).usesColor == wantsColor)
    options.color = .always
    #expect(options.layout(on: terminal).usesColor)
    options.color = .never
    #expect(!options.layout(on: terminal).usesColor)
  }
}

@Test("--width goes before the terminal's columns; only a terminal has a height")
func sizeOfOutput() {
  var terminal = Terminal()
  var options = ReportOptions()
  #expect(options.layout(on: terminal).width == nil)
  terminal.outputColumns = 80
  terminal.outputRows = 24
  #expect(options.layout(on: terminal).width == 80)
  #expect(options.layout(on: terminal).height == 24)
  options.width = 100
  #expect(options.layout(on: terminal).width == 100)
}

@Test(
  "COLUMNS is a width, or is not looked at",
  arguments: [
    (nil, nil), ("100", 100), ("20", 20), ("19", nil), ("0", nil), ("-1", nil), ("", nil),
    ("wide", nil), ("10001", nil), ("99999999999999999999", nil),
  ] as [(String?, Int?)])
func columnsOfEnvironment(text: String?, expected: Int?) {
  #expect(Terminal.columns(named: text) == expected)
}

@Test("there is nothing to read where no file is named and standard input is a terminal")
func nothingToRead() {
  var terminal = Terminal()
  var command = DropsCommand()
  #expect(!command.hasNothingToRead(on: terminal))
  terminal.isInputTerminal = true
  #expect(command.hasNothingToRead(on: terminal))
  command.log.input.files = ["-"]
  #expect(!command.hasNothingToRead(on: terminal))
}

@Test("messages are escaped and carry the program's name; quiet drops warnings only")
func diagnostics() {
  let log = Log()
  for isQuiet in [false, true] {
    let diagnostics = Diagnostics(isQuiet: isQuiet, escape: Escape.terminal) {
      log.append($0)
    }
    diagnostics.error("no such file: a\u{1B}[31m\nb")
    diagnostics.warning("x")
    diagnostics.usage(UsageError("unknown option --\u{7}", for: .flows))
  }
  #expect(
    log.text == """
      flowaudit: no such file: a\\x1b[31m\\nb
      flowaudit: warning: x
      flowaudit: unknown option --\\x07
      try 'flowaudit flows --help'
      flowaudit: no such file: a\\x1b[31m\\nb
      flowaudit: unknown option --\\x07
      try 'flowaudit flows --help'

      """)
}

/// What was written, from any thread.
private final class Log: Sendable {
  private let texts = Mutex("")

  var text: String {
    texts.withLock { $0 }
  }

  func append(_ text: String) {
    texts.withLock { $0 += text }
  }
}

private let second: UInt64 = 1_000_000_000

@Test(
  "progress says as much as fits",
  arguments: [
    (412_000_000, 1_200_000_000, 2, 80, "flowaudit: 412 MB of 1.20 GB, 34 %, 206 MB/s, 4 s left"),
    (412_000_000, 1_200_000_000, 2, 54, "flowaudit: 412 MB of 1.20 GB, 34 %, 206 MB/s, 4 s left"),
    (412_000_000, 1_200_000_000, 2, 53, "412 MB of 1.20 GB, 34 %, 206 MB/s, 4 s left"),
    (412_000_000, 1_200_000_000, 2, 40, "34 %, 206 MB/s, 4 s left"),
    (412_000_000, 1_200_000_000, 2, 20, "34 %, 4 s left"),
    (412_000_000, 1_200_000_000, 2, 10, "34 %"),
    (412_000_000, 1_200_000_000, 2, 3, ""),
    (412_000_000, nil, 125, 80, "flowaudit: 412 MB read, 3.30 MB/s, 2 min 5 s"),
    (412_000_000, nil, 125, 30, "412 MB, 3.30 MB/s, 2 min 5 s"),
    (412_000_000, nil, 125, 20, "412 MB, 3.30 MB/s"),
    (412_000_000, nil, 125, 6, "412 MB"),
    (412_000_000, nil, 125, 0, ""),
    (0, 1000, 1, 80, "flowaudit: 0 B of 1.00 kB, 0 %, 0 B/s"),
    (0, 0, 0, 80, "flowaudit: 0 B read, 0 B/s, 0 s"),
    // A file that grew.
    (2000, 1000, 1, 80, "flowaudit: 2.00 kB of 1.00 kB, 100 %, 2.00 kB/s, 0 s left"),
    (1, .max, 1, 80, "flowaudit: 1 B of 18447 PB, 0 %, 1 B/s, 5124095576030431 h 0 min left"),
  ] as [(UInt64, UInt64?, UInt64, Int, String)])
func progressText(bytes: UInt64, total: UInt64?, seconds: UInt64, columns: Int, expected: String) {
  let text = ProgressText(
    byteCount: bytes, totalByteCount: total, elapsedNanoseconds: seconds * second)
  #expect(text.text(columns: columns) == expected)
}

@Test(
  "a number of bytes has three digits",
  arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (9994, "9.99 kB"), (9996, "10.0 kB"),
    (99_949, "99.9 kB"), (99_951, "100 kB"), (999_499, "999 kB"), (999_500, "1.00 MB"),
    (1_005_000, "1.00 MB"), (1_050_000, "1.05 MB"), (123_456_789, "123 MB"),
    (5_000_000_000_000, "5.00 TB"),
  ] as [(UInt64, String)])
func byteAmount(byteCount: UInt64, expected: String) {
  #expect(ProgressText.amount(byteCount) == expected)
}

@Test(
  "a time has its two largest units",
  arguments: [
    (0, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (3599, "59 min 59 s"), (7810, "2 h 10 min"),
  ]
    as [(UInt64, String)])
func progressDuration(seconds: UInt64, expected: String) {
  #expect(ProgressText.duration(seconds: seconds) == expected)
}

@Test(
  "progress begins after a second, comes five times a second, covers the old line and goes away")
func progressLine() {
  var progress = Progress(style: .line(columns: 30), totalByteCount: 1000, at: 10 * second)
  #expect(progress.update(byteCount: 1, at: 10 * second) == nil)
  #expect(progress.update(byteCount: 1, at: 11 * second - 1) == nil)
  #expect(progress.end() == nil)
  #expect(progress.update(byteCount: 10, at: 11 * second) == "\r1 %, 10 B/s, 1 min 39 s left")
  #expect(progress.update(byteCount: 20, at: 11 * second + 199_999_999) == nil)
  #expect(
    progress.update(byteCount: 500, at: 12 * second) == "\r50 %, 250 B/s, 2 s left     ")
  #expect(progress.end() == "\r\(String(repeating: " ", count: 23))\r")
  #expect(progress.end() == nil)
}

@Test("progress in a log has lines of its own, every ten seconds")
func progressLog() {
  var progress = Progress(style: .log, totalByteCount: nil, at: 0)
  #expect(progress.update(byteCount: 5, at: second) == "flowaudit: 5 B read, 5 B/s, 1 s\n")
  #expect(progress.update(byteCount: 5, at: 11 * second - 1) == nil)
  #expect(progress.update(byteCount: 22, at: 11 * second) == "flowaudit: 22 B read, 2 B/s, 11 s\n")
  #expect(progress.end() == nil)
}

@Test("progress is shown on a terminal, or where it is asked for, and never when quiet")
func progressStyle() {
  var terminal = Terminal()
  #expect(Progress.style(isQuiet: false, isAskedFor: false, on: terminal) == nil)
  #expect(Progress.style(isQuiet: false, isAskedFor: true, on: terminal) == .log)
  terminal.errorColumns = 40
  #expect(Progress.style(isQuiet: false, isAskedFor: true, on: terminal) == .line(columns: 40))
  #expect(Progress.style(isQuiet: true, isAskedFor: true, on: terminal) == nil)
}
