/* The inner loop of writing: words of plain Cyrillic letters by the rules of one scheme.

   Built where there is a C compiler; `writing.py` does the same without it, and the tests run
   both. Everything that is not a plain word (Latin letters among Cyrillic ones, combining marks)
   is handed back to Python, word by word. Cost is linear in the length of the text. */

#include "../core.h"

#define FIRST 0x400 /* the Cyrillic blocks: U+0400 to U+052F */
#define COUNT 0x130
#define LAST (FIRST + COUNT - 1)
#define CLASSES 64
#define MAX_LETTERS 8
#define MAX_PIECE 12
#define APOSTROPHE 1 /* the class of the apostrophe; 0 is the edge of the word */
#define ON_STACK 1024

enum { OTHER, CYRILLIC, LATIN, MARK, QUOTE, SURROGATE };
enum { SOFT = 1, IOTATED = 2 };
enum { LOWER, TITLE, UPPER };

typedef struct {
    uint64_t before, after;
    uint8_t flags;
} Term;

typedef struct {
    Py_UCS4 units[3][MAX_PIECE];
    uint8_t size[3];
} Piece;

typedef struct {
    uint8_t letters[MAX_LETTERS];
    uint8_t count, softener, free; /* free: in any context */
    uint32_t first_term, terms;
    Piece piece;
} Rule;

typedef struct {
    PyObject_HEAD
    uint8_t class_of[COUNT], is_upper[COUNT], is_cased[COUNT];
    Piece fallback[COUNT];
    Rule *rules;
    Term *terms;
    uint16_t start[CLASSES], count[CLASSES];
    uint64_t softening, iotated;
    uint64_t assimilates; /* classes with a rule that makes a consonant soft */
    uint8_t de, ze;       /* the classes of д and з */
    int softens;
    PyObject *hard;
} Writer;

typedef struct {
    Py_UCS4 *units;
    Py_ssize_t size, room;
    Py_UCS4 fixed[ON_STACK];
} Buffer;

static uint8_t kinds[0x600]; /* of the characters below U+0600, filled once */

static int kind_of(Py_UCS4 c)
{
    if (c < 0x600) return kinds[c];
    if (c >= 0x1e00 && c <= 0x1eff) return LATIN;
    if (c == 0x2018 || c == 0x2019) return QUOTE;
    if (c >= 0xd800 && c <= 0xdfff) return SURROGATE;
    return OTHER;
}

static void fill_kinds(void)
{
    static const Py_UCS4 quotes[] = {'\'', '`', 0xb4, 0x2bc};
    Py_UCS4 c;
    for (c = 'a'; c <= 'z'; c++) kinds[c] = kinds[c - 32] = LATIN;
    for (c = 0xc0; c <= 0x24f; c++) kinds[c] = c == 0xd7 || c == 0xf7 ? OTHER : LATIN;
    for (c = 0x300; c <= 0x36f; c++) kinds[c] = MARK;
    for (c = FIRST; c <= LAST; c++) kinds[c] = CYRILLIC;
    for (c = 0; c < sizeof quotes / sizeof *quotes; c++) kinds[quotes[c]] = QUOTE;
}

static int reserve(Buffer *out, Py_ssize_t more)
{
    Py_ssize_t room;
    Py_UCS4 *units;
    if (more <= out->room - out->size) return 0;
    if (more > PY_SSIZE_T_MAX / 16 - out->size) return no_memory();
    room = (out->size + more) + (out->size + more) / 2;
    units = PyMem_Realloc(out->units == out->fixed ? NULL : out->units,
                          (size_t)room * sizeof(Py_UCS4));
    if (units == NULL) return no_memory();
    if (out->units == out->fixed)
        memcpy(units, out->fixed, (size_t)out->size * sizeof(Py_UCS4));
    out->units = units;
    out->room = room;
    return 0;
}

static int holds(const Writer *self, const Rule *rule, const uint8_t *at, const uint8_t *soft)
{
    if (rule->free) return 1;
    uint64_t before = (uint64_t)1 << at[-1], after = (uint64_t)1 << at[rule->count];
    const Term *term = self->terms + rule->first_term, *end = term + rule->terms;
    for (; term < end; term++) {
        if (!(term->before & before) || !(term->after & after)) continue;
        if ((term->flags & SOFT) && !soft[rule->count]) continue;
        if ((term->flags & IOTATED)
            && !(self->iotated >> at[rule->count + 1] & 1)) continue;
        return 1;
    }
    return 0;
}

static int stands(const Rule *rule, const uint8_t *at)
{
    int n;
    for (n = 1; n < rule->count; n++)
        if (at[n] != rule->letters[n]) return 0; /* the edge ends the word, so no overrun */
    return 1;
}

/* From the right, because assimilation runs through a cluster; as Rules.softness. */
static void mark_soft(const Writer *self, const uint8_t *classes, uint8_t *soft, Py_ssize_t size)
{
    Py_ssize_t at;
    soft[size] = 0;
    for (at = size - 1; at >= 0; at--) {
        const uint8_t *here = classes + at;
        int affricate = here[0] == self->de && here[1] == self->ze, n;
        soft[at] = 0;
        if (here[0] == self->de && !affricate) continue;
        if (self->softening >> here[affricate ? 2 : 1] & 1) {
            soft[at] = 1;
            continue;
        }
        if (!(self->assimilates >> here[0] & 1)) continue;
        for (n = 0; n < self->count[here[0]]; n++) {
            const Rule *rule = self->rules + self->start[here[0]] + n;
            if (rule->softener && stands(rule, here) && holds(self, rule, here, soft + at)) {
                soft[at] = 1;
                break;
            }
        }
    }
}

/* The letter beside `at`, over one apostrophe: 1 capital, 0 small, -1 none. */
static int capital_beside(const Writer *self, int kind, const void *data, Py_ssize_t at, int step,
                          Py_ssize_t first, Py_ssize_t end)
{
    for (at += step; at >= first && at < end; at += step) {
        Py_UCS4 c = PyUnicode_READ(kind, data, at);
        if (c >= FIRST && c <= LAST)
            return self->is_cased[c - FIRST] ? self->is_upper[c - FIRST] : -1;
    }
    return -1;
}

static int write_word(const Writer *self, int kind, const void *data, Py_ssize_t first,
                      Py_ssize_t end, uint8_t *classes, Buffer *out)
{
    Py_ssize_t size = end - first, at;
    uint8_t *soft = classes + size + 2;
    for (at = 0; at < size; at++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, first + at);
        classes[at] = c >= FIRST && c <= LAST ? self->class_of[c - FIRST] : APOSTROPHE;
    }
    classes[size] = classes[size + 1] = 0;
    if (self->softens) mark_soft(self, classes, soft, size);
    for (at = 0; at < size;) {
        Py_UCS4 c = PyUnicode_READ(kind, data, first + at);
        uint8_t class = classes[at];
        const Piece *piece = NULL;
        int step = 1, n, shape = LOWER;
        if (reserve(out, MAX_PIECE) < 0) return -1;
        for (n = 0; n < self->count[class]; n++) {
            const Rule *rule = self->rules + self->start[class] + n;
            if (stands(rule, classes + at) && holds(self, rule, classes + at, soft + at)) {
                piece = &rule->piece;
                step = rule->count;
                break;
            }
        }
        if (piece == NULL) {
            if (class == APOSTROPHE) {
                out->units[out->size++] = c;
                at++;
                continue;
            }
            piece = &self->fallback[c - FIRST];
        }
        if (class != APOSTROPHE && self->is_upper[c - FIRST] && piece->size[LOWER]) {
            int near = capital_beside(self, kind, data, first + at, 1, first, end);
            if (near < 0) near = capital_beside(self, kind, data, first + at, -1, first, end);
            shape = near == 1 ? UPPER : TITLE;
        }
        for (n = 0; n < piece->size[shape]; n++)
            out->units[out->size++] = piece->units[shape][n];
        at += step;
    }
    return 0;
}

static int write_hard(Writer *self, PyObject *text, Py_ssize_t first, Py_ssize_t end,
                      PyObject *repair, Buffer *out)
{
    PyObject *written, *word = PyUnicode_Substring(text, first, end);
    int failed = -1;
    if (word == NULL) return -1;
    written = PyObject_CallFunctionObjArgs(self->hard, word, repair, NULL);
    Py_DECREF(word);
    if (written == NULL) return -1;
    if (!PyUnicode_Check(written))
        PyErr_SetString(PyExc_TypeError, "the hard words must come back as str");
    else {
        Py_ssize_t size = PyUnicode_GET_LENGTH(written);
        if (reserve(out, size + 1) == 0
            && PyUnicode_AsUCS4(written, out->units + out->size, size + 1, 1) != NULL) {
            out->size += size;
            failed = 0;
        }
    }
    Py_DECREF(written);
    return failed;
}

static PyObject *writer_write(Writer *self, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *text, *result = NULL;
    Buffer out;
    uint8_t fixed[ON_STACK], *classes = fixed;
    Py_ssize_t size, at, classes_room = ON_STACK;
    int kind, repair;
    const void *data;

    if (nargs != 2 || !PyUnicode_Check(args[0]))
        return PyErr_Format(PyExc_TypeError, "write(text: str, repair: bool)");
    text = args[0];
    if ((repair = PyObject_IsTrue(args[1])) < 0) return NULL;
#if PY_VERSION_HEX < 0x030c0000
    if (PyUnicode_READY(text) < 0) return NULL;
#endif
    if (PyUnicode_IS_ASCII(text)) return Py_NewRef(text);
    kind = (int)PyUnicode_KIND(text);
    data = PyUnicode_DATA(text);
    size = PyUnicode_GET_LENGTH(text);
    out.units = out.fixed;
    out.size = 0;
    out.room = ON_STACK;

    for (at = 0; at < size;) {
        Py_ssize_t first = at;
        int is = OTHER, cyrillic = 0, plain = 1;
        while (at < size) { /* one word: letters and marks, single apostrophes between */
            is = kind_of(PyUnicode_READ(kind, data, at));
            if (is == CYRILLIC) cyrillic = 1;
            else if (is == LATIN && repair) plain = 0;
            else if (is == MARK && at > first) plain = 0;
            else if (is == QUOTE && at > first && at + 1 < size) {
                int next = kind_of(PyUnicode_READ(kind, data, at + 1));
                if (next != CYRILLIC && !(next == LATIN && repair)) break;
            }
            else break;
            at++;
        }
        if (at == first) { /* what is no word */
            if (is == SURROGATE) {
                PyErr_SetString(PyExc_ValueError, "half of a surrogate pair");
                goto done;
            }
            if (reserve(&out, 1) < 0) goto done;
            out.units[out.size++] = PyUnicode_READ(kind, data, at);
            at++;
        }
        else if (!cyrillic) {
            if (reserve(&out, at - first) < 0) goto done;
            for (; first < at; first++)
                out.units[out.size++] = PyUnicode_READ(kind, data, first);
        }
        else if (!plain) {
            if (write_hard(self, text, first, at, args[1], &out) < 0) goto done;
        }
        else {
            /* an edge before, two behind, and as much again for softness */
            Py_ssize_t room = 2 * (at - first) + 8;
            if (room > classes_room) {
                uint8_t *more = PyMem_Realloc(classes == fixed ? NULL : classes, (size_t)room);
                if (more == NULL) {
                    PyErr_NoMemory();
                    goto done;
                }
                classes = more;
                classes_room = room;
            }
            classes[0] = 0;
            if (write_word(self, kind, data, first, at, classes + 1, &out) < 0) goto done;
        }
    }
    result = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, out.units, out.size);
done:
    if (out.units != out.fixed) PyMem_Free(out.units);
    if (classes != fixed) PyMem_Free(classes);
    return result;
}

static int read_piece(PyObject *shapes, Piece *piece)
{
    int shape;
    if (!PyTuple_Check(shapes) || PyTuple_GET_SIZE(shapes) != 3)
        return type_error("a piece is (lower, title, upper)");
    for (shape = 0; shape < 3; shape++) {
        PyObject *text = PyTuple_GET_ITEM(shapes, shape);
        Py_ssize_t size = PyUnicode_Check(text) ? PyUnicode_GetLength(text) : MAX_PIECE;
        if (size < 0 || size >= MAX_PIECE)
            return value_error("a piece is a str of at most 11 characters");
        if (PyUnicode_AsUCS4(text, piece->units[shape], MAX_PIECE, 1) == NULL) return -1;
        piece->size[shape] = (uint8_t)size;
    }
    return 0;
}

static int read_rule(Writer *self, Rule *rule, PyObject *row, uint32_t *used, Py_ssize_t room)
{
    const char *letters;
    Py_ssize_t count, n;
    PyObject *terms, *shapes;
    int softener;
    if (!PyArg_ParseTuple(row, "y#O!Op", &letters, &count, &PyTuple_Type, &terms, &shapes,
                          &softener))
        return -1;
    if (count < 1 || count > MAX_LETTERS || *used + PyTuple_GET_SIZE(terms) > room)
        return value_error("a rule has 1 to 8 letters");
    for (n = 0; n < count; n++) {
        rule->letters[n] = (uint8_t)letters[n];
        if (rule->letters[n] >= CLASSES || rule->letters[n] == 0)
            return value_error("a class lies between 1 and 63");
    }
    rule->count = (uint8_t)count;
    rule->softener = (uint8_t)softener;
    rule->first_term = *used;
    rule->terms = (uint32_t)PyTuple_GET_SIZE(terms);
    for (n = 0; n < PyTuple_GET_SIZE(terms); n++) {
        unsigned long long before, after;
        unsigned char flags;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(terms, n), "KKb", &before, &after, &flags))
            return -1;
        self->terms[*used].before = before;
        self->terms[*used].after = after;
        self->terms[(*used)++].flags = flags;
    }
    rule->free = rule->terms == 1 && self->terms[*used - 1].flags == 0
                 && self->terms[*used - 1].before == UINT64_MAX
                 && self->terms[*used - 1].after == UINT64_MAX;
    if (softener) {
        self->softens = 1;
        self->assimilates |= (uint64_t)1 << rule->letters[0];
    }
    return read_piece(shapes, &rule->piece);
}

static int writer_init(Writer *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"classes", "upper", "cased", "fallback", "rules", "terms",
                            "softening", "iotated", "affricate", "hard", NULL};
    const char *classes, *upper, *cased;
    Py_ssize_t sizes[3], n, terms;
    PyObject *fallback, *rules, *hard;
    unsigned long long softening, iotated;
    uint32_t used = 0;
    if (self->rules != NULL) return type_error("a Writer is made once");
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "y#y#y#O!O!nKK(bb)O", names, &classes,
                                     &sizes[0], &upper, &sizes[1], &cased, &sizes[2],
                                     &PyTuple_Type, &fallback, &PyTuple_Type, &rules, &terms,
                                     &softening, &iotated, &self->de, &self->ze, &hard))
        return -1;
    if (sizes[0] != COUNT || sizes[1] != COUNT || sizes[2] != COUNT
        || PyTuple_GET_SIZE(fallback) != COUNT || PyTuple_GET_SIZE(rules) > 4096 || terms < 0
        || terms > 65536)
        return value_error("tables of another size than the Cyrillic blocks");
    for (n = 0; n < COUNT; n++) {
        self->class_of[n] = (uint8_t)classes[n];
        if (self->class_of[n] >= CLASSES || self->class_of[n] <= APOSTROPHE)
            return value_error("the class of a letter lies between 2 and 63");
        self->is_upper[n] = upper[n] != 0;
        self->is_cased[n] = cased[n] != 0;
        if (read_piece(PyTuple_GET_ITEM(fallback, n), &self->fallback[n]) < 0) return -1;
    }
    self->softening = softening;
    self->iotated = iotated;
    self->rules = PyMem_Calloc((size_t)PyTuple_GET_SIZE(rules) + 1, sizeof(Rule));
    self->terms = PyMem_Calloc((size_t)terms + 1, sizeof(Term));
    if (self->rules == NULL || self->terms == NULL) return no_memory();
    for (n = 0; n < PyTuple_GET_SIZE(rules); n++) {
        Rule *rule = self->rules + n;
        uint8_t class;
        if (read_rule(self, rule, PyTuple_GET_ITEM(rules, n), &used, terms) < 0) return -1;
        class = rule->letters[0];
        if (self->count[class] == 0) self->start[class] = (uint16_t)n;
        else if (self->start[class] + self->count[class] != n)
            return value_error("the rules of a letter stand together");
        self->count[class]++;
    }
    Py_XSETREF(self->hard, Py_NewRef(hard));
    return 0;
}

static int writer_traverse(Writer *self, visitproc visit, void *arg)
{
    Py_VISIT(self->hard);
    return 0;
}

static int writer_clear(Writer *self)
{
    Py_CLEAR(self->hard);
    return 0;
}

static void writer_dealloc(Writer *self)
{
    PyObject_GC_UnTrack(self);
    Py_CLEAR(self->hard);
    PyMem_Free(self->rules);
    PyMem_Free(self->terms);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef writer_methods[] = {
    {"write", FAST(writer_write),
     "write(text, repair, /)\n--\n\nThe text with each Cyrillic word in Latin letters."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject WriterType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "namenorm.translit._core.Writer",
    .tp_basicsize = sizeof(Writer),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "The compiled rules of one scheme; made by namenorm.translit.writing.",
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)writer_init,
    .tp_dealloc = (destructor)writer_dealloc,
    .tp_traverse = (traverseproc)writer_traverse,
    .tp_clear = (inquiry)writer_clear,
    .tp_methods = writer_methods,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "namenorm.translit._core",
    .m_doc = "The inner loop of writing.",
    .m_size = -1,
};

PyMODINIT_FUNC PyInit__core(void)
{
    static PyTypeObject *types[] = {&WriterType, NULL};
    fill_kinds();
    return module_of(&module, types);
}
