import Foundation
import TestSupport
import Testing

/// `flowaudit argocd` as it is called: what it takes, and how it ends.
@Suite struct ArgoCDCommandTests {
  private static let list = "argocd/apps.json"

  @Test("a list from standard input, several lists, and a list that comes twice")
  func inputs() throws {
    let once = try Binary.run("argocd", Self.list)
    let piped = try Binary.run("argocd", "-", input: .bytes(try Fixture.bytes(Self.list)))
    #expect(once.status == .exited(0))
    #expect(once.errorText == "")
    #expect(piped.text == once.text)
    let directory = try TemporaryDirectory()
    let other = try directory.file(
      "other.json",
      #"{"metadata":{},"items":[{"metadata":{"name":"a","namespace":"b"},"spec":{}}]}"#)
    let both = try Binary.run("argocd", Self.list, other, "--output", "json")
    #expect(both.text.contains("\"total_applications\":7,"))
    let twice = try Binary.run("argocd", Self.list, Self.list)
    #expect(
      twice.text == once.text
        + "note: 6 applications were given more than once: the one counts that Argo CD looked at last\n"
    )
  }

  @Test("a hostile name does nothing to a terminal")
  func hostile() throws {
    let text =
      #"[{"metadata":{"name":"a\u001b[2J\u202e","namespace":"n"},"spec":{},"status":{"health":{"status":"Degraded"}}}]"#
    let outcome = try Binary.run("argocd", "-", input: .bytes(Array(text.utf8)))
    #expect(outcome.text.hasSuffix("\nn/a\\x1b[2J\\u202e: Degraded, Unknown\n"))
  }

  @Test(
    "what cannot be read ends with status 3, nothing printed, and the place",
    arguments: [
      (
        "[{\"metadata\": {},\n\"spec\": {}, \"status\": []}]",
        "[0].status: an object has to stand here"
      ),
      ("NAME  CLUSTER\nweb   in-cluster", "no application of Argo CD"),
      ("{\"error\": \"permission denied\", \"code\": 7}", "no application of Argo CD"),
      ("[{", ":1:3: no JSON"),
    ])
  func broken(_ text: String, _ message: String) throws {
    let outcome = try Binary.run("argocd", "-", input: .bytes(Array(text.utf8)))
    #expect(outcome.status == .exited(3))
    #expect(outcome.text == "")
    #expect(outcome.errorText.hasPrefix("flowaudit: standard input"))
    #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
  }

  @Test("a file that is not there, and none at all")
  func missing() throws {
    #expect(try Binary.run("argocd", "argocd/none.json").status == .exited(3))
    let none = try Binary.run("argocd")
    #expect(none.status == .exited(2))
    #expect(none.errorText.contains("argocd needs a list of applications"))
    #expect(try Binary.run("argocd", "-", "-").status == .exited(2))
  }
}
