/// Random numbers counted off from a seed.
///
/// The n-th number is a fixed mix of seed and n (SplitMix64), so equal seeds give equal logs, on
/// every machine, and one number never costs more than a few multiplications.
struct RandomNumbers: Sendable {
  private var counter: UInt64

  init(seed: UInt64) {
    counter = Self.mixed(seed &+ 0x9e37_79b9_7f4a_7c15)
  }

  /// 64 random bits; no value comes twice before all have come.
  mutating func bits() -> UInt64 {
    counter &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(counter)
  }

  /// A number from 0 up to, not including, `bound`, which must be positive.
  mutating func below(_ bound: Int) -> Int {
    Int(bits().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True in `share` of a hundred cases.
  mutating func happens(percent share: Int) -> Bool {
    below(100) < share
  }

  /// One of `choices`, which must not be empty.
  mutating func one<Element>(of choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  /// `count` characters of a name as Kubernetes draws them: no vowels, nothing that looks alike.
  mutating func nameSuffix(_ count: Int) -> String {
    let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")
    return String((0..<count).map { _ in one(of: alphabet) })
  }

  mutating func hexadecimal(_ count: Int) -> String {
    let digits = Array("0123456789abcdef")
    return String((0..<count).map { _ in one(of: digits) })
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
