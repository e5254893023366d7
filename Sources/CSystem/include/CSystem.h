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

// ---- Memory --------------------------------------------------------------------------------------------------------

// Lets the stack of the first thread grow to `bytes`, or as far as the system allows; it takes no memory until it is used.
void polsh_stack_allow(size_t bytes);

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

// ---- Bytes of text --------------------------------------------------------------------------------------------------

// Sixty-four bytes as bits, the first byte the lowest: what Swift's vectors cannot give, one bit a comparison.

struct polsh_marks {
  uint64_t separators;
  uint64_t feeds;
  // A quotation mark, a carriage return or a NUL.
  uint64_t rare;
  // Not ASCII.
  uint64_t high;
};

struct polsh_rare_marks {
  uint64_t quotes;
  uint64_t returns;
  uint64_t zeros;
};

struct polsh_utf8_marks {
  // 80…BF, C0…FF, E0…FF, and the bytes that need a closer look: C0, C1, E0, ED, F0…FF.
  uint64_t tails;
  uint64_t leads;
  uint64_t threes;
  uint64_t odd;
};

#if defined(__SSE2__)
#include <emmintrin.h>

#define POLSH_BITS(expression)                                                                          \
  ({                                                                                                    \
    uint64_t bits = 0;                                                                                  \
    for (int part = 0; part < 4; part++) {                                                              \
      const __m128i v = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));                          \
      bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(expression) << (16 * part);                         \
    }                                                                                                   \
    bits;                                                                                               \
  })
#define POLSH_IS(byte) _mm_cmpeq_epi8(v, _mm_set1_epi8((char)(byte)))

static inline struct polsh_marks polsh_mark(const uint8_t *bytes, uint8_t separator) {
  struct polsh_marks marks;
  marks.separators = POLSH_BITS(POLSH_IS(separator));
  marks.feeds = POLSH_BITS(POLSH_IS('\n'));
  marks.rare = POLSH_BITS(_mm_or_si128(_mm_or_si128(POLSH_IS('"'), POLSH_IS('\r')), POLSH_IS(0)));
  marks.high = POLSH_BITS(v);
  return marks;
}

static inline struct polsh_rare_marks polsh_mark_rare(const uint8_t *bytes) {
  struct polsh_rare_marks marks;
  marks.quotes = POLSH_BITS(POLSH_IS('"'));
  marks.returns = POLSH_BITS(POLSH_IS('\r'));
  marks.zeros = POLSH_BITS(POLSH_IS(0));
  return marks;
}

static inline struct polsh_utf8_marks polsh_mark_utf8(const uint8_t *bytes) {
  struct polsh_utf8_marks marks;
  const uint64_t high = POLSH_BITS(v);
  marks.tails = POLSH_BITS(_mm_cmplt_epi8(v, _mm_set1_epi8((char)0xC0)));
  marks.leads = high & ~marks.tails;
  marks.threes = high & POLSH_BITS(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xDF)));
  const __m128i low = _mm_set1_epi8((char)0xFE);
  marks.odd =
      high & POLSH_BITS(_mm_or_si128(
                 _mm_or_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xEF)), POLSH_IS(0xE0)),
                 _mm_or_si128(POLSH_IS(0xED), _mm_cmpeq_epi8(_mm_and_si128(v, low), _mm_set1_epi8((char)0xC0)))));
  return marks;
}

#undef POLSH_IS
#undef POLSH_BITS

#else

static inline struct polsh_marks polsh_mark(const uint8_t *bytes, uint8_t separator) {
  struct polsh_marks marks = {0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    const uint8_t b = bytes[i];
    marks.separators |= (uint64_t)(b == separator) << i;
    marks.feeds |= (uint64_t)(b == '\n') << i;
    marks.rare |= (uint64_t)(b == '"' || b == '\r' || b == 0) << i;
    marks.high |= (uint64_t)(b >> 7) << i;
  }
  return marks;
}

static inline struct polsh_rare_marks polsh_mark_rare(const uint8_t *bytes) {
  struct polsh_rare_marks marks = {0, 0, 0};
  for (int i = 0; i < 64; i++) {
    marks.quotes |= (uint64_t)(bytes[i] == '"') << i;
    marks.returns |= (uint64_t)(bytes[i] == '\r') << i;
    marks.zeros |= (uint64_t)(bytes[i] == 0) << i;
  }
  return marks;
}

static inline struct polsh_utf8_marks polsh_mark_utf8(const uint8_t *bytes) {
  struct polsh_utf8_marks marks = {0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    const uint8_t b = bytes[i];
    marks.tails |= (uint64_t)(b >= 0x80 && b < 0xC0) << i;
    marks.leads |= (uint64_t)(b >= 0xC0) << i;
    marks.threes |= (uint64_t)(b >= 0xE0) << i;
    marks.odd |= (uint64_t)(b >= 0xF0 || b == 0xE0 || b == 0xED || (b & 0xFE) == 0xC0) << i;
  }
  return marks;
}

#endif
