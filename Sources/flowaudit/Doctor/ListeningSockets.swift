import FlowOutput
import Glibc

/// The sockets of this machine that listen on a TCP port, as /proc shows them.
struct ListeningSockets {
  private let inodes: Set<String>
  private let processes: String

  init(port: UInt16, in processes: String = "/proc") {
    self.processes = processes
    let lines = ["net/tcp", "net/tcp6"].flatMap { Self.lines("\(processes)/\($0)") }
    inodes = Set(lines.compactMap { Self.inode($0, port) })
  }

  /// Whether a process has one of them; true where there is one, and another user's process does not show its files.
  func mayBeHeld(by process: Int) -> Bool {
    guard !inodes.isEmpty else {
      return false
    }
    let folder = "\(processes)/\(process)/fd"
    guard let names = try? TextfileDirectory.entryNames(in: folder) else {
      return true
    }
    return names.contains { name in
      ProcessLink.target("\(folder)/\(name)").map { inodes.contains($0) } ?? false
    }
  }

  /// The inode of a line `sl local_address rem_address st ... inode` that listens on the port.
  private static func inode(_ line: Substring, _ port: UInt16) -> String? {
    let words = line.split(separator: " ")
    guard words.count > 9, words[3] == "0A",
      let number = words[1].split(separator: ":").last, UInt16(number, radix: 16) == port
    else {
      return nil
    }
    return "socket:[\(words[9])]"
  }

  private static func lines(_ path: String) -> [Substring] {
    guard let file = try? TextfileBytes(path) else {
      return []
    }
    var bytes: [UInt8] = []
    while bytes.count < 1 << 24, let piece = try? file.next(), !piece.isEmpty {
      bytes += piece
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
