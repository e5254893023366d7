import ColumnStore
import Diagnostics
import Foundation
import PolshText
import QueryLanguage
import QuerySyntax
import Testing

@testable import PolshShell

/// Help knows every word, and what it shows is true.
@Suite struct HelpTests {
  struct Page: Sendable, CustomTestStringConvertible {
    var page: HelpPage
    var testDescription: String { page.title }

    var examples: [HelpExample] {
      page.blocks.flatMap { block -> [HelpExample] in
        if case .examples(_, let examples) = block { return examples }
        return []
      }
    }
  }

  static let pages: [Page] = {
    var pages = VerbRegistry.all.map { HelpPage($0) } + FunctionRegistry.all.map { HelpPage($0) }
    pages += CommandRegistry.all.map { HelpPage($0) } + WordPage.all.map { HelpPage($0) }
    pages += CodePage.all.map { HelpPage($0) } + Topic.all.map(\.page) + ListPage.all.map(\.page) + UnitTable.pages
    return pages.map { Page(page: $0) }
  }()

  @Test("an example of help answers as promised, in both languages", arguments: pages)
  func examples(_ one: Page) {
    for example in one.examples where example.outcome != .isOnlyShown {
      for language in Language.allCases {
        let text = example.text(language)
        let answer = ExampleDesk(language: language, width: 74).answer(text)
        if answer.fault?.isNotThereYet == true { continue }
        switch example.outcome {
        case .gives(let code) where code.hasPrefix("E"):
          #expect(answer.fault?.code == code, "\(text): \(answer.fault?.message.en ?? "no fault")")
        case .gives(let code):
          #expect(answer.fault == nil, "\(text): \(answer.fault?.message.en ?? "")")
          #expect(answer.notices.contains { $0.code == code }, "\(text): \(answer.notices.map(\.code))")
        default: #expect(answer.fault == nil, "\(text): \(answer.fault?.message.en ?? "")")
        }
      }
    }
  }

  @Test("both texts of an example are one tree", arguments: pages)
  func sameTree(_ one: Page) throws {
    for example in one.examples where example.outcome != .isOnlyShown {
      let desk = ExampleDesk(language: .en, width: 74)
      let english = desk.answer(example.en)
      let japanese = desk.answer(example.ja)
      if english.fault != nil || japanese.fault != nil { continue }
      // Names that a person makes up may differ, so only the size of the answers is compared.
      #expect(
        english.lines.filter { !$0.isMessage }.count == japanese.lines.filter { !$0.isMessage }.count, "\(example.en)")
    }
  }

  @Test("every word of the keyword table is on one page") func keywords() {
    for keyword in Keyword.allCases {
      let count = WordPage.all.filter { $0.keywords.contains(keyword) }.count
      #expect(count == 1, "\(keyword)")
    }
  }

  @Test("every code has a page") func codes() {
    let wanted = (1...36).map { $0 < 10 ? "E0\($0)" : "E\($0)" } + (1...10).map { "N\($0)" }
    #expect(CodePage.all.map(\.code) == wanted)
  }

  @Test("every command that is there has an example") func commands() {
    for command in CommandRegistry.all where command.run != nil {
      #expect(!command.examples.isEmpty || ["format", "explain", "source"].contains(command.name), "\(command.name)")
    }
  }

  @Test("where help points to, there is a page") func seeAlso() throws {
    let index = HelpIndex(try Answers.session(package: "examples", language: .en, format: .table).session)
    for one in Self.pages {
      for case .seeAlso(let words) in one.page.blocks {
        for word in words {
          #expect(!index.pages(word.en).isEmpty, "\(one.page.title): \(word.en)")
          #expect(!index.pages(word.ja).isEmpty, "\(one.page.title): \(word.ja)")
        }
      }
    }
  }

  @Test("every word has a page, and no line is wider than 80 columns", arguments: ["examples", "other", "municipal"])
  func width(_ package: String) throws {
    for language in Language.allCases {
      let session = try Answers.session(package: package, language: language, format: .table).session
      // The language's own pages are the same whatever is open.
      let words =
        package == "examples" ? HelpIndex(session).words : DataPages(environment: session.environment).words
      let index = HelpIndex(session)
      var seen: Set<String> = []
      for word in Set(words) where !word.isEmpty {
        let pages = index.pages(word)
        #expect(!pages.isEmpty, "\(word)")
        for page in pages where seen.insert(page.title + page.kind.en + page.summary.en).inserted {
          for line in HelpLines(session.screen).text(page) {
            #expect(DisplayWidth.of(line) <= 80, "\(word): \(line)")
          }
        }
      }
    }
  }

  @Test("narrow windows are respected") func narrow() throws {
    let (session, _) = try Answers.session(package: "other", language: .ja, format: .table)
    session.settings.width = 40
    for word in ["絞込", "比較", "E09", "年度", "ヘルプ"] {
      for line in HelpLines(session.screen).text(HelpIndex(session).pages(word)) {
        #expect(DisplayWidth.of(line) <= 40, "\(word): \(line)")
      }
    }
  }

  @Test("a question that help offers on the open data is answered", arguments: ["examples", "other", "municipal"])
  func questions(_ package: String) throws {
    let (session, _) = try Answers.session(package: package, language: .en, format: .table)
    let data = DataPages(environment: session.environment)
    let index = HelpIndex(session)
    var seen: Set<String> = []
    for word in Set(data.words + VerbRegistry.all.map(\.grammar.spelling.en)) {
      for page in index.pages(word) {
        for case .question(let question) in page.blocks where seen.insert(question.en).inserted {
          for text in [question.en, question.ja] {
            do throws(Diagnostic) {
              try session.run(text, inScript: false)
            } catch {
              Issue.record("\(word): \(text): \(error.message.en)")
            }
          }
        }
      }
    }
  }

  @Test("the example tables are those of the tests") func tables() throws {
    let (session, _) = try Answers.session(package: "examples", language: .en, format: .table)
    for table in session.environment.tables {
      guard case .source(let source) = table.content else { continue }
      let known = try #require(
        ExampleTables.all.first { $0.entry.name == table.name }, "\(table.name.en) is missing in ExampleTables")
      #expect(known.entry.columns.map(\.name) == source.entry.columns.map(\.name))
      #expect(known.entry.columns.map(\.type) == source.entry.columns.map(\.type))
      let places = Array(source.entry.columns.indices)
      let (a, b) = (try known.read(columns: places), try source.read(columns: places))
      #expect(a.rowCount == b.rowCount)
      for place in places {
        for row in 0..<min(a.rowCount, b.rowCount) {
          let type = source.entry.columns[place].type
          #expect(a.columns[place].value(row, of: type) == b.columns[place].value(row, of: type))
        }
      }
    }
  }
}

/// The example of `help recipe` is what it says.
@Suite struct RecipeExampleTests {
  @Test("its document is read by its recipe, in both languages", arguments: Language.allCases)
  func read(_ language: Language) throws {
    let shell = ShellCommand()
    try shell.write(RecipeExample.document[language] + "\n", to: "plan.txt")
    try shell.write(RecipeExample.recipe[language] + "\n", to: "our-plan.recipe")
    let load = "load 'plan.txt' recipe 'our-plan.recipe' as m"
    let rows = try shell.run(
      "polsh --format csv -c \"\(load); m | select chapter, section, title, progress, dept, line, reading\" 2>/dev/null",
      language: language, package: nil)
    let wanted =
      language == .ja
      ? [
        "安心なまち,災害への備え,避難所の点検,A,防災課,4,stated", "安心なまち,災害への備え,備蓄品の更新,C,防災課;福祉課,5,stated",
        "安心なまち,災害への備え,訓練の実施,B,防災課,8,inferred", "安心なまち,地域の見守り,子どもの見守り,B,教育課;福祉課,10,stated",
      ]
      : [
        "A safe town,Ready for disasters,Checking the shelters,A,safety,4,stated",
        "A safe town,Ready for disasters,Renewing the stocks,C,safety;welfare,5,stated",
        "A safe town,Ready for disasters,Holding drills,B,safety,8,inferred",
        "A safe town,Looking after each other,Eyes on the children,B,schools;welfare,10,stated",
      ]
    #expect(Array(rows.dropFirst()) == wanted)
    let left = try shell.run(
      "polsh --format csv -c \"\(load); m_lines | where use = left\" 2>/dev/null", language: language, package: nil)
    #expect(left.count == 1)
  }
}
