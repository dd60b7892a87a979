// swift-tools-version: 6.2
import PackageDescription

// What measures flowaudit and needs nothing of it: the generator of flow logs. The peers (Peers/)
// and the runner (scripts/bench) stand beside it.
let package = Package(
  name: "flowaudit-benchmarks",
  products: [
    .executable(name: "generate-flows", targets: ["generate-flows"])
  ],
  targets: [
    .target(name: "FlowGenerator"),
    .executableTarget(name: "generate-flows", dependencies: ["FlowGenerator"]),
    .testTarget(name: "FlowGeneratorTests", dependencies: ["FlowGenerator"]),
  ],
  swiftLanguageModes: [.v6]
)

// One list of settings for every target, as in the product's package.
for target in package.targets {
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
