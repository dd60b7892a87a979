// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "flowaudit",
  products: [
    .executable(name: "flowaudit", targets: ["flowaudit"])
  ],
  targets: [
    // What is bound: module maps and static inline wrappers only.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CLinux"),
    // The parser's kernels that need instruction sets. Without the flag clang packs general registers into vectors there.
    .target(name: "CSkeleton", cSettings: [.unsafeFlags(["-O3", "-fno-slp-vectorize"])]),

    // The pipeline, in its order. FlowInput and FlowTally do not know each other.
    .target(name: "FlowInput", dependencies: ["CLinux", "CZlib"]),
    .target(name: "FlowTally", dependencies: ["CSkeleton"]),
    .target(name: "FlowMetrics", dependencies: ["FlowTally"]),
    .target(name: "FlowReport", dependencies: ["FlowTally"]),
    .target(name: "FlowOutput", dependencies: ["CLinux"]),
    .executableTarget(
      name: "flowaudit",
      dependencies: ["CLinux", "FlowInput", "FlowTally", "FlowMetrics", "FlowReport", "FlowOutput"]),

    .testTarget(name: "FlowInputTests", dependencies: ["FlowInput"]),
    .testTarget(name: "FlowTallyTests", dependencies: ["CSkeleton", "FlowTally"]),
    .testTarget(name: "FlowMetricsTests", dependencies: ["FlowMetrics", "FlowTally"]),
    .testTarget(name: "FlowReportTests", dependencies: ["FlowReport", "FlowTally"]),
    .testTarget(name: "FlowOutputTests", dependencies: ["FlowOutput"]),
    .testTarget(name: "CommandTests", dependencies: ["flowaudit"]),
  ],
  swiftLanguageModes: [.v6]
)

// One list of settings for every Swift target.
for target in package.targets
where target.type != .system && !target.name.hasPrefix("C") || target.name == "CommandTests" {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    .treatWarning("ExplicitSendable", as: .error),
  ]
  if target.type != .test {
    target.swiftSettings?.append(.strictMemorySafety())
  }
}
