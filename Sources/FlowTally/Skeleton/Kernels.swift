internal import CSkeleton

/// A set of kernels: what one kind of machine runs a chunk's bytes through.
///
/// `swift` is the plain twin of all others: the reference they are tested against, and what any other machine runs.
struct Kernels: @unchecked Sendable {
  // Unchecked because C knows no Sendable: the table holds the addresses of functions that keep nothing.
  let name: String
  let table: SkeletonKernels

  /// The names of all sets, the fastest first.
  static let names = ["avx512", "avx2", "ssse3", "sse2", "neon", "swift"]

  /// The sets that this machine can run, the fastest first; `swift` is always the last.
  static let available = names.compactMap(named)

  /// The fastest set that this machine can run.
  static let best = available.first ?? swift

  /// The set of that name, nil where there is none or this machine, or its system, cannot run it.
  static func named(_ name: String) -> Kernels? {
    if name == swift.name {
      return swift
    }
    // The tables are constants of the C module; what they point to lives as long as the program.
    let table: UnsafePointer<SkeletonKernels>? =
      switch name {
      case "avx512": unsafe skeleton_kernels_avx512()
      case "avx2": unsafe skeleton_kernels_avx2()
      case "ssse3": unsafe skeleton_kernels_ssse3()
      case "sse2": unsafe skeleton_kernels_sse2()
      case "neon": unsafe skeleton_kernels_neon()
      default: nil
      }
    return unsafe table.map { unsafe Kernels(name: name, table: $0.pointee) }
  }

  /// The plain twin of all sets.
  static let swift = unsafe Kernels(
    name: "swift",
    table: SkeletonKernels(
      findStrings: { unsafe StringsTwin.run(&$0.pointee) },
      squeeze: { unsafe SqueezeTwin.run(&$0.pointee) },
      judgeTokens: { unsafe TokensTwin.run(&$0.pointee) },
      matchNestings: { unsafe NestingTwin.run($0.pointee, &$1.pointee) },
      countLineEnds: { unsafe LineEndsTwin.count($0, $1) }))
}
