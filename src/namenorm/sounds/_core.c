/* The inner loops of the comparison: letters to sounds, sounds to code, and the distance of one
   code from many that lie in an index.

   Built where there is a C compiler; `table.py` and `phonetics.py` do the same without it, and the
   tests run both. Every length is bounded, every number that comes from an index is checked. */

#include "../core.h"

#define KNOWN 0x600     /* characters below have a kind; those above are no letters of a table */
#define LONGEST 40      /* letters of a word that are looked at */
#define ALTERNATES 8
#define OPTIONS 8       /* sounds that one row offers at most */
#define SOUNDS 8        /* characters that one option has at most */
#define ROOM (LONGEST * SOUNDS)
#define ROW_LETTERS 8
#define MARKS 32
#define CODES 64        /* codes of one part */
#define UNITS ROOM      /* units of one code */
#define MOST_SIGNS 7    /* of one unit */
#define SIGNS 128       /* distinct ones */
#define TALLIES 64      /* counts of signs; two signs may share one, and nearly never do */
#define TALLIED 36      /* units of a code whose signs are counted: no count exceeds a byte */
#define BLOCKS ((UNITS * MOST_SIGNS + 63) / 64)
#define UNREAD 0xff     /* begins the code of what has no sounds */
#define KEY_SOUNDS 15
#define NEAR_SOUNDS 14 /* of a pattern, whose last eight bits say where vowels stand */
#define GAPS 8
#define NUMBER 0xffffff /* the bits of an entry that hold the number of a part */
#define QUERIES 4096
#define AHEAD 6         /* entries of an index whose memory is asked for before it is read */

#if defined(__GNUC__)
#define FETCH(place) __builtin_prefetch(place)
#else
#define FETCH(place) ((void)(place))
#endif

enum { DROPPED, KEPT, FOREIGN }; /* kinds of characters */
enum { DIVIDED = 1, SPELLED = 2 };

/* ---- letters to sounds ------------------------------------------------------------------- */

typedef struct {
    Py_UCS4 *letters; /* sorted or not: they are few */
    int count, negated;
} Side;

typedef struct {
    int first_side, left, right; /* sides of the left, then of the right */
} Term;

typedef struct {
    Py_UCS4 letters[ROW_LETTERS];
    int count, mark, first_term, terms; /* no terms: in any context */
    int options;
    uint8_t size[OPTIONS];
    Py_UCS4 sounds[OPTIONS][SOUNDS];
} Row;

typedef struct {
    int doubt, size;
    Py_UCS4 sounds[ROOM];
} Head;

typedef struct {
    PyObject_HEAD
    Head *room; /* for the alternates, in two halves; the interpreter's lock guards it */
    uint8_t kind[KNOWN];
    Row *rows;
    Term *terms;
    Side *sides;
    int row_count, term_count, side_count;
    int start[KNOWN], rows_of[KNOWN];
    int mark_count;
    PyObject *marks; /* a tuple of tuples of str */
    uint64_t firsts[MARKS]; /* the first letters of each, by their last six bits */
} Reader;

static int allows(const Side *side, Py_UCS4 letter)
{
    int n;
    for (n = 0; n < side->count; n++)
        if (side->letters[n] == letter) return !side->negated;
    return side->negated;
}

static int stands(const Reader *self, const Row *row, Py_UCS4 before, Py_UCS4 after)
{
    int n, k;
    if (!row->terms) return 1;
    for (n = 0; n < row->terms; n++) {
        const Term *term = self->terms + row->first_term + n;
        const Side *side = self->sides + term->first_side;
        for (k = 0; k < term->left && allows(side, before); k++) side++;
        if (k < term->left) continue;
        for (k = 0; k < term->right && allows(side, after); k++) side++;
        if (k == term->right) return 1;
    }
    return 0;
}

static int holds_text(const Py_UCS4 *seen, Py_ssize_t size, PyObject *mark)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(mark), at, n;
    int kind = PyUnicode_KIND(mark);
    const void *data = PyUnicode_DATA(mark);
    for (at = 0; at + length <= size; at++) {
        for (n = 0; n < length && seen[at + n] == PyUnicode_READ(kind, data, n); n++) {}
        if (n == length) return 1;
    }
    return 0;
}

/* Small letters of a text, or -1 where Python must do it. */
static Py_ssize_t small(PyObject *text, Py_UCS4 *out, Py_ssize_t room)
{
    Py_ssize_t size = PyUnicode_GET_LENGTH(text), n;
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    if (size > room) return -1;
    for (n = 0; n < size; n++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, n);
        if (c == 0x130 || c == 0x3a3) return -1; /* their small letters hang on others */
        c = Py_UNICODE_TOLOWER(c);
        if (c >= KNOWN && Py_UNICODE_ISALPHA(c)) return -1;
        out[n] = c;
    }
    return size;
}

#define SEEN 256

static PyObject *reader_read(Reader *self, PyObject *const *args, Py_ssize_t count)
{
    static const Py_UCS4 nothing = 0;
    Py_UCS4 seen[SEEN], lower[SEEN], word[LONGEST];
    Head *room = self->room, *heads[ALTERNATES + 1], *made[ALTERNATES * OPTIONS + 1];
    PyObject *found, *texts[ALTERNATES];
    Py_ssize_t seen_size, size, n;
    int at, length = 0, filled = 1, side = 0, k, m;
    uint32_t marks = 0;
    uint64_t present = 0; /* most marks are not there, and their first letters say so */
    if (room == NULL || count != 2 || !PyUnicode_Check(args[0]) || !PyUnicode_Check(args[1]))
        return PyErr_Format(PyExc_TypeError, "read(word, whole) takes two str");
    seen_size = small(PyUnicode_GET_LENGTH(args[1]) ? args[1] : args[0], seen, SEEN);
    size = small(args[0], lower, SEEN);
    if (seen_size < 0 || size < 0) Py_RETURN_NONE;
    for (n = 0; n < size && n < LONGEST; n++) {
        Py_UCS4 c = lower[n];
        uint8_t kind = c < KNOWN ? self->kind[c] : DROPPED;
        if (kind == FOREIGN) Py_RETURN_NONE;
        if (kind == KEPT) word[length++] = c;
    }
    for (n = 0; n < seen_size; n++) present |= (uint64_t)1 << (seen[n] & 63);
    for (k = 0; k < self->mark_count; k++) {
        PyObject *texts = PyTuple_GET_ITEM(self->marks, k);
        if (!(self->firsts[k] & present)) continue;
        for (n = 0; n < PyTuple_GET_SIZE(texts); n++)
            if (holds_text(seen, seen_size, PyTuple_GET_ITEM(texts, n))) {
                marks |= (uint32_t)1 << k;
                break;
            }
    }
    heads[0] = room;
    heads[0]->doubt = heads[0]->size = 0;
    for (at = 0; at < length;) {
        const Row *row = NULL;
        int stop = at + 1;
        for (k = 0; k < self->rows_of[word[at]]; k++) {
            const Row *one = self->rows + self->start[word[at]] + k;
            stop = at + one->count;
            if (stop > length) continue;
            for (m = 1; m < one->count && one->letters[m] == word[at + m]; m++) {}
            if (m < one->count) continue;
            if (one->mark >= 0 && !(marks >> one->mark & 1)) continue;
            if (!stands(self, one, at ? word[at - 1] : nothing,
                        stop < length ? word[stop] : nothing))
                continue;
            row = one;
            break;
        }
        if (row == NULL) {
            at++;
            continue;
        }
        at = stop;
        if (row->options == 1) {
            for (k = 0; k < filled; k++) {
                memcpy(heads[k]->sounds + heads[k]->size, row->sounds[0],
                       row->size[0] * sizeof(Py_UCS4));
                heads[k]->size += row->size[0];
            }
            continue;
        }
        m = 0;
        side = !side; /* the heads until here lie in the other half of the room */
        for (k = 0; k < filled; k++) {
            int option;
            for (option = 0; option < row->options; option++) {
                Head *head = room + side * ALTERNATES * OPTIONS + m;
                int place = m++;
                head->doubt = heads[k]->doubt + option;
                head->size = heads[k]->size;
                memcpy(head->sounds, heads[k]->sounds, head->size * sizeof(Py_UCS4));
                memcpy(head->sounds + head->size, row->sounds[option],
                       row->size[option] * sizeof(Py_UCS4));
                head->size += row->size[option];
                /* insertion keeps equals in their order */
                for (; place > 0 && made[place - 1]->doubt > head->doubt; place--)
                    made[place] = made[place - 1];
                made[place] = head;
            }
        }
        filled = m < ALTERNATES ? m : ALTERNATES;
        memcpy(heads, made, (size_t)filled * sizeof(*heads));
    }
    /* The strings first: a tuple may start the garbage collector, and that another reading. */
    m = 0;
    for (k = 0; k < filled; k++) {
        int same = 0, earlier;
        for (earlier = 0; earlier < k && !same; earlier++)
            same = heads[earlier]->size == heads[k]->size
                   && !memcmp(heads[earlier]->sounds, heads[k]->sounds,
                              heads[k]->size * sizeof(Py_UCS4));
        if (same) continue;
        texts[m] = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, heads[k]->sounds,
                                             heads[k]->size);
        if (texts[m] == NULL) goto failed;
        m++;
    }
    if ((found = PyTuple_New(m)) == NULL) goto failed;
    for (k = 0; k < m; k++) PyTuple_SET_ITEM(found, k, texts[k]);
    return found;
failed:
    while (m) Py_DECREF(texts[--m]);
    return NULL;
}

static int read_letters(PyObject *text, Py_UCS4 *out, int most)
{
    Py_ssize_t size = PyUnicode_Check(text) ? PyUnicode_GET_LENGTH(text) : most + 1, n;
    if (size > most) {
        PyErr_Format(PyExc_ValueError, "a str of at most %d characters is wanted", most);
        return -1;
    }
    for (n = 0; n < size; n++) out[n] = PyUnicode_READ_CHAR(text, n);
    return (int)size;
}

static int read_sides(Reader *self, PyObject *sides)
{
    Py_ssize_t n;
    for (n = 0; n < PyTuple_GET_SIZE(sides); n++) {
        Side *side = self->sides + self->side_count;
        PyObject *letters;
        Py_ssize_t size;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(sides, n), "Up", &letters, &side->negated))
            return -1;
        size = PyUnicode_GET_LENGTH(letters);
        side->letters = PyMem_Malloc((size_t)(size + 1) * sizeof(Py_UCS4));
        if (side->letters == NULL)
            return no_memory();
        self->side_count++;
        side->count = read_letters(letters, side->letters, (int)size);
    }
    return 0;
}

static int read_row(Reader *self, Row *row, PyObject *given)
{
    PyObject *letters, *options, *terms;
    Py_ssize_t n;
    if (!PyArg_ParseTuple(given, "UO!iO!", &letters, &PyTuple_Type, &options, &row->mark,
                          &PyTuple_Type, &terms))
        return -1;
    if ((row->count = read_letters(letters, row->letters, ROW_LETTERS)) < 0) return -1;
    row->options = (int)PyTuple_GET_SIZE(options);
    if (row->count < 1 || row->letters[0] >= KNOWN || row->options < 1
        || row->options > OPTIONS || row->mark < -1 || row->mark >= self->mark_count)
        return value_error("a row has letters, and 1 to 8 sounds");
    for (n = 0; n < row->options; n++) {
        int size = read_letters(PyTuple_GET_ITEM(options, n), row->sounds[n], SOUNDS);
        if (size < 0) return -1;
        if (size > SOUNDS * row->count)
            return value_error("a row has too many sounds");
        row->size[n] = (uint8_t)size;
    }
    row->first_term = self->term_count;
    row->terms = (int)PyTuple_GET_SIZE(terms);
    for (n = 0; n < row->terms; n++) {
        Term *term = self->terms + self->term_count++;
        PyObject *left, *right;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(terms, n), "O!O!", &PyTuple_Type, &left,
                              &PyTuple_Type, &right))
            return -1;
        term->first_side = self->side_count;
        term->left = (int)PyTuple_GET_SIZE(left);
        term->right = (int)PyTuple_GET_SIZE(right);
        if (read_sides(self, left) < 0 || read_sides(self, right) < 0) return -1;
    }
    return 0;
}

static int count_of(PyObject *rows, Py_ssize_t *terms, Py_ssize_t *sides)
{
    Py_ssize_t n, k;
    for (n = 0; n < PyTuple_GET_SIZE(rows); n++) {
        PyObject *row = PyTuple_GET_ITEM(rows, n), *held;
        if (!PyTuple_Check(row) || PyTuple_GET_SIZE(row) != 4
            || !PyTuple_Check(held = PyTuple_GET_ITEM(row, 3)))
            goto wrong;
        *terms += PyTuple_GET_SIZE(held);
        for (k = 0; k < PyTuple_GET_SIZE(held); k++) {
            PyObject *term = PyTuple_GET_ITEM(held, k);
            if (!PyTuple_Check(term) || PyTuple_GET_SIZE(term) != 2
                || !PyTuple_Check(PyTuple_GET_ITEM(term, 0))
                || !PyTuple_Check(PyTuple_GET_ITEM(term, 1)))
                goto wrong;
            *sides += PyTuple_GET_SIZE(PyTuple_GET_ITEM(term, 0))
                      + PyTuple_GET_SIZE(PyTuple_GET_ITEM(term, 1));
        }
    }
    if (PyTuple_GET_SIZE(rows) < 65536 && *terms < 65536 && *sides < 65536) return 0;
wrong:
    return type_error("rows are (letters, sounds, mark, terms)");
}

static int reader_init(Reader *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"kinds", "rows", "marks", NULL};
    const char *kinds;
    Py_ssize_t size, n, terms = 0, sides = 0;
    PyObject *rows, *marks;
    if (self->rows != NULL) return type_error("a Reader is made once");
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "y#O!O!", names, &kinds, &size, &PyTuple_Type,
                                     &rows, &PyTuple_Type, &marks))
        return -1;
    if (size != KNOWN || PyTuple_GET_SIZE(marks) > MARKS)
        return value_error("kinds of 0x600 characters, at most 32 marks");
    for (n = 0; n < PyTuple_GET_SIZE(marks); n++) {
        PyObject *texts = PyTuple_GET_ITEM(marks, n);
        Py_ssize_t k = PyTuple_Check(texts) ? 0 : -1;
        self->firsts[n] = 0;
        for (; k >= 0 && k < PyTuple_GET_SIZE(texts); k++) {
            PyObject *text = PyTuple_GET_ITEM(texts, k);
            if (!PyUnicode_Check(text)) break;
            if (PyUnicode_GET_LENGTH(text))
                self->firsts[n] |= (uint64_t)1 << (PyUnicode_READ_CHAR(text, 0) & 63);
            else
                self->firsts[n] = ~(uint64_t)0; /* stands in every word */
        }
        if (k < 0 || k < PyTuple_GET_SIZE(texts)) return type_error("a mark is a tuple of str");
    }
    if (count_of(rows, &terms, &sides) < 0) return -1;
    memcpy(self->kind, kinds, KNOWN);
    self->mark_count = (int)PyTuple_GET_SIZE(marks);
    Py_XSETREF(self->marks, Py_NewRef(marks));
    self->rows = PyMem_Calloc((size_t)PyTuple_GET_SIZE(rows) + 1, sizeof(Row));
    self->terms = PyMem_Calloc((size_t)terms + 1, sizeof(Term));
    self->sides = PyMem_Calloc((size_t)sides + 1, sizeof(Side));
    self->room = PyMem_Malloc(2 * ALTERNATES * OPTIONS * sizeof(Head));
    if (self->rows == NULL || self->terms == NULL || self->sides == NULL || self->room == NULL)
        return no_memory();
    for (n = 0; n < PyTuple_GET_SIZE(rows); n++) {
        Row *row = self->rows + n;
        Py_UCS4 first;
        if (read_row(self, row, PyTuple_GET_ITEM(rows, n)) < 0) return -1;
        first = row->letters[0];
        if (self->rows_of[first] == 0) self->start[first] = (int)n;
        else if (self->start[first] + self->rows_of[first] != n)
            return value_error("the rows of a letter stand together");
        self->rows_of[first]++;
    }
    return 0;
}

static void reader_dealloc(Reader *self)
{
    int n;
    for (n = 0; n < self->side_count; n++) PyMem_Free(self->sides[n].letters);
    PyMem_Free(self->room);
    PyMem_Free(self->rows);
    PyMem_Free(self->terms);
    PyMem_Free(self->sides);
    Py_CLEAR(self->marks);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef reader_methods[] = {
    {"read", FAST(reader_read),
     "read(word, whole, /)\n--\n\nThe sound strings of a word, likeliest first; None where a "
     "letter needs Python."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject ReaderType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "namenorm.sounds._core.Reader",
    .tp_basicsize = sizeof(Reader),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "The table of sounds; made by namenorm.sounds.table.",
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)reader_init,
    .tp_dealloc = (destructor)reader_dealloc,
    .tp_methods = reader_methods,
};

/* ---- sounds to code, and distances ------------------------------------------------------- */

enum { A, O, E, I, U, J, NO_VOWEL }; /* the vowels and the glide */
enum { CLASS_U, CLASS_I, CLASS_FRONT, CLASS_OPEN };

typedef struct {
    PyObject_HEAD
    uint8_t consonant[KNOWN]; /* the unit of a consonant, 0 where it is none */
    uint8_t wide[KNOWN];      /* its code in keys, 1 to 14 */
    uint8_t vowel[4][5];      /* units of runs of vowels, by class and first vowel */
    uint8_t size[256], signs[256][MOST_SIGNS]; /* of units */
    uint8_t kinds[256], kind[256][2];                    /* of units, one or two */
    uint8_t tally[256][TALLIES]; /* the signs of each unit, counted */
    int sign_count, ready;
} Meter;

typedef struct {
    int units, signs, blocks, unread;
    const uint8_t *code;
    uint8_t tally[TALLIES]; /* the signs counted, where there are at most TALLIED units */
} Code;

static int vowel_of(Py_UCS4 c)
{
    switch (c) {
    case 'a': return A;
    case 'o': return O;
    case 'e': return E;
    case 'i': return I;
    case 'u': return U;
    case 'j': return J;
    }
    return NO_VOWEL;
}

/* The code of sounds[from:to] behind `out`; gives the units, -1 for an unknown sound. */
static int code_of(const Meter *self, const Py_UCS4 *sounds, int from, int to, uint8_t *out)
{
    int at = from, size = 0;
    Py_UCS4 last = 0;
    while (at < to) {
        Py_UCS4 c = sounds[at];
        if (vowel_of(c) == NO_VOWEL) {
            if (c >= KNOWN || !self->consonant[c]) return -1;
            if (c != last) out[size++] = self->consonant[c];
            last = c;
            at++;
            continue;
        }
        int stop = at, end, n, u = 0, other = 0, front = 0, first = I;
        while (stop < to && vowel_of(sounds[stop]) != NO_VOWEL) stop++;
        for (end = stop; end > at && vowel_of(sounds[end - 1]) >= I
                         && vowel_of(sounds[end - 1]) != U; end--) {}
        if (end == at) end = stop;
        for (n = end - 1; n >= at; n--) {
            int v = vowel_of(sounds[n]);
            u |= v == U;
            other |= v != I && v != J;
            front |= v == E || v == I || v == J;
            if (v != J) first = v;
        }
        if (!(end - at == 1 && sounds[at] == 'j')) {
            int class = u ? CLASS_U : !other ? CLASS_I : front ? CLASS_FRONT : CLASS_OPEN;
            out[size++] = self->vowel[class][first];
        }
        last = 0;
        at = stop;
    }
    return size;
}

/* With each vowel that meets another for itself. */
static int divided_of(const Meter *self, const Py_UCS4 *sounds, int count, uint8_t *out)
{
    int at, from = 0, size = 0, n;
    for (at = 1; at < count; at++) {
        int here = vowel_of(sounds[at]), before = vowel_of(sounds[at - 1]);
        /* a glide counts with the vowel before it, unless a piece begins between them */
        int met = before < J
                  || (before == J && at - 1 > from && vowel_of(sounds[at - 2]) < J);
        if (here < J && met) {
            if ((n = code_of(self, sounds, from, at, out + size)) < 0) return -1;
            size += n;
            from = at;
        }
    }
    if ((n = code_of(self, sounds, from, count, out + size)) < 0) return -1;
    return size + n;
}

static int spelled_of(const Meter *self, const Py_UCS4 *sounds, int count, uint8_t *out)
{
    int at, size = 0, n;
    for (at = 0; at < count; at++) {
        Py_UCS4 c = sounds[at] == 'j' ? 'i' : sounds[at];
        if ((n = code_of(self, &c, 0, 1, out + size)) < 0) return -1;
        size += n;
    }
    return size;
}

static uint64_t key_of(const Meter *self, const Py_UCS4 *sounds, int count)
{
    uint64_t key = 0;
    int at, last = 0, used = 0;
    for (at = 0; at < count; at++) {
        int wide;
        if (vowel_of(sounds[at]) != NO_VOWEL) {
            last = 0;
            continue;
        }
        wide = self->wide[sounds[at]];
        if (wide == last) continue;
        last = wide;
        key = key << 4 | (uint64_t)wide;
        if (++used == KEY_SOUNDS) break;
    }
    return key;
}

/* The first consonants of a key, and in which gaps before, between and behind them vowels stand. */
static uint64_t pattern_key(const Meter *self, const Py_UCS4 *sounds, int count)
{
    uint64_t key = 0, vowels = 0;
    int at, last = 0, used = 0;
    for (at = 0; at < count; at++) {
        int wide;
        if (vowel_of(sounds[at]) != NO_VOWEL) {
            last = 0;
            if (used < GAPS) vowels |= (uint64_t)1 << used;
            continue;
        }
        wide = self->wide[sounds[at]];
        if (wide == last) continue;
        if (used == NEAR_SOUNDS) break;
        last = wide;
        key = key << 4 | (uint64_t)wide;
        used++;
    }
    return key << GAPS | vowels;
}

static int append(PyObject *list, PyObject *made)
{
    int found;
    if (made == NULL) return -1;
    if ((found = PySequence_Contains(list, made)) == 0) found = PyList_Append(list, made);
    Py_DECREF(made);
    return found < 0 ? -1 : 0;
}

static PyObject *meter_coded(Meter *self, PyObject *const *args, Py_ssize_t count)
{
    PyObject *codes, *keys, *patterns, *found = NULL, *one = NULL, *other = NULL, *third = NULL;
    uint8_t code[2 * UNITS];
    Py_UCS4 sounds[ROOM];
    int flags, turn, size;
    Py_ssize_t n, length;
    if (count != 2 || !PyTuple_Check(args[0]))
        return PyErr_Format(PyExc_TypeError, "coded(sounds, flags) takes a tuple of str");
    flags = (int)PyLong_AsLong(args[1]);
    if (flags == -1 && PyErr_Occurred()) return NULL;
    codes = PyList_New(0);
    keys = PyList_New(0);
    patterns = PyList_New(0);
    if (codes == NULL || keys == NULL || patterns == NULL) goto done;
    for (turn = 0; turn <= (flags & DIVIDED); turn++)
        for (n = 0; n < PyTuple_GET_SIZE(args[0]); n++) {
            length = read_letters(PyTuple_GET_ITEM(args[0], n), sounds, ROOM);
            if (length < 0) goto done;
            size = turn              ? divided_of(self, sounds, (int)length, code)
                   : flags & SPELLED ? spelled_of(self, sounds, (int)length, code)
                                     : code_of(self, sounds, 0, (int)length, code);
            if (size < 0) {
                PyErr_SetString(PyExc_ValueError, "a sound that the table has not");
                goto done;
            }
            if (append(codes, PyBytes_FromStringAndSize((char *)code, size)) < 0) goto done;
            if (!turn) {
                uint64_t key = key_of(self, sounds, (int)length);
                uint64_t pattern = pattern_key(self, sounds, (int)length);
                if (append(keys, PyLong_FromUnsignedLongLong(key)) < 0
                    || append(patterns, PyLong_FromUnsignedLongLong(pattern)) < 0)
                    goto done;
            }
        }
    one = PyList_AsTuple(codes);
    other = PyList_AsTuple(keys);
    third = PyList_AsTuple(patterns);
    if (one && other && third) found = PyTuple_Pack(3, one, other, third);
done:
    Py_XDECREF(codes);
    Py_XDECREF(keys);
    Py_XDECREF(patterns);
    Py_XDECREF(one);
    Py_XDECREF(other);
    Py_XDECREF(third);
    return found;
}

/* The bits of one code as the pattern of Myers' algorithm, in the blocks of Hyyrö (2003). */
typedef struct {
    Code code;
    uint64_t *bits; /* by block and sign */
} Pattern;

static int measure(const Meter *self, Code *code, const uint8_t *held, Py_ssize_t size)
{
    Py_ssize_t n;
    code->code = held;
    code->units = (int)size;
    code->unread = size > 0 && held[0] == UNREAD;
    code->signs = code->blocks = 0;
    memset(code->tally, 0, TALLIES);
    if (code->unread) return 0; /* it is the same or another, however long */
    if (size > UNITS) return -1;
    for (n = 0; n < size; n++) {
        const uint8_t *unit = self->tally[held[n]];
        int k;
        code->signs += self->size[held[n]];
        for (k = 0; k < TALLIES; k++) code->tally[k] = (uint8_t)(code->tally[k] + unit[k]);
    }
    code->blocks = (code->signs + 63) / 64;
    return 0;
}

static int pattern_of(const Meter *self, Pattern *pattern)
{
    const Code *code = &pattern->code;
    int at = 0, n, k;
    pattern->bits = NULL;
    if (code->unread || !code->blocks) return 0;
    pattern->bits = PyMem_Calloc((size_t)code->blocks * SIGNS, sizeof(uint64_t));
    if (pattern->bits == NULL)
        return no_memory();
    for (n = 0; n < code->units; n++) {
        uint8_t unit = code->code[n];
        for (k = 0; k < self->size[unit]; k++, at++)
            pattern->bits[at / 64 * SIGNS + self->signs[unit][k]] |= (uint64_t)1 << at % 64;
    }
    return 0;
}

/* No distance is less than the signs that one code has more of than the other. */
static int at_least(const Code *a, const Code *b)
{
    int n, differ = 0;
    if (a->units > TALLIED || b->units > TALLIED) return 0;
    for (n = 0; n < TALLIES; n++) differ += abs(a->tally[n] - b->tally[n]);
    return (differ + abs(a->signs - b->signs)) / 2;
}

/* The distance of two codes, at most `best`; `best` where they are not nearer. */
static int nearer(const Meter *self, const Pattern *pattern, const Code *text, int best)
{
    const Code *code = &pattern->code;
    uint64_t vp[BLOCKS], vn[BLOCKS];
    int left = text->signs, distance = code->signs, n, k, b;
    if (code->unread || text->unread)
        return code->units == text->units && !memcmp(code->code, text->code, code->units) ? 0 : best;
    if (abs(code->signs - text->signs) >= best || at_least(code, text) >= best) return best;
    if (!code->signs) return text->signs;
    for (b = 0; b < code->blocks; b++) {
        vp[b] = ~(uint64_t)0;
        vn[b] = 0;
    }
    uint64_t last = (uint64_t)1 << (code->signs - 1) % 64;
    if (code->blocks == 1) { /* most names: all of it in registers */
        uint64_t p = vp[0], m = 0;
        for (n = 0; n < text->units; n++) {
            uint8_t unit = text->code[n];
            for (k = 0; k < self->size[unit]; k++) {
                uint64_t x = pattern->bits[self->signs[unit][k]];
                uint64_t d = (((x & p) + p) ^ p) | x | m, hp = m | ~(d | p), hn = d & p;
                distance += (hp & last) != 0;
                distance -= (hn & last) != 0;
                hp = hp << 1 | 1;
                hn <<= 1;
                p = hn | ~(d | hp);
                m = hp & d;
            }
            left -= self->size[unit];
            if (distance - left >= best) return best;
        }
        return distance < best ? distance : best;
    }
    for (n = 0; n < text->units; n++) {
        uint8_t unit = text->code[n];
        for (k = 0; k < self->size[unit]; k++) {
            uint64_t hp_in = 1, hn_in = 0;
            for (b = 0; b < code->blocks; b++) {
                uint64_t x = pattern->bits[b * SIGNS + self->signs[unit][k]] , y = x | hn_in;
                uint64_t d = (((y & vp[b]) + vp[b]) ^ vp[b]) | y | vn[b];
                uint64_t hp = vn[b] | ~(d | vp[b]), hn = d & vp[b], out;
                if (b == code->blocks - 1) {
                    distance += (hp & last) != 0;
                    distance -= (hn & last) != 0;
                }
                out = hp >> 63;
                hp = hp << 1 | hp_in;
                hp_in = out;
                out = hn >> 63;
                hn = hn << 1 | hn_in;
                hn_in = out;
                vp[b] = hn | ~(d | hp);
                vn[b] = hp & d;
            }
        }
        left -= self->size[unit];
        if (distance - left >= best) return best;
    }
    return distance < best ? distance : best;
}

static int kinds_of(const Meter *self, const Code *code, uint8_t *out)
{
    int n, k, size = 0;
    for (n = 0; n < code->units; n++)
        for (k = 0; k < self->kinds[code->code[n]]; k++) out[size++] = self->kind[code->code[n]][k];
    return size;
}

/* Plain Levenshtein over the kinds of units, at most `best`. */
static int changed(const Meter *self, const Code *a, const Code *b, int best)
{
    uint8_t left[2 * UNITS], right[2 * UNITS];
    int row[2 * UNITS + 1], n, k, size, width;
    if (a->unread || b->unread)
        return a->units == b->units && !memcmp(a->code, b->code, (size_t)a->units) ? 0 : best;
    size = kinds_of(self, a, left);
    width = kinds_of(self, b, right);
    if (abs(size - width) >= best) return best;
    for (k = 0; k <= width; k++) row[k] = k;
    for (n = 1; n <= size; n++) {
        int corner = row[0], least = row[0] = n;
        for (k = 1; k <= width; k++) {
            int above = row[k];
            int here = corner + (left[n - 1] != right[k - 1]);
            if (above + 1 < here) here = above + 1;
            if (row[k - 1] + 1 < here) here = row[k - 1] + 1;
            corner = above;
            row[k] = here;
            if (here < least) least = here;
        }
        if (least >= best) return best;
    }
    return row[width] < best ? row[width] : best;
}

typedef struct {
    Pattern patterns[CODES];
    int count, base, second;
} Query;

static void forget(Query *query)
{
    int n;
    for (n = 0; n < query->count; n++) PyMem_Free(query->patterns[n].bits);
    query->count = 0;
}

static int read_codes(const Meter *self, PyObject *codes, Code *out)
{
    Py_ssize_t n;
    if (!PyTuple_Check(codes) || PyTuple_GET_SIZE(codes) > CODES)
        return value_error("codes are a tuple of at most 64 bytes");
    for (n = 0; n < PyTuple_GET_SIZE(codes); n++) {
        PyObject *code = PyTuple_GET_ITEM(codes, n);
        if (!PyBytes_Check(code)
            || measure(self, out + n, (uint8_t *)PyBytes_AS_STRING(code),
                       PyBytes_GET_SIZE(code)) < 0)
            return value_error("a code is bytes, not too long");
    }
    return (int)n;
}

static int query_of(const Meter *self, PyObject *codes, Query *query)
{
    Code read[CODES];
    int count = read_codes(self, codes, read), n;
    query->count = 0;
    if (count < 0) return -1;
    for (n = 0; n < count; n++) {
        query->patterns[n].code = read[n];
        if (pattern_of(self, query->patterns + n) < 0) return -1;
        query->count++;
    }
    return 0;
}

/* The least signs between a query and other codes, or the least kinds that are changed. */
static int least(const Meter *self, const Query *query, const Code *others, int count,
                 int farthest, int kinds)
{
    int best = farthest + 1, n, k;
    for (n = 0; n < query->count && best; n++) {
        const Pattern *pattern = query->patterns + n;
        for (k = 0; k < count && best; k++)
            best = kinds ? changed(self, &pattern->code, others + k, best)
                         : nearer(self, pattern, others + k, best);
    }
    return best;
}

static PyObject *meter_apart(Meter *self, PyObject *const *args, Py_ssize_t count)
{
    Code others[CODES];
    Query query;
    int farthest, second, found = -1, other_count;
    if (count != 4) return PyErr_Format(PyExc_TypeError, "apart(left, right, farthest, kinds)");
    farthest = (int)PyLong_AsLong(args[2]);
    second = PyObject_IsTrue(args[3]);
    if (PyErr_Occurred()) return NULL;
    if (query_of(self, args[0], &query) == 0
        && (other_count = read_codes(self, args[1], others)) >= 0)
        found = least(self, &query, others, other_count, farthest, second);
    forget(&query);
    return PyErr_Occurred() ? NULL : PyLong_FromLong(found);
}

/* The codes of a part, 0 between them; -1 where they are damaged. */
static int codes_of(const Meter *self, const uint8_t *bytes, size_t size, Code *out)
{
    size_t from = 0, at;
    int count = 0;
    for (at = 0; at <= size; at++)
        if (at == size || bytes[at] == 0) {
            if (count == CODES
                || measure(self, out + count, bytes + from, (Py_ssize_t)(at - from)) < 0)
                return -1;
            count++;
            from = at + 1;
        }
    return count;
}

/* The codes of part `number` of an index; -1 where it is damaged. */
static int codes_at(const Meter *self, const Py_buffer *held, const Py_buffer *starts,
                    uint32_t number, Code *out)
{
    const uint32_t *start = starts->buf;
    if ((Py_ssize_t)((uint64_t)number + 2) * 4 > starts->len) return -1;
    if (start[number] > start[number + 1] || start[number + 1] > held->len) return -1;
    return codes_of(self, (const uint8_t *)held->buf + start[number],
                    start[number + 1] - start[number], out);
}

static int slipped(const Meter *self, const Query *query, const Code *codes, int count,
                   int farthest, int most)
{
    int left = farthest > query->base ? farthest - query->base : 0;
    int apart = least(self, query, codes, count, left, 0), more;
    if (query->second && apart <= left) {
        more = least(self, query, codes, count, most, 1) - 1;
        if (more > 0) apart += query->second * more;
    }
    return apart + query->base;
}

typedef struct {
    int32_t signs, number;
} Near;

static int by_number(const void *a, const void *b)
{
    const Near *x = a, *y = b;
    if (x->number != y->number) return x->number < y->number ? -1 : 1;
    return x->signs < y->signs ? -1 : x->signs > y->signs;
}

static int by_signs(const void *a, const void *b)
{
    const Near *x = a, *y = b;
    if (x->signs != y->signs) return x->signs < y->signs ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* `numbers` are the parts that the keys of one query found, `near` those of all that are near. */
typedef struct {
    const Meter *meter;
    const Py_buffer *views; /* key starts, keys, parts, codes, starts */
    uint32_t *numbers;
    Near *near;
    size_t count, room, kept, kept_room;
    int bits; /* of a key that say in which slice it lies */
    int farthest, most, shorten; /* whether keys are asked with one class left out */
} Search;

static int no_room(void **items, size_t *room, size_t count, size_t size)
{
    void *more;
    if (count < *room) return 0;
    *room = *room ? 2 * *room : 256;
    more = PyMem_Realloc(*items, *room * size);
    if (more == NULL)
        return no_memory();
    *items = more;
    return 0;
}

#define DIGIT 12 /* bits: a number has two of them */
#define FEW 24

/* Each of `numbers` once and in order: neighbours sound alike, and lie side by side. */
static int sort_numbers(Search *search)
{
    uint32_t *held = search->numbers, *other, starts[1 << DIGIT];
    size_t count = search->count, n, k;
    int shift;
    if (count <= FEW) {
        for (n = 1; n < count; n++) {
            uint32_t number = held[n];
            for (k = n; k && held[k - 1] > number; k--) held[k] = held[k - 1];
            held[k] = number;
        }
    }
    else {
        other = PyMem_Malloc(count * sizeof(uint32_t));
        if (other == NULL) return no_memory();
        for (shift = 0; shift < 2 * DIGIT; shift += DIGIT) {
            uint32_t sum = 0;
            const uint32_t *from = shift ? other : held;
            uint32_t *to = shift ? held : other;
            memset(starts, 0, sizeof starts);
            for (n = 0; n < count; n++) starts[from[n] >> shift & ((1 << DIGIT) - 1)]++;
            for (n = 0; n < 1 << DIGIT; n++) {
                uint32_t here = starts[n];
                starts[n] = sum;
                sum += here;
            }
            for (n = 0; n < count; n++) to[starts[from[n] >> shift & ((1 << DIGIT) - 1)]++] = from[n];
        }
        PyMem_Free(other);
    }
    for (n = k = 0; n < count; n++)
        if (!n || held[n] != held[n - 1]) held[k++] = held[n];
    search->count = k;
    return 0;
}

/* Have the memory of the parts further on brought in: it may lie apart. */
static void fetch(const Search *search, size_t at)
{
    const uint32_t *starts = search->views[4].buf;
    size_t known = (size_t)search->views[4].len / 4;
    if (at + 2 * AHEAD < search->count && search->numbers[at + 2 * AHEAD] < known)
        FETCH(starts + search->numbers[at + 2 * AHEAD]);
    if (at + AHEAD < search->count && search->numbers[at + AHEAD] < known)
        FETCH((const uint8_t *)search->views[3].buf + starts[search->numbers[at + AHEAD]]);
}

/* The parts that were met, those of `near` of them that are near; their numbers are forgotten. */
static int measure_all(Search *search, const Query *query)
{
    const uint32_t *starts = search->views[4].buf;
    const uint8_t *bytes = search->views[3].buf, *last = NULL;
    size_t n, size = 0;
    int signs = 0;
    if (sort_numbers(search) < 0) return -1;
    for (n = 0; n < search->count; n++) {
        uint32_t number = search->numbers[n];
        fetch(search, n);
        Code codes[CODES];
        int count;
        if ((Py_ssize_t)((uint64_t)number + 2) * 4 > search->views[4].len
            || starts[number] > starts[number + 1]
            || starts[number + 1] > search->views[3].len)
            return damaged();
        if (!last || size != starts[number + 1] - starts[number]
            || memcmp(last, bytes + starts[number], size)) { /* many are another's sounds again */
            last = bytes + starts[number];
            size = starts[number + 1] - starts[number];
            count = codes_of(search->meter, last, size, codes);
            if (count < 0) return damaged();
            signs = slipped(search->meter, query, codes, count, search->farthest, search->most);
        }
        if (signs > search->farthest) continue;
        if (no_room((void **)&search->near, &search->kept_room, search->kept, sizeof(Near)) < 0)
            return -1;
        search->near[search->kept].signs = signs;
        search->near[search->kept++].number = (int32_t)number;
    }
    search->count = 0;
    return 0;
}

/* The entries that have a key lie side by side, from `at` to `end`; -1 where the index is damaged. */
static int slice_of(const Search *search, uint64_t key, Py_ssize_t *at, Py_ssize_t *end)
{
    const uint32_t *starts = search->views[0].buf;
    const uint16_t *keys = search->views[1].buf;
    uint32_t hash = (uint32_t)(key * 0x9E3779B97F4A7C15u >> 32) >> (16 - search->bits);
    uint16_t wanted = hash & 0xffff;
    Py_ssize_t low = starts[hash >> 16], high = starts[(hash >> 16) + 1], last = high;
    if (low > high || high > search->views[1].len / 2) return -1;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (keys[middle] < wanted) low = middle + 1;
        else high = middle;
    }
    for (*at = low; low < last && keys[low] == wanted;) low++;
    *end = low;
    return 0;
}

/* `vowels` is where vowels stand in the query, -1 where that does not matter. */
static int meet_all(Search *search, uint64_t key, int vowels)
{
    const uint32_t *parts = search->views[2].buf;
    Py_ssize_t at, end;
    if (slice_of(search, key, &at, &end) < 0) return damaged();
    for (; at < end; at++) {
        uint32_t part = parts[at];
        if (vowels >= 0) {
            uint32_t other = part >> 24 ^ (uint32_t)vowels;
            if (other & (other - 1)) continue; /* vowels in two places where there are none */
            part &= NUMBER;
        }
        if (part > NUMBER) return damaged();
        if (no_room((void **)&search->numbers, &search->room, search->count, sizeof(uint32_t)) < 0)
            return -1;
        search->numbers[search->count++] = part;
    }
    return 0;
}

/* The keys of a query as they are; or its patterns, each with one class left out. */
static int meet_keys(Search *search, PyObject *wanted)
{
    Py_ssize_t n;
    for (n = 0; n < PyTuple_GET_SIZE(wanted); n++) {
        uint64_t key = PyLong_AsUnsignedLongLong(PyTuple_GET_ITEM(wanted, n));
        int shift;
        if (PyErr_Occurred()) return -1;
        if (!search->shorten) {
            if (meet_all(search, key, -1) < 0) return -1;
            continue;
        }
        uint32_t vowels = key & 0xff;
        int sounds = 0;
        key >>= GAPS;
        while (key >> 4 * sounds) sounds++;
        for (shift = -4; shift < 4 * sounds; shift += 4) {
            uint64_t shorter = key;
            uint32_t left = vowels;
            if (shift >= 0) {
                int gap = sounds - 1 - shift / 4;
                shorter = key >> (shift + 4) << shift | (key & (((uint64_t)1 << shift) - 1));
                left = (vowels & ((1u << gap) - 1)) | (vowels >> gap & 1) << gap
                       | vowels >> (gap + 1) << gap;
            }
            if (!shorter) continue;
            if (meet_all(search, shorter, (int)left & 0xff) < 0) return -1;
        }
    }
    return 0;
}

/* (numbers, signs) of those that are near, the nearest first */
static PyObject *near_of(Search *search, int queries)
{
    PyObject *numbers = NULL, *signs = NULL, *result = NULL;
    Near *near = search->near;
    size_t kept = search->kept, n;
    if (queries > 1 && kept) { /* a part that several have met is as near as the nearest says */
        size_t once = 1;
        qsort(near, kept, sizeof(Near), by_number);
        for (n = 1; n < kept; n++)
            if (near[n].number != near[n - 1].number) near[once++] = near[n];
        kept = once;
    }
    if (kept) qsort(near, kept, sizeof(Near), by_signs);
    numbers = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)kept * 4);
    signs = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)kept * 4);
    if (numbers && signs) {
        for (n = 0; n < kept; n++) {
            ((int32_t *)PyBytes_AS_STRING(numbers))[n] = near[n].number;
            ((int32_t *)PyBytes_AS_STRING(signs))[n] = near[n].signs;
        }
        result = PyTuple_Pack(2, numbers, signs);
    }
    Py_XDECREF(numbers);
    Py_XDECREF(signs);
    return result;
}

static PyObject *meter_nearest(Meter *self, PyObject *const *args, Py_ssize_t count)
{
    Py_buffer views[5];
    Search search = {.meter = self, .views = views};
    Query query = {.count = 0};
    PyObject *result = NULL;
    int held = 0, n;
    if (count != 9 || !PyTuple_Check(args[5]) || PyTuple_GET_SIZE(args[5]) > QUERIES)
        return PyErr_Format(PyExc_TypeError, "nearest(key_starts, keys, parts, codes, starts, queries, farthest, most, "
                        "shorten)");
    search.farthest = (int)PyLong_AsLong(args[6]);
    search.most = (int)PyLong_AsLong(args[7]);
    search.shorten = PyObject_IsTrue(args[8]);
    if (PyErr_Occurred()) return NULL;
    for (; held < 5; held++)
        if (PyObject_GetBuffer(args[held], views + held, PyBUF_SIMPLE | PyBUF_FORMAT) < 0)
            goto done;
    while (search.bits < 16 && ((Py_ssize_t)1 << search.bits) + 1 < views[0].len / 4) search.bits++;
    if (views[0].itemsize != 4 || views[1].itemsize != 2 || views[2].itemsize != 4
        || views[3].itemsize != 1 || views[4].itemsize != 4
        || views[0].len / 4 != ((Py_ssize_t)1 << search.bits) + 1
        || views[2].len != 2 * views[1].len) {
        damaged();
        goto done;
    }
    for (n = 0; n < PyTuple_GET_SIZE(args[5]); n++) {
        PyObject *keys, *codes;
        forget(&query);
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(args[5], n), "O!Oii", &PyTuple_Type, &keys,
                              &codes, &query.base, &query.second)
            || query_of(self, codes, &query) < 0
            || meet_keys(&search, keys) < 0 || measure_all(&search, &query) < 0)
            goto done;
    }
    result = near_of(&search, n);
done:
    forget(&query);
    for (n = 0; n < held; n++) PyBuffer_Release(views + n);
    PyMem_Free(search.numbers);
    PyMem_Free(search.near);
    return result;
}

/* distances(left, codes, starts, numbers, farthest) */
static PyObject *meter_distances(Meter *self, PyObject *const *args, Py_ssize_t count)
{
    Py_buffer views[3];
    Query query = {.count = 0};
    Code codes[CODES];
    PyObject *result = NULL;
    int held = 0, farthest, n;
    if (count != 5)
        return PyErr_Format(PyExc_TypeError, "distances(left, codes, starts, numbers, farthest)");
    farthest = (int)PyLong_AsLong(args[4]);
    if (PyErr_Occurred()) return NULL;
    for (; held < 3; held++)
        if (PyObject_GetBuffer(args[held + 1], views + held, PyBUF_SIMPLE) < 0) goto done;
    if (query_of(self, args[0], &query) < 0) goto done;
    result = PyBytes_FromStringAndSize(NULL, views[2].len / 4 * 4);
    for (n = 0; result && n < views[2].len / 4; n++) {
        uint32_t number = ((const uint32_t *)views[2].buf)[n];
        int found = codes_at(self, views, views + 1, number, codes);
        if (found < 0) {
            Py_CLEAR(result);
            damaged();
            break;
        }
        ((int32_t *)PyBytes_AS_STRING(result))[n] = least(self, &query, codes, found, farthest, 0);
    }
done:
    forget(&query);
    for (n = 0; n < held; n++) PyBuffer_Release(views + n);
    return result;
}

static int meter_init(Meter *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"units", "kinds", "consonants", "vowels", NULL};
    PyObject *units, *kinds, *consonants, *letters, *vowels;
    Py_UCS4 known[SIGNS];
    Py_ssize_t n, k;
    if (self->ready) return type_error("a Meter is made once");
    self->ready = 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!O!O!O!", names, &PyTuple_Type, &units,
                                     &PyTuple_Type, &kinds, &PyTuple_Type, &consonants,
                                     &PyTuple_Type, &vowels))
        return -1;
    if (PyTuple_GET_SIZE(units) != 256 || PyTuple_GET_SIZE(kinds) != 256
        || PyTuple_GET_SIZE(vowels) != 20)
        return value_error("256 units with their kinds, 20 runs of vowels");
    for (n = 0; n < 256; n++) {
        Py_UCS4 signs[MOST_SIGNS], kind[2] = {0};
        int kind_count = read_letters(PyTuple_GET_ITEM(kinds, n), kind, 2);
        int size = read_letters(PyTuple_GET_ITEM(units, n), signs, MOST_SIGNS);
        if (size < 0 || kind_count < 0) return -1;
        self->size[n] = (uint8_t)size;
        self->kinds[n] = (uint8_t)kind_count;
        self->kind[n][0] = (uint8_t)kind[0];
        self->kind[n][1] = (uint8_t)kind[1];
        for (k = 0; k < size; k++) {
            int at = 0;
            while (at < self->sign_count && known[at] != signs[k]) at++;
            if (at == SIGNS) return value_error("at most 128 signs");
            if (at == self->sign_count) known[self->sign_count++] = signs[k];
            self->signs[n][k] = (uint8_t)at;
            self->tally[n][at % TALLIES]++;
        }
    }
    for (n = 0; n < PyTuple_GET_SIZE(consonants); n++) {
        unsigned char unit, wide;
        Py_UCS4 letter[1];
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(consonants, n), "Ubb", &letters, &unit, &wide))
            return -1;
        if (read_letters(letters, letter, 1) != 1 || letter[0] >= KNOWN)
            return value_error("a consonant is one letter");
        self->consonant[letter[0]] = unit;
        self->wide[letter[0]] = wide;
    }
    for (n = 0; n < 20; n++)
        self->vowel[n / 5][n % 5] = (uint8_t)PyLong_AsLong(PyTuple_GET_ITEM(vowels, n));
    return PyErr_Occurred() ? -1 : 0;
}

static PyMethodDef meter_methods[] = {
    {"coded", FAST(meter_coded),
     "coded(sounds, flags, /)\n--\n\n(codes, keys, patterns) of sound strings, each once; 1: also divided, "
     "2: spelled out."},
    {"apart", FAST(meter_apart),
     "apart(left, right, farthest, kinds, /)\n--\n\nThe least signs, or changed kinds, between "
     "two sets of codes."},
    {"distances", FAST(meter_distances),
     "distances(left, codes, starts, numbers, farthest, /)\n--\n\nThe least signs to each of "
     "these parts."},
    {"nearest", FAST(meter_nearest),
     "nearest(key_starts, keys, parts, codes, starts, queries, farthest, most, shorten, /)\n--\n\n"
     "(numbers, signs) of the parts that share a key and are near, the nearest first."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject MeterType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "namenorm.sounds._core.Meter",
    .tp_basicsize = sizeof(Meter),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "The units of sound and their signs; made by namenorm.sounds.phonetics.",
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)meter_init,
    .tp_methods = meter_methods,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "namenorm.sounds._core",
    .m_doc = "The inner loops of the comparison.",
    .m_size = -1,
};

PyMODINIT_FUNC PyInit__core(void)
{
    static PyTypeObject *types[] = {&ReaderType, &MeterType, NULL};
    return module_of(&module, types);
}
