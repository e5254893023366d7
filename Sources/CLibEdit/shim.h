#pragma once

// libedit behind non-variadic functions, so that Swift can call it: keys, line, history; what it draws is thrown away.

#include <errno.h>
#include <histedit.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// What the line editor asks its owner; `owner` is handed back untouched.
typedef struct {
  void *owner;
  // 1 and a character, 0 at the end of input, -1 to break off.
  int (*read_character)(void *owner, uint32_t *character);
  // Tab was pressed; and the owner's own command (Ctrl-\). The answer is a CC_ code.
  int (*complete)(void *owner);
  int (*command)(void *owner);
} polsh_line_callbacks;

static inline polsh_line_callbacks *polsh_line_callbacks_of(EditLine *line) {
  void *found = NULL;
  el_get(line, EL_CLIENTDATA, &found);
  return (polsh_line_callbacks *)found;
}

static inline int polsh_line_on_read(EditLine *line, wchar_t *character) {
  polsh_line_callbacks *callbacks = polsh_line_callbacks_of(line);
  uint32_t read = 0;
  int result = callbacks->read_character(callbacks->owner, &read);
  *character = (wchar_t)read;
  if (result < 0) errno = EINTR;
  return result;
}

static inline unsigned char polsh_line_on_complete(EditLine *line, int key) {
  (void)key;
  polsh_line_callbacks *callbacks = polsh_line_callbacks_of(line);
  return (unsigned char)callbacks->complete(callbacks->owner);
}

static inline unsigned char polsh_line_on_command(EditLine *line, int key) {
  (void)key;
  polsh_line_callbacks *callbacks = polsh_line_callbacks_of(line);
  return (unsigned char)callbacks->command(callbacks->owner);
}

static inline char *polsh_line_on_prompt(EditLine *line) {
  (void)line;
  static char none[] = "";
  return none;
}

// `callbacks` and `drawing` must outlive the editor. NULL when there is no memory.
static inline EditLine *polsh_line_start(const char *program, FILE *drawing, polsh_line_callbacks *callbacks) {
  EditLine *line = el_init_fd(program, stdin, drawing, drawing, 0, 1, 2);
  if (line == NULL) return NULL;
  el_set(line, EL_CLIENTDATA, callbacks);
  el_set(line, EL_SIGNAL, 0);
  el_set(line, EL_EDITOR, "emacs");
  el_set(line, EL_GETCFN, polsh_line_on_read);
  el_set(line, EL_PROMPT, polsh_line_on_prompt);
  el_set(line, EL_ADDFN, "polsh-complete", "Complete the word", polsh_line_on_complete);
  el_set(line, EL_ADDFN, "polsh-command", "Insert a prepared text", polsh_line_on_command);
  return line;
}

static inline int polsh_line_bind(EditLine *line, const char *key, const char *function) {
  return el_set(line, EL_BIND, key, function, NULL);
}

static inline void polsh_line_use_history(EditLine *line, History *past) { el_set(line, EL_HIST, history, past); }
static inline void polsh_line_prepare_terminal(EditLine *line, int raw) { el_set(line, EL_PREP_TERM, raw); }

static inline int polsh_history_set_size(History *past, int size) {
  HistEvent event;
  return history(past, &event, H_SETSIZE, size);
}

static inline int polsh_history_skip_repeats(History *past, int on) {
  HistEvent event;
  return history(past, &event, H_SETUNIQUE, on);
}

static inline int polsh_history_add(History *past, const char *entry) {
  HistEvent event;
  return history(past, &event, H_ENTER, entry);
}

static inline int polsh_history_clear(History *past) {
  HistEvent event;
  return history(past, &event, H_CLEAR);
}
