internal import CLibEdit
internal import Glibc

extension LineEditor {
  /// Keys beyond what libedit's Emacs keys already do.
  static let bindings: [(key: String, function: String)] = [
    ("^I", "polsh-complete"), ("\\034", "polsh-command"),
    ("^R", "em-inc-search-prev"), ("^S", "em-inc-search-next"), ("^W", "ed-delete-prev-word"),
    ("\\e[1;5D", "ed-prev-word"), ("\\e[1;5C", "em-next-word"), ("\\e[1;3D", "ed-prev-word"),
    ("\\e[1;3C", "em-next-word"), ("\\e[3~", "ed-delete-next-char"),
    ("\\e[H", "ed-move-to-beg"), ("\\e[1~", "ed-move-to-beg"), ("\\eOH", "ed-move-to-beg"),
    ("\\e[F", "ed-move-to-end"), ("\\e[4~", "ed-move-to-end"), ("\\eOF", "ed-move-to-end"),
  ]

  /// libedit calls back on the thread that called `readLine`, which is the main one; the owner outlives the editor.
  nonisolated static func makeCallbacks() -> polsh_line_callbacks {
    // SAFETY: each owner is the LineEditor that set itself there, alive while its line is being read.
    unsafe polsh_line_callbacks(
      owner: nil,
      read_character: { owner, character in
        guard let owner = unsafe owner else { return -1 }
        let editor = unsafe Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
        switch MainActor.assumeIsolated({ editor.nextKey() }) {
        case .key(let code):
          unsafe character?.pointee = code
          return 1
        case .end: return 0
        case .broken: return -1
        }
      },
      complete: { owner in
        // SAFETY: as above.
        guard let owner = unsafe owner else { return CC_ERROR }
        let editor = unsafe Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
        return MainActor.assumeIsolated { editor.completeWord() }
      },
      command: { owner in
        // SAFETY: as above.
        guard let owner = unsafe owner else { return CC_ERROR }
        let editor = unsafe Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
        return MainActor.assumeIsolated { editor.carryOutInsertion() }
      })
  }
}
