/* Counts the system calls that change files below one folder, and makes one of them fail.

   Preloaded into a process (LD_PRELOAD), it does nothing until the process calls fault_arm(). The count is in shared memory, so
   that a process and those that it forks count together. What it cannot see are calls that a program makes without the C
   library: tantivy renames its files so. A kill before or after such a call is one at the calls around it. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum action { COUNT, KILL, FAIL, FAIL_ONCE, SHORTEN };
enum kind { WRITES, CREATES, SYNCS, OTHER };

static int action = COUNT, code = 0;
static long first = 0;
static char root[PATH_MAX] = "", shadow[PATH_MAX] = "";
static long *count;
static pthread_mutex_t copying = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

/* Begin to count the calls below a folder; act on the call with number `number`, and with FAIL and SHORTEN on all after it.
   In `shadow_folder`, if it is not "", what is flushed is recorded: see record(). */
void fault_arm(const char *folder, const char *shadow_folder, int what, int error, long number) {
    strncpy(root, folder, PATH_MAX - 1);
    strncpy(shadow, shadow_folder, PATH_MAX - 1);
    action = what, code = error, first = number;
    *count = 0;
}

void fault_disarm(void) { root[0] = 0; }

long fault_count(void) { return *count; }

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int below(const char *path) {
    size_t length = strlen(root);
    return length && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static int of_descriptor(int descriptor, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0;
}

static void of_path(int folder, const char *name, char *path) {
    path[0] = 0;
    if (name[0] != '/') {
        if (folder == AT_FDCWD) { if (!getcwd(path, PATH_MAX)) path[0] = 0; }
        else of_descriptor(folder, path);
        strncat(path, "/", PATH_MAX - strlen(path) - 1);
    }
    strncat(path, name, PATH_MAX - strlen(path) - 1);
}

/* Count a call on a path. Returns 0 if it goes on, 1 if it fails with errno set, 2 if it writes a part only. */
static int act(const char *path, enum kind kind) {
    if (!root[0] || !below(path)) return 0;
    long number = __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST);
    if (getenv("FAULT_LAYER_LOG")) dprintf(2, "%ld %d %s\n", number, kind, path);
    if (action == KILL && number == first) { kill(0, SIGKILL); pause(); }
    int due = action == FAIL_ONCE ? number == first : number >= first;
    if (action == SHORTEN && due && kind == WRITES) return 2;
    if ((action == FAIL || action == FAIL_ONCE) && due) {
        if (code == ENOSPC ? kind == WRITES || kind == CREATES : kind != OTHER) { errno = code; return 1; }
    }
    return 0;
}

static int act_on(int descriptor, enum kind kind) {
    if (!root[0]) return 0;
    int saved = errno;
    char path[PATH_MAX];
    int result = of_descriptor(descriptor, path) ? act(path, kind) : 0;
    if (result != 1) errno = saved;
    return result;
}

static int act_at(int folder, const char *name, enum kind kind) {
    if (!root[0]) return 0;
    int saved = errno;
    char path[PATH_MAX];
    of_path(folder, name, path);
    int result = act(path, kind);
    if (result != 1) errno = saved;
    return result;
}

/* ---------------------------------------------------------------- what a power cut leaves
   shadow/<inode> is a file's content when it was flushed last; shadow/d<inode> has hard links to a folder's files when that was
   flushed last, and for each folder in it a link to nothing, whose text is the folder's inode. */
static void copy(int from, const char *target) {
    char buffer[1 << 16];
    int to = syscall(SYS_openat, AT_FDCWD, target, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    off_t at = 0;
    for (ssize_t size; (size = pread(from, buffer, sizeof buffer, at)) > 0; at += size)
        if (syscall(SYS_write, to, buffer, size) != size) abort();
    close(to);
}

static void record(int descriptor) {
    struct stat status;
    char path[PATH_MAX], target[PATH_MAX + 64], inner[PATH_MAX * 2];
    if (!root[0] || !shadow[0] || fstat(descriptor, &status) || !of_descriptor(descriptor, path) || !below(path)) return;
    int saved = errno;
    pthread_mutex_lock(&copying);
    if (S_ISREG(status.st_mode)) {
        snprintf(target, sizeof target, "/proc/self/fd/%d", descriptor);
        int from = syscall(SYS_openat, AT_FDCWD, target, O_RDONLY, 0);
        snprintf(target, sizeof target, "%s/%lu", shadow, (unsigned long)status.st_ino);
        copy(from, target);
        close(from);
    } else {
        snprintf(target, sizeof target, "%s/d%lu", shadow, (unsigned long)status.st_ino);
        DIR *old = opendir(target);
        for (struct dirent *each; old && (each = readdir(old));) syscall(SYS_unlinkat, dirfd(old), each->d_name, 0);
        if (old) closedir(old);
        syscall(SYS_mkdirat, AT_FDCWD, target, 0700);
        DIR *now = opendir(path);
        for (struct dirent *each; now && (each = readdir(now));) {
            if (!strcmp(each->d_name, ".") || !strcmp(each->d_name, "..")) continue;
            snprintf(inner, sizeof inner, "%s/%s", target, each->d_name);
            if (each->d_type == DT_DIR) {
                char number[32];
                snprintf(number, sizeof number, "%lu", (unsigned long)each->d_ino);
                syscall(SYS_symlinkat, number, AT_FDCWD, inner);
            } else syscall(SYS_linkat, dirfd(now), each->d_name, AT_FDCWD, inner, 0);
        }
        if (now) closedir(now);
    }
    pthread_mutex_unlock(&copying);
    errno = saved;
}

/* A new file may have the inode of a deleted one. */
static void forget(int descriptor) {
    struct stat status;
    char target[PATH_MAX + 64];
    if (!root[0] || !shadow[0] || descriptor < 0 || fstat(descriptor, &status) || status.st_size) return;
    snprintf(target, sizeof target, "%s/%lu", shadow, (unsigned long)status.st_ino);
    syscall(SYS_unlinkat, AT_FDCWD, target, 0);
}

/* ---------------------------------------------------------------- the calls */
#define OPEN_AT(name, folder, flags, open)                                                                          \
    {                                                                                                               \
        mode_t mode = 0;                                                                                            \
        if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
        int makes = (flags) & O_CREAT && root[0] && syscall(SYS_faccessat, folder, path, F_OK);                     \
        if ((flags) & (O_CREAT | O_TRUNC) && act_at(folder, path, makes ? CREATES : OTHER) == 1) return -1;         \
        int descriptor = open;                                                                                      \
        if (makes) forget(descriptor);                                                                              \
        return descriptor;                                                                                          \
    }
int open(const char *path, int flags, ...) OPEN_AT(open, AT_FDCWD, flags, REAL(open)(path, flags, mode))
int open64(const char *path, int flags, ...) OPEN_AT(open64, AT_FDCWD, flags, REAL(open64)(path, flags, mode))
int openat(int folder, const char *path, int flags, ...) OPEN_AT(openat, folder, flags, REAL(openat)(folder, path, flags, mode))
int openat64(int folder, const char *path, int flags, ...) OPEN_AT(openat64, folder, flags, REAL(openat64)(folder, path, flags, mode))

#define PART(size) (fault == 2 && (size) > 1 ? (size) / 2 : (size))
#define ON(descriptor, kind) int fault = act_on(descriptor, kind); if (fault == 1) return -1
ssize_t write(int d, const void *data, size_t size) { ON(d, WRITES); return REAL(write)(d, data, PART(size)); }
ssize_t pwrite(int d, const void *data, size_t size, off_t at) { ON(d, WRITES); return REAL(pwrite)(d, data, PART(size), at); }
ssize_t pwrite64(int d, const void *data, size_t size, off64_t at) { ON(d, WRITES); return REAL(pwrite64)(d, data, PART(size), at); }
ssize_t writev(int d, const struct iovec *parts, int size) { ON(d, WRITES); return REAL(writev)(d, parts, PART(size)); }
ssize_t sendfile(int to, int from, off_t *at, size_t size) { ON(to, WRITES); return REAL(sendfile)(to, from, at, PART(size)); }
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) { ON(to, WRITES); return REAL(sendfile64)(to, from, at, PART(size)); }
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *there, size_t size, unsigned flags) {
    ON(to, WRITES); return REAL(copy_file_range)(from, at, to, there, PART(size), flags);
}
int ftruncate(int d, off_t size) { ON(d, OTHER); return REAL(ftruncate)(d, size); }
int ftruncate64(int d, off64_t size) { ON(d, OTHER); return REAL(ftruncate64)(d, size); }

#define SYNC(name) int name(int d) { ON(d, SYNCS); int result = REAL(name)(d); if (!result) record(d); return result; }
SYNC(fsync)
SYNC(fdatasync)

#define AT(folder, path, kind) if (act_at(folder, path, kind) == 1) return -1
int rename(const char *a, const char *b) { AT(AT_FDCWD, b, OTHER); return REAL(rename)(a, b); }
int renameat(int d, const char *a, int e, const char *b) { AT(e, b, OTHER); return REAL(renameat)(d, a, e, b); }
int unlink(const char *path) { AT(AT_FDCWD, path, OTHER); return REAL(unlink)(path); }
int unlinkat(int d, const char *path, int flags) { AT(d, path, OTHER); return REAL(unlinkat)(d, path, flags); }
int rmdir(const char *path) { AT(AT_FDCWD, path, OTHER); return REAL(rmdir)(path); }
int mkdir(const char *path, mode_t mode) { AT(AT_FDCWD, path, CREATES); return REAL(mkdir)(path, mode); }
int mkdirat(int d, const char *path, mode_t mode) { AT(d, path, CREATES); return REAL(mkdirat)(d, path, mode); }
int link(const char *a, const char *b) { AT(AT_FDCWD, b, CREATES); return REAL(link)(a, b); }
