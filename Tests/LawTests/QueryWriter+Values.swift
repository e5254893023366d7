import Oracle
import PolicyModel

extension QueryWriter {
  // MARK: Literals

  mutating func plainLiteral() -> Phrase {
    random.pick([
      Phrase("0"), Phrase("1"), Phrase("2", "２"), Phrase("2.5"), Phrase("-2.5", "−2.5"), Phrase("3"),
      Phrase("10", "１０"),
      Phrase("-1"), Phrase("0.125"), Phrase("1200", "1.2千"), Phrase("0.000001"), Phrase("7"),
    ])
  }

  mutating func moneyLiteral() -> Phrase {
    random.pick([
      Phrase("0円"), Phrase("1千円"), Phrase("2000円", "２千円"), Phrase("2500円"), Phrase("-2.5千円", "−2500円"),
      Phrase("1,200千円", "120万円"), Phrase("0.3万円"), Phrase("10千円", "1万円"), Phrase("0.125千円"), Phrase("3千円"),
    ])
  }

  mutating func ratioLiteral() -> Phrase {
    random.pick([Phrase("100%", "100％"), Phrase("70%", "７０％"), Phrase("99.5%"), Phrase("0%"), Phrase("125.5%")])
  }

  mutating func casesLiteral() -> Phrase { Phrase("\(random.pick([0, 1, 2, 3, 10]))件") }

  mutating func yearLiteral() -> Phrase {
    random.pick([
      Phrase("R1", "令和元年度"), Phrase("2020", "2020年度"), Phrase("H30", "平成30年度"), Phrase("R5", "令和5年度"),
      Phrase("FY2016"), Phrase("H31", "平成31年度"), Phrase("2018", "２０１８"),
    ])
  }

  mutating func textLiteral(_ pool: [String] = RandomTable.words) -> Phrase {
    let word = random.pick(pool + ["市民", "事業", "N", "相談"])
    let wide = ["センター": "ｾﾝﾀｰ", "NPO": "ＮＰＯ", "がん検診": "か\u{3099}ん検診", "2号館": "２号館"][word] ?? word
    return random.pick([Phrase("'\(word)'", "「\(word)」"), Phrase("\"\(wide)\"", "『\(wide)』")])
  }

  mutating func levelLiteral(_ scale: Scale) -> Phrase {
    let level = random.pick(scale.levels)
    return random.chance(70) ? Phrase(level) : Phrase("'\(level)'", "「\(level)」")
  }

  // MARK: Numbers

  /// A value of the kind; small depth, each operand in parentheses where it needs them.
  mutating func number(_ kind: Kind, depth: Int = 1) -> Phrase {
    switch kind {
    case .money: money(depth)
    case .ratio: ratio(depth)
    case .cases: cases(depth)
    default: plain(depth)
    }
  }

  mutating func plain(_ depth: Int) -> Phrase {
    let leaf = column(.plain) ?? plainLiteral()
    if depth == 0 || random.chance(35) { return leaf }
    let a = leaf.operand
    switch random.int(0...17) {
    case 0: return infix(a, "+", "＋", plainLiteral().operand)
    case 1: return infix(a, "-", "−", plain(depth - 1).operand)
    case 2: return infix(a, "*", "×", plain(depth - 1).operand)
    case 3: return infix(a, "/", "÷", plain(depth - 1).operand)
    case 4: return infix(a, "/", "÷", Phrase(random.pick(["2", "4", "-2", "3"])))
    case 5: return .call("abs", "絶対値", plain(depth - 1))
    case 6: return .call("round", "四捨五入", plain(depth - 1), Phrase("\(random.int(0...3))"))
    case 7: return .call("floor", "切捨", plain(depth - 1))
    case 8: return .call("ceil", "切上", plain(depth - 1))
    case 9: return .call("min2", "小さい方", leaf, plainLiteral())
    case 10: return .call("max2", "大きい方", leaf, plain(depth - 1))
    case 11: return Phrase("-\(a.en)", "−\(a.ja)", isSimple: false)
    case 12: return infix(a, "??", "??", plainLiteral())
    case 13: return choice(leaf, plain(depth - 1), depth)
    case 14: if let grade = column(.grade) { return .call("step", "段", grade) }
    case 15: if let text = column(.text, .textList, .levelList, .category) { return .call("len", "長さ", text) }
    case 16: if let x = column(.year), let y = column(.year) { return infix(x, "-", "−", y) }
    default: if let x = column(.money), let y = column(.money) { return infix(x, "/", "÷", y) }
    }
    return leaf
  }

  private mutating func money(_ depth: Int) -> Phrase {
    let leaf = column(.money) ?? moneyLiteral()
    if depth == 0 || random.chance(50) { return leaf }
    switch random.int(0...6) {
    case 0: return infix(leaf, "+", "＋", moneyLiteral())
    case 1: return infix(leaf, "-", "−", money(depth - 1).operand)
    case 2: return infix(leaf, "*", "×", plain(0).operand)
    case 3: return infix(leaf, "/", "÷", plain(0).operand)
    case 4: return infix(leaf, "??", "??", moneyLiteral())
    case 5: return choice(leaf, money(depth - 1), depth)
    default: return Phrase("\(leaf.en) as 円", "\(leaf.ja) 単位 円", isSimple: false)
    }
  }

  private mutating func ratio(_ depth: Int) -> Phrase {
    let leaf = column(.ratio) ?? ratioLiteral()
    if depth == 0 || random.chance(60) { return leaf }
    switch random.int(0...2) {
    case 0: return infix(leaf, "*", "×", plain(0).operand)
    case 1: return infix(leaf, "??", "??", ratioLiteral())
    default:
      let part = infix(plain(0).operand, "/", "÷", plain(0).operand)
      return Phrase("\(part.en) as %", "\(part.ja) 単位 ％", isSimple: false)
    }
  }

  private mutating func cases(_ depth: Int) -> Phrase {
    let leaf = column(.cases) ?? casesLiteral()
    if depth == 0 || random.chance(60) { return leaf }
    return random.chance(50) ? infix(leaf, "+", "＋", casesLiteral()) : infix(leaf, "*", "×", plainLiteral().operand)
  }

  func infix(_ a: Phrase, _ en: String, _ ja: String, _ b: Phrase) -> Phrase {
    Phrase("\(a.en) \(en) \(b.en)", "\(a.ja) \(ja) \(b.ja)", isSimple: false)
  }

  mutating func choice(_ a: Phrase, _ b: Phrase, _ depth: Int) -> Phrase {
    let test = condition(depth: depth - 1)
    let (x, y) = (a.operand, b.operand)
    return Phrase(
      "if \(test.en) then \(x.en) else \(y.en)", "もし \(test.ja) ならば \(x.ja) でなければ \(y.ja)", isSimple: false)
  }

  // MARK: Other values

  mutating func year(_ depth: Int = 1) -> Phrase {
    // Not 2020: that is a year only beside one.
    guard let leaf = column(.year) else { return Phrase("R3", "令和3年度") }
    if depth == 0 || random.chance(60) { return leaf }
    switch random.int(0...3) {
    case 0: return infix(leaf, "+", "＋", Phrase("\(random.int(0...3))"))
    case 1: return infix(leaf, "-", "−", Phrase("1"))
    case 2: return infix(leaf, "??", "??", yearLiteral())
    default: return choice(leaf, year(0), depth)
    }
  }

  mutating func text(_ depth: Int = 1) -> Phrase {
    let leaf = column(.text) ?? textLiteral()
    if depth == 0 || random.chance(40) { return leaf }
    switch random.int(0...9) {
    case 9: return original()
    case 0: return .call("lower", "小文字", leaf)
    case 1: return .call("replace", "置換", leaf, Phrase("'市'", "「市」"), Phrase("'町'", "「町」"))
    case 2: return .call("substr", "部分", leaf, Phrase("\(random.int(1...3))"), Phrase("2"))
    case 3: return infix(leaf, "??", "??", textLiteral())
    case 4: if let year = column(.year) { return .call("era", "和暦", year) }
    case 5: if let level = column(.grade, .category) { return .call("label", "意味", level) }
    case 6: return .call("reason", "理由", anyColumn())
    case 7: if let value = column(.year, .grade, .category, .plain) { return .call("text", "文字", value) }
    default: return choice(leaf, textLiteral(), depth)
    }
    return leaf
  }

  /// A value of any kind, with what can be done with it.
  mutating func value(depth: Int = 1) -> Phrase {
    switch random.int(0...9) {
    case 0, 1: return plain(depth)
    case 2: return number(.money, depth: depth)
    case 3: return number(.ratio, depth: depth)
    case 4: return number(.cases, depth: depth)
    case 5: return year(depth)
    case 6: return text(depth)
    case 7: return condition(depth: depth).parenthesized
    case 8: return grade() ?? plain(depth)
    default: return anyColumn()
    }
  }

  mutating func grade() -> Phrase? {
    let grades = columns(.grade)
    if grades.isEmpty { return nil }
    let field = random.pick(grades)
    let leaf = name(field)
    guard let scale = field.type.scale else { return leaf }
    switch random.int(0...2) {
    case 0: return infix(leaf, "??", "??", levelLiteral(scale))
    case 1: return choice(leaf, name(random.pick(grades.filter { $0.type == field.type })), 1)
    default: return leaf
    }
  }
}

extension Phrase {
  var parenthesized: Phrase { Phrase("(\(en))", "（\(ja)）") }
}
