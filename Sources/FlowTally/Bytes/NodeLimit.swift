/// How many nodes are told apart: more than any cluster has.
enum NodeLimit {
  static let count = 131_072
}
