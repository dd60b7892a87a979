import Foundation
import Testing

@testable import FlowGenerator

@Suite struct PolicyListTests {
  @Test(
    "policies are objects of JSON in namespaces of the cluster, and equal settings give equal ones")
  func objects() throws {
    var settings = FlowLog.Settings()
    settings.namespaceCount = 60
    let text = try Self.text(settings, count: 300)
    #expect(try Self.text(settings, count: 300) == text)
    let list = try #require(JSONSerialization.jsonObject(with: text) as? [String: Any])
    let items = try #require(list["items"] as? [[String: Any]])
    #expect(items.count == 300)
    let names = Set((0..<60).map(Vocabulary.namespace))
    for item in items {
      let metadata = try #require(item["metadata"] as? [String: Any])
      let isClusterwide = item["kind"] as? String == "CiliumClusterwideNetworkPolicy"
      #expect((metadata["namespace"] as? String).map(names.contains) ?? isClusterwide)
      #expect(item["spec"] is [String: Any])
    }
  }

  private static func text(_ settings: FlowLog.Settings, count: Int) throws -> Data {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try #require(FileManager.default.createFile(atPath: url.path(), contents: nil))
    let file = try FileHandle(forUpdating: url)
    try FileManager.default.removeItem(at: url)
    try PolicyList(settings, count: count).write(to: file.fileDescriptor)
    try file.seek(toOffset: 0)
    return try file.readToEnd() ?? Data()
  }
}
