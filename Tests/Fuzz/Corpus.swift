import Foundation
import QueryLanguage

/// Texts that people might type: the contract's questions, what the transcripts type, scripts, the examples of help.
struct Corpus {
  var texts: [String] = []
  /// Pieces to splice in.
  var words: [String] = []

  init(root: String) throws {
    let files = FileManager.default
    let tests = root + "/Tests/Transcripts"
    for name in try files.subpathsOfDirectory(atPath: tests).sorted() where name.contains(".") {
      let text = try String(contentsOfFile: tests + "/" + name, encoding: .utf8)
      if name.hasSuffix(".transcript") { add(transcript: text) }
      if name == "questions.txt" { add(questions: text) }
    }
    for name in try files.contentsOfDirectory(atPath: root + "/scripts").sorted() where name.hasSuffix(".polsh") {
      texts.append(try String(contentsOfFile: root + "/scripts/" + name, encoding: .utf8))
    }
    for verb in VerbRegistry.all {
      texts += verb.grammar.spelling.all.map { "t | \($0) x" } + verb.examples.flatMap { [$0.en, $0.ja] }
    }
    for function in FunctionRegistry.all { texts += function.examples.flatMap { [$0.en, $0.ja] } }
    texts = Array(Set(texts)).filter { $0.utf8.count < 3000 }.sorted()
    var found: Set<String> = []
    for text in texts {
      for word in text.split(separator: " ") where word.utf8.count < 60 { found.insert(String(word)) }
    }
    words = found.sorted() + Self.oddities
  }

  private mutating func add(transcript: String) {
    for line in transcript.split(separator: "\n") where line.hasPrefix("> ") || line.hasPrefix(">> ") {
      let text = String(line.drop { $0 == ">" }.dropFirst())
      if line.hasPrefix(">> "), !texts.isEmpty { texts[texts.count - 1] += "\n" + text } else { texts.append(text) }
    }
  }

  private mutating func add(questions: String) {
    for line in questions.split(separator: "\n") where !line.hasPrefix("@ ") {
      if line.hasPrefix("en:") || line.hasPrefix("ja:") {
        texts.append(String(line.dropFirst(4)))
      } else if !texts.isEmpty {
        texts[texts.count - 1] += "\n" + line
      }
    }
  }

  /// Characters and pieces that trip up readers of text.
  static let oddities = [
    "\u{0}", "\u{200B}", "\u{200E}", "\u{202E}", "\u{FEFF}", "\u{3000}", "\u{A0}", "\u{301}", "\u{3099}", "\u{FF9E}",
    "ｶﾞ", "か\u{3099}",
    "\u{FFFD}", "\u{E000}", "\u{10FFFF}", "\u{D7FF}", "\u{2028}", "\r\n", "\n", "\t", "𠮷", "👨‍👩‍👧", "①", "㈱", "㍻", "㋿", "Ⅲ",
    "…", "‥",
    "ー", "－", "―", "〜", "～", "・", "々", "〇", "【", "】", "「", "」", "『", "』", "“", "”", "'", "\"", "`", "｀", "（", "）", "(",
    ")", "[", "]",
    "［", "］", "|", "｜", "||", "&&", "!", "!=", "<>", "≠", "==", "=>", "->", "→", "..", "...", "?", "??", "$", "＄", "%",
    "％", ";", "。", "、",
    ",", ":", "：", "#", "##", "※", "*", "×", "÷", "/", "+", "-", "--", "/*", "*/", "\\", "\\d", "@", "~", "^", "&", "{",
    "}", "0", "１", "1e9",
    "99999999999999999999999999999999999999999", "0.0000001", "1,200", "1,200千円", "3億5000万", "2023年度", "令和元年", "平成99年度",
    "R99", "FY1",
    "が", "は", "に", "ごと", "別", "毎", "以上", "のどれか", "と同じ", "かつ", "または", "もし", "ならば", "でなければ", "否", "欠測", "記入あり", "単位",
    "名前",
    "where", "絞込", "group", "集計", "let", "def", "param", "関数", "変数", "引数", "from", "表", "select", "SELECT", "as", "by",
    "in", "is", "not",
    "missing", "count()", "件数（）", "sum(", "if", "then", "else", "help", "save", "format", "書式",
  ]
}
