/// The kernels of one instruction set: those that judge a block, and those that look at valid lines.
///
/// All sets give the same answers; tests hold them to it.
public struct KernelSet: Sendable {
  /// The instruction set's name; `swift` for the twins, which run anywhere.
  public let name: String

  let skeleton: Kernels
  let lines: LineKernels

  /// The sets that this machine and its system can run, the fastest first.
  public static let available: [Self] = Kernels.available.map { skeleton in
    Self(
      name: skeleton.name, skeleton: skeleton, lines: LineKernels.named(skeleton.name) ?? .best)
  }

  /// The fastest set.
  public static var best: Self {
    available.first ?? Self(name: Kernels.swift.name, skeleton: .swift, lines: .best)
  }

  /// The set of that name, nil where there is none or this machine cannot run it.
  public static func named(_ name: String) -> Self? {
    available.first { $0.name == name }
  }
}
