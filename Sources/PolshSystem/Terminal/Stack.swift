internal import CSystem

/// The stack of the program's first thread.
public enum Stack {
  /// Lets it grow as far as 200 levels of parentheses need, which the language allows: `a = b - prev(a = b - prev(…`
  /// takes 9 MB at 100 levels, and the system's own limit is 8. Called before anything else.
  public static func makeRoom() { polsh_stack_allow(64 << 20) }
}
