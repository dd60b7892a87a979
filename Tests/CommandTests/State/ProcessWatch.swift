import Foundation
import Synchronization
import TestSupport

/// What a process takes while it runs: looked at several times a second.
final class ProcessWatch: Sendable {
  /// Memory in KiB and open descriptors, at one moment.
  struct Look {
    let memory: Int
    let descriptors: Int
  }

  private let id: pid_t
  private let looks = Mutex([Look]())
  private let isStopped = Mutex(false)

  init(_ id: pid_t) {
    self.id = id
    Thread.detachNewThread { [self] in
      while !isStopped.withLock({ $0 }) {
        if let look {
          looks.withLock { $0.append(look) }
        }
        usleep(200_000)
      }
    }
  }

  private var look: Look? {
    // Until it is the program itself it has what its parent has open.
    guard
      let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/exe"),
      program.split(separator: "/").last == Binary.path.split(separator: "/").last,
      let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
      let memory = Int(line.filter(\.isNumber)),
      let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd")
    else {
      return nil
    }
    return Look(memory: memory, descriptors: names.count)
  }

  /// Processor time so far, in seconds.
  var processorTime: Double {
    let text = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
    let values = text.split(separator: ") ").last?.split(separator: " ") ?? []
    let ticks = [11, 12].map { values.count > $0 ? Double(values[$0]) ?? 0 : 0 }
    return ticks.reduce(0, +) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The share of a processor that it takes over so many seconds.
  func share(over seconds: Double) -> Double {
    let before = processorTime
    Thread.sleep(forTimeInterval: seconds)
    return (processorTime - before) / seconds
  }

  /// All looks; none follow.
  func stop() -> [Look] {
    isStopped.withLock { $0 = true }
    return looks.withLock { $0 }
  }
}
