/// Flows that pass: those that match any filter of the one list, if it has any, and none of the other.
public struct FilterLists: Sendable, Equatable {
  /// What may pass: everything where it is empty.
  public var allowed: [FlowFilter] = []
  /// What may not.
  public var denied: [FlowFilter] = []

  /// Lists that let everything pass.
  public init() {}

  /// Whether everything passes.
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
        if case .list(let isDenied) = argument.flag.effect {
          let filters = try FilterJSONReading.filters(argument.value)
          if isDenied {
            listed.denied += filters
          } else {
            listed.allowed += filters
          }
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
      self.allowed = try allowed.filters() + listed.allowed
      self.denied = try denied.filters() + listed.denied
    } catch {
      throw FilterError(argument: nil, problem: error)
    }
  }
}
