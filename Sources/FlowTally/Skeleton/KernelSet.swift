internal import CKernels

/// The kernels of one instruction set, or their twins in Swift: those that judge a block, and those that look at valid lines.
///
/// All sets give the same answers; tests hold them to those of the twins.
@safe public struct KernelSet: @unchecked Sendable {
  // Unchecked because C knows no Sendable: the tables hold the addresses of functions that keep nothing.
  /// The instruction set's name; `swift` for the twins, which run anywhere.
  public let name: String

  let skeleton: SkeletonKernels
  /// A constant of the C module; nil for the twins, which LineKernelCalls.swift calls itself.
  let lines: UnsafePointer<LineKernels>?

  /// The sets that this machine and its system can run, the fastest first; the twins are always the last.
  public static let available: [Self] = {
    var sets: [Self] = []
    // The tables are constants of the C module.
    while let table = unsafe kernel_set(sets.count)?.pointee {
      sets.append(
        unsafe Self(
          name: String(cString: table.name), skeleton: table.skeleton.pointee, lines: table.lines))
    }
    return sets + [twins]
  }()

  /// The fastest set.
  public static var best: Self {
    available[0]
  }

  /// The set of that name, nil where there is none or this machine cannot run it.
  public static func named(_ name: String) -> Self? {
    available.first { $0.name == name }
  }

  /// The plain twins of all kernels: the reference that they are tested against, and what any other machine runs.
  static let twins = unsafe Self(
    name: "swift",
    skeleton: SkeletonKernels(
      findStrings: { unsafe StringsTwin.run(&$0.pointee) },
      squeeze: { unsafe SqueezeTwin.run(&$0.pointee) },
      judgeTokens: { unsafe TokensTwin.run(&$0.pointee) },
      matchNestings: { unsafe NestingTwin.run($0.pointee, &$1.pointee) },
      countLineEnds: { unsafe LineEndsTwin.count($0, $1) }),
    lines: nil)
}
