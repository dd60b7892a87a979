#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Probabilities of the binomial and the hypergeometric distribution, exact but for rounding.
enum BinomialTail {
  /// The probability that at least `count` of `trials` succeed, each with a chance of `share`.
  ///
  /// The exact conditional test: of two Poisson counts whose sum is known, the second one is binomial.
  static func atLeast(_ count: Int, of trials: Int, share: Double) -> Double {
    guard count > 0 else {
      return 1
    }
    guard count <= trials, share > 0 else {
      return 0
    }
    guard share < 1 else {
      return 1
    }
    return min(1, incompleteBeta(share, Double(count), Double(trials - count + 1)))
  }

  /// The probability that at least `count` marked ones are among `drawn` of `all`, `marked` of which are marked.
  ///
  /// Fisher's exact test, one-sided.
  static func atLeast(_ count: Int, marked: Int, drawn: Int, of all: Int) -> Double {
    let (least, most) = (max(0, drawn + marked - all), min(marked, drawn))
    guard count > least else {
      return 1
    }
    guard count <= most else {
      return 0
    }
    let whole = logChoose(all, drawn)
    var sum = 0.0
    for number in stride(from: most, through: count, by: -1) {
      sum += exp(logChoose(marked, number) + logChoose(all - marked, drawn - number) - whole)
    }
    return min(1, sum)
  }

  /// The logarithm of how many ways there are to choose some of all.
  private static func logChoose(_ all: Int, _ some: Int) -> Double {
    logFactorial(all) - logFactorial(some) - logFactorial(all - some)
  }

  /// Of small numbers the sum of logarithms, of others Stirling's series, which is as exact there.
  static func logFactorial(_ number: Int) -> Double {
    guard number > 31 else {
      return (0...31).contains(number) ? small[number] : 0
    }
    let (x, square) = (Double(number) + 1, 1 / ((Double(number) + 1) * (Double(number) + 1)))
    let series =
      1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680)))
    return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series / x
  }

  private static let small: [Double] = (0...31).map { number in
    (0..<number).reduce(0.0) { $0 + log(Double($1 + 1)) }
  }

  /// The regularized incomplete beta function of whole numbers, by its continued fraction (Lentz).
  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x <= (a + 1) / (a + b + 2) else {
      return 1 - incompleteBeta(1 - x, b, a)
    }
    let (first, second) = (Int(a), Int(b))
    let front = exp(
      logFactorial(first + second - 1) - logFactorial(first - 1) - logFactorial(second - 1)
        + a * log(x) + b * log1p(-x))
    let tiny = 1e-300
    var (c, d) = (1.0, 1 - (a + b) * x / (a + 1))
    d = 1 / (abs(d) < tiny ? tiny : d)
    var fraction = d
    for step in 1...100_000 {
      let m = Double(step)
      for numerator in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 + numerator * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + numerator / c
        c = abs(c) < tiny ? tiny : c
        fraction *= c * d
      }
      if abs(c * d - 1) < 1e-15 {
        break
      }
    }
    return front * fraction / a
  }
}
