import FlowAnswer
import FlowTally
import Foundation
import TestSupport
import Testing

@testable import flowaudit

@Test("every command, option, field and exit status stands in the manual page")
func everythingInManPage() {
  let text = ManPage(.flowaudit).text
  for command in Catalog.flowaudit.commands {
    #expect(text.contains(".SS \(command.name.rawValue)\n"))
  }
  for row in OptionTable.rows {
    #expect(text.contains("\\fB\(Roff.text(row.flag))\\fR"), "\(row.flag)")
    #expect(text.contains(Roff.text(row.summary)), "\(row.flag)")
  }
  for field in GroupField.selectable {
    #expect(text.contains(Roff.text(field.rawValue)), "\(field)")
  }
  for status in ExitStatus.allCases {
    #expect(text.contains(".B \(status.rawValue)\n\(Roff.text(status.meaning))"))
  }
}

@Test(
  "the manual page passes groff without a warning",
  .enabled(if: ShellProgram.isThere("/usr/bin/groff")))
func manPagePassesGroff() throws {
  let result = try ShellProgram.run(
    "/usr/bin/groff", ["-man", "-ww", "-Tascii"], input: ManPage(.flowaudit).text)
  #expect(result.status == 0)
  #expect(result.error == "")
  #expect(result.output.contains("FLOWAUDIT(1)"))
}

@Test("roff's own characters are escaped, and a point does not begin a request")
func roffEscapes() {
  #expect(Roff.text(#"-a 'b' `c` \d ^ ~"#) == #"\-a \(aqb\(aq \(gac\(ga \ed \(ha \(ti"#)
  #expect(Roff.paragraph(".TH x") == "\\&.TH x\n")
  #expect(Roff.paragraph("'TH x") == "\\(aqTH x\n")
}
