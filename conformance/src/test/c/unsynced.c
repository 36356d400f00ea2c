/*
 * What a disk would hold after a loss of power, for a process that runs with this library
 * preloaded: beside every file of the folder DISK_WATCHED it keeps one of the same name in
 * DISK_KEPT, which gets a write only when the file is synced. A process that is killed leaves
 * there what had been forced to the disk, and nothing else. A name that was taken away is there
 * until its folder is synced, or is used again.
 *
 * Disks also keep some of what nobody forced, in any order: DISK_LUCK is the chance in percent
 * that a write is kept at once as well. While there is a file DISK_LIES, a sync only says that it
 * was done.
 *
 *   cc -O2 -shared -fPIC -o unsynced.so unsynced.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct change {
  struct change *next;
  off64_t at;   /* offset of a write, or length of the file */
  ssize_t size; /* bytes; -1 for a change of length */
  char bytes[];
} change;

typedef struct file {
  struct file *next;
  dev_t device;
  ino_t inode;
  int kept; /* descriptor of the kept one */
  change *first, *last;
} file;

/* A name that was taken away, which the disk still has until the folder is synced. */
typedef struct gone {
  struct gone *next;
  char name[];
} gone;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static file *files;
static gone *removed;
static unsigned seed = 1;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  seed = (unsigned)getpid();
}

static void broken(const char *what) {
  perror(what);
  abort(); /* a test that does not watch proves nothing */
}

/* Name within the watched folder; NULL for all other files, and for shared memory. */
static const char *watched(const char *path) {
  const char *folder = getenv("DISK_WATCHED");
  size_t length = folder ? strlen(folder) : 0;
  if (!length || strncmp(path, folder, length) || path[length] != '/') {
    return NULL;
  }
  const char *name = path + length + 1;
  size_t size = strlen(name);
  int memory = size > 4 && !strcmp(name + size - 4, "-shm");
  return strchr(name, '/') || memory ? NULL : name;
}

static int path_of(int fd, char *path, size_t room) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(link, path, room - 1);
  path[size < 0 ? 0 : size] = 0;
  return size >= 0;
}

/* Whether a name was taken away; not any more then. */
static int was_removed(const char *name) {
  for (gone **one = &removed; *one; one = &(*one)->next) {
    if (!strcmp((*one)->name, name)) {
      gone *found = *one;
      *one = found->next;
      free(found);
      return 1;
    }
  }
  return 0;
}

static int keep(int fd) {
  char path[4096], kept[8192];
  const char *name = path_of(fd, path, sizeof path) ? watched(path) : NULL;
  if (!name) {
    return -1;
  }
  snprintf(kept, sizeof kept, "%s/%s", getenv("DISK_KEPT"), name);
  int fresh = was_removed(name) ? O_TRUNC : 0;
  int opened = open64(kept, O_RDWR | O_CREAT | O_CLOEXEC | fresh, 0600);
  if (opened < 0) {
    broken(kept);
  }
  return opened;
}

/* With the lock held. Not watched files are looked at anew each time: their inode may be another
 * file's soon. */
static file *find(int fd) {
  struct stat64 status;
  if (fstat64(fd, &status) || !S_ISREG(status.st_mode)) {
    return NULL;
  }
  for (file *one = files; one; one = one->next) {
    if (one->inode == status.st_ino && one->device == status.st_dev) {
      return one;
    }
  }
  int kept = keep(fd);
  if (kept < 0) {
    return NULL;
  }
  file *fresh = calloc(1, sizeof *fresh);
  if (!fresh) {
    broken("memory");
  }
  fresh->device = status.st_dev;
  fresh->inode = status.st_ino;
  fresh->kept = kept;
  fresh->next = files;
  files = fresh;
  return fresh;
}

static void apply(file *to, const change *what) {
  if (what->size < 0) {
    if (real_ftruncate(to->kept, what->at)) {
      broken("truncating what is kept");
    }
    return;
  }
  for (ssize_t done = 0; done < what->size;) {
    ssize_t now =
        real_pwrite(to->kept, what->bytes + done, (size_t)(what->size - done), what->at + done);
    if (now <= 0) {
      broken("writing what is kept");
    }
    done += now;
  }
}

static void note(int fd, off64_t at, const void *bytes, ssize_t size) {
  int before = errno;
  pthread_mutex_lock(&lock);
  file *changed = find(fd);
  if (changed) {
    change *what = malloc(sizeof *what + (size > 0 ? (size_t)size : 0));
    if (!what) {
      broken("memory");
    }
    what->next = NULL;
    what->at = at;
    what->size = size;
    if (size > 0) {
      memcpy(what->bytes, bytes, (size_t)size);
    }
    if (changed->last) {
      changed->last->next = what;
    } else {
      changed->first = what;
    }
    changed->last = what;
    const char *luck = getenv("DISK_LUCK");
    if (size >= 0 && luck && rand_r(&seed) % 100 < atoi(luck)) {
      apply(changed, what);
    }
  }
  pthread_mutex_unlock(&lock);
  errno = before;
}

/* What a sync that begins now will force to the disk. */
static change *waiting(int fd) {
  pthread_mutex_lock(&lock);
  file *changed = find(fd);
  change *first = changed ? changed->first : NULL;
  if (changed) {
    changed->first = changed->last = NULL;
  }
  pthread_mutex_unlock(&lock);
  return first;
}

/* What is forced to the disk with a folder is which names are in it. */
static void forget_removed(int fd) {
  struct stat64 status;
  char path[4096], kept[8192];
  const char *folder = getenv("DISK_WATCHED");
  if (!folder || fstat64(fd, &status) || !S_ISDIR(status.st_mode) ||
      !path_of(fd, path, sizeof path) || strcmp(path, folder)) {
    return;
  }
  pthread_mutex_lock(&lock);
  while (removed) {
    gone *next = removed->next;
    snprintf(kept, sizeof kept, "%s/%s", getenv("DISK_KEPT"), removed->name);
    real_unlink(kept);
    free(removed);
    removed = next;
  }
  pthread_mutex_unlock(&lock);
}

static int synced(int fd, int (*sync)(int)) {
  const char *lies = getenv("DISK_LIES");
  if (lies && !access(lies, F_OK)) {
    return 0;
  }
  change *first = waiting(fd);
  int result = sync(fd);
  int before = errno;
  if (!result) {
    forget_removed(fd);
  }
  if (result && first) {
    broken("a failed sync"); /* what is lost then, nobody can say */
  }
  pthread_mutex_lock(&lock);
  file *done = first ? find(fd) : NULL;
  while (first) {
    change *next = first->next;
    if (done) {
      apply(done, first);
    }
    free(first);
    first = next;
  }
  pthread_mutex_unlock(&lock);
  errno = before;
  return result;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  ssize_t written = real_pwrite(fd, bytes, size, at);
  if (written > 0) {
    note(fd, at, bytes, written);
  }
  return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
  return pwrite64(fd, bytes, size, at);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  ssize_t written = real_write(fd, bytes, size);
  if (written > 0) {
    int before = errno;
    off64_t end = lseek64(fd, 0, SEEK_CUR); /* fails for sockets and pipes */
    errno = before;
    if (end >= written) {
      note(fd, end - written, bytes, written);
    }
  }
  return written;
}

int ftruncate64(int fd, off64_t length) {
  int result = real_ftruncate(fd, length);
  if (!result) {
    note(fd, length, NULL, -1);
  }
  return result;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) { return synced(fd, real_fsync); }

int fdatasync(int fd) { return synced(fd, real_fdatasync); }

/* The file of a name that is used again is another one. */
int unlink(const char *path) {
  struct stat64 status;
  int known = !stat64(path, &status);
  int result = real_unlink(path);
  int before = errno;
  const char *name = watched(path);
  if (!result && known && name) {
    pthread_mutex_lock(&lock);
    for (file **one = &files; *one; one = &(*one)->next) {
      if ((*one)->inode == status.st_ino && (*one)->device == status.st_dev) {
        file *ended = *one;
        *one = ended->next;
        close(ended->kept);
        while (ended->first) {
          change *next = ended->first->next;
          free(ended->first);
          ended->first = next;
        }
        free(ended);
        break;
      }
    }
    gone *one = malloc(sizeof *one + strlen(name) + 1);
    if (!one) {
      broken("memory");
    }
    strcpy(one->name, name);
    one->next = removed;
    removed = one;
    pthread_mutex_unlock(&lock);
  }
  errno = before;
  return result;
}
