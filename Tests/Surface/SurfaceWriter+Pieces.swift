import QuerySyntax

extension SurfaceWriter {
  mutating func pieces(_ pieces: [Piece]) -> String {
    var text = ""
    for piece in pieces {
      let part = self.piece(piece)
      if !part.isEmpty { text += (part.first == ":" || part.first == "：" ? "" : " ") + part }
    }
    return text
  }

  private mutating func piece(_ piece: Piece) -> String {
    switch piece {
    case .expression: return expression()
    case .sum: return atLeast(.sum)
    case .items: return list(1...3) { $0.item() }
    case .renames: return list(1...2) { $0.madeName() + $0.equal + $0.column() }
    case .column: return column()
    case .columns: return columns()
    case .groupKeys:
      let keys = list(0...2) { $0.column() }
      return keys.isEmpty || random.chance(80) ? keys : keys + each
    case .sortKeys: return list(1...3) { $0.sortKey() }
    case .joinKeys: return list(1...2) { $0.column() + ($0.random.chance(30) ? $0.equal + $0.column() : "") }
    case .count: return count()
    case .name: return madeName()
    case .string: return string()
    case .words:
      var words: [String] = []
      for _ in 0..<random.int(1...3) { words.append(random.chance(60) ? string() : random.pick(["橋", "abc", "地域"])) }
      return words.joined(separator: random.chance(50) ? " " : comma)
    case .query:
      let alias = random.chance(20) ? " " + word(.asName) + " " + madeName() : ""
      return (random.chance(60) ? tableName() : open + query() + close) + alias
    case .wholeQuery: return query()
    case .colon: return sign(":", "：")
    case .arrow: return sign("->", "→")
    case .cross: return random.chance(50) ? "×" : word(.by)
    case .keyword(let keyword): return word(keyword)
    case .flag(_, let keyword), .flagBeforeName(_, let keyword): return random.chance(30) ? word(keyword) : ""
    case .choice(_, let keywords): return word(random.pick(keywords))
    case .oneOf(let alternatives): return String(pieces(random.pick(alternatives)).drop { $0 == " " })
    case .options(let alternatives):
      var text = ""
      for alternative in alternatives where random.chance(40) { text += pieces(alternative) }
      return String(text.drop { $0 == " " })
    case .lineRange: return random.chance(50) ? "2" : "2\(sign("..", "〜"))3"
    case .optional(let parts): return random.chance(50) ? String(pieces(parts).drop { $0 == " " }) : ""
    case .by:
      if random.chance(50) { return "" }
      return random.chance(30) ? columns() + each : word(.by) + " " + columns()
    case .direction:
      return random.chance(70) ? "" : word(.better) + " " + word(random.pick([Keyword.up, .down, .none]))
    case .arguments:
      var text: [String] = []
      for _ in 0..<random.int(0...2) { text.append(madeName() + "=" + literal()) }
      return text.joined(separator: " ")
    case .topic, .topicWords:
      return random.pick(["where", "絞込", "E07", "集計", "sum", "count", "'a b'", "R5", "12", "「もし」"])
    case .label: return random.pick(["utf-8", "cp932", "UTF-8", "'x y'", "euc-jp", "shift_jis"])
    case .integer: return String(random.int(1...30))
    }
  }

  private var each: String { mutating get { random.pick(["ごと", " ごと", "別", "毎", " 別"]) } }

  private mutating func columns() -> String { list(1...3) { $0.column() } }

  private mutating func item() -> String { (random.chance(50) ? madeName() + equal : "") + expression() }

  private mutating func sortKey() -> String {
    switch random.int(0...3) {
    case 0: return sign("-", "−") + expression()
    case 1: return expression() + " " + word(random.pick([Keyword.desc, .asc]))
    default: return expression()
    }
  }

  private mutating func count() -> String {
    switch random.int(0...4) {
    case 0: return "$" + madeName()
    case 1 where !arguments.isEmpty: return random.pick(arguments)
    case 2: return "\(random.int(0...20))\(random.pick(["件", " 件", " 行"]))"
    default: return String(random.int(0...20))
    }
  }

  mutating func string() -> String {
    let text = random.pick(["abc", "社会教育課", "a|b", "達成率", "", "50%", "１２", " x ", "-- ?", "(", "#1", "。"])
    let (open, close) = random.pick([
      ("'", "'"), ("\"", "\""), ("「", "」"), ("『", "』"), ("“", "”"), ("‘", "’"), ("｢", "｣"),
    ])
    let odd = random.pick(["'", "\"", "「」", "『』", "“”", "'\"", "`"])
    let inner = random.chance(10) && !odd.contains(open) && !odd.contains(close) ? text + odd : text
    return open + inner + close
  }

  /// What `param` and `run` take.
  mutating func literal() -> String {
    switch random.int(0...6) {
    case 0: return "-" + number()
    case 1: return year()
    case 2: return string()
    case 3: return word(random.pick([Keyword.missing, .true, .false]))
    default: return number()
    }
  }

  mutating func number() -> String {
    let digits = random.pick([
      "0", "1", "12", "3.5", "１２", "1000", "1.8万", "3億5000万", "2千", "2023", "0.000001", "12345678901234",
    ])
    let unit = random.pick(["円", "千円", "万円", " 円", " 千円", "%", " ％", "件", "人", " 万人", "年", "自治会", "ポイント", " 円", "億円"])
    if random.chance(8) { return "1,200" + random.pick(["円", "千円", "人"]) }
    return random.chance(50) ? digits : digits + unit
  }

  mutating func year() -> String {
    random.pick(["R5", "H31", "令和元年度", "平成30年", "2023年度", "FY2023", "Ｒ４", "S60", "平成32年度"])
  }
}
