internal import Glibc

/// The environment variables of the program: `Environment["NO_COLOR"]`.
public enum Environment {
  /// The value; nil when it is not set or not UTF-8.
  public static subscript(name: String) -> String? {
    guard !name.utf8.contains(0) else { return nil }
    // SAFETY: nothing in this program changes the environment after start, and the value is copied at once.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(validatingCString: value)
  }

  /// The value if it is set and not empty.
  public static func nonEmpty(_ name: String) -> String? {
    guard let value = self[name], !value.isEmpty else { return nil }
    return value
  }
}

/// The folders of the person who runs the program.
public enum PersonalFolders {
  /// `HOME`, or what the system's user list says.
  public static var home: String? {
    if let home = Environment.nonEmpty("HOME") { return home }
    // SAFETY: called on the main thread only in practice; the folder is copied before anything else is asked.
    guard let entry = unsafe getpwuid(getuid()), let folder = unsafe entry.pointee.pw_dir else { return nil }
    return unsafe String(validatingCString: folder)
  }

  /// `XDG_CONFIG_HOME` or `~/.config`, with `/polsh`.
  public static var configuration: String? { folder("XDG_CONFIG_HOME", "/.config") }
  /// `XDG_DATA_HOME` or `~/.local/share`, with `/polsh`.
  public static var data: String? { folder("XDG_DATA_HOME", "/.local/share") }
  /// `XDG_STATE_HOME` or `~/.local/state`, with `/polsh`.
  public static var state: String? { folder("XDG_STATE_HOME", "/.local/state") }

  private static func folder(_ variable: String, _ fallback: String) -> String? {
    // The XDG rules: a path that is not absolute is as good as none.
    if let set = Environment.nonEmpty(variable), set.hasPrefix("/") { return set + "/polsh" }
    return home.map { $0 + fallback + "/polsh" }
  }
}
