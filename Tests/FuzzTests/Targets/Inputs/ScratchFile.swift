import FlowInput
import Glibc

/// A file that is written again and again, in memory where the machine has a place for that.
final class ScratchFile {
  let path: String

  init() {
    let folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(folder)/flowaudit-fuzz-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    precondition(descriptor >= 0, "no file can be made in \(folder)")
    close(descriptor)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    unlink(path)
  }

  /// The file with these bytes, as an input.
  func input(_ bytes: some Sequence<UInt8>) -> Input {
    write(Array(bytes))
    return Input(name: "input", files: [.path(InputPath(path))])
  }

  func write(_ bytes: [UInt8]) {
    let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
    precondition(descriptor >= 0, "\(path) is gone")
    // To memory: in one piece.
    let count = Glibc.write(descriptor, bytes, bytes.count)
    precondition(count == bytes.count, "\(path) cannot be written")
    close(descriptor)
  }
}
