public import PolicyModel

extension Column {
  /// The cells at the given rows, in that order, several stretches of them at once.
  public func gathered(_ rows: [Int32], _ runner: PieceRunner) -> Column {
    let result: Storage
    // SAFETY: each target has room for all rows; the places of a stretch are below their number.
    switch storage {
    case .numbers(.narrow(let values, let scale)):
      let cells: [Int64] = unsafe runner.filled(rows.count, with: 0) { places, target in
        for place in places { unsafe target[place] = values[Int(rows[place])] }
      }
      result = .numbers(.narrow(cells, scale: scale))
    case .years(let values):
      result = .years(
        // SAFETY: the places of a stretch are below the number of rows, for all of which the target has room.
        unsafe runner.filled(rows.count, with: 0) { places, target in
          for place in places { unsafe target[place] = values[Int(rows[place])] }
        })
    case .codes(let values, let dictionary):
      let cells: [Int32] = unsafe runner.filled(rows.count, with: 0) { places, target in
        // SAFETY: the places of a stretch are below the number of rows, for all of which the target has room.
        for place in places { unsafe target[place] = values[Int(rows[place])] }
      }
      result = .codes(cells, dictionary)
    case .bools(let values):
      result = .bools(
        // SAFETY: the places of a stretch are below the number of rows, for all of which the target has room.
        unsafe runner.filled(rows.count, with: false) { places, target in
          for place in places { unsafe target[place] = values[Int(rows[place])] }
        })
    case .numbers(.wide), .lists: return gathered(rows)
    }
    if missing.isEmpty { return Column(result) }
    let reasons = missing.reasons
    return Column(
      result,
      // SAFETY: as above.
      missing: MissingMask(
        unsafe runner.filled(rows.count, with: 0) { places, target in
          for place in places { unsafe target[place] = reasons[Int(rows[place])] }
        }))
  }

  /// The cells of several columns of one kind, one after the other, several of them at once; nil where their kinds or
  /// dictionaries differ.
  public static func concatenated(_ parts: [Column], _ runner: PieceRunner) -> Column? {
    guard let first = parts.first, parts.count > 1, parts.allSatisfy({ $0.missing.isEmpty }) else {
      return concatenated(parts)
    }
    var starts = [0]
    for part in parts { starts.append(starts[starts.count - 1] + part.count) }
    let total = starts[parts.count]
    switch first.storage {
    case .numbers(.narrow(_, let scale)):
      var all: [[Int64]] = []
      for part in parts {
        guard case .numbers(.narrow(let values, scale)) = part.storage else { return concatenated(parts) }
        all.append(values)
      }
      return Column(.numbers(.narrow(joined(all, starts, total, with: 0, runner), scale: scale)))
    case .years:
      var all: [[Int16]] = []
      for part in parts {
        guard case .years(let values) = part.storage else { return nil }
        all.append(values)
      }
      return Column(.years(joined(all, starts, total, with: 0, runner)))
    case .codes(_, let dictionary):
      var all: [[Int32]] = []
      for part in parts {
        guard case .codes(let values, let other) = part.storage, other === dictionary else { return nil }
        all.append(values)
      }
      return Column(.codes(joined(all, starts, total, with: 0, runner), dictionary))
    case .numbers(.wide), .bools, .lists: return concatenated(parts)
    }
  }

  private static func joined<T: BitwiseCopyable & Sendable>(
    _ parts: [[T]], _ starts: [Int], _ total: Int, with zero: T, _ runner: PieceRunner
  ) -> [T] {
    // SAFETY: every part has its own stretch of the whole, and together they fill it.
    unsafe [T](unsafeUninitializedCapacity: total) { space, used in
      used = total
      guard let base = space.baseAddress else { return }
      nonisolated(unsafe) let target = unsafe base
      let isWhole = runner.run(parts.count) { part in
        // SAFETY: the places of a stretch are below the number of rows, for all of which the target has room.
        unsafe parts[part].withUnsafeBufferPointer { values in
          guard let source = values.baseAddress else { return }
          unsafe (target + starts[part]).update(from: source, count: values.count)
        }
      }
      // SAFETY: the places of a stretch are below the number of rows, for all of which the target has room.
      if !isWhole { unsafe base.initialize(repeating: zero, count: total) }
    }
  }

  /// The cells one row further down, the last of them gone and the first missing.
  public func movedDown(absent: MissingReason) -> Column {
    let count = count
    if count == 0 { return self }
    var reasons: [UInt8] = []
    reasons.reserveCapacity(count)
    reasons.append(absent.rawValue)
    if missing.isEmpty {
      reasons += repeatElement(0, count: count - 1)
    } else {
      reasons += missing.reasons[..<(count - 1)]
    }
    let result: Storage
    switch storage {
    case .numbers(.narrow(let values, let scale)): result = .numbers(.narrow(Self.movedDown(values, 0), scale: scale))
    case .numbers(.wide(let values, let scale)): result = .numbers(.wide(Self.movedDown(values, 0), scale: scale))
    case .years(let values): result = .years(Self.movedDown(values, 0))
    case .codes(let codes, let dictionary): result = .codes(Self.movedDown(codes, 0), dictionary)
    case .bools(let flags): result = .bools(Self.movedDown(flags, false))
    case .lists:
      let rows = (0..<count).map { Int32(truncatingIfNeeded: $0 - 1) }
      return gathered(rows, absent: absent)
    }
    return Column(result, missing: MissingMask(reasons))
  }

  private static func movedDown<T>(_ values: [T], _ first: T) -> [T] {
    var moved: [T] = []
    moved.reserveCapacity(values.count)
    moved.append(first)
    moved += values[..<(values.count - 1)]
    return moved
  }
}
