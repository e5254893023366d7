import Diagnostics
import Foundation
import PolshShell

/// Plays a transcript: types its inputs and gathers the answers.
final class TranscriptRunner {
  struct Answer {
    var entry: Transcript.Entry
    var lines: [String]
  }

  private var package = "municipal"
  private var languages: [Language] = [.en]
  private var format = Session.OutputFormat.table
  private var width: Int?
  private var masksTimes = false
  private var sessions: [(session: Session, recording: Recording)] = []
  /// A folder for each language, so that neither finds the other's files.
  private let shells: [Language: ShellCommand] = [.en: ShellCommand(), .ja: ShellCommand()]

  func play(_ transcript: Transcript) throws -> [Answer] {
    try begin()
    return try transcript.entries.map { entry in
      switch entry.input {
      case .remark: return Answer(entry: entry, lines: entry.expected)
      case .directive("greeting", _):
        return Answer(entry: entry, lines: sessions.flatMap { $0.session.greeting.map(Transcript.escaped) })
      case .directive(let name, let argument):
        try carryOut(name, argument, line: entry.line)
        return Answer(entry: entry, lines: [])
      case .file(let name, let content):
        for shell in shells.values { try shell.write(content.joined(separator: "\n") + "\n", to: name) }
        return Answer(entry: entry, lines: [])
      case .typed(let text): return Answer(entry: entry, lines: masked(type(text)))
      case .shell(let command):
        let lines = try languages.flatMap {
          try shells[$0]?.run(command, language: $0, package: package == "none" ? nil : Repository.package(package))
            ?? []
        }
        return Answer(entry: entry, lines: masked(lines))
      }
    }
  }

  private func masked(_ lines: [String]) -> [String] { masksTimes ? lines.map(TimeMask.masked) : lines }

  private func type(_ text: String) -> [String] {
    var lines: [String] = []
    for (session, recording) in sessions {
      do {
        try session.run(text, inScript: text.contains("\n"))
      } catch {
        session.show(error)
      }
      lines += recording.takeLines()
    }
    return lines
  }

  /// Fresh sessions, one for each language asked for.
  private func begin() throws {
    sessions = try languages.map { language in
      let recording = Recording()
      var settings = Session.Settings()
      settings.language = language
      settings.format = format
      settings.width = width
      let session = Session(settings: settings, output: recording)
      if package != "none" { try session.open(Repository.package(package)) }
      return (session, recording)
    }
  }

  private func carryOut(_ name: String, _ argument: String, line: Int) throws {
    switch name {
    case "new": try begin()
    case "data":
      package = argument
      try begin()
    case "lang":
      languages = argument == "both" ? [.en, .ja] : [argument == "ja" ? .ja : .en]
      try begin()
    case "format":
      guard let wanted = Session.OutputFormat(rawValue: argument) else { throw Unreadable(line: line, text: argument) }
      format = wanted
      for one in sessions { one.session.settings.format = wanted }
    case "times": masksTimes = argument == "masked"
    case "width":
      width = Int(argument)
      for one in sessions { one.session.settings.width = width }
    default: throw Unreadable(line: line, text: "@" + name)
    }
  }

  /// A directive that this harness does not know.
  struct Unreadable: Error, CustomStringConvertible {
    var line: Int
    var text: String
    var description: String { "line \(line): \(text) means nothing in a transcript" }
  }
}
