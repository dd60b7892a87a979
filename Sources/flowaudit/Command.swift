import FlowReport
import Glibc

/// From arguments to an exit status.
struct Command {
  private let terminal: Terminal
  private let diagnostics: Diagnostics

  init(terminal: Terminal) {
    self.terminal = terminal
    diagnostics = Diagnostics(isQuiet: false, escape: Escape.terminal)
  }

  /// Carries out a command line, without the program's name.
  func run(_ arguments: [String]) -> ExitStatus {
    do {
      switch try OptionParser.parse(arguments) {
      case .help(let command): return print(Help.text(for: command, columns: terminal.helpColumns))
      case .version: return print(Version.line + "\n" + (try Machine.look()).description)
      case .manPage: return print(ManPage.text)
      case .completions(let shell): return print(CompletionScript.text(for: shell))
      case .run(let options): return try carryOut(options)
      }
    } catch {
      diagnostics.usage(error)
      return .usage
    }
  }

  private func carryOut(_ options: Options) throws(UsageError) -> ExitStatus {
    switch options.command {
    case .lint: return LintRun(options: options, diagnostics: diagnostics).run()
    case .doctor: return DoctorRun(options: options, diagnostics: diagnostics).run()
    case .drops, .summary, .flows, .filter, .export, .help, .completions, .man:
      return try read(options)
    }
  }

  private func read(_ options: Options) throws(UsageError) -> ExitStatus {
    if options.printsFilter {
      return print(try FilterText.text(of: options))
    }
    guard !terminal.hasNothingToRead(options) else {
      StandardStream.error.write(Help.shortUsage(columns: terminal.helpColumns))
      return .usage
    }
    if let error = options.misspelledCommand, !FileName.isThere(options.files[0]) {
      throw error
    }
    if let error = options.misplacedCommand {
      throw error
    }
    let diagnostics = Diagnostics(isQuiet: options.isQuiet, escape: Escape.terminal)
    if options.countsOnwards {
      return try CountingRun(
        options: options, terminal: terminal, diagnostics: diagnostics, machine: .look()
      ).run()
    }
    return try Run(
      options: options, terminal: terminal, diagnostics: diagnostics, machine: .look()
    ).run()
  }

  private func print(_ text: String) -> ExitStatus {
    switch StandardStream.output.write(text) {
    case .written, .closed:
      return .done
    case .failed(let code):
      // Unsafe: strerror's string is copied before anybody could call it again.
      diagnostics.error(
        "cannot write to standard output: \(unsafe String(cString: strerror(code)))")
      return .outputFailed
    }
  }
}

extension Options {
  /// That the words behind `--` were meant as a command to start, should there be no such file.
  fileprivate var misplacedCommand: UsageError? {
    guard let word = firstOperand, !word.contains("/"), !FileName.isThere(word) else {
      return nil
    }
    return UsageError(
      "\(command.rawValue) reads files, and there is no \(word): only \(CommandName.startingCommand.rawValue) starts a command; "
        + "pipe what it prints: ... | flowaudit \(command.rawValue)", for: command)
  }

  /// That the first file was meant as a command, should there be no such file.
  var misspelledCommand: UsageError? {
    guard !isCommandNamed, let word = files.first, !word.contains(where: { "./".contains($0) }),
      let command = Spelling.nearest(to: word, among: CommandName.allCases.map(\.rawValue))
    else {
      return nil
    }
    return UsageError("unknown command \(word): did you mean \(command)?")
  }
}
