import Glibc

/// The target of this process. libFuzzer calls a function without a context, always on one thread: so it is a global.
enum FuzzedTarget {
  nonisolated(unsafe) private static var target: (any FuzzTarget)?

  static func begin(_ name: FuzzTargetName) {
    target = name.target()
  }

  /// Tries an input; where two answers differ, says so and ends the process as a trap would.
  static func run(_ input: [UInt8]) {
    do throws(Mismatch) {
      try target?.run(input)
    } catch {
      say("fuzz: mismatch: \(error)")
      keep(error.input)
      abort()
    }
  }

  /// libFuzzer keeps the input that was tried; one that shows it by itself is kept beside it.
  private static func keep(_ input: [UInt8]?) {
    let option = "-artifact_prefix="
    guard let input,
      let prefix = CommandLine.arguments.first(where: { $0.hasPrefix(option) })?.dropFirst(
        option.count)
    else {
      return
    }
    let path = "\(prefix)learned-\(getpid())"
    guard let file = fopen(path, "w") else {
      return say("fuzz: cannot write \(path)")
    }
    fwrite(input, 1, input.count, file)
    fclose(file)
    say("fuzz: \(path) shows it in a new process")
  }

  static func say(_ text: String) {
    let bytes = Array("\(text)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
