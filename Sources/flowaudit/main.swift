import FlowTally
import Glibc
func go() {
var tally = Tally(TallyPlan(groupings: [Grouping(by: [.sourceNamespace, .destinationNamespace, .reason, .policyKind, .policy], counting: .drops)]))
let cap = 200 << 20
let buffer = UnsafeMutableRawPointer.allocate(byteCount: cap + 512, alignment: 64)
var n = 0
while true {
  let r = unsafe read(0, buffer + n, cap - n)
  if r <= 0 { break }
  n += r
}
tally.beginInput("-", isPipe: false)
unsafe tally.take(UnsafeRawBufferPointer(start: buffer, count: n), file: "-", lineNumber: 1)
_ = tally.endInput()
let m = tally.malformedLines
let s = tally.finish()
for i in 0..<s.tables[0].rowCount { let r = s.tables[0].row(at: i); print("R", r.values.joined(separator: "\t"), r.count, separator: "\t") }
print("T", s.tables[0].total, s.coverage.droppedLines, s.coverage.aggregatedVerdicts)
for v in s.coverage.flowsByVerdict { print("V", v.name, v.count) }
for v in s.coverage.lostEvents { print("L", v.name, v.count) }
for v in Evidence.allCases { if let c = s.coverage.evidence[v] { print("E", v.rawValue, c) } }
for v in LineResult.allCases { print("K", v.rawValue, s.coverage.lineCount(v)) }
print("N", s.coverage.nodeCount, s.coverage.oldest.map { "\($0)" } ?? "", s.coverage.newest.map { "\($0)" } ?? "", s.coverage.maskedFields)
for x in s.coverage.notes { print("note", x) }
for x in m { print("M", x) }
}
go()
