/* A shim that is loaded before libc (LD_PRELOAD) and counts the calls that a process makes on files under one folder, in all of
 * its threads together, and can make one of them go wrong. Rust, C++ and SQLite call libc too, so their calls are counted.
 *
 * It does nothing until fault_arm() is called. tests/faults/shim.py says what the modes mean. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { COUNT, FAIL, FULL, SHORT, TORN, KILL_BEFORE, KILL_AFTER, READ_ONLY };
/* What a call does: reads, makes or fills something (which a full or read-only disk refuses), or takes away or flushes. */
enum kind { READ, SPACE, OTHER };

static char root[PATH_MAX];
static size_t root_length;
static enum mode mode;
static long target;
static int error_number;
static int trace = -1;
static atomic_long calls;

/* Arm the shim for this process: `folder` is absolute and resolved; the calls are noted in the descriptor `trace_to`, if any. */
void fault_arm(const char *folder, int new_mode, long number, int error, int trace_to) {
    mode = (enum mode)new_mode;
    target = number;
    error_number = error;
    trace = trace_to;
    atomic_store(&calls, 0);
    strncpy(root, folder, sizeof root - 1);
    root_length = strlen(root);
}

long fault_calls(void) { return atomic_load(&calls); }

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int inside(const char *path) {
    return root_length && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static void path_of(int descriptor, char out[PATH_MAX]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, out, PATH_MAX - 1);
    out[length < 0 ? 0 : length] = 0;
}

static void absolute(int folder, const char *path, char out[PATH_MAX]) {
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
        return;
    }
    char start[PATH_MAX];
    if (folder == AT_FDCWD) {
        if (!getcwd(start, sizeof start)) start[0] = 0;
    } else {
        path_of(folder, start);
    }
    if ((size_t)snprintf(out, PATH_MAX, "%s/%s", start, path) >= PATH_MAX) out[0] = 0;
}

/* One call on `path`: its number, 0 where the folder is not ours, -1 where it is to fail (errno is set). */
static long enter(const char *call, enum kind kind, const char *path, const char *to) {
    if (!inside(path) && !(to && inside(to))) return 0;
    long number = atomic_fetch_add(&calls, 1) + 1;
    int dies = mode == KILL_BEFORE && number == target;
    int fails = (mode == FAIL && number == target) || (mode == FULL && (number == target || (number > target && kind == SPACE))) ||
                (mode == READ_ONLY && kind == SPACE);
    if (trace >= 0) {
        char line[2 * PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld\t%s\t%d\t%d\t%s\t%s\n", number, call, (int)kind, dies || fails, path,
                              to ? to : "");
        syscall(SYS_write, trace, line, (size_t)length);
    }
    if (dies) die();
    if (fails) {
        errno = error_number;
        return -1;
    }
    return number;
}

static void leave(long number) {
    if (mode == KILL_AFTER && number && number == target) die();
}

static enum kind kind_of(int flags) {
    return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) ? SPACE : READ;
}

static int makes(int flags) { return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE; }

/* A call that takes one path, or the path of a descriptor; `result` is of the type of the real call. */
#define CALL(type, call, kind, path, to, expression)              \
    do {                                                          \
        long number = enter(call, kind, path, to);                \
        if (number < 0) return -1;                                \
        type result = (expression);                               \
        int kept = errno;                                         \
        leave(number);                                            \
        errno = kept;                                             \
        return result;                                            \
    } while (0)

#define OPEN(name)                                                                                    \
    int name(const char *path, int flags, ...) {                                                      \
        va_list rest;                                                                                 \
        va_start(rest, flags);                                                                        \
        mode_t permissions = makes(flags) ? va_arg(rest, mode_t) : 0;                                 \
        va_end(rest);                                                                                 \
        if (!root_length) return REAL(name)(path, flags, permissions);                                \
        char full[PATH_MAX];                                                                          \
        absolute(AT_FDCWD, path, full);                                                               \
        CALL(int, "open", kind_of(flags), full, NULL, REAL(name)(path, flags, permissions));          \
    }

#define OPENAT(name)                                                                                  \
    int name(int folder, const char *path, int flags, ...) {                                          \
        va_list rest;                                                                                 \
        va_start(rest, flags);                                                                        \
        mode_t permissions = makes(flags) ? va_arg(rest, mode_t) : 0;                                 \
        va_end(rest);                                                                                 \
        if (!root_length) return REAL(name)(folder, path, flags, permissions);                        \
        char full[PATH_MAX];                                                                          \
        absolute(folder, path, full);                                                                 \
        CALL(int, "open", kind_of(flags), full, NULL, REAL(name)(folder, path, flags, permissions));  \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

DIR *opendir(const char *path) {
    if (!root_length) return REAL(opendir)(path);
    char full[PATH_MAX];
    absolute(AT_FDCWD, path, full);
    return enter("open", READ, full, NULL) < 0 ? NULL : REAL(opendir)(path);
}

int creat(const char *path, mode_t permissions) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, permissions); }
int creat64(const char *path, mode_t permissions) { return open64(path, O_CREAT | O_WRONLY | O_TRUNC, permissions); }

/* How much of a write is let through: half of it where this is the call that is to be cut. */
static size_t cut(long number, size_t size) {
    return (mode == SHORT || mode == TORN) && number == target && size > 1 ? size / 2 : size;
}

static ssize_t written(long number, ssize_t result) {
    int kept = errno;
    if (mode == TORN && number == target) die();
    leave(number);
    errno = kept;
    return result;
}

#define WRITE(name, call, parameters, arguments)                 \
    ssize_t name parameters {                                    \
        if (!root_length) return REAL(name) arguments;           \
        char full[PATH_MAX];                                     \
        path_of(file, full);                                     \
        long number = enter(call, SPACE, full, NULL);            \
        if (number < 0) return -1;                               \
        if (number) size = cut(number, size);                    \
        return written(number, REAL(name) arguments);            \
    }

WRITE(write, "write", (int file, const void *data, size_t size), (file, data, size))
WRITE(pwrite, "pwrite", (int file, const void *data, size_t size, off_t offset), (file, data, size, offset))
WRITE(pwrite64, "pwrite", (int file, const void *data, size_t size, off64_t offset), (file, data, size, offset))

/* Of a gathered write, the first piece alone is let through where it is to be cut. */
#define GATHER(name, call, parameters, arguments)                \
    ssize_t name parameters {                                    \
        if (!root_length) return REAL(name) arguments;           \
        char full[PATH_MAX];                                     \
        path_of(file, full);                                     \
        long number = enter(call, SPACE, full, NULL);            \
        if (number < 0) return -1;                               \
        if (number && cut(number, 2) == 1) count = 1;            \
        return written(number, REAL(name) arguments);            \
    }

GATHER(writev, "write", (int file, const struct iovec *pieces, int count), (file, pieces, count))
GATHER(pwritev, "pwrite", (int file, const struct iovec *pieces, int count, off_t offset), (file, pieces, count, offset))
GATHER(pwritev64, "pwrite", (int file, const struct iovec *pieces, int count, off64_t offset), (file, pieces, count, offset))

#define DESCRIPTOR(name, call, kind, parameters, arguments)      \
    int name parameters {                                        \
        if (!root_length) return REAL(name) arguments;           \
        char full[PATH_MAX];                                     \
        path_of(file, full);                                     \
        CALL(int, call, kind, full, NULL, REAL(name) arguments); \
    }

DESCRIPTOR(fsync, "fsync", OTHER, (int file), (file))
DESCRIPTOR(fdatasync, "fdatasync", OTHER, (int file), (file))
DESCRIPTOR(ftruncate, "ftruncate", SPACE, (int file, off_t size), (file, size))
DESCRIPTOR(ftruncate64, "ftruncate", SPACE, (int file, off64_t size), (file, size))
DESCRIPTOR(fallocate, "fallocate", SPACE, (int file, int how, off_t offset, off_t size), (file, how, offset, size))
DESCRIPTOR(fallocate64, "fallocate", SPACE, (int file, int how, off64_t offset, off64_t size), (file, how, offset, size))

#define PATH(name, call, kind, parameters, folder, arguments)    \
    int name parameters {                                        \
        if (!root_length) return REAL(name) arguments;           \
        char full[PATH_MAX];                                     \
        absolute(folder, path, full);                            \
        CALL(int, call, kind, full, NULL, REAL(name) arguments); \
    }

PATH(mkdir, "mkdir", SPACE, (const char *path, mode_t permissions), AT_FDCWD, (path, permissions))
PATH(mkdirat, "mkdir", SPACE, (int folder, const char *path, mode_t permissions), folder, (folder, path, permissions))
PATH(unlink, "unlink", OTHER, (const char *path), AT_FDCWD, (path))
PATH(unlinkat, "unlink", OTHER, (int folder, const char *path, int flags), folder, (folder, path, flags))
PATH(rmdir, "rmdir", OTHER, (const char *path), AT_FDCWD, (path))
PATH(truncate, "truncate", SPACE, (const char *path, off_t size), AT_FDCWD, (path, size))
PATH(truncate64, "truncate", SPACE, (const char *path, off64_t size), AT_FDCWD, (path, size))

#define TWO(name, call, parameters, from_folder, to_folder, arguments)    \
    int name parameters {                                                 \
        if (!root_length) return REAL(name) arguments;                    \
        char full[PATH_MAX], target_path[PATH_MAX];                       \
        absolute(from_folder, path, full);                                \
        absolute(to_folder, to, target_path);                             \
        CALL(int, call, SPACE, full, target_path, REAL(name) arguments);  \
    }

TWO(rename, "rename", (const char *path, const char *to), AT_FDCWD, AT_FDCWD, (path, to))
TWO(renameat, "rename", (int from, const char *path, int into, const char *to), from, into, (from, path, into, to))
TWO(renameat2, "rename", (int from, const char *path, int into, const char *to, unsigned flags), from, into,
    (from, path, into, to, flags))
TWO(link, "link", (const char *path, const char *to), AT_FDCWD, AT_FDCWD, (path, to))
TWO(linkat, "link", (int from, const char *path, int into, const char *to, int flags), from, into, (from, path, into, to, flags))
