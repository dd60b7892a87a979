/// The word that names a command; each command's file declares its own.
struct CommandName: RawRepresentable, Hashable, Sendable {
  let rawValue: String
}
