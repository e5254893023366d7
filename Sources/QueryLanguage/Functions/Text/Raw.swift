internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let raw = FunctionEntry.scalar(
    Spelling("raw", "原文"), Message(ja: "(列)", en: "(column)"),
    Message(ja: "ファイルに書かれたままの文字（ファイルにある列だけ）", en: "the text as the file has it (only for columns of a file)"),
    examples: [
      Example(
        "t | where raw(x) = '―' | select k, x, mark = raw(x)", "t | 絞込 原文(x) = '―' | 選択 k, x, mark = 原文(x)",
        Message(ja: "欠測のセルに書かれた印", en: "the mark that stands in a cell without a value"), result: "k,x,mark\nb,,―")
    ]
  ) { call, resolver throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    guard let field = x.field else { throw .notAColumn(call) }
    let relation = call.scope.relation
    guard let place = relation.fields.firstIndex(where: { $0.originalOf == field.id }) else {
      var reason = NoOriginal.computed
      do throws(NoOriginal) {
        if let own = relation.place(of: field.id) { _ = try relation.plan.withOriginal(of: own, { resolver.newID() }) }
      } catch {
        reason = error
      }
      throw .noOriginal(field, reason, call)
    }
    var typed = Typed(.column(place), .text, span: call.span)
    typed.isOriginal = true
    return typed
  }
}

extension Diagnostic {
  /// E34: only a column is in a file.
  fileprivate static func notAColumn(_ call: ScalarCall) -> Diagnostic {
    Diagnostic(
      "E34", Message(ja: "原文には列の名前だけが書けます", en: "raw takes the name of a column"), at: call.arguments[0].span)
  }

  /// E24: a key stands for several cells, which may be written in different ways.
  static func originalOfKey(
    _ name: Name, _ arguments: [Expression], _ span: Span, _ scope: RowScope
  ) -> Diagnostic {
    let text = scope.typed(Expression(.call(name, arguments), span))
    return Diagnostic(
      "E24", Message(ja: "原文が集計されていません", en: "raw is neither a key nor inside an aggregate"), at: span,
      notes: [
        Message(ja: "まとめた行の文字は、書き方が違うことがあります。", en: "The rows of a group may write it in different ways.")
      ],
      fixes: [
        FixIt(replace: span, with: .call("最初", "first", text)),
        FixIt(replace: span, with: .call("列挙", "list", text)),
      ])
  }

  /// E34: the column has no text in a file.
  fileprivate static func noOriginal(_ field: Field, _ reason: NoOriginal, _ call: ScalarCall) -> Diagnostic {
    let (ja, en) = (field.name.ja, field.name.en)
    let message: Message
    var notes: [Message] = []
    switch reason {
    case .computed: message = Message(ja: "\(ja)は計算した列なので、原文がありません", en: "\(en) is computed and has no text in a file")
    case .grouped:
      message = Message(
        ja: "まとめた後の行には、\(ja)の原文がありません", en: "These rows were made of others, and \(en) has no text in a file")
      notes = [
        Message(
          ja: "まとめる前に、追加 r = 原文(\(ja)) で列にしておきます。",
          en: "Take the text before that, with derive r = raw(\(en)).")
      ]
    case .noFile:
      message = Message(
        ja: "この表はファイルから読んだものではないので、原文がありません", en: "This table was not read from a file and has no raw text")
    }
    return Diagnostic("E34", message, at: call.arguments[0].span, notes: notes)
  }
}
