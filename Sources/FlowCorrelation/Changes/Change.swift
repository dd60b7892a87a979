public import FlowAnswer
public import FlowPolicy

/// Something that changed in the cluster at a time: a sync, or a policy by itself.
public struct Change: Equatable, Sendable {
  /// Who made it.
  public let tool: ChangeTool
  /// What it is of: `NS/NAME` of an Argo CD application, `Kustomization/NS/NAME` of Flux, `Kind/NS/NAME` of a policy.
  public let application: String
  /// When it began, as the file says.
  public var started: Timestamp
  /// The earliest moment at which it can have begun, where the file says less than that.
  public var earliest: Timestamp
  /// When it was done.
  public var finished: Timestamp
  /// What was applied, such as a commit; nil where nobody says.
  public var revision: String?
  /// The namespaces of what it applied; of the application where no list says what that was.
  public var namespaces: Set<String> = []
  /// Whether it touched, or may have touched, what is of no namespace and holds for all.
  public var isClusterWide = false
  /// The policies that it changed, by the word of the file.
  public var touched: [ObjectReference: Touch] = [:]
  /// Policies of the application which it may have changed.
  public var maybeTouched: Set<ObjectReference> = []
  /// Deployments and the like that it changed.
  public var workloads: Set<WorkloadName> = []

  /// A change that took from one moment to another and touched nothing yet.
  public init(
    tool: ChangeTool, application: String, started: Timestamp, finished: Timestamp,
    revision: String? = nil
  ) {
    self.tool = tool
    self.application = application
    self.started = started
    earliest = started
    self.finished = finished
    self.revision = revision
  }
}
