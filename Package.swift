// swift-tools-version: 6.2
import PackageDescription

// What the fuzzer gives inputs to.
let fuzzed: [Target.Dependency] = [
  "flowaudit", "FlowAnswer", "FlowInput", "FlowMetrics", "FlowState", "FlowTally",
]

let package = Package(
  name: "flowaudit",
  products: [
    .executable(name: "flowaudit", targets: ["flowaudit"])
  ],
  traits: [
    .trait(
      name: "ARCHIVE",
      description:
        "tar, zip, zstd, xz and bzip2 through libarchive where the machine has it; building needs libarchive-dev"
    ),
    .trait(
      name: "ISAL",
      description: "gzip through ISA-L where the machine has it; building needs libisal-dev"),
    .trait(
      name: "RE2",
      description: "regular expressions in filters, by RE2; building needs libre2-dev"),
    .trait(
      name: "YAML",
      description: "policies in YAML, by libyaml; building needs libyaml-dev"),
  ],
  targets: [
    // What is bound: module maps and static inline wrappers only.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "CArchive", cSettings: [.define("FLOWAUDIT_ARCHIVE", .when(traits: ["ARCHIVE"]))]),
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

    .target(
      name: "CYAML", cSettings: [.define("FLOWAUDIT_YAML", .when(traits: ["YAML"]))],
      linkerSettings: [.linkedLibrary("yaml", .when(traits: ["YAML"]))]),

    // The parser's kernels that need instruction sets. Without the second flag clang packs general registers into vectors
    // in the skeleton kernels; the line kernels are as fast with it.
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-fno-slp-vectorize"])]),

    // Threads, locks and semaphores of the system.
    .target(name: "FlowThreads"),

    // How what survives between runs is written; each of the others writes its own part.
    .target(name: "FlowState"),

    // What an answer consists of: counts, groups, coverage, times. The tally makes it, reports and metrics write it.
    .target(name: "FlowAnswer"),

    // The pipeline, in its order. FlowInput and FlowTally do not know each other, nor do reports and metrics know either.
    .target(
      name: "FlowInput",
      dependencies: ["CArchive", "CISAL", "CLinux", "CZlib", "FlowState", "FlowThreads"]),
    .target(
      name: "FlowTally", dependencies: ["CKernels", "CRE2", "FlowAnswer", "FlowState"]),
    .target(name: "FlowMetrics", dependencies: ["FlowAnswer", "FlowState"]),
    .target(name: "FlowReport", dependencies: ["FlowAnswer"]),
    .target(name: "FlowOutput"),

    // Kubernetes objects from YAML and JSON, and what policies among them say: pure, knows nothing of logs.
    .target(name: "FlowManifest", dependencies: ["CYAML"]),
    .target(name: "FlowPolicy", dependencies: ["FlowManifest"]),
    // Why Prometheus does not see Cilium's metrics: Helm values and objects of a cluster to findings.
    .target(name: "FlowWiring", dependencies: ["FlowManifest"]),
    // Why packets were denied, and what policies would deny: counts and policies to rows and sentences.
    .target(
      name: "FlowExplain", dependencies: ["FlowAnswer", "FlowManifest", "FlowPolicy", "FlowReport"]),
    // What changed in the cluster, and which change made drops rise.
    .target(
      name: "FlowCorrelation",
      dependencies: ["FlowAnswer", "FlowExplain", "FlowManifest", "FlowPolicy", "FlowReport"]),
    // Alert rules, dashboard and mixin: the metric table and settings to text.
    .target(
      name: "FlowMonitoring", dependencies: ["FlowAnswer", "FlowManifest", "FlowMetrics"]),
    .executableTarget(
      name: "flowaudit",
      dependencies: [
        "CLinux", "FlowState", "FlowThreads", "FlowAnswer", "FlowInput", "FlowTally", "FlowMetrics",
        "FlowReport", "FlowOutput", "FlowManifest", "FlowPolicy", "FlowExplain", "FlowCorrelation",
        "FlowMonitoring", "FlowWiring",
      ]),

    // What several test targets need; no product has it.
    .target(name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport"),
    .testTarget(name: "FlowStateTests", dependencies: ["FlowState"]),
    .testTarget(name: "FlowInputTests", dependencies: ["CZlib", "FlowInput", "TestSupport"]),
    .testTarget(
      name: "FlowTallyTests",
      dependencies: ["CKernels", "FlowAnswer", "FlowState", "FlowTally", "TestSupport"]),
    .testTarget(
      name: "FlowMetricsTests", dependencies: ["FlowAnswer", "FlowMetrics", "FlowState"]),
    .testTarget(
      name: "FlowReportTests", dependencies: ["FlowAnswer", "FlowReport", "TestSupport"]),
    .testTarget(
      name: "FlowManifestTests", dependencies: ["FlowManifest", "TestSupport"]),
    .testTarget(
      name: "FlowPolicyTests", dependencies: ["FlowManifest", "FlowPolicy", "TestSupport"]),
    .testTarget(
      name: "FlowWiringTests", dependencies: ["FlowManifest", "FlowWiring", "TestSupport"]),
    .testTarget(
      name: "FlowExplainTests",
      dependencies: ["FlowAnswer", "FlowExplain", "FlowPolicy"]),
    .testTarget(
      name: "FlowCorrelationTests",
      dependencies: [
        "FlowAnswer", "FlowCorrelation", "FlowManifest", "FlowPolicy", "TestSupport",
      ]),
    .testTarget(
      name: "FlowMonitoringTests",
      dependencies: ["FlowAnswer", "FlowManifest", "FlowMonitoring"]),
    .testTarget(name: "FlowOutputTests", dependencies: ["FlowOutput", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "flowaudit", "FlowAnswer", "FlowMetrics", "FlowMonitoring", "FlowReport", "FlowState",
        "FlowTally", "FlowWiring", "TestSupport",
      ]),
    // What the fuzzer does with one input; here with the inputs that it has found (Fixtures/fuzz).
    .testTarget(
      name: "FuzzTests",
      dependencies: fuzzed + ["TestSupport"], exclude: ["Driver", "README.md"]),
    // The rules of the house, asked of the files as text: needs no other target.
    .testTarget(name: "TidyTests", exclude: ["Lists"]),
  ],
  swiftLanguageModes: [.v6]
)

// Modules whose small functions the line loop calls: without the flag the compiler calls across the border even for the
// comparison of two enums.
let inlinedAcrossModules: Set = ["FlowAnswer"]

// One list of settings for every Swift target.
let writtenInC: Set = ["CArchive", "CISAL", "CKernels", "CLinux", "CRE2", "CYAML", "CZlib"]
// Tests that judge bytes by slow code of their own; the others are sooner compiled without optimisation.
let judgesMuch: Set = ["FlowInputTests", "FlowTallyTests"]
for target in package.targets where !writtenInC.contains(target.name) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    .treatWarning("ExplicitSendable", as: .error),
  ]
  if inlinedAcrossModules.contains(target.name) {
    target.swiftSettings?.append(
      .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)))
  }
  if target.type == .test && !judgesMuch.contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-Onone"], .when(configuration: .release)))
  }
  if target.type != .test && target.name != "TestSupport" {
    target.swiftSettings?.append(.strictMemorySafety())
    // What the module is for; SwiftPM asks about it only in Swift targets.
    target.exclude = ["README.md"]
  }
}

// scripts/fuzz builds another product of the same files: the modules say which of their branches were taken, and FuzzTests is a program,
// with libFuzzer in it. A program cannot be linked into another one: flowaudit is a library there.
if Context.environment["FLOWAUDIT_FUZZING"] != nil {
  let program = package.targets.first { $0.name == "flowaudit" }
  let fuzzer = package.targets.first { $0.name == "FuzzTests" }
  package.targets.removeAll { $0.type == .test || ["flowaudit", "TestSupport"].contains($0.name) }
  package.targets.append(
    .target(
      name: "flowaudit", dependencies: program?.dependencies ?? [],
      exclude: ["main.swift", "README.md"], swiftSettings: program?.swiftSettings))
  // Comparisons are not told: that costs half of the time, and dictionaries say the words.
  let coverage = "edge,inline-8bit-counters,pc-table"
  for target in package.targets where target.type != .system {
    if writtenInC.contains(target.name) {
      target.cSettings =
        (target.cSettings ?? []) + [.unsafeFlags(["-fsanitize-coverage=\(coverage)"])]
    } else {
      target.swiftSettings?.append(
        .unsafeFlags([
          "-enable-testing", "-Xfrontend", "-sanitize=fuzzer",
          "-Xfrontend", "-sanitize-coverage=\(coverage)",
        ]))
    }
  }
  package.targets += [
    .target(name: "CFuzzer", path: "Tests/FuzzTests/Driver/CFuzzer"),
    .executableTarget(
      name: "FuzzTests", dependencies: fuzzed + ["CFuzzer"], path: "Tests/FuzzTests",
      exclude: ["Driver/CFuzzer", "README.md", "FoundInputTests.swift"],
      swiftSettings: fuzzer?.swiftSettings),
  ]
  package.products = [.executable(name: "fuzz", targets: ["FuzzTests"])]
}
