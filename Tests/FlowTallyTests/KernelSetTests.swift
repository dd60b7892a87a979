import Testing

@testable import FlowTally

/// The list of kernel sets.
@Suite struct KernelSetTests {
  @Test(
    "the sets that need no instructions of their own are there on every machine, the twins last")
  func everywhere() {
    #if arch(x86_64)
      let everywhere = ["sse2", "swift"]
    #elseif arch(arm64)
      let everywhere = ["neon", "swift"]
    #else
      let everywhere = ["swift"]
    #endif
    #expect(KernelSet.available.map(\.name).suffix(everywhere.count) == everywhere)
    #expect(KernelSet.best.name == KernelSet.available[0].name)
  }

  @Test("a set is found by its name; every set but the twins has line kernels in C")
  func names() {
    let names = KernelSet.available.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(KernelSet.named(name)?.name == name)
      #expect((KernelSet.named(name)?.lines == nil) == (name == "swift"))
    }
    #expect(KernelSet.named("")?.name == nil)
    #expect(KernelSet.named("SSE2")?.name == nil)
  }
}
