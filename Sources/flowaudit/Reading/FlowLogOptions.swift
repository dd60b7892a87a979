/// What every command that reads flow logs is told.
struct FlowLogOptions: Sendable, Equatable {
  var input = InputWords()
  var selection = SelectionOptions()
  var reading = ReadingOptions()
  var limits = LimitOptions()
}
