/* The inner loops of keys: sound strings to keys, and the words of a text.

   Built where there is a C compiler; `spelling.py` and `words.py` do the same without it, and the
   tests run both. Cost is linear in the length of what is read. */

#include "../core.h"

#define SOUNDS 0x300      /* the code points that sounds have */
#define MAX_ENDING 12
#define MAX_PREFIX 4
#define MAX_SILENT 16
#define MAX_CONSONANTS 14 /* CONSONANTS of spelling.py */
#define MAX_BODY (2 * MAX_CONSONANTS + 2)
#define MAX_KEYS 8        /* MOST_KEYS of spelling.py */
#define MAX_LETTERS 64    /* LONGEST of words.py */

enum { NONE, VOWEL, ROUND, CLOSE, GLIDE }; /* what is no class: а о е, у, і, й */
enum { OTHER, LETTER, DIGIT, MARK, APOSTROPHE, DOT, QUOTE };

typedef struct {
    uint16_t letters[MAX_ENDING], instead[MAX_ENDING];
    uint8_t size, instead_size, script, sure;
} Ending;

typedef struct {
    PyObject_HEAD
    uint8_t kinds[SOUNDS];
    uint32_t first[2][SOUNDS + 1]; /* endings by script and last sound, longest first */
    Ending *endings;
    char silent[MAX_SILENT][3]; /* three consonants whose middle one is not heard */
    int silent_count;
    char prefix[MAX_PREFIX];
    Py_ssize_t prefix_size;
} Speller;

typedef struct {
    char bodies[MAX_KEYS][MAX_BODY];
    uint8_t sizes[MAX_KEYS];
    int count;
} Found;

static int is_silent(const Speller *self, const char *before, char after)
{
    int i;
    for (i = 0; i < self->silent_count; i++)
        if (self->silent[i][2] == after && self->silent[i][1] == before[1] &&
            self->silent[i][0] == before[0])
            return 1;
    return 0;
}

/* One body; that of vowels alone has them as they are. Twin: Speller.body in spelling.py. */
static Py_ssize_t body(const Speller *self, const uint16_t *sound, Py_ssize_t size, char *out)
{
    const uint8_t *kinds = self->kinds;
    Py_ssize_t at = 0, made = 0, i, start, vowels;
    int consonants = 0, last = 0;
    while (at < size) {
        int kind = kinds[sound[at]];
        if (kind == NONE) {
            at++;
            continue;
        }
        if (kind <= GLIDE) {
            int is_round = 0, is_open = 0, is_close = 0;
            while (at < size && (kind = kinds[sound[at]]) >= VOWEL && kind <= GLIDE) {
                is_round |= kind == ROUND;
                is_open |= kind == VOWEL;
                is_close |= kind == CLOSE;
                at++;
            }
            last = 0;
            if (at < size && (is_round || is_open || is_close))
                out[made++] = is_round ? 'u' : is_open ? 'a' : 'i';
            continue;
        }
        at++;
        if (kind == last) continue;
        if (consonants > 1 && is_silent(self, out + made - 2, (char)kind)) {
            made--;
            consonants--;
        }
        out[made++] = (char)kind;
        last = kind;
        if (++consonants == MAX_CONSONANTS) break;
    }
    if (consonants == 0) { /* vowels alone tell their letters */
        made = 0;
        for (i = 0; i < size && made < MAX_CONSONANTS; i++)
            if (kinds[sound[i]] >= VOWEL) out[made++] = (char)sound[i];
        return made;
    }
    /* The last vowel between consonants comes and goes with the case: Казлавец, Казлаўца. */
    start = made - 2;
    vowels = start > 0 && (out[start] == 'a' || out[start] == 'u' || out[start] == 'i');
    if (vowels) {
        out[start] = out[start + 1];
        made--;
    }
    return made;
}

static void add(Speller *self, Found *found, const uint16_t *sound, Py_ssize_t size)
{
    char out[MAX_BODY];
    Py_ssize_t made;
    int i;
    if (found->count == MAX_KEYS) return;
    made = body(self, sound, size, out);
    if (made == 0) return;
    for (i = 0; i < found->count; i++)
        if (found->sizes[i] == made && memcmp(found->bodies[i], out, made) == 0) return;
    memcpy(found->bodies[i], out, made);
    found->sizes[i] = (uint8_t)made;
    found->count++;
}

static int has_consonant(Speller *self, const uint16_t *sound, Py_ssize_t size)
{
    Py_ssize_t i;
    for (i = 0; i < size; i++)
        if (self->kinds[sound[i]] > GLIDE) return 1;
    return 0;
}

/* The distinct keys of the sound strings of a word. */
static PyObject *spell(Speller *self, PyObject *sounds, int script)
{
    uint16_t sound[256];
    Found found;
    PyObject *made;
    Py_ssize_t n;
    int i;
    found.count = 0;
    for (n = 0; n < PyTuple_GET_SIZE(sounds); n++) {
        PyObject *text = PyTuple_GET_ITEM(sounds, n);
        Py_ssize_t size, at, kept;
        uint32_t e;
        int kind, sure = 0;
        const void *data;
        if (!PyUnicode_Check(text)) return PyErr_Format(PyExc_TypeError, "a sound is a string");
        size = PyUnicode_GET_LENGTH(text);
        if (size > 200) size = 200;
        kind = PyUnicode_KIND(text);
        data = PyUnicode_DATA(text);
        for (at = 0; at < size; at++) {
            Py_UCS4 c = PyUnicode_READ(kind, data, at);
            sound[at] = c < SOUNDS ? (uint16_t)c : 0;
        }
        if (size == 0) continue;
        const uint32_t begin = self->first[script][sound[size - 1]];
        const uint32_t stop = self->first[script][sound[size - 1] + 1];
        for (int round = 0; round < 2; round++) { /* as it stands, then without its ending */
            for (e = begin; e < stop; e++) {
                const Ending *ending = &self->endings[e];
                kept = size - ending->size;
                if (kept < 2 ||
                    memcmp(sound + kept, ending->letters, 2 * (size_t)ending->size) != 0 ||
                    !has_consonant(self, sound, kept))
                    continue;
                if (round == 0) {
                    sure |= ending->sure;
                    continue;
                }
                uint16_t base[256];
                memcpy(base, sound, 2 * (size_t)kept);
                memcpy(base + kept, ending->instead, 2 * (size_t)ending->instead_size);
                add(self, &found, base, kept + ending->instead_size);
            }
            if (round == 0 && !sure) add(self, &found, sound, size);
        }
    }
    if ((made = PyTuple_New(found.count)) == NULL) return NULL;
    for (i = 0; i < found.count; i++) {
        PyObject *key = PyUnicode_New(self->prefix_size + found.sizes[i], 127);
        if (key == NULL) {
            Py_DECREF(made);
            return NULL;
        }
        memcpy(PyUnicode_1BYTE_DATA(key), self->prefix, (size_t)self->prefix_size);
        memcpy(PyUnicode_1BYTE_DATA(key) + self->prefix_size, found.bodies[i], found.sizes[i]);
        PyTuple_SET_ITEM(made, i, key);
    }
    return made;
}

static PyObject *speller_spell(Speller *self, PyObject *const *args, Py_ssize_t count)
{
    int script;
    if (count != 2 || !PyTuple_Check(args[0]))
        return PyErr_Format(PyExc_TypeError, "spell(sounds, cyrillic)");
    if ((script = PyObject_IsTrue(args[1])) < 0) return NULL;
    return spell(self, args[0], script);
}

/* `text` into at most MAX_ENDING sounds; -1 with an exception where it does not fit. */
static int letters_of(PyObject *text, uint16_t *out)
{
    Py_ssize_t i, size;
    if (!PyUnicode_Check(text) || (size = PyUnicode_GET_LENGTH(text)) > MAX_ENDING)
        return value_error("an ending is a string of at most 12 sounds");
    for (i = 0; i < size; i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(text, i);
        if (c >= SOUNDS) return value_error("an ending has a letter that is no sound");
        out[i] = (uint16_t)c;
    }
    return (int)size;
}

static int speller_init(Speller *self, PyObject *args, PyObject *options)
{
    static char *names[] = {"kinds", "endings", "silent", "prefix", NULL};
    PyObject *rows, *silent;
    const char *kinds, *prefix;
    Py_ssize_t i, kinds_size, prefix_size, rows_size;
    int script;
    if (self->endings != NULL) return type_error("a Speller is made once");
    if (!PyArg_ParseTupleAndKeywords(args, options, "$y#O!O!s#:Speller", names, &kinds,
                                     &kinds_size, &PyTuple_Type, &rows, &PyTuple_Type, &silent,
                                     &prefix, &prefix_size))
        return -1;
    for (i = 0; i < PyTuple_GET_SIZE(silent); i++) {
        Py_ssize_t size = 0;
        const char *three = PyUnicode_Check(PyTuple_GET_ITEM(silent, i))
                                ? PyUnicode_AsUTF8AndSize(PyTuple_GET_ITEM(silent, i), &size)
                                : NULL;
        if (three == NULL || size != 3 || i >= MAX_SILENT) {
            if (PyErr_Occurred()) return -1;
            return value_error("silent: at most 16 strings of three classes");
        }
        memcpy(self->silent[self->silent_count++], three, 3);
    }
    if (kinds_size != SOUNDS || prefix_size > MAX_PREFIX)
        return value_error("kinds has 768 bytes, prefix at most 4");
    memcpy(self->kinds, kinds, SOUNDS);
    memcpy(self->prefix, prefix, (size_t)prefix_size);
    self->prefix_size = prefix_size;
    rows_size = PyTuple_GET_SIZE(rows);
    self->endings = PyMem_Calloc((size_t)rows_size + 1, sizeof(Ending));
    if (self->endings == NULL) return no_memory();
    for (i = 0; i < rows_size; i++) { /* (letters, instead, cyrillic, sure) */
        Ending *ending = &self->endings[i];
        PyObject *letters, *instead;
        int sure, size;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(rows, i), "OOpp", &letters, &instead, &script,
                              &sure))
            return -1;
        if ((size = letters_of(letters, ending->letters)) < 0) return -1;
        ending->size = (uint8_t)size;
        if ((size = letters_of(instead, ending->instead)) < 0) return -1;
        ending->instead_size = (uint8_t)size;
        ending->script = (uint8_t)script;
        ending->sure = (uint8_t)sure;
        if (ending->size == 0) return value_error("an ending is empty");
    }
    /* The rows come by script, by last sound, the longest first. */
    i = 0;
    for (script = 0; script < 2; script++) {
        int last;
        for (last = 0; last < SOUNDS; last++) {
            self->first[script][last] = (uint32_t)i;
            while (i < rows_size && self->endings[i].script == script &&
                   self->endings[i].letters[self->endings[i].size - 1] == last)
                i++;
        }
        self->first[script][SOUNDS] = (uint32_t)i;
    }
    if (i != rows_size) return value_error("the endings are not in order");
    return 0;
}

static void speller_dealloc(Speller *self)
{
    PyMem_Free(self->endings);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef speller_methods[] = {
    {"spell", FAST(speller_spell),
     "spell(sounds, cyrillic, /)\n--\n\nThe distinct keys of sound strings, in their order."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject SpellerType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "namenorm.keying._core.Speller",
    .tp_basicsize = sizeof(Speller),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Sounds to keys; made by namenorm.keying.spelling.",
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)speller_init,
    .tp_dealloc = (destructor)speller_dealloc,
    .tp_methods = speller_methods,
};

/* Plain words to all their keys: of sounds, of given names, of fathers. */
typedef struct {
    PyObject_HEAD
    Speller *speller;
    PyObject *read, *names, *alike, *whole;
} Maker;

static int is_latin(Py_UCS4 c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7 && c != 0xdf);
}

/* MARKED of text/letters.py, as far as a plain word may have it: ѐ, ѝ. */
static int is_stressed(Py_UCS4 c)
{
    return c == 0x400 || c == 0x40d || c == 0x450 || c == 0x45d;
}

/* None for what Python reads: other letters than those of one script, marks, apostrophes. */
static PyObject *maker_make(Maker *self, PyObject *word)
{
    PyObject *folded, *sounds, *keys, *named, *args[2], *all;
    Py_UCS4 lower[MAX_LETTERS];
    Py_ssize_t size, i;
    int kind, cyrillic;
    const void *data;
    if (!PyUnicode_Check(word)) return PyErr_Format(PyExc_TypeError, "a word is a string");
    size = PyUnicode_GET_LENGTH(word);
    if (self->read == NULL || size < 2 || size > MAX_LETTERS) Py_RETURN_NONE;
    kind = PyUnicode_KIND(word);
    data = PyUnicode_DATA(word);
    cyrillic = PyUnicode_READ(kind, data, 0) >= 0x400;
    for (i = 0; i < size; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i);
        /* Cyrillic up to the letters of the three languages; İ has no single small letter. */
        if (cyrillic ? c < 0x400 || c > 0x45f || is_stressed(c)
                     : !is_latin(c) || c == 0x130 || c == 0x149)
            Py_RETURN_NONE;
        lower[i] = Py_UNICODE_TOLOWER(c);
    }
    if ((folded = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, lower, size)) == NULL)
        return NULL;
    args[0] = folded;
    args[1] = self->whole;
    sounds = PyObject_Vectorcall(self->read, args, 2, NULL);
    if (sounds == NULL || !PyTuple_Check(sounds)) {
        Py_DECREF(folded);
        return sounds; /* an exception, or None */
    }
    keys = spell(self->speller, sounds, cyrillic);
    Py_DECREF(sounds);
    if (keys == NULL || PyTuple_GET_SIZE(keys) == 0) {
        Py_DECREF(folded);
        if (keys == NULL) return NULL;
        Py_DECREF(keys);
        Py_RETURN_NONE;
    }
    named = PyDict_GetItemWithError(self->names, folded);
    Py_DECREF(folded);
    for (i = 0; named == NULL && i < PyTuple_GET_SIZE(keys) && !PyErr_Occurred(); i++)
        named = PyDict_GetItemWithError(self->alike, PyTuple_GET_ITEM(keys, i));
    if (named == NULL) {
        if (!PyErr_Occurred()) return keys;
        Py_DECREF(keys);
        return NULL;
    }
    all = PySequence_Concat(named, keys);
    Py_DECREF(keys);
    return all;
}

static int maker_traverse(Maker *self, visitproc visit, void *arg)
{
    Py_VISIT(self->speller);
    Py_VISIT(self->read);
    Py_VISIT(self->names);
    Py_VISIT(self->alike);
    return 0;
}

static int maker_clear(Maker *self)
{
    Py_CLEAR(self->speller);
    Py_CLEAR(self->read);
    Py_CLEAR(self->names);
    Py_CLEAR(self->alike);
    Py_CLEAR(self->whole);
    return 0;
}

static void maker_dealloc(Maker *self)
{
    PyObject_GC_UnTrack(self);
    maker_clear(self);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static int maker_init(Maker *self, PyObject *args, PyObject *options)
{
    static char *names[] = {"speller", "read", "names", "alike", NULL};
    PyObject *speller, *read, *listed, *alike;
    if (self->read != NULL) return type_error("a Maker is made once");
    if (!PyArg_ParseTupleAndKeywords(args, options, "$O!OO!O!:Maker", names, &SpellerType,
                                     &speller, &read, &PyDict_Type, &listed, &PyDict_Type,
                                     &alike))
        return -1;
    if ((self->whole = PyUnicode_New(0, 0)) == NULL) return -1;
    self->speller = (Speller *)Py_NewRef(speller);
    self->names = Py_NewRef(listed);
    self->alike = Py_NewRef(alike);
    self->read = Py_NewRef(read);
    return 0;
}

static PyMethodDef maker_methods[] = {
    {"make", (PyCFunction)maker_make, METH_O,
     "make(word, /)\n--\n\nThe keys of a plain word, or None where Python makes them."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject MakerType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "namenorm.keying._core.Maker",
    .tp_basicsize = sizeof(Maker),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "Words to keys; made by namenorm.keying.keyer.",
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)maker_init,
    .tp_dealloc = (destructor)maker_dealloc,
    .tp_traverse = (traverseproc)maker_traverse,
    .tp_clear = (inquiry)maker_clear,
    .tp_methods = maker_methods,
};

/* The words of a text, each with what `cache` holds for it or `made` makes of it. */
typedef struct {
    PyObject_HEAD
    uint8_t *kinds;
    Py_ssize_t kinds_size;
    PyObject *cache, *made;
    PyTypeObject *token;
} Scanner;

typedef struct {
    PyObject_HEAD
    Scanner *scanner;
    PyObject *text;
    Py_ssize_t at, position;
} Scan;

static PyTypeObject ScanType;

static inline int kind_of(const Scanner *self, Py_UCS4 c)
{
    if (c < (Py_UCS4)self->kinds_size) return self->kinds[c];
    if (Py_UNICODE_ISALPHA(c)) return LETTER;
    if (Py_UNICODE_ISDECIMAL(c)) return DIGIT;
    /* Selectors of a glyph, halves of a ligature, U+FEFF. */
    return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xfe20 && c <= 0xfe2f) || c == 0xfeff ? MARK
                                                                                       : OTHER;
}

static PyObject *scan_next(Scan *self)
{
    const Scanner *how = self->scanner;
    const int kind = PyUnicode_KIND(self->text);
    const void *data = PyUnicode_DATA(self->text);
    const Py_ssize_t size = PyUnicode_GET_LENGTH(self->text);
    Py_ssize_t at = self->at, start, end, resume;
    PyObject *piece, *keys, *token, *number;
    int here = OTHER;
    while (at < size) {
        here = kind_of(how, PyUnicode_READ(kind, data, at));
        if (here == LETTER || here == DIGIT) break;
        at++;
    }
    if (at >= size) {
        self->at = size;
        return NULL;
    }
    start = at;
    end = at + 1;
    if (here == DIGIT) {
        while (end < size && kind_of(how, PyUnicode_READ(kind, data, end)) == DIGIT) end++;
        resume = end;
    } else {
        Py_UCS4 before = PyUnicode_READ(kind, data, start);
        resume = -1;
        while (end < size) {
            const Py_UCS4 c = PyUnicode_READ(kind, data, end);
            const int next = kind_of(how, c);
            if (next == LETTER || next == MARK) {
                if (next == LETTER) before = c;
                end++;
                continue;
            }
            if (next < APOSTROPHE || end + 1 >= size ||
                kind_of(how, PyUnicode_READ(kind, data, end + 1)) != LETTER)
                break;
            const Py_UCS4 letter = PyUnicode_READ(kind, data, end + 1);
            if (next != APOSTROPHE) { /* Twin: joins in text/marks.py. */
                if (!Py_UNICODE_ISLOWER(letter) &&
                    (next == QUOTE || !Py_UNICODE_ISUPPER(before) || !Py_UNICODE_ISUPPER(letter)))
                    break;
                end++;
                continue;
            }
            if ((letter == 's' || letter == 'S') && end - start > 1) {
                const int after =
                    end + 2 < size ? kind_of(how, PyUnicode_READ(kind, data, end + 2)) : OTHER;
                if (after != LETTER && after != MARK) { /* Lukashenko’s */
                    resume = end + 2;
                    break;
                }
            }
            end++;
        }
        if (resume < 0) resume = end;
    }
    self->at = resume;
    piece = PyUnicode_Substring(self->text, start,
                                end - start > MAX_LETTERS ? start + MAX_LETTERS : end);
    if (piece == NULL) return NULL;
    keys = PyDict_GetItemWithError(how->cache, piece);
    if (keys != NULL)
        Py_INCREF(keys);
    else if (PyErr_Occurred() || (keys = PyObject_CallOneArg(how->made, piece)) == NULL) {
        Py_DECREF(piece);
        return NULL;
    }
    Py_DECREF(piece);
    if ((token = how->token->tp_alloc(how->token, 4)) == NULL) {
        Py_DECREF(keys);
        return NULL;
    }
    PyTuple_SET_ITEM(token, 3, keys);
    const Py_ssize_t numbers[3] = {self->position++, start, end};
    for (int i = 0; i < 3; i++) {
        if ((number = PyLong_FromSsize_t(numbers[i])) == NULL) {
            Py_DECREF(token);
            return NULL;
        }
        PyTuple_SET_ITEM(token, i, number);
    }
    return token;
}

static int scan_traverse(Scan *self, visitproc visit, void *arg)
{
    Py_VISIT(self->scanner);
    Py_VISIT(self->text);
    return 0;
}

static void scan_dealloc(Scan *self)
{
    PyObject_GC_UnTrack(self);
    Py_CLEAR(self->scanner);
    Py_CLEAR(self->text);
    PyObject_GC_Del(self);
}

static PyTypeObject ScanType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "namenorm.keying._core.Scan",
    .tp_basicsize = sizeof(Scan),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "The words of one text; made by Scanner.scan.",
    .tp_dealloc = (destructor)scan_dealloc,
    .tp_traverse = (traverseproc)scan_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = (iternextfunc)scan_next,
};

static PyObject *scanner_scan(Scanner *self, PyObject *text)
{
    Scan *made;
    if (!PyUnicode_CheckExact(text)) return PyErr_Format(PyExc_TypeError, "a text is a string");
    if (self->cache == NULL) return PyErr_Format(PyExc_TypeError, "this Scanner was not made");
    if ((made = PyObject_GC_New(Scan, &ScanType)) == NULL) return NULL;
    made->scanner = (Scanner *)Py_NewRef(self);
    made->text = Py_NewRef(text);
    made->at = made->position = 0;
    PyObject_GC_Track(made);
    return (PyObject *)made;
}

static int scanner_traverse(Scanner *self, visitproc visit, void *arg)
{
    Py_VISIT(self->cache);
    Py_VISIT(self->made);
    Py_VISIT(self->token);
    return 0;
}

static int scanner_clear(Scanner *self)
{
    Py_CLEAR(self->cache);
    Py_CLEAR(self->made);
    Py_CLEAR(self->token);
    return 0;
}

static void scanner_dealloc(Scanner *self)
{
    PyObject_GC_UnTrack(self);
    scanner_clear(self);
    PyMem_Free(self->kinds);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static int scanner_init(Scanner *self, PyObject *args, PyObject *options)
{
    static char *names[] = {"kinds", "cache", "made", "token", NULL};
    const char *kinds;
    Py_ssize_t size;
    PyObject *cache, *made;
    PyTypeObject *token;
    if (self->cache != NULL) return type_error("a Scanner is made once");
    if (!PyArg_ParseTupleAndKeywords(args, options, "$y#O!OO!:Scanner", names, &kinds,
                                     &size, &PyDict_Type, &cache, &made, &PyType_Type, &token))
        return -1;
    if (!PyType_IsSubtype(token, &PyTuple_Type) || !PyCallable_Check(made))
        return type_error("token is a tuple's class, made can be called");
    if ((self->kinds = PyMem_Malloc((size_t)size + 1)) == NULL) return no_memory();
    memcpy(self->kinds, kinds, (size_t)size);
    self->kinds_size = size;
    self->cache = Py_NewRef(cache);
    self->made = Py_NewRef(made);
    self->token = (PyTypeObject *)Py_NewRef(token);
    return 0;
}

static PyMethodDef scanner_methods[] = {
    {"scan", (PyCFunction)scanner_scan, METH_O,
     "scan(text, /)\n--\n\nThe words of `text`, one after the other."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject ScannerType = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "namenorm.keying._core.Scanner",
    .tp_basicsize = sizeof(Scanner),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "Texts to words; made by namenorm.keying.words.",
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)scanner_init,
    .tp_dealloc = (destructor)scanner_dealloc,
    .tp_traverse = (traverseproc)scanner_traverse,
    .tp_clear = (inquiry)scanner_clear,
    .tp_methods = scanner_methods,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "namenorm.keying._core",
    .m_doc = "The inner loops of keys.",
    .m_size = -1,
};

PyMODINIT_FUNC PyInit__core(void)
{
    static PyTypeObject *types[] = {&SpellerType, &MakerType, &ScannerType, NULL};
    if (PyType_Ready(&ScanType) < 0) return NULL;
    return module_of(&module, types);
}
