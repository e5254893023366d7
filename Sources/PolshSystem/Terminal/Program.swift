internal import CSystem
internal import Glibc

/// The running program itself, its clock, and the programs it may start.
public enum Program {
  /// Where the program really lies, links followed: `/opt/polsh/bin/polsh`.
  public static var path: String? { FilePlaces.realPath("/proc/self/exe") }

  /// Nanoseconds of a clock that never goes back; only differences mean something.
  public static var nanoseconds: UInt64 {
    var now = timespec()
    // SAFETY: fills the local structure.
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) &* 1_000_000_000 &+ UInt64(now.tv_nsec)
  }

  /// Ends the program with a status, whatever it still holds.
  public static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

  public enum Ending: Hashable, Sendable {
    case exit(code: Int32)
    case signal(Int32)
  }

  /// Runs a command of the shell, with `argument` as its `$1` and `input` as its standard input, and waits.
  ///
  /// `runShell("less", input: text)`, `runShell("${EDITOR:-vi} \"$1\"", argument: "query.polsh")`. A Ctrl-C meanwhile
  /// is the command's; afterwards the flag is down.
  public static func runShell(
    _ command: String, argument: String = "", input: [UInt8]? = nil
  ) throws(FileFailure) -> Ending {
    if command.utf8.contains(0) || argument.utf8.contains(0) { throw .invalidName }
    Interrupt.install()
    let bytes = input ?? []
    // SAFETY: the texts are copied for the call and the bytes are counted; all are used during the call only.
    let status = unsafe bytes.withUnsafeBufferPointer { space in
      unsafe polsh_run_shell(command, argument, space.baseAddress, input == nil ? -1 : space.count)
    }
    let number = errno
    Interrupt.clear()
    if status < 0 { throw FileFailure(errorNumber: number) }
    return status & 0x7F == 0 ? .exit(code: (status >> 8) & 0xFF) : .signal(status & 0x7F)
  }

  /// Shows a long text through `PAGER`; false when none is set or it could not be run: the text is still to be shown.
  public static func page(_ text: String) -> Bool {
    guard let pager = Environment.nonEmpty("PAGER"), Terminal.isTerminal(.output), !Terminal.isDumb else {
      return false
    }
    guard let ending = try? runShell(pager, input: Array(text.utf8)) else { return false }
    // 126 and 127 are the shell's own: not executable, not found.
    return ending != .exit(code: 126) && ending != .exit(code: 127)
  }
}
