/// The version of this build: the one place where it stands.
enum Version {
  static let number = "0.1.0"
  static let line = "flowaudit \(number)"
  static let userAgent = "flowaudit/\(number)"
}
