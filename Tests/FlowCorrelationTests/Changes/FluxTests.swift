import Testing

/// Objects of Flux: what their histories, events and conditions say of when something changed.
@Suite("Changes from Flux")
struct FluxTests {
  private static func kustomization(
    _ status: String, spec: String = "", apiVersion: String = "kustomize.toolkit.fluxcd.io/v1"
  ) -> String {
    #"{"apiVersion":"\#(apiVersion)","kind":"Kustomization","metadata":{"name":"web","namespace":"flux-system"},"spec":{\#(spec)},"status":{\#(status)}}"#
  }

  /// An entry of the history: applied so many times, the first time at a minute and second past ten.
  private static func entry(_ first: String, total: Int = 9, _ more: String = "") -> String {
    #"{"digest":"d","firstReconciled":"2026-01-01T10:\#(first)Z","lastReconciled":"2026-01-01T10:\#(first)Z","totalReconciliations":\#(total),"metadata":{"revision":"main@sha1:1"}\#(more)}"#
  }

  private static func event(_ message: String, _ time: String = "00:00", more: String = "")
    -> String
  {
    #"{"apiVersion":"v1","kind":"Event","involvedObject":{"kind":"Kustomization","name":"web","namespace":"flux-system"},"lastTimestamp":"2026-01-01T10:\#(time)Z","message":"\#(message)"\#(more)}"#
  }

  private static let inventory =
    #""inventory":{"entries":[{"id":"shop_web_cilium.io_CiliumNetworkPolicy","v":"v2"},{"id":"_system__node_rbac.authorization.k8s.io_ClusterRole","v":"v1"},{"id":"jobs_w_apps_Deployment","v":"v1"},{"id":"odd","v":"v1"}]}"#

  private static func list(_ items: String...) -> String {
    #"{"apiVersion":"v1","kind":"List","items":[\#(items.joined(separator: ","))]}"#
  }

  @Test(
    "a Kustomization's history is written at the end: how long before that it began",
    arguments: [
      (entry("30:00"), "", "10:30:00-10:30:00 (from 10:29:00)"),
      (
        entry("30:00", total: 1, #","lastReconciledDuration":"1m2.5s""#), "",
        "10:28:57.500-10:30:00"
      ), (entry("30:00", total: 1), "", "10:30:00-10:30:00"),
      (entry("30:00"), #""wait":true"#, "10:30:00-10:30:00 (from 10:25:00)"),
      (
        entry("30:00"), #""healthChecks":[{"kind":"Deployment"}]"#,
        "10:30:00-10:30:00 (from 10:25:00)"
      ),
      (entry("30:00"), #""healthChecks":[],"wait":false"#, "10:30:00-10:30:00 (from 10:29:00)"),
    ])
  func slack(_ entry: String, _ spec: String, _ expected: String) {
    let text = Self.kustomization(#""history":[\#(entry)],\#(Self.inventory)"#, spec: spec)
    #expect(
      ChangeText.read(.flux, text)
        == "flux Kustomization/flux-system/web \(expected) main@sha1:1 [jobs shop] maybe CiliumNetworkPolicy/shop/web"
    )
  }

  @Test("an entry began after the one before it was applied for the last time")
  func between() {
    let text = Self.kustomization(
      #""history":[\#(Self.entry("30:00")),\#(Self.entry("29:50")),\#(Self.entry("05:00"))]"#)
    #expect(
      ChangeText.read(.flux, text) == """
        flux Kustomization/flux-system/web 10:05:00-10:05:00 (from 10:04:00) main@sha1:1 []
        flux Kustomization/flux-system/web 10:29:50-10:29:50 (from 10:28:50) main@sha1:1 []
        flux Kustomization/flux-system/web 10:30:00-10:30:00 (from 10:29:50) main@sha1:1 []
        """)
  }

  @Test("an older state that was applied since says nothing of how long the one before took")
  func again() {
    let once = Self.entry("10:00", total: 1, #","lastReconciledDuration":"9s""#)
    let text = Self.kustomization(#""history":[\#(once),\#(Self.entry("12:00"))]"#)
    #expect(
      ChangeText.read(.flux, text) == """
        flux Kustomization/flux-system/web 10:09:51-10:10:00 main@sha1:1 []
        flux Kustomization/flux-system/web 10:12:00-10:12:00 (from 10:11:00) main@sha1:1 []
        """)
  }

  @Test("a HelmRelease knows when a release began")
  func helmRelease() {
    let text = """
      {"apiVersion":"helm.toolkit.fluxcd.io/v2","kind":"HelmRelease","metadata":{"name":"web","namespace":"shop"},
      "spec":{"targetNamespace":"front"},"status":{"history":[
      {"chartVersion":"1.4.3","firstDeployed":"2026-01-01T08:00:00Z","lastDeployed":"2026-01-01T10:00:00Z","status":"deployed"},
      {"chartVersion":"1.4.2","firstDeployed":"2026-01-01T08:00:00Z","lastDeployed":"2026-01-01T08:00:00Z","status":"superseded"}]}}
      """
    #expect(
      ChangeText.read(.flux, text) == """
        flux HelmRelease/shop/web 08:00:00-08:00:30 1.4.2 [front]
        flux HelmRelease/shop/web 10:00:00-10:00:30 1.4.3 [front]
        """)
  }

  @Test(
    "the lines of an event name what changed",
    arguments: [
      (
        event(
          "CiliumNetworkPolicy/shop/web created\\nDeployment/jobs/w configured\\nService/shop/s unchanged"
        ),
        "[jobs shop] created CiliumNetworkPolicy/shop/web wl jobs/w"
      ),
      (
        event("CiliumClusterwideNetworkPolicy/all deleted"),
        "[] clusterwide pruned CiliumClusterwideNetworkPolicy/all"
      ), (event("Reconciliation finished in 1s, next run in 10m0s"), "[]"),
      (event("NetworkPolicy/shop/web was configured"), "[]"), (event("//  created"), "[]"),
      // The other API's names for the same.
      (
        #"{"apiVersion":"events.k8s.io/v1","kind":"Event","regarding":{"kind":"Kustomization","name":"web","namespace":"flux-system"},"eventTime":"2026-01-01T10:00:00.000000Z","note":"NetworkPolicy/shop/web configured"}"#,
        "[shop] configured NetworkPolicy/shop/web"
      ),
      (
        #"{"apiVersion":"events.k8s.io/v1","kind":"Event","regarding":{"kind":"Kustomization","name":"web","namespace":"flux-system"},"deprecatedLastTimestamp":"2026-01-01T10:00:00Z","eventTime":null,"note":"NetworkPolicy/shop/web configured"}"#,
        "[shop] configured NetworkPolicy/shop/web"
      ),
    ])
  func events(_ event: String, _ expected: String) {
    // With a history and without one: controllers before 2.6 have none.
    let history = Self.kustomization(#""history":[\#(Self.entry("00:03"))]"#)
    let plain = "flux Kustomization/flux-system/web"
    #expect(
      ChangeText.read(.flux, Self.list(history, event))
        == "\(plain) 10:00:03-10:00:03 (from 09:59:03) main@sha1:1 \(expected)")
    #expect(
      ChangeText.read(.flux, Self.list(event, Self.kustomization("")))
        == "\(plain) 10:00:00-10:00:00 (from 09:59:00) - \(expected)")
  }

  @Test("a revert keeps its entry's old time: its event is a change of its own")
  func revert() {
    let text = Self.list(
      Self.kustomization(#""history":[\#(Self.entry("00:00"))]"#),
      Self.event("NetworkPolicy/shop/web configured", "40:00"),
      Self.event("Reconciliation finished in 1s, next run in 10m0s", "50:00"))
    #expect(
      ChangeText.read(.flux, text) == """
        flux Kustomization/flux-system/web 10:00:00-10:00:00 (from 09:59:00) main@sha1:1 []
        flux Kustomization/flux-system/web 10:40:00-10:40:00 (from 10:39:00) - [shop] configured NetworkPolicy/shop/web
        """)
  }

  @Test("two revisions within seconds are two changes")
  func revisions() {
    let events = [("1", "00:00"), ("2", "00:04")].map { revision, time in
      Self.event(
        "NetworkPolicy/shop/p\(revision) created", time,
        more:
          #","metadata":{"annotations":{"kustomize.toolkit.fluxcd.io/revision":"main@sha1:\#(revision)"}}"#
      )
    }
    #expect(
      ChangeText.read(.flux, Self.list(Self.kustomization(""), events[1], events[0])) == """
        flux Kustomization/flux-system/web 10:00:00-10:00:00 (from 09:59:00) main@sha1:1 [shop] created NetworkPolicy/shop/p1
        flux Kustomization/flux-system/web 10:00:04-10:00:04 (from 09:59:04) main@sha1:2 [shop] created NetworkPolicy/shop/p2
        """)
  }

  @Test("of neither history nor events, the condition's time is left")
  func conditions() {
    let status =
      #""conditions":[{"type":"Healthy","lastTransitionTime":"2026-01-01T09:00:00Z"},{"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T10:00:00Z"}],"lastAppliedRevision":"main@sha1:3""#
    #expect(
      ChangeText.read(.flux, Self.kustomization(status))
        == "flux Kustomization/flux-system/web 10:00:00-10:00:00 (from 09:59:00) main@sha1:3 []")
    #expect(
      ChangeText.read(.flux, Self.kustomization(""))
        == "note: when it changed anything is not known: Kustomization/flux-system/web")
  }

  @Test("what writes to another cluster is left out, its events, too")
  func remote() {
    let text = Self.list(
      Self.kustomization(
        #""history":[\#(Self.entry("00:00"))]"#, spec: #""kubeConfig":{"secretRef":{"name":"x"}}"#),
      Self.event("NetworkPolicy/shop/web created"))
    #expect(
      ChangeText.read(.flux, text)
        == "note: writes to another cluster, left out: Kustomization/flux-system/web")
  }

  @Test("events are of their cluster's object, and dumps of several times are one")
  func twice() {
    func of(_ uid: String, _ text: String) -> String {
      text.replacing(#""name":"web","#, with: #""uid":"\#(uid)","name":"web","#)
    }
    let old = of("1", Self.kustomization(#""history":[\#(Self.entry("00:00"))]"#))
    let new = of("1", Self.kustomization(#""history":[\#(Self.entry("30:00"))]"#))
    let event = of("1", Self.event("NetworkPolicy/shop/web created", "30:00"))
    let both = """
      flux Kustomization/flux-system/web 10:00:00-10:00:00 (from 09:59:00) main@sha1:1 []
      flux Kustomization/flux-system/web 10:30:00-10:30:00 (from 10:29:00) main@sha1:1 [shop] created NetworkPolicy/shop/web
      """
    #expect(ChangeText.read(.flux, old, Self.list(new, event)) == both)
    #expect(ChangeText.read(.flux, Self.list(event, new), old) == both)
    let other = of("2", Self.kustomization(#""history":[\#(Self.entry("30:00"))]"#))
    #expect(
      ChangeText.read(.flux, Self.list(event, new), other) == """
        flux Kustomization/flux-system/web 10:30:00-10:30:00 (from 10:29:00) main@sha1:1 []
        flux Kustomization/flux-system/web 10:30:00-10:30:00 (from 10:29:00) main@sha1:1 [shop] created NetworkPolicy/shop/web
        note: several objects of one name, of several clusters perhaps, all taken: Kustomization/flux-system/web
        """)
  }

  @Test(
    "what is broken, or no object of Flux, is told",
    arguments: [
      (
        kustomization(#""history":[{"firstReconciled":"2026-01-01"}]"#),
        "f:1: status.history[0].firstReconciled: a time such as 2006-01-02T15:04:05Z has to stand here, not 2026-01-01"
      ),
      (
        kustomization(
          #""history":[\#(entry("00:00", #","lastReconciledDuration":"long""#))]"#),
        "f:1: status.history[0].lastReconciledDuration: a duration such as 1m30s has to stand here, not long"
      ),
      (
        kustomization("", apiVersion: "kustomize.config.k8s.io/v1beta1"),
        "f: neither a Kustomization nor a HelmRelease nor an event about one; give it kubectl get kustomizations.kustomize.toolkit.fluxcd.io,helmreleases.helm.toolkit.fluxcd.io,events -A -o json"
      ), (#"{"apiVersion":"v1","kind":"List","items":[]}"#, "note: f: no object of Flux"),
    ])
  func broken(_ text: String, _ expected: String) {
    #expect(ChangeText.read(.flux, text) == expected)
  }
}
