import Glibc

// A reader that goes away is seen when writing.
signal(SIGPIPE, SIG_IGN)
exit(Command(terminal: .look()).run(ProgramArguments.all()).rawValue)
