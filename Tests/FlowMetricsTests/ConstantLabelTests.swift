import FlowMetrics
import Testing

struct ConstantLabelTests {
  @Test(
    "a label that nothing else has is taken, with all that follows the first =",
    arguments: [
      ("cluster=prod", "cluster", "prod"), ("_a1=b=c", "_a1", "b=c"), ("Zone= ", "Zone", " "),
    ])
  func taken(argument: String, name: String, value: String) throws {
    let label = try ConstantLabel(argument)
    #expect(label.name == name)
    #expect(label.value == value)
  }

  @Test(
    "a name that clashes, or none, is refused",
    arguments: [
      ("cluster", .noValue("cluster")), ("cluster=", .noValue("cluster")), ("=x", .badName("")),
      ("1a=x", .badName("1a")), ("a-b=x", .badName("a-b")), ("__a=x", .badName("__a")),
      ("é=x", .badName("é")), ("job=x", .targetLabel("job")),
      ("namespace=x", .targetLabel("namespace")),
      ("le=x", .targetLabel("le")), ("quantile=x", .targetLabel("quantile")),
      ("reason=x", .familyLabel("reason")), ("version=x", .familyLabel("version")),
      ("node_name=x", .familyLabel("node_name")), ("source_ip=x", .familyLabel("source_ip")),
      ("family=x", .familyLabel("family")), ("bucket=x", .familyLabel("bucket")),
    ] as [(String, ConstantLabelError)])
  func refused(argument: String, error: ConstantLabelError) {
    #expect(throws: error) { try ConstantLabel(argument) }
  }

  @Test("a name is given once")
  func twice() {
    #expect(throws: ConstantLabelError.duplicate("a")) {
      try ConstantLabels(["a=1", "b=1", "a=2"])
    }
  }

  @Test("messages say what to do")
  func messages() {
    #expect(
      ConstantLabelError.targetLabel("namespace").description
        == "namespace is a label that Prometheus sets itself: use another name, like my_namespace"
    )
  }
}
