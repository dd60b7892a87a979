import Glibc

// A reader that goes away is seen when writing.
signal(SIGPIPE, SIG_IGN)
// A file that may not grow further is an error of writing, which leaves no temporary file behind.
signal(SIGXFSZ, SIG_IGN)
exit(Command(terminal: .look()).run(ProgramArguments.all()).rawValue)
