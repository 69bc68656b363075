/* The inner loops over the words that a query names: which of a registry's sound like them, and
   which rows have how many. `hearing.py` does the same where there was no C compiler, and the
   tests run both. Every number that comes from an index is checked. */

#include "_shared.h"
#include <stdlib.h>

/* Whether the texts are the same but for case; -1 where Python failed. */
static int is_same(PyObject *text, PyObject *folded)
{
    PyObject *other = PyObject_CallMethod(text, "casefold", NULL);
    int same = other ? PyObject_RichCompareBool(other, folded, Py_EQ) : -1;
    Py_XDECREF(other);
    return same;
}

/* Whether it is a few capitals; -1 where Python failed. */
static int is_acronym(PyObject *text, Py_ssize_t longest)
{
    if (PyUnicode_GET_LENGTH(text) < 2 || PyUnicode_GET_LENGTH(text) > longest) return 0;
    PyObject *upper = PyObject_CallMethod(text, "isupper", NULL);
    int found = upper ? PyObject_IsTrue(upper) : -1;
    Py_XDECREF(upper);
    return found;
}

/* hear(numbers, signs, rows, which, word_rows, text_of, texts, text_starts, sixths, by_signs,
        folded, acronym, longest, length, cost, slip, same, first) */
static PyObject *hear(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Views held;
    PyObject *weights = NULL, *sames = NULL, *rows = NULL, *which = NULL, *result = NULL;
    uint8_t *left_out = NULL;
    Py_ssize_t n, kept = 0, numbers, met, longest;
    int acronym;
    (void)module;
    if (count != 18) {
        PyErr_SetString(PyExc_TypeError, "hear takes 18 arguments");
        return NULL;
    }
    if (view_all(&held, args, "4444441428") < 0) goto done;
    if (!PyUnicode_Check(args[10])) {
        PyErr_SetString(PyExc_TypeError, "a word is text");
        goto done;
    }
    acronym = PyObject_IsTrue(args[11]);
    longest = PyLong_AsSsize_t(args[12]);
    const Costs costs = {PyFloat_AsDouble(args[13]), PyFloat_AsDouble(args[14]),
                         PyFloat_AsDouble(args[15]), PyLong_AsLong(args[16])};
    const long first = PyLong_AsLong(args[17]);
    if (PyErr_Occurred()) goto done;
    numbers = COUNT(0, 4);
    met = COUNT(2, 4);
    if (COUNT(1, 4) != numbers || COUNT(3, 4) != met) {
        damaged();
        goto done;
    }
    const uint32_t *text_of = held.views[5].buf, *text_starts = held.views[7].buf;
    const char *texts = held.views[6].buf;
    const uint16_t *sixths = held.views[8].buf;
    const double *by_signs = held.views[9].buf;
    weights = PyBytes_FromStringAndSize(NULL, numbers * 8);
    sames = PyBytes_FromStringAndSize(NULL, numbers);
    rows = PyBytes_FromStringAndSize(NULL, met * 4);
    which = PyBytes_FromStringAndSize(NULL, met * 4);
    left_out = PyMem_Malloc(numbers ? (size_t)numbers : 1);
    if (!left_out) PyErr_NoMemory();
    if (!weights || !sames || !rows || !which || !left_out) goto done;
    for (n = 0; n < numbers; n++) {
        int32_t number = INTS(0)[n], apart = INTS(1)[n];
        if (number < 0 || number >= COUNT(5, 4) || number >= COUNT(8, 2) || apart < 0
            || apart >= COUNT(9, 8) || (Py_ssize_t)text_of[number] + 1 >= COUNT(7, 4)) {
            damaged();
            goto done;
        }
        uint32_t start = text_starts[text_of[number]], stop = text_starts[text_of[number] + 1];
        if (start > stop || stop > COUNT(6, 1)) {
            damaged();
            goto done;
        }
        PyObject *text = PyUnicode_DecodeUTF8(texts + start, stop - start, NULL);
        if (!text) goto done;
        int alike = is_same(text, args[10]), capitals = alike ? 0 : is_acronym(text, longest);
        Py_DECREF(text);
        if (alike < 0 || capitals < 0) goto done;
        ((double *)PyBytes_AS_STRING(weights))[n] =
            by_signs[apart] - cost_of(&costs, apart, sixths[number]);
        PyBytes_AS_STRING(sames)[n] = (char)alike;
        left_out[n] = !alike && capitals != acronym;
    }
    int32_t *row = (int32_t *)PyBytes_AS_STRING(rows), *entry = (int32_t *)PyBytes_AS_STRING(which);
    for (n = 0; n < met; n++) {
        int32_t at = INTS(2)[n], from = INTS(3)[n];
        if (at < 0 || at >= COUNT(4, 4) || from < 0 || from >= numbers || INTS(4)[at] < 0) {
            damaged();
            goto done;
        }
        if (left_out[from]) continue;
        row[kept] = (int32_t)(INTS(4)[at] + first);
        entry[kept++] = from;
    }
    if (_PyBytes_Resize(&rows, kept * 4) < 0 || _PyBytes_Resize(&which, kept * 4) < 0) goto done;
    result = PyTuple_Pack(4, weights, sames, rows, which);
done:
    Py_XDECREF(weights);
    Py_XDECREF(sames);
    Py_XDECREF(rows);
    Py_XDECREF(which);
    PyMem_Free(left_out);
    release(&held);
    return result;
}

/* A word of a row that answers one of the query; `next` is the one before it of the same row. */
typedef struct {
    double weight;
    int32_t said, of, entry, number, signs, next;
    uint8_t same;
} Answer;

typedef struct {
    int32_t row, last;
} Row;

#define MOST_SAID 64 /* words of a query */

static int is_better(const Answer *a, const Answer *b)
{
    return a->weight > b->weight || (a->weight == b->weight && a->same > b->same);
}

static int by_row(const void *a, const void *b)
{
    int32_t x = ((const Row *)a)->row, y = ((const Row *)b)->row;
    return x < y ? -1 : x > y;
}

/* Whether `a` comes before `b` in a row: by number, the better first, then by the query. */
static int comes_first(const Answer *a, const Answer *b)
{
    if (a->number != b->number) return a->number < b->number;
    if (is_better(a, b)) return 1;
    return !is_better(b, a) && a->said < b->said;
}

/* The answers of a row by number, the best of each number; how many. */
static int best_of(const Answer *answers, int32_t last, const Answer **found)
{
    int count = 0, kept = 0, n;
    for (; last >= 0; last = answers[last].next) {
        for (n = count++; n && comes_first(answers + last, found[n - 1]); n--) found[n] = found[n - 1];
        found[n] = answers + last;
    }
    for (n = 0; n < count; n++)
        if (!n || found[n]->number != found[kept - 1]->number) found[kept++] = found[n];
    return kept;
}

/* Adds what one element of `heard` has to the rows; 0, or -1 with an error set. */
static int gather(PyObject *one, int32_t of, Answer *answers, Py_ssize_t *count, Row *rows,
                  Py_ssize_t *row_count, Seen *seen)
{
    Views held;
    PyObject *const *items = ((PyTupleObject *)one)->ob_item;
    long said = PyLong_AsLong(items[0]);
    int result = -1;
    Py_ssize_t n, entries;
    if (said == -1 && PyErr_Occurred()) return -1;
    if (view_all(&held, items + 1, "448144") < 0) goto done;
    entries = COUNT(0, 4);
    const double *weights = held.views[2].buf;
    const uint8_t *same = held.views[3].buf;
    if (said < 0 || said >= MOST_SAID || COUNT(1, 4) != entries || COUNT(2, 8) != entries
        || COUNT(3, 1) != entries || COUNT(4, 4) != COUNT(5, 4)) {
        damaged();
        goto done;
    }
    for (n = 0; n < COUNT(4, 4); n++) {
        int32_t row = INTS(4)[n], entry = INTS(5)[n], at;
        if (row < 0 || entry < 0 || entry >= entries) {
            damaged();
            goto done;
        }
        Answer answer = {weights[entry], (int32_t)said, of, entry, INTS(0)[entry],
                         INTS(1)[entry], -1, same[entry] != 0};
        size_t place = place_of(seen, row);
        if (seen->keys[place] == -1) {
            seen->keys[place] = row;
            seen->values[place] = (int32_t)*row_count;
            rows[(*row_count)++] = (Row){row, -1};
        }
        Row *here = rows + seen->values[place];
        for (at = here->last; at >= 0 && answers[at].said != said; at = answers[at].next);
        if (at < 0) {
            answer.next = here->last;
            here->last = (int32_t)*count;
            answers[(*count)++] = answer;
        }
        else if (is_better(&answer, answers + at)) {
            answer.next = answers[at].next;
            answers[at] = answer;
        }
    }
    result = 0;
done:
    release(&held);
    return result;
}

/* answered([(said, numbers, signs, weights, same, rows, which), ...]) */
static PyObject *answered(PyObject *module, PyObject *heard)
{
    PyObject *found[6] = {NULL}, *result = NULL;
    Answer *answers = NULL;
    Row *rows = NULL;
    Seen seen = {NULL, NULL, 0};
    Py_ssize_t n, total = 0, count = 0, row_count = 0, kept = 0;
    (void)module;
    if (!PyList_Check(heard)) {
        PyErr_SetString(PyExc_TypeError, "a list of tuples");
        return NULL;
    }
    for (n = 0; n < PyList_GET_SIZE(heard); n++) {
        PyObject *one = PyList_GET_ITEM(heard, n);
        if (!PyTuple_Check(one) || PyTuple_GET_SIZE(one) != 7) {
            PyErr_SetString(PyExc_TypeError, "each is a tuple of 7");
            return NULL;
        }
        Py_ssize_t met = PyObject_Length(PyTuple_GET_ITEM(one, 5));
        if (met < 0) return NULL;
        total += met;
    }
    answers = PyMem_Malloc((size_t)(total + 1) * sizeof(Answer));
    rows = PyMem_Malloc((size_t)(total + 1) * sizeof(Row));
    if (!answers || !rows || total > INT32_MAX) {
        PyErr_NoMemory();
        goto done;
    }
    if (make_room(&seen, total) < 0) goto done;
    for (n = 0; n < PyList_GET_SIZE(heard); n++)
        if (gather(PyList_GET_ITEM(heard, n), (int32_t)n, answers, &count, rows, &row_count, &seen) < 0)
            goto done;
    qsort(rows, (size_t)row_count, sizeof(Row), by_row);
    const Py_ssize_t sizes[6] = {row_count * 4, (row_count + 1) * 4, row_count * 8,
                                 row_count * 4, count * 4,           count * 4};
    for (n = 0; n < 6; n++)
        if (!(found[n] = PyBytes_FromStringAndSize(NULL, sizes[n]))) goto done;
    int32_t *row = (int32_t *)PyBytes_AS_STRING(found[0]),
            *start = (int32_t *)PyBytes_AS_STRING(found[1]),
            *far = (int32_t *)PyBytes_AS_STRING(found[3]),
            *of = (int32_t *)PyBytes_AS_STRING(found[4]),
            *entry = (int32_t *)PyBytes_AS_STRING(found[5]);
    double *sum = (double *)PyBytes_AS_STRING(found[2]);
    for (n = 0; n < row_count; n++) {
        const Answer *best[MOST_SAID];
        int size = best_of(answers, rows[n].last, best), one;
        row[n] = rows[n].row;
        start[n] = (int32_t)kept;
        sum[n] = 0;
        far[n] = 0;
        for (one = 0; one < size; one++) {
            sum[n] += best[one]->weight;
            if (best[one]->signs > far[n]) far[n] = best[one]->signs;
            of[kept] = best[one]->of;
            entry[kept++] = best[one]->entry;
        }
    }
    start[row_count] = (int32_t)kept;
    if (_PyBytes_Resize(&found[4], kept * 4) < 0 || _PyBytes_Resize(&found[5], kept * 4) < 0)
        goto done;
    result = PyTuple_Pack(6, found[0], found[1], found[2], found[3], found[4], found[5]);
done:
    for (n = 0; n < 6; n++) Py_XDECREF(found[n]);
    PyMem_Free(answers);
    PyMem_Free(rows);
    PyMem_Free(seen.keys);
    return result;
}

static PyMethodDef methods[] = {
    {"hear", (PyCFunction)(void (*)(void))hear, METH_FASTCALL,
     "hear(numbers, signs, rows, which, word_rows, text_of, texts, text_starts, sixths, by_signs, "
     "folded, acronym, longest, length, cost, slip, same, first, /)\n--\n\n(weights, same, rows, "
     "which): the words `numbers` beside one of a query, and the rows that have them."},
    {"answered", answered, METH_O,
     "answered(heard, /)\n--\n\n(rows, starts, summed, farthest, of, entry): the rows with the "
     "strongest answer to each word."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "namenorm.resolution._hearing",
    .m_doc = "The inner loops over the words that a query names.",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__hearing(void) { return PyModule_Create(&module); }
