/// Why a state cannot be used, or a log not with it, for a message.
struct StateRefusal: Error {
  let message: String
}
