import Glibc

/// Starts a program on three descriptors; gives its id.
func spawn(
  _ command: [String], _ streams: [Int32], _ environment: [String: String]
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for (number, descriptor) in streams.enumerated() {
    posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
  }
  // Tests run side by side in one process, and what started them had files open, too: nothing of that is this program's.
  // To close what is not open is no error here.
  for descriptor in Int32(streams.count)..<min(getdtablesize(), 1024) {
    posix_spawn_file_actions_addclose(&actions, descriptor)
  }

  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var defaults = sigset_t()
  sigemptyset(&defaults)
  for signal in [SIGPIPE, SIGINT, SIGTERM, SIGQUIT] {
    sigaddset(&defaults, signal)
  }
  posix_spawnattr_setsigdefault(&attributes, &defaults)
  // The thread that runs a test may block signals, and a child inherits that.
  var blocked = sigset_t()
  sigemptyset(&blocked)
  posix_spawnattr_setsigmask(&attributes, &blocked)
  posix_spawnattr_setpgroup(&attributes, 0)
  posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))

  let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  var argumentPointers = command.map { strdup($0) } + [nil]
  var variablePointers = variables.map { strdup($0) } + [nil]
  defer { (argumentPointers + variablePointers).forEach { free($0) } }
  var id: pid_t = 0
  let cause = posix_spawnp(
    &id, command[0], &actions, &attributes, &argumentPointers, &variablePointers)
  guard cause == 0 else {
    throw ChildProcess.StartFailed(command: command.joined(separator: " "), cause: cause)
  }
  return id
}
