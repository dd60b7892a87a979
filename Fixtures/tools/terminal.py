#!/usr/bin/env python3
"""Runs a command on a terminal of its own and prints what it wrote there; ends with the command's exit status.

usage: terminal.py COLUMNS[xLINES] stdout|outputs|all COMMAND...

stdout: only standard output is the terminal, the other streams are what this script's are. outputs: standard error is, too.
all: standard input is, too; nobody types there.
"""
import fcntl, os, pty, struct, sys, termios


def main():
    size, streams, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    columns, _, lines = size.partition("x")
    main_end, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", int(lines or 24), int(columns), 0, 0))
    settings = termios.tcgetattr(terminal)
    settings[1] &= ~termios.OPOST                  # line ends stay as they were written
    termios.tcsetattr(terminal, termios.TCSANOW, settings)
    child = os.fork()
    if child == 0:
        for stream in {"stdout": (1,), "outputs": (1, 2), "all": (0, 1, 2)}[streams]:
            os.dup2(terminal, stream)
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)
    os.close(terminal)
    while True:
        try:
            written = os.read(main_end, 65536)
        except OSError:                            # how a terminal says that nobody writes any more
            break
        if not written:
            break
        sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()
    status = os.waitpid(child, 0)[1]
    sys.exit(os.waitstatus_to_exitcode(status) % 256)


if __name__ == "__main__":
    main()
