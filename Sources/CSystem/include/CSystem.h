#pragma once

// What Swift cannot import or must not do itself: signal handlers, variadic and macro-only system calls.

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// ---- Signals -------------------------------------------------------------------------------------------------------

// Catches SIGINT (without SA_RESTART, so that blocked reads come back) and ignores SIGPIPE. Again does nothing.
void polsh_interrupt_install(void);
int polsh_interrupt_requested(void);
void polsh_interrupt_request(void);
void polsh_interrupt_clear(void);

// A descriptor that becomes readable when any caught signal arrives, whichever thread it hit; -1 when there is none.
int polsh_wake_descriptor(void);
void polsh_wake_drain(void);

// The signals that a line being edited must know of; caught only between begin and end.
enum {
  POLSH_SIGNAL_RESIZED = 1,
  POLSH_SIGNAL_STOP = 2,
  POLSH_SIGNAL_CONTINUED = 4,
  POLSH_SIGNAL_TERMINATE = 8,
  POLSH_SIGNAL_HANGUP = 16,
};
void polsh_editing_signals_begin(void);
void polsh_editing_signals_end(void);
// The signals (bits above) that came since the last call.
int polsh_editing_signals_take(void);
// Stops the process the way Ctrl-Z does, and comes back when it is continued.
void polsh_stop_self(void);
// Ends the process by `signal` with its default action.
void polsh_end_by_signal(int signal);

// ---- Files ---------------------------------------------------------------------------------------------------------

// renameat2(RENAME_NOREPLACE): 0, or an errno (EEXIST when `to` is there; EINVAL or ENOSYS where it cannot be done).
int polsh_rename_no_replace(const char *from, const char *to);
// flock(2): 0, or an errno; EWOULDBLOCK when somebody else holds the lock for two seconds.
int polsh_lock_exclusive(int descriptor);
int polsh_unlock(int descriptor);
// Fills closed descriptors 0–2 so that no later open() takes their place; writing to them still fails.
void polsh_secure_standard_descriptors(void);

// The system's words for an errno, in English: 0 when written, ended by a NUL.
int polsh_describe(int error_number, char *buffer, size_t size);

// ---- Terminal and programs ------------------------------------------------------------------------------------------

// TIOCGWINSZ: 0 when known and not zero, otherwise -1.
int polsh_window_size(int descriptor, int *columns, int *rows);
// Makes LC_CTYPE a UTF-8 one when the environment's is not; the rest of the locale stays "C". 0 when UTF-8 is on.
int polsh_use_utf8_locale(void);
// A stream that throws away what is written to it, but rings the terminal's bell for a BEL in it. NULL without memory.
FILE *polsh_silent_stream(void);
// wcwidth(3): 0 for combining marks, -1 for what cannot be printed.
int polsh_character_width(uint32_t character);
// Runs `sh -c command` with `name` as $1; standard input is `input` when `length` is not negative.
// The wait status, or -1 with errno.
int polsh_run_shell(const char *command, const char *argument, const uint8_t *input, ptrdiff_t length);

// The processors that this process may run on (sched_getaffinity); 1 when the system does not say.
int polsh_processor_count(void);
