// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "flowaudit",
  products: [
    .executable(name: "flowaudit", targets: ["flowaudit"])
  ],
  traits: [
    .trait(
      name: "ISAL",
      description: "gzip through ISA-L where the machine has it; building needs libisal-dev"),
    .trait(
      name: "RE2",
      description: "regular expressions in filters, by RE2; building needs libre2-dev"),
  ],
  targets: [
    // What is bound: module maps and static inline wrappers only.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CISAL", cSettings: [.define("FLOWAUDIT_ISAL", .when(traits: ["ISAL"]))]),
    .target(name: "CLinux"),
    .target(
      name: "CRE2",
      cxxSettings: [.define("FLOWAUDIT_RE2", .when(traits: ["RE2"]))],
      // What a static library needs stands behind it.
      linkerSettings: [
        .linkedLibrary("re2", .when(traits: ["RE2"])),
        .linkedLibrary("stdc++", .when(traits: ["RE2"])),
      ]),

    // The parser's kernels that need instruction sets: of a block's bytes, and of lines known to be valid. Without the
    // flag clang packs general registers into vectors in the first.
    .target(name: "CSkeleton", cSettings: [.unsafeFlags(["-O3", "-fno-slp-vectorize"])]),
    .target(name: "CLines", cSettings: [.unsafeFlags(["-O3", "-Wno-psabi"])]),

    // How what survives between runs is written; each of the others writes its own part.
    .target(name: "FlowState"),

    // What an answer consists of: counts, groups, coverage, times. The tally makes it, reports and metrics write it.
    .target(name: "FlowAnswer"),

    // The pipeline, in its order. FlowInput and FlowTally do not know each other, nor do reports and metrics know either.
    .target(name: "FlowInput", dependencies: ["CISAL", "CLinux", "CZlib", "FlowState"]),
    .target(
      name: "FlowTally", dependencies: ["CLines", "CRE2", "CSkeleton", "FlowAnswer", "FlowState"]),
    .target(name: "FlowMetrics", dependencies: ["FlowAnswer", "FlowState"]),
    .target(name: "FlowReport", dependencies: ["FlowAnswer"]),
    .target(name: "FlowOutput", dependencies: ["CLinux"]),
    .executableTarget(
      name: "flowaudit",
      dependencies: [
        "CLinux", "FlowState", "FlowAnswer", "FlowInput", "FlowTally", "FlowMetrics", "FlowReport",
        "FlowOutput",
      ]),

    .testTarget(name: "FlowStateTests", dependencies: ["FlowState"]),
    .testTarget(name: "FlowInputTests", dependencies: ["CZlib", "FlowInput", "FlowState"]),
    .testTarget(
      name: "FlowTallyTests",
      dependencies: ["CLines", "CSkeleton", "FlowAnswer", "FlowState", "FlowTally"]),
    .testTarget(
      name: "FlowMetricsTests", dependencies: ["FlowAnswer", "FlowMetrics", "FlowState"]),
    .testTarget(name: "FlowReportTests", dependencies: ["FlowAnswer", "FlowReport"]),
    .testTarget(name: "FlowOutputTests", dependencies: ["FlowOutput"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "flowaudit", "FlowAnswer", "FlowMetrics", "FlowReport", "FlowState", "FlowTally",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// One list of settings for every Swift target.
let writtenInC: Set = ["CISAL", "CLines", "CLinux", "CRE2", "CSkeleton", "CZlib"]
for target in package.targets where !writtenInC.contains(target.name) {
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
