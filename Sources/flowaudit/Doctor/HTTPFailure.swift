/// Why node_exporter gave no answer, one clause.
struct HTTPFailure: Error {
  let message: String
}
