/// Finds the known names that a mistyped one was probably meant to be.
public enum NearNames {
  /// How sure a hint has to be before it is given.
  public enum Care: Sendable {
    /// Two-character names may differ in one (絞混 → 絞込): for the small, fixed sets of verbs and tables.
    case usual
    /// Names of two characters must be contained whole: for columns and levels, where 予算 is not a slip for 決算.
    case strict
  }

  /// The nearest of the known names, all ties, in the order given; none when nothing is near.
  ///
  /// `nearest(to: "yeer", among: ["year", "kind"])` → `["year"]`
  public static func nearest(to typed: String, among known: [String], care: Care = .usual) -> [String] {
    let wanted = Array(TextFolding.fold(typed).lowercased())
    if wanted.isEmpty || wanted.count > 64 { return [] }
    var best = Int.max
    var found: [String] = []
    for name in known {
      let candidate = Array(name.lowercased())
      guard let score = score(wanted, candidate, care) else { continue }
      if score < best {
        best = score
        found = [name]
      } else if score == best, !found.contains(name) {
        found.append(name)
      }
    }
    return found
  }

  /// Smaller is nearer: ten for each edit, one for each character a containing name has in addition.
  private static func score(_ wanted: [Character], _ candidate: [Character], _ care: Care) -> Int? {
    if wanted == candidate { return 0 }
    if candidate.count > 64 { return nil }
    let shorter = min(wanted.count, candidate.count)
    let longer = max(wanted.count, candidate.count)
    // Two Latin letters stand in many words by chance.
    let isTelling = shorter >= 3 || shorter == 2 && !(wanted.count == 2 ? wanted : candidate).allSatisfy(\.isASCII)
    // Three stand in the middle of others: row is no part of growth.
    let isShort = shorter == 3 && wanted.allSatisfy(\.isASCII)
    let isPart =
      isShort
      ? wanted.starts(with: candidate) || candidate.starts(with: wanted)
      : isInside(wanted, candidate) || isInside(candidate, wanted)
    if isTelling, isPart, longer <= shorter * 3 {
      return 9 + longer - shorter
    }
    let allowed: Int
    switch shorter {
    case 0, 1: return nil
    case 2:
      // Of two Latin letters or digits, one is not enough to go by: f3 is no slip for fy.
      let isCode = wanted.allSatisfy(\.isASCII)
      allowed = care == .usual && wanted.count == candidate.count && !isCode ? 1 : 0
    case 3...5: allowed = 1
    default: allowed = min(3, shorter / 3)
    }
    if allowed == 0 { return nil }
    let distance = distance(wanted, candidate, limit: allowed)
    return distance <= allowed ? distance * 10 : nil
  }

  private static func isInside(_ part: [Character], _ whole: [Character]) -> Bool {
    if part.count > whole.count { return false }
    return (0...(whole.count - part.count)).contains { Array(whole[$0..<$0 + part.count]) == part }
  }

  /// Edits between two names: a change, a character more or less, or two neighbours swapped.
  private static func distance(_ a: [Character], _ b: [Character], limit: Int) -> Int {
    if abs(a.count - b.count) > limit { return limit + 1 }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let same = a[i - 1] == b[j - 1]
        row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
      }
      before = previous
      previous = row
    }
    return previous[b.count]
  }
}
