import Diagnostics
import PolshShell

/// Questions put to a session of their own.
enum Answers {
  /// The results of a text of statements as CSV.
  static func csv(_ text: String, package: String, language: Language = .en) throws -> String {
    try results(text, package: package, language: language, format: .csv)
  }

  static func results(
    _ text: String, package: String, language: Language = .en, format: Session.OutputFormat
  ) throws -> String {
    let (session, recording) = try session(package: package, language: language, format: format)
    do {
      try session.run(text, inScript: true)
    } catch {
      throw Refused(
        description: [error.code ?? "", error.message.en, "in", String(text.prefix(200))].joined(separator: " "))
    }
    return recording.takeResults()
  }

  /// A question that was not answered, told in one line.
  struct Refused: Error, CustomStringConvertible {
    var description: String
  }

  /// What goes wrong with a text, or nil.
  static func fault(_ text: String, package: String?, language: Language = .en) throws -> Diagnostic? {
    let (session, _) = try session(package: package, language: language, format: .csv)
    do {
      try session.run(text, inScript: text.contains("\n"))
      return nil
    } catch {
      return error
    }
  }

  static func session(
    package: String?, language: Language, format: Session.OutputFormat
  ) throws -> (session: Session, recording: Recording) {
    let recording = Recording()
    var settings = Session.Settings()
    settings.language = language
    settings.format = format
    let session = Session(settings: settings, output: recording)
    if let package { try session.open(Repository.package(package)) }
    return (session, recording)
  }
}
