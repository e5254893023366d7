internal import CSystem

/// Ctrl-C as a question that running work asks: `if Interrupt.isRequested { stop }`.
public enum Interrupt {
  /// From now on Ctrl-C only raises the flag, and writing to a closed pipe is an error instead of the end.
  public static func install() { polsh_interrupt_install() }

  /// Cheap enough to ask once per batch, from any thread.
  public static var isRequested: Bool { polsh_interrupt_requested() != 0 }

  public static func clear() { polsh_interrupt_clear() }

  /// As if Ctrl-C had been pressed.
  public static func request() { polsh_interrupt_request() }
}
