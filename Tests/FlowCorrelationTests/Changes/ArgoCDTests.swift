import FlowManifest
import Testing

/// Lists of Argo CD's applications: what each of their shapes says, and what it does not.
@Suite("Changes from Argo CD")
struct ArgoCDTests {
  /// An application of Argo CD's, with its status.
  private static func application(
    _ name: String = "web", _ status: String, destination: String = #""namespace":"shop""#,
    more: String = ""
  ) -> String {
    #"{\#(more)"metadata":{"name":"\#(name)","namespace":"argocd"},"spec":{"destination":{\#(destination)}},"status":{\#(status)}}"#
  }

  /// The state of an operation that took from 10:00:00 to 10:00:20.
  private static func operation(_ results: String, more: String = "") -> String {
    #""operationState":{\#(more)"phase":"Succeeded","startedAt":"2026-01-01T10:00:00Z","finishedAt":"2026-01-01T10:00:20Z","syncResult":{"revision":"abc","resources":[\#(results)]}}"#
  }

  /// One object of its results.
  private static func result(
    _ kind: String, _ message: String, status: String = "Synced", namespace: String = "shop"
  ) -> String {
    let group = kind == "NetworkPolicy" ? "networking.k8s.io" : "cilium.io"
    return
      #"{"group":"\#(group)","kind":"\#(kind)","namespace":"\#(namespace)","name":"p","status":"\#(status)","message":"\#(message)"}"#
  }

  private static let sync = operation(result("NetworkPolicy", "x/p configured"))
  private static let told =
    "argocd argocd/web 10:00:00-10:00:20 abc [shop] configured NetworkPolicy/shop/p"

  @Test(
    "a list in any of its shapes says the same",
    arguments: [
      "[\(application("web", sync))]", application("web", sync),
      #"{"metadata":{"resourceVersion":"7"},"items":[\#(application("web", sync))]}"#,
      #"{"apiVersion":"v1","kind":"List","items":[\#(application("web", sync, more: #""apiVersion":"argoproj.io/v1alpha1","kind":"Application","#))]}"#,
      #"{"apiVersion":"argoproj.io/v1alpha1","kind":"ApplicationList","items":[\#(application("web", sync))]}"#,
      // What nobody knows is stepped over.
      application("web", sync + #","sourceHydrator":{"x":[1]},"controllerNamespace":null"#),
    ])
  func shapes(_ text: String) {
    #expect(ChangeText.read(.argocd, text) == Self.told)
  }

  @Test("a list in YAML says the same", .enabled(if: ManifestReader.readsYAML))
  func yaml() {
    let text = """
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: web, namespace: argocd}
      spec: {destination: {namespace: shop}}
      status:
        operationState:
          startedAt: "2026-01-01T10:00:00Z"
          finishedAt: 2026-01-01T10:00:20Z
          syncResult:
            revision: abc
            resources:
            - {group: networking.k8s.io, kind: NetworkPolicy, namespace: shop, name: p, status: Synced, message: x/p configured}
      """
    #expect(ChangeText.read(.argocd, text) == Self.told)
  }

  @Test(
    "whether an object changed stands in the message, not in its being listed",
    arguments: [
      (result("NetworkPolicy", "x/p created"), "[shop] created NetworkPolicy/shop/p"),
      (result("NetworkPolicy", "x/p unchanged"), "[]"),
      // kubectl's warnings follow the verb.
      (result("NetworkPolicy", "x/p unchanged. Warning: it was configured by hand"), "[]"),
      (
        result("NetworkPolicy", "x/p configured. Warning: x is unchanged"),
        "[shop] configured NetworkPolicy/shop/p"
      ), (result("NetworkPolicy", "x/p replaced"), "[shop] configured NetworkPolicy/shop/p"),
      (
        result("NetworkPolicy", "pruned", status: "Pruned"), "[shop] pruned NetworkPolicy/shop/p"
      ),
      (result("NetworkPolicy", "ignored (requires pruning)", status: "PruneSkipped"), "[]"),
      (result("NetworkPolicy", "x is invalid", status: "SyncFailed"), "[]"),
      // Server-side apply says no more than that it applied: no evidence.
      (
        result("NetworkPolicy", "x/p serverside-applied"), "[shop] maybe NetworkPolicy/shop/p"
      ),
      (
        result("CiliumClusterwideNetworkPolicy", "x/p created", namespace: ""),
        "[] clusterwide created CiliumClusterwideNetworkPolicy/p"
      ),
      // What has a health says that instead.
      (
        #"{"group":"apps","kind":"Deployment","namespace":"shop","name":"w","status":"Synced","message":"successfully rolled out"}"#,
        "[shop] wl shop/w"
      ),
      (
        #"{"group":"apps","kind":"Deployment","namespace":"shop","name":"w","status":"Synced","message":"deployment.apps/w unchanged"}"#,
        "[]"
      ),
      // Another project's policy of the name.
      (
        #"{"group":"crd.projectcalico.org","kind":"NetworkPolicy","namespace":"shop","name":"p","status":"Synced","message":"x/p created"}"#,
        "[shop]"
      ),
    ])
  func verbs(_ results: String, _ expected: String) {
    let text = Self.application("web", Self.operation(results))
    #expect(
      ChangeText.read(.argocd, text) == "argocd argocd/web 10:00:00-10:00:20 abc \(expected)")
  }

  @Test("a dry run changes nothing")
  func dryRun() {
    let status = Self.operation(
      Self.result("NetworkPolicy", "x/p created (dry run)"),
      more: #""operation":{"sync":{"dryRun":true}},"#)
    #expect(
      ChangeText.read(.argocd, Self.application("web", status))
        == "note: when it changed anything is not known: argocd/web")
  }

  @Test(
    "only the cluster that Argo CD runs in is meant, by server and by name",
    arguments: [
      (#""server":"https://kubernetes.default.svc""#, true), (#""name":"in-cluster""#, true),
      (#""server":"","name":"""#, true), ("", true),
      (#""server":"https://10.0.0.1:6443""#, false), (#""name":"dr""#, false),
      (#""server":"https://kubernetes.default.svc","name":"dr""#, false),
    ])
  func destinations(_ destination: String, _ isLocal: Bool) {
    let text = Self.application("web", Self.sync, destination: destination)
    #expect(
      ChangeText.read(.argocd, text)
        == (isLocal ? Self.told : "note: writes to another cluster, left out: argocd/web"))
  }

  private static let resources =
    #""resources":[{"group":"cilium.io","kind":"CiliumNetworkPolicy","namespace":"shop","name":"web"},{"group":"apps","kind":"Deployment","namespace":"jobs","name":"w"}]"#

  @Test(
    "the history knows when and with what, not what it changed",
    arguments: [
      (
        #""history":[{"revision":"r1","deployStartedAt":"2026-01-01T09:00:00Z","deployedAt":"2026-01-01T09:00:30Z"}]"#,
        "09:00:00-09:00:30 r1"
      ), (#""history":[{"deployedAt":"2026-01-01T09:00:30Z"}]"#, "09:00:30-09:00:30 -"),
      (
        #""history":[{"revisions":["r1","1.4.2"],"sources":[{},{}],"deployedAt":"2026-01-01T09:00:30Z"}]"#,
        "09:00:30-09:00:30 r1,1.4.2"
      ),
    ])
  func history(_ history: String, _ expected: String) {
    let text = Self.application("web", history + "," + Self.resources)
    #expect(
      ChangeText.read(.argocd, text)
        == "argocd argocd/web \(expected) [jobs shop] maybe CiliumNetworkPolicy/shop/web")
    #expect(
      ChangeText.read(.argocd, Self.application("web", history))
        == "argocd argocd/web \(expected) [shop]", "of no resources the destination's namespace")
  }

  @Test("self-healing takes the last operation's place and leaves no history")
  func selfHeal() {
    let history =
      #""history":[{"revision":"r1","deployStartedAt":"2026-01-01T09:00:00Z","deployedAt":"2026-01-01T09:00:30Z"},"#
      + #"{"revision":"abc","deployStartedAt":"2026-01-01T10:00:01Z","deployedAt":"2026-01-01T10:00:21Z"}]"#
    #expect(
      ChangeText.read(.argocd, Self.application("web", history + "," + Self.sync)) == """
        argocd argocd/web 09:00:00-09:00:30 r1 [shop]
        \(Self.told)
        """, "the operation is that of the history where they began together")
  }

  @Test(
    "what is broken is told with its place",
    arguments: [
      ("{", "f:1:2: no JSON: the JSON ends in the middle"),
      (
        #"[{"metadata":{"name":"a"},"status":7}]"#,
        "f:1: [0].status: an object has to stand here, not a number"
      ),
      (
        "[\n\(application("web", #""operationState":{"startedAt":"yesterday"}"#))]",
        "f:2: [0].status.operationState.startedAt: a time such as 2006-01-02T15:04:05Z has to stand here, not yesterday"
      ),
      (
        application("web", #""operationState":{"startedAt":"2026-13-01T10:00:00Z"}"#),
        "f:1: status.operationState.startedAt: a time such as 2006-01-02T15:04:05Z has to stand here, not 2026-13-01T10:00:00Z"
      ),
      (
        #"{"apiVersion":"app.k8s.io/v1","kind":"Application","metadata":{},"spec":{}}"#,
        "f: no application of Argo CD, only Application; give it argocd app list -o json, or kubectl get applications.argoproj.io -A -o json"
      ),
      (
        #"{"message":"permission denied","code":7}"#,
        "f: no application of Argo CD, only no kind; give it argocd app list -o json, or kubectl get applications.argoproj.io -A -o json"
      ),
    ])
  func broken(_ text: String, _ expected: String) {
    #expect(ChangeText.read(.argocd, text) == expected)
  }

  @Test("two dumps of an application are one, two clusters' applications of a name are two")
  func twice() {
    let running = Self.application(
      "web", #""operationState":{"phase":"Running","startedAt":"2026-01-01T10:00:00Z"}"#)
    let done = Self.application("web", Self.sync)
    #expect(ChangeText.read(.argocd, running, done) == Self.told)
    #expect(ChangeText.read(.argocd, done, running) == Self.told)
    let clusters = ["1", "2"].map {
      done.replacing(#""metadata":{"#, with: #""metadata":{"uid":"\#($0)","#)
    }
    #expect(
      ChangeText.read(.argocd, "[\(clusters.joined(separator: ","))]") == """
        \(Self.told)
        \(Self.told)
        note: several objects of one name, of several clusters perhaps, all taken: argocd/web
        """)
  }

  @Test("lists without applications, and objects of other kinds, are said")
  func others() {
    #expect(ChangeText.read(.argocd, "[]") == "note: f: no application")
    let project = #"{"kind":"AppProject","apiVersion":"argoproj.io/v1alpha1"}"#
    #expect(
      ChangeText.read(.argocd, "[\(Self.application("web", Self.sync)),\(project)]") == """
        \(Self.told)
        note: objects of other kinds stepped over: AppProject
        """)
  }

  @Test("notes stay short, whatever the list")
  func many() {
    let names = (0..<5_000).map { Self.application("app-\($0)", "") }
    #expect(
      ChangeText.read(.argocd, "[\(names.joined(separator: ","))]")
        == "note: when it changed anything is not known: argocd/app-0, argocd/app-1, argocd/app-10, argocd/app-100, argocd/app-1000 and 4995 more"
    )
    let long = ChangeText.read(
      .argocd, Self.application(String(repeating: "x", count: 1_000_000), ""))
    #expect(long.utf8.count < 300)
  }
}
