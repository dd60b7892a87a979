internal import FlowAnswer

/// Flows that pass: those that match any filter of the one list, if it has any, and none of the other.
public struct FilterLists: Sendable, Equatable {
  /// What may pass: everything where it is empty.
  public var allowed: [FlowFilter] = []
  /// What may not.
  public var denied: [FlowFilter] = []
  /// What has to hold besides, and cannot be written as a FlowFilter.
  var conditions: [FieldCondition] = []

  /// Lists that let everything pass.
  public init() {}

  /// Whether there is no FlowFilter.
  public var isEmpty: Bool {
    allowed.isEmpty && denied.isEmpty
  }
}

extension FilterLists {
  /// The lists that flags mean: those of all flags together, and those given as JSON.
  public init(_ arguments: [FilterArgument]) throws(FilterError) {
    var allowed = FilterPair()
    var denied = FilterPair()
    var listed = FilterLists()
    for argument in arguments {
      do throws(FilterProblem) {
        try Self.checkStandIn(argument)
        if case .list(let isDenied) = argument.flag.effect {
          let filters = try FilterJSONReading.filters(argument.value)
          if isDenied {
            listed.denied += filters
          } else {
            listed.allowed += filters
          }
        } else if case .condition = argument.flag.effect {
          try FieldCondition.add(argument, to: &listed.conditions)
        } else if argument.isNegated {
          try denied.add(argument)
        } else {
          try allowed.add(argument)
        }
      } catch {
        throw FilterError(argument: argument, problem: error)
      }
    }
    do throws(FilterProblem) {
      conditions = listed.conditions
      self.allowed = try allowed.filters() + listed.allowed
      self.denied = try denied.filters() + listed.denied
    } catch {
      throw FilterError(argument: nil, problem: error)
    }
  }

  /// What is printed where there is no value is none that hubble's flags could find.
  private static func checkStandIn(_ argument: FilterArgument) throws(FilterProblem) {
    guard DenyingPolicies.standIns.contains(argument.value) || argument.value == GroupField.other,
      argument.flag.valueName != nil
    else {
      return
    }
    if case .condition = argument.flag.effect {
      return
    }
    throw FilterProblem(
      "\(argument.value) stands for a value that is not there: use --where FIELD='\(argument.value)'"
    )
  }
}
