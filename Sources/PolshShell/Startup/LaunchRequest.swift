/// What the command line asks for.
public struct LaunchRequest: Sendable {
  public var statements: String?
  /// A script or data files, and `name=value` arguments.
  public var files: [String] = []
  public var format: Session.OutputFormat?
  public var language: String?
  public var dataDirectory: String?
  public var isSafe = false
  public var usesNoConfiguration = false
  public var wantsVersion = false
  public var wantsHelp = false
  public var wantsManual = false

  public init() {}
}

/// The version of the program.
public enum Version {
  public static let text = "polsh 0.1"
}
