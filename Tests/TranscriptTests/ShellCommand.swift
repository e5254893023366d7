import Diagnostics
import Foundation

/// Command lines run as a person would in a terminal, in a folder of their own with the built program on the path.
final class ShellCommand {
  let folder: String
  /// Seconds after which a command is taken to hang.
  private let patience = 60.0

  init() {
    // Always of one length: paths stand in tables, whose rules are as wide as they.
    let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    folder = "/tmp/polsh-transcript-" + String(repeating: "0", count: 16 - digits.count) + digits
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
  }

  struct Outcome {
    var output: [UInt8]
    var errors: [UInt8]
    var status: Int32
  }

  /// What the command wrote, what it said, and `? STATUS` when that is not 0.
  func run(_ command: String, language: Language, package: String?) throws -> [String] {
    let outcome = try start(command, language: language, package: package)
    var lines: [String] = []
    if !outcome.output.isEmpty { lines += Recording.lines(outcome.output, isMessage: false) }
    if !outcome.errors.isEmpty { lines += Recording.lines(outcome.errors, isMessage: true) }
    if outcome.status != 0 { lines.append("? \(outcome.status)") }
    return Transcript.trimmed(lines).map {
      $0.replacingOccurrences(of: folder, with: "$HOME").replacingOccurrences(of: Repository.root, with: "$ROOT")
    }
  }

  func start(_ command: String, language: Language, package: String?) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ["HOME": folder, "LANG": language == .ja ? "ja_JP.UTF-8" : "en_US.UTF-8", "TERM": "dumb"]
    environment["PATH"] = Repository.programFolder + ":/usr/bin:/bin"
    environment["PACKAGES"] = Repository.packages
    environment["ROOT"] = Repository.root
    environment["POLSH_DATA"] = package
    process.environment = environment
    // Files, not pipes: a program that writes much must not wait for a reader.
    let places = ["out", "err"].map { folder + "/.std" + $0 }
    for place in places { _ = FileManager.default.createFile(atPath: place, contents: nil) }
    guard let output = FileHandle(forWritingAtPath: places[0]), let errors = FileHandle(forWritingAtPath: places[1])
    else {
      throw CocoaError(.fileWriteUnknown)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let deadline = Date().addingTimeInterval(patience)
    while process.isRunning {
      if Date() > deadline {
        process.terminate()
        break
      }
      usleep(500)
    }
    process.waitUntilExit()
    let read = places.map { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } ?? [] }
    for place in places { try? FileManager.default.removeItem(atPath: place) }
    let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Outcome(output: read[0], errors: read[1], status: status)
  }
}
