import Foundation

/// Valid lines that differ in one thing from a usual one, so that a layout learned from one must not be taken for the other's.
enum LookAlikes {
  private static let usual =
    #"{"flow":{"verdict":"DROPPED","IP":{"source":"10.0.0.1"},"l4":{"TCP":{"source_port":1}},"source":{"identity":5}}}"#

  /// What stands in the usual line, and what stands there instead.
  private static let changes: [(String, String)] = [
    (#""verdict""#, #""verdicT""#), (#""verdict""#, #""xerdict""#),
    (#""verdict""#, #""ver\u0064ict""#),
    (#""verdict""#, #""a\"verdict""#), (#""verdict""#, #""a\",\"verdict""#),
    (#""verdict""#, #""\\":1,"verdict""#),
    (#""DROPPED""#, "2"), (#""DROPPED""#, "7"), (#""DROPPED""#, "-2"), (#""DROPPED""#, "null"),
    (#""DROPPED""#, "true"), (#""DROPPED""#, #""{:}""#), (#""DROPPED""#, #""\",""#),
    (#""DROPPED""#, #""\\""#),
    (#":"DROPPED""#, #": "DROPPED""#), (#":"DROPPED""#, #":  "DROPPED""#),
    (#":"DROPPED""#, ":\t\"DROPPED\""),
    (#""verdict":"#, #""verdict" :"#), (#"{"flow":{"#, #"{ "flow":{ "#),
    (#"{"source":"10.0.0.1"}"#, "[]"),
    (#"{"source":"10.0.0.1"}"#, "{}"), (#"{"source":"10.0.0.1"}"#, #"[{"source":"10.0.0.1"}]"#),
    (#""IP""#, #""ip""#), (#""IP""#, #""l4""#), (#""l4""#, #""IP""#), (#""TCP""#, #""UDP""#),
    (#""TCP""#, #""tcp""#),
    (#"{"TCP":{"source_port":1}}"#, #"{"TCP":[{"source_port":1}]}"#),
    (#""source":{"#, #""destination":{"#),
    (#""identity""#, #""identitY""#), (#"{"flow""#, #"{"flox""#),
    (#"{"flow":{"#, #"{"x":{},"flow":{"#),
    (#""source_port":1"#, #""source_port":65535"#), (#""source_port":1"#, #""source_port":"1""#),
    (#""source_port":1"#, #""a_key_that_is_longer_than_a_window":1,"source_port":1"#),
    ("}}}", #"}},"flow":{"verdict":"AUDIT"}}"#),
  ]

  /// The usual line, before and behind each of the others.
  static let lines: [String] = changes.flatMap { old, new in
    [usual, usual.replacingFirst(old, with: new)]
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, with new: String) -> String {
    guard let range = range(of: old) else {
      preconditionFailure("\(old) is not in \(self)")
    }
    return replacingCharacters(in: range, with: new)
  }
}
