#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

extern char **environ;

// ---- Signals -------------------------------------------------------------------------------------------------------

static int interrupt_flag = 0;
static int editing_flags = 0;
static int installed = 0;
static int wake_fd = -1;

static void wake(void) {
  if (wake_fd >= 0) {
    uint64_t one = 1;
    ssize_t ignored = write(wake_fd, &one, sizeof one);
    (void)ignored;
  }
}

static void on_interrupt(int signal_number) {
  (void)signal_number;
  int saved = errno;
  __atomic_store_n(&interrupt_flag, 1, __ATOMIC_RELAXED);
  wake();
  errno = saved;
}

void polsh_interrupt_install(void) {
  if (installed) return;
  installed = 1;
  wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  signal(SIGPIPE, SIG_IGN);

  struct sigaction old;
  // A background job of a script is started with SIGINT ignored, and should stay deaf to the script's Ctrl-C.
  if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler == SIG_IGN && !isatty(STDIN_FILENO)) return;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}

int polsh_interrupt_requested(void) { return __atomic_load_n(&interrupt_flag, __ATOMIC_RELAXED); }
void polsh_interrupt_request(void) { on_interrupt(SIGINT); }
void polsh_interrupt_clear(void) { __atomic_store_n(&interrupt_flag, 0, __ATOMIC_RELAXED); }

int polsh_wake_descriptor(void) { return wake_fd; }

void polsh_wake_drain(void) {
  if (wake_fd >= 0) {
    uint64_t count;
    ssize_t ignored = read(wake_fd, &count, sizeof count);
    (void)ignored;
  }
}

struct caught {
  int number;
  int flag;  // 0: ignored while editing
};
static const struct caught caught[] = {
    {SIGWINCH, POLSH_SIGNAL_RESIZED}, {SIGTSTP, POLSH_SIGNAL_STOP},   {SIGCONT, POLSH_SIGNAL_CONTINUED},
    {SIGTERM, POLSH_SIGNAL_TERMINATE}, {SIGHUP, POLSH_SIGNAL_HANGUP}, {SIGQUIT, 0},
};
enum { caught_count = sizeof caught / sizeof caught[0] };
static struct sigaction previous[caught_count];
static int editing = 0;

static void on_editing_signal(int signal_number) {
  int saved = errno;
  for (int i = 0; i < caught_count; i++)
    if (caught[i].number == signal_number) __atomic_fetch_or(&editing_flags, caught[i].flag, __ATOMIC_RELAXED);
  wake();
  errno = saved;
}

void polsh_editing_signals_begin(void) {
  if (editing) return;
  editing = 1;
  __atomic_store_n(&editing_flags, 0, __ATOMIC_RELAXED);
  for (int i = 0; i < caught_count; i++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = caught[i].flag ? on_editing_signal : SIG_IGN;
    sigemptyset(&action.sa_mask);
    sigaction(caught[i].number, NULL, &previous[i]);
    // What the parent had ignored (nohup, no job control) stays ignored.
    if (previous[i].sa_handler != SIG_IGN) sigaction(caught[i].number, &action, NULL);
  }
}

void polsh_editing_signals_end(void) {
  if (!editing) return;
  editing = 0;
  for (int i = 0; i < caught_count; i++) sigaction(caught[i].number, &previous[i], NULL);
}

int polsh_editing_signals_take(void) { return __atomic_exchange_n(&editing_flags, 0, __ATOMIC_RELAXED); }

static void raise_with_default(int signal_number, struct sigaction *saved) {
  struct sigaction plain;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  sigemptyset(&plain.sa_mask);
  sigaction(signal_number, &plain, saved);
  raise(signal_number);
}

void polsh_stop_self(void) {
  struct sigaction saved;
  raise_with_default(SIGTSTP, &saved);
  sigaction(SIGTSTP, &saved, NULL);
}

void polsh_end_by_signal(int signal_number) {
  struct sigaction saved;
  raise_with_default(signal_number, &saved);
}

// ---- Files ---------------------------------------------------------------------------------------------------------

int polsh_rename_no_replace(const char *from, const char *to) {
#ifdef SYS_renameat2
  if (syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1 /* RENAME_NOREPLACE */) == 0) return 0;
  return errno;
#else
  (void)from;
  (void)to;
  return ENOSYS;
#endif
}

int polsh_lock_exclusive(int descriptor) {
  const struct timespec pause = {.tv_sec = 0, .tv_nsec = 10 * 1000 * 1000};
  for (int attempt = 0; attempt < 200; attempt++) {
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return 0;
    if (errno != EWOULDBLOCK && errno != EINTR) return errno;
    nanosleep(&pause, NULL);
  }
  return EWOULDBLOCK;
}

int polsh_unlock(int descriptor) { return flock(descriptor, LOCK_UN) == 0 ? 0 : errno; }

void polsh_secure_standard_descriptors(void) {
  for (int descriptor = 0; descriptor < 3; descriptor++) {
    if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // The wrong direction on purpose: a write to a closed standard output must still fail.
    int filler = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
    if (filler >= 0 && filler != descriptor) {
      dup2(filler, descriptor);
      close(filler);
    }
  }
}

int polsh_describe(int error_number, char *buffer, size_t size) {
  if (size == 0) return -1;
  const char *text = strerror_r(error_number, buffer, size);  // the GNU one: may answer with a text of its own
  if (text != buffer) {
    strncpy(buffer, text, size - 1);
    buffer[size - 1] = 0;
  }
  return 0;
}

// ---- Terminal and programs -----------------------------------------------------------------------------------------

int polsh_window_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return -1;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

int polsh_use_utf8_locale(void) {
  const char *names[] = {"", "C.UTF-8", "en_US.UTF-8", "ja_JP.UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (setlocale(LC_CTYPE, names[i]) != NULL && strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0) return 0;
  return -1;
}

static ssize_t keep_only_bell(void *cookie, const char *text, size_t length) {
  (void)cookie;
  if (memchr(text, '\a', length) != NULL) {
    ssize_t ignored = write(STDOUT_FILENO, "\a", 1);
    (void)ignored;
  }
  return (ssize_t)length;
}

FILE *polsh_silent_stream(void) {
  cookie_io_functions_t functions = {.read = NULL, .write = keep_only_bell, .seek = NULL, .close = NULL};
  return fopencookie(NULL, "w", functions);
}

int polsh_character_width(uint32_t character) { return wcwidth((wchar_t)character); }

int polsh_run_shell(const char *command, const char *argument, const uint8_t *input, ptrdiff_t length) {
  int ends[2] = {-1, -1};
  if (length >= 0 && pipe2(ends, O_CLOEXEC) != 0) return -1;

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  if (length >= 0) posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
  // Ignored signals are inherited: a pager whose input closes early must still see SIGPIPE as usual.
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);

  char *arguments[] = {"sh", "-c", (char *)command, "sh", (char *)argument, NULL};
  pid_t child = -1;
  int failure = posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (ends[0] >= 0) close(ends[0]);
  if (failure != 0) {
    if (ends[1] >= 0) close(ends[1]);
    errno = failure;
    return -1;
  }
  if (length >= 0) {
    ptrdiff_t written = 0;
    while (written < length) {
      ssize_t count = write(ends[1], input + written, (size_t)(length - written));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) break;  // the reader has left, as with `q` in a pager
      written += count;
    }
    close(ends[1]);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}

int polsh_processor_count(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  int count = CPU_COUNT(&set);
  return count < 1 ? 1 : count;
}

void polsh_stack_allow(size_t bytes) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= bytes) return;
  limit.rlim_cur = limit.rlim_max == RLIM_INFINITY || limit.rlim_max >= bytes ? bytes : limit.rlim_max;
  setrlimit(RLIMIT_STACK, &limit);
}
