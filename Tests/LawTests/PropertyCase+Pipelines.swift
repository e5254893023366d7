import Diagnostics
import Oracle
import QueryLanguage

extension PropertyCase {
  /// Up to five verbs, each written for the columns that the ones before leave, and the last refusal on the way.
  mutating func pipeline() throws -> (verbs: [Phrase], refusal: (error: Diagnostic, text: String)?) {
    var verbs: [Phrase] = []
    var refusal: (error: Diagnostic, text: String)?
    var reached = try desk.resolve(RandomTable.name.en)
    let depth = random.int(1...5)
    var tries = 0
    while verbs.count < depth, tries < depth * 3 {
      tries += 1
      var writer = QueryWriter(reached.relation.fields, seed: random.next(), others: others)
      let verb = writer.verb()
      let text = (language == .ja ? "｜ " : "| ") + verb[language]
      do throws(Diagnostic) {
        reached = try desk.resolve(text, after: reached.relation, nextField: reached.nextField)
        verbs.append(verb)
      } catch {
        refusal = (error, text)
        PropertyRun.log("refused \(error.shown) — \(text)")
      }
    }
    return (verbs, refusal)
  }
}
