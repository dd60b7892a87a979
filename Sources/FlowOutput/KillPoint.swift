internal import Glibc
internal import Synchronization

/// Ends the process before a chosen call of its outputs, for tests that try every such instant.
///
/// Costs one load of a word a call while it is not armed.
public enum KillPoint: Sendable {
  /// Calls up to and with the one that is not made any more; 0 where the process is to live.
  private static let remaining = Atomic(0)

  /// Arms it where `text` is `N:PARENT`, and PARENT the id of the process that started this one: SIGKILL comes before the Nth
  /// call, counted from 1.
  ///
  /// A variable that is left over, or copied from somewhere, names another parent and does nothing.
  public static func arm(_ text: String?) {
    let parts = text?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    guard parts.count == 2, let call = Int(parts[0]), call > 0, pid_t(parts[1]) == getppid() else {
      return
    }
    remaining.store(call, ordering: .relaxed)
  }

  /// To be called before each call that others can see the effect of.
  static func pass() {
    if remaining.load(ordering: .relaxed) > 0 {
      countDown()
    }
  }

  @inline(never)
  private static func countDown() {
    if remaining.subtract(1, ordering: .relaxed).newValue == 0 {
      kill(getpid(), SIGKILL)
    }
  }
}
