import Diagnostics
import Foundation
import QueryLanguage
import QuerySyntax
import Testing

@testable import PolshShell

/// The manual is well-formed Markdown, and nothing of the language is missing in it.
@Suite struct ManualTests {
  static let texts: [Language: [String]] = Dictionary(
    uniqueKeysWithValues: Language.allCases.map {
      ($0, Manual($0).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    })

  private func lines(_ language: Language) -> [String] { Self.texts[language] ?? [] }

  /// The lines outside the blocks of code.
  private func prose(_ language: Language) -> [String] {
    var isCode = false
    return lines(language).filter { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return !isCode && !line.hasPrefix("```")
    }
  }

  @Test("headings go down one step at a time", arguments: Language.allCases)
  func headings(_ language: Language) {
    var level = 0
    var count = 0
    for line in prose(language) where line.hasPrefix("#") {
      let next = line.prefix { $0 == "#" }.count
      #expect(next <= level + 1, "\(line)")
      #expect(line.dropFirst(next).hasPrefix(" "), "\(line)")
      if next == 1 { count += 1 }
      level = next
    }
    #expect(count == 1)
  }

  @Test("blocks of code are closed, and hold something", arguments: Language.allCases)
  func code(_ language: Language) {
    let fences = lines(language).filter { $0.hasPrefix("```") }
    #expect(fences.count % 2 == 0)
    for (place, fence) in fences.enumerated() { #expect(fence == (place % 2 == 0 ? "```text" : "```")) }
    for (line, next) in zip(lines(language), lines(language).dropFirst()) {
      #expect(line != "```text" || next != "```")
    }
  }

  @Test("every row of a table has as many cells as its head", arguments: Language.allCases)
  func tables(_ language: Language) {
    var width: Int?
    for line in prose(language) {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let cells = line.replacingOccurrences(of: "\\|", with: "").filter { $0 == "|" }.count
      if let width { #expect(cells == width, "\(line)") } else { width = cells }
    }
  }

  @Test("verbs, functions, commands, words and codes all have their heading", arguments: Language.allCases)
  func complete(_ language: Language) {
    let headings = Set(
      prose(language).filter { $0.hasPrefix("#") }.map {
        $0.drop { $0 == "#" || $0 == " " }.replacingOccurrences(of: "\\", with: "")
      })
    let wanted =
      VerbRegistry.all.map(\.grammar.spelling.title) + FunctionRegistry.all.map(\.spelling.title)
      + CommandRegistry.all.map { HelpPage($0).title } + WordPage.all.map(\.title) + CodePage.all.map(\.code)
      + Topic.all.map(\.page.title)
    for title in wanted { #expect(headings.contains(title), "\(title)") }
  }

  @Test("no name of the bundled data is in it", arguments: Language.allCases)
  func noBundledNames(_ language: Language) throws {
    let descriptor = try Repository.text(Repository.package("municipal") + "/datapackage.json")
    let names = try #require(
      try JSONSerialization.jsonObject(with: Data(descriptor.utf8)) as? [String: Any], "the descriptor is an object")
    var cities: Set<String> = []
    for resource in names["resources"] as? [[String: Any]] ?? [] {
      let fields = (resource["schema"] as? [String: Any])?["fields"] as? [[String: Any]] ?? []
      for field in fields where field["name"] as? String == "city" {
        cities.formUnion(field["categories"] as? [String] ?? [])
      }
    }
    #expect(!cities.isEmpty)
    let text = lines(language).joined(separator: "\n")
    for city in cities { #expect(text.range(of: city) == nil, "\(city)") }
    for name in ["進捗区分", "取組区分", "総事業費", "予算決算"] { #expect(text.range(of: name) == nil, "\(name)") }
  }
}
