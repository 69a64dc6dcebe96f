/* What Python's side of an Arrow stream needs in C: a stream of decisions that several capsules can show, and one can read;
 * and the freeing of capsules.  Part of graduasi._native, after graduasi.h and arrow_abi.h; Python's limited API only.
 *
 * Locks: `pulling` is held while the library's stream works, which may call into Python for the next batch; whoever waits
 * for it must not hold Python's lock (cffi and consumers give that up around calls).  `counting` guards the fields below
 * it, is held for a few instructions, and nothing is called meanwhile. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char graduasi_py_stream_name[] = "arrow_array_stream";
const char graduasi_py_schema_name[] = "arrow_schema";

enum { UNREAD = 0, READING = 1, READ = 2, CLOSED = 3 };

/* A stream of decisions: freed with its last reference, which is Python's object or a view. */
typedef struct graduasi_py_stream {
  struct ArrowArrayStream source;
  PyThread_type_lock pulling;
  PyThread_type_lock counting;
  long references;
  int state;
  const void* reader; /* the view that has pulled, if one has */
  int failure;        /* errno of the first failure, and what was said; never changed after */
  char* error;
} graduasi_py_stream;

/* The private data of each stream that is handed out. */
typedef struct {
  graduasi_py_stream* shared;
  char* error;
} graduasi_py_view;

static char* graduasi_py_copy(const char* text) {
  const size_t size = strlen(text) + 1;
  char* copy = malloc(size);
  return copy == NULL ? NULL : memcpy(copy, text, size);
}

graduasi_py_stream* graduasi_py_stream_new(void) {
  graduasi_py_stream* stream = calloc(1, sizeof *stream);
  if (stream == NULL) return NULL;
  stream->references = 1;
  stream->pulling = PyThread_allocate_lock();
  stream->counting = PyThread_allocate_lock();
  if (stream->pulling != NULL && stream->counting != NULL) return stream;
  if (stream->pulling != NULL) PyThread_free_lock(stream->pulling);
  if (stream->counting != NULL) PyThread_free_lock(stream->counting);
  free(stream);
  return NULL;
}

/* Where graduasi_decide_stream writes, before anything is exported. */
struct ArrowArrayStream* graduasi_py_stream_source(graduasi_py_stream* stream) { return &stream->source; }

static int graduasi_py_get_state(graduasi_py_stream* stream) {
  int state;
  PyThread_acquire_lock(stream->counting, WAIT_LOCK);
  state = stream->state;
  PyThread_release_lock(stream->counting);
  return state;
}

static void graduasi_py_set_state(graduasi_py_stream* stream, int state) {
  PyThread_acquire_lock(stream->counting, WAIT_LOCK);
  if (stream->state < state) stream->state = state;
  PyThread_release_lock(stream->counting);
}

int graduasi_py_stream_state(graduasi_py_stream* stream) { return graduasi_py_get_state(stream); }

/* The caller holds `pulling`. */
static void graduasi_py_release_source(graduasi_py_stream* stream) {
  if (stream->source.release != NULL) stream->source.release(&stream->source);
  stream->source.release = NULL;
}

/* Ends the stream.  Where another thread is in the middle of a batch, that batch is finished first. */
void graduasi_py_stream_close(graduasi_py_stream* stream) {
  graduasi_py_set_state(stream, CLOSED);
  if (PyThread_acquire_lock(stream->pulling, NOWAIT_LOCK)) {
    graduasi_py_release_source(stream);
    PyThread_release_lock(stream->pulling);
  }
}

/* Gives up a reference. */
void graduasi_py_stream_free(graduasi_py_stream* stream) {
  long left;
  if (stream == NULL) return;
  PyThread_acquire_lock(stream->counting, WAIT_LOCK);
  left = --stream->references;
  PyThread_release_lock(stream->counting);
  if (left > 0) return;
  graduasi_py_release_source(stream); /* nobody is left who could be pulling */
  PyThread_free_lock(stream->pulling);
  PyThread_free_lock(stream->counting);
  free(stream->error);
  free(stream);
}

int graduasi_py_stream_failure(graduasi_py_stream* stream) {
  int failure;
  PyThread_acquire_lock(stream->counting, WAIT_LOCK);
  failure = stream->failure;
  PyThread_release_lock(stream->counting);
  return failure;
}

/* NULL if nothing has failed. */
const char* graduasi_py_stream_error(graduasi_py_stream* stream) {
  const char* error;
  PyThread_acquire_lock(stream->counting, WAIT_LOCK);
  error = stream->error;
  PyThread_release_lock(stream->counting);
  return error;
}

static int graduasi_py_fail(graduasi_py_view* view, int code, const char* message) {
  free(view->error);
  view->error = graduasi_py_copy(message);
  return code;
}

/* The source has failed; the caller holds `pulling`. */
static int graduasi_py_source_failed(graduasi_py_view* view, int code) {
  graduasi_py_stream* shared = view->shared;
  const char* said = shared->source.get_last_error(&shared->source);
  char* copy = graduasi_py_copy(said == NULL ? strerror(code) : said);
  PyThread_acquire_lock(shared->counting, WAIT_LOCK);
  if (shared->failure == 0) {
    shared->failure = code;
    shared->error = copy;
    copy = NULL;
  }
  PyThread_release_lock(shared->counting);
  free(copy);
  return graduasi_py_fail(view, code, said == NULL ? strerror(code) : said);
}

static const char* graduasi_py_gone(int state) {
  if (state == CLOSED) return "these decisions have been closed";
  return "these decisions have been read already: a stream is read once. To use them again, keep a table: "
         "table = decisions.read_all()";
}

static int graduasi_py_view_get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  graduasi_py_view* view = stream->private_data;
  graduasi_py_stream* shared = view->shared;
  int code;
  PyThread_acquire_lock(shared->pulling, WAIT_LOCK);
  if (shared->source.release == NULL) {
    code = graduasi_py_fail(view, EINVAL, graduasi_py_gone(graduasi_py_get_state(shared)));
  } else {
    code = shared->source.get_schema(&shared->source, out);
    if (code != 0) code = graduasi_py_source_failed(view, code);
  }
  PyThread_release_lock(shared->pulling);
  return code;
}

/* The first view that asks for rows is the one that gets them all. */
static int graduasi_py_take(graduasi_py_view* view) {
  graduasi_py_stream* shared = view->shared;
  int state;
  PyThread_acquire_lock(shared->counting, WAIT_LOCK);
  if (shared->state == UNREAD) {
    shared->state = READING;
    shared->reader = view;
  }
  state = shared->state == READING && shared->reader == view ? 0 : shared->state;
  PyThread_release_lock(shared->counting);
  return state;
}

static int graduasi_py_view_get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  graduasi_py_view* view = stream->private_data;
  graduasi_py_stream* shared = view->shared;
  const int gone = graduasi_py_take(view);
  int code = 0;
  if (gone != 0) return graduasi_py_fail(view, EINVAL, graduasi_py_gone(gone));
  PyThread_acquire_lock(shared->pulling, WAIT_LOCK);
  if (shared->source.release == NULL) {
    code = graduasi_py_fail(view, EINVAL, graduasi_py_gone(graduasi_py_get_state(shared)));
  } else {
    code = shared->source.get_next(&shared->source, out);
    if (code != 0) code = graduasi_py_source_failed(view, code);
    if (graduasi_py_get_state(shared) == CLOSED) graduasi_py_release_source(shared);
  }
  PyThread_release_lock(shared->pulling);
  return code;
}

static const char* graduasi_py_view_get_last_error(struct ArrowArrayStream* stream) {
  return ((graduasi_py_view*)stream->private_data)->error;
}

/* When the one that reads is done, so is the source: what it holds of the input is given back at once. */
static void graduasi_py_view_release(struct ArrowArrayStream* stream) {
  graduasi_py_view* view = stream->private_data;
  graduasi_py_stream* shared = view->shared;
  int reader;
  PyThread_acquire_lock(shared->counting, WAIT_LOCK);
  reader = shared->reader == view;
  if (reader && shared->state < READ) shared->state = READ;
  PyThread_release_lock(shared->counting);
  if (reader) {
    PyThread_acquire_lock(shared->pulling, WAIT_LOCK);
    graduasi_py_release_source(shared);
    PyThread_release_lock(shared->pulling);
  }
  graduasi_py_stream_free(shared);
  free(view->error);
  free(view);
  stream->release = NULL;
}

/* Makes *out a stream that shows this one: its schema, and the rows if it is the first to ask for them.  0, or ENOMEM. */
int graduasi_py_stream_export(graduasi_py_stream* stream, struct ArrowArrayStream* out) {
  graduasi_py_view* view = calloc(1, sizeof *view);
  if (view == NULL) return ENOMEM;
  PyThread_acquire_lock(stream->counting, WAIT_LOCK);
  ++stream->references;
  PyThread_release_lock(stream->counting);
  view->shared = stream;
  out->get_schema = graduasi_py_view_get_schema;
  out->get_next = graduasi_py_view_get_next;
  out->get_last_error = graduasi_py_view_get_last_error;
  out->release = graduasi_py_view_release;
  out->private_data = view;
  return 0;
}

/* ---- One record batch as a stream ---------------------------------------------------------------------------------- */

typedef struct {
  struct ArrowSchema schema;
  struct ArrowArray array;
} graduasi_py_batch;

static void graduasi_py_borrowed(struct ArrowSchema* schema) { schema->release = NULL; }

/* The schema that is given out borrows from the stream: its only consumers are graduasi_decide_stream, which releases it
 * before it releases the stream, and our own look at the types of columns. */
static int graduasi_py_batch_get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  *out = ((graduasi_py_batch*)stream->private_data)->schema;
  out->release = graduasi_py_borrowed;
  return 0;
}

static int graduasi_py_batch_get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  graduasi_py_batch* batch = stream->private_data;
  *out = batch->array; /* the second time: a released one, which is the end */
  batch->array.release = NULL;
  return 0;
}

static const char* graduasi_py_batch_get_last_error(struct ArrowArrayStream* stream) { return (void)stream, NULL; }

static void graduasi_py_batch_release(struct ArrowArrayStream* stream) {
  graduasi_py_batch* batch = stream->private_data;
  if (batch->array.release != NULL) batch->array.release(&batch->array);
  if (batch->schema.release != NULL) batch->schema.release(&batch->schema);
  free(batch);
  stream->release = NULL;
}

/* Makes *out a stream of that array alone, and takes both.  0, or ENOMEM. */
int graduasi_py_one_batch(struct ArrowSchema* schema, struct ArrowArray* array, struct ArrowArrayStream* out) {
  graduasi_py_batch* batch = malloc(sizeof *batch);
  if (batch == NULL) return ENOMEM;
  batch->schema = *schema;
  batch->array = *array;
  schema->release = NULL;
  array->release = NULL;
  out->get_schema = graduasi_py_batch_get_schema;
  out->get_next = graduasi_py_batch_get_next;
  out->get_last_error = graduasi_py_batch_get_last_error;
  out->release = graduasi_py_batch_release;
  out->private_data = batch;
  return 0;
}

/* ---- Structures and capsules --------------------------------------------------------------------------------------- */

int graduasi_py_call_get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  if (stream->release == NULL || stream->get_schema == NULL) return EINVAL;
  return stream->get_schema(stream, out);
}

void graduasi_py_release_schema(struct ArrowSchema* schema) {
  if (schema->release != NULL) schema->release(schema);
}

struct ArrowArrayStream* graduasi_py_new_stream(void) { return calloc(1, sizeof(struct ArrowArrayStream)); }

struct ArrowSchema* graduasi_py_new_schema(void) { return calloc(1, sizeof(struct ArrowSchema)); }

void graduasi_py_free_stream(struct ArrowArrayStream* stream) {
  if (stream == NULL) return;
  if (stream->release != NULL) stream->release(stream);
  free(stream);
}

void graduasi_py_free_schema(struct ArrowSchema* schema) {
  if (schema == NULL) return;
  graduasi_py_release_schema(schema);
  free(schema);
}

/* Destructors of capsules.  What they free may wait for a thread that needs Python's lock, so it is given up meanwhile;
 * and an exception may be on its way. */
static void graduasi_py_capsule_free(PyObject* capsule, const char* name) {
  PyObject *type, *value, *traceback;
  PyThreadState* state;
  void* held;
  PyErr_Fetch(&type, &value, &traceback);
  held = PyCapsule_GetPointer(capsule, name);
  if (held != NULL) {
    state = PyEval_SaveThread();
    if (name == graduasi_py_stream_name) {
      graduasi_py_free_stream(held);
    } else {
      graduasi_py_free_schema(held);
    }
    PyEval_RestoreThread(state);
  } else {
    PyErr_Clear();
  }
  PyErr_Restore(type, value, traceback);
}

void graduasi_py_stream_capsule_free(void* capsule) { graduasi_py_capsule_free(capsule, graduasi_py_stream_name); }
void graduasi_py_schema_capsule_free(void* capsule) { graduasi_py_capsule_free(capsule, graduasi_py_schema_name); }
