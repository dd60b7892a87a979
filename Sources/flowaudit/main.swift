import CLinux
import FlowOutput
import FlowReport
import Glibc

// Before any file is opened: it would get the number of a stream that is closed, and be written as one.
linux_open_closed_streams()
linux_raise_descriptor_limit()
// A reader that goes away is seen when writing.
signal(SIGPIPE, SIG_IGN)
// A file that may not grow further is an error of writing, which leaves no temporary file behind.
signal(SIGXFSZ, SIG_IGN)
// The text of a mapped log may change while it is read; nothing is written before it was read to its end.
linux_begin_anew_where_text_changes()
// For the tests of killed runs only: nothing where the variable does not name the process that started this one.
KillPoint.arm(Environment.value(of: "FLOWAUDIT_KILL_AT"))

let host = Host(
  terminal: .look(), diagnostics: Diagnostics(isQuiet: false, escape: Escape.terminal),
  catalog: .flowaudit)
do {
  exit(
    try OptionParser.parse(
      ProgramArguments.all(), configuration: Environment.value(of: Configuration.variable)
    ).run(in: host).rawValue)
} catch {
  host.diagnostics.usage(error)
  exit(ExitStatus.usage.rawValue)
}
