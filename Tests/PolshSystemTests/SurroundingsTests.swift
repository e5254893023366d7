import Glibc
import Testing

@testable import PolshSystem

@Suite struct SurroundingsTests {
  @Test func environment() {
    setenv("POLSH_TEST_VALUE", "年度", 1)
    #expect(Environment["POLSH_TEST_VALUE"] == "年度")
    setenv("POLSH_TEST_VALUE", "", 1)
    #expect(Environment["POLSH_TEST_VALUE"] == "" && Environment.nonEmpty("POLSH_TEST_VALUE") == nil)
    #expect(Environment["POLSH_NOT_SET_ANYWHERE"] == nil)
    #expect(PersonalFolders.configuration?.hasSuffix("/polsh") == true)
  }

  @Test func programAndClock() {
    #expect(Program.path?.hasPrefix("/") == true)
    let before = Program.nanoseconds
    #expect(Program.nanoseconds >= before)
    #expect(Terminal.size.columns > 0 && Terminal.size.rows > 0)
  }

  @Test func shellCommands() throws {
    #expect(try Program.runShell("exit 3") == .exit(code: 3))
    #expect(try Program.runShell("test \"$1\" = '取 組'", argument: "取 組") == .exit(code: 0))
    #expect(
      try Program.runShell("test \"$(wc -c)\" -eq 300000", input: Array(repeating: 65, count: 300_000))
        == .exit(code: 0))
    // A pager that is left early.
    #expect(
      try Program.runShell("head -c 1 >/dev/null", input: Array(repeating: 65, count: 3_000_000)) == .exit(code: 0))
    #expect(try Program.runShell("kill -9 $$") == .signal(9))
  }

  @Test func failureNames() {
    #expect(FileFailure(errorNumber: ENOENT) == .missing)
    #expect(FileFailure(errorNumber: EMFILE) == .other(errorNumber: EMFILE))
    #expect(FileFailure.systemText(EMFILE) == "Too many open files")
    #expect(!FileFailure.systemText(99_999).isEmpty)
  }
}
