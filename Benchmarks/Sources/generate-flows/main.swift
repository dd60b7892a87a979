import FlowGenerator
import Glibc

do throws(UsageError) {
  switch try Arguments.parse(Array(CommandLine.arguments.dropFirst())) {
  case .help:
    print(Arguments.usage)
  case .generate(let settings):
    do throws(OutputError) {
      try FlowLog(settings).write(to: STDOUT_FILENO)
    } catch {
      finish(status: 4, "cannot write: \(error.message)")
    }
  case .policies(let settings, let count):
    do throws(OutputError) {
      try PolicyList(settings, count: count).write(to: STDOUT_FILENO)
    } catch {
      finish(status: 4, "cannot write: \(error.message)")
    }
  }
} catch {
  finish(status: 2, "\(error.message)\n\n\(Arguments.usage)")
}

func finish(status: Int32, _ message: String) -> Never {
  var stream = StandardError()
  print("generate-flows: \(message)", to: &stream)
  exit(status)
}

struct StandardError: TextOutputStream {
  func write(_ text: String) {
    let bytes = Array(text.utf8)
    // The array lives through the call; a message that cannot be written is lost.
    _ = unsafe Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
