import FlowInput
import FlowTally

/// A look at some of a log: its lines as a run counts them, whatever stands around them, and the fields that they have.
struct InputLook: ~Copyable {
  private(set) var survey = FieldSurvey()
  var tally: Tally
  private let byteCount: Int64

  /// Stops behind so many bytes of text.
  init(atMost byteCount: Int) {
    var plan = TallyPlan(groupings: [])
    plan.keeps = .passing
    tally = Tally(plan)
    self.byteCount = Int64(byteCount)
  }

  /// Reads; gives the first problem.
  mutating func read(_ input: Input) -> InputProblem? {
    var blocks = LineBlocks(input)
    var answer = LineBlockAnswer.taken(lineCount: 0)
    var problem: InputProblem?
    tally.beginInput(InputName(input, isPipe: false))
    reading: while blocks.decodedByteCount < byteCount {
      switch blocks.next(after: answer) {
      case .block(let block): answer = take(block)
      case .problem(let found): problem = problem ?? found
      case .end: break reading
      case .oversizeLine, .unfinishedPart, .changed, .pause: continue
      }
    }
    return problem
  }

  private mutating func take(_ block: LineBlock) -> LineBlockAnswer {
    var seen = FieldSurvey()
    swap(&seen, &survey)
    // The lines are lent for the call.
    let outcome = unsafe tally.take(block) { lines, pieces in unsafe seen.take(lines, pieces) }
    swap(&seen, &survey)
    return LineBlockAnswer(outcome)
  }
}
