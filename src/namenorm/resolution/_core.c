/* The inner loops of a query over the rows of an index: which rows have the parts that are near, what
   values of theirs sum to, which words of a row answer those of the query, and which row of an identity
   is the strongest. No rule of scoring stands here: values come in, and are added up. `postings.py`,
   `sums.py`, `answers.py` and `pool.py` do the same where there was no C compiler, and the tests run
   both. Every number that comes from an index is checked. */

#include "../core.h"
#include <math.h>

#define VIEWS 12

typedef struct {
    Py_buffer views[VIEWS];
    int count;
} Views;

static int view_all(Views *held, PyObject *const *args, const char *sizes)
{
    held->count = 0;
    for (; *sizes; sizes++, held->count++) {
        Py_buffer *view = held->views + held->count;
        if (PyObject_GetBuffer(args[held->count], view, PyBUF_SIMPLE) < 0) return -1;
        if (view->len % (*sizes - '0')) {
            PyErr_SetString(PyExc_ValueError, "an array of another kind of number");
            held->count++;
            return -1;
        }
    }
    return 0;
}

static void release(Views *held)
{
    while (held->count) PyBuffer_Release(held->views + --held->count);
}

#define INTS(n) ((const int32_t *)held.views[n].buf)
#define COUNT(n, size) (held.views[n].len / (size))

/* Numbers that were met, each with where: open addressing, never more than half full. */
typedef struct {
    int32_t *keys, *values;
    size_t mask;
} Seen;

static int make_room(Seen *seen, Py_ssize_t entries)
{
    size_t room = 16;
    while (room < 2 * (size_t)entries + 2) room *= 2;
    seen->keys = PyMem_Malloc(room * 2 * sizeof(int32_t));
    if (seen->keys == NULL) return no_memory();
    memset(seen->keys, 0xff, room * sizeof(int32_t));
    seen->values = seen->keys + room;
    seen->mask = room - 1;
    return 0;
}

static size_t place_of(const Seen *seen, int32_t key)
{
    size_t at = (uint32_t)key * 0x9E3779B1u & seen->mask;
    while (seen->keys[at] != -1 && seen->keys[at] != key) at = (at + 1) & seen->mask;
    return at;
}

static int is_hidden(const int32_t *hidden, Py_ssize_t count, int32_t number)
{
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (hidden[middle] < number) low = middle + 1;
        else high = middle;
    }
    return low < count && hidden[low] == number;
}

/* collect(starts, identity, hidden, numbers, distances, most, farthest) */
static PyObject *collect(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Views held;
    Seen seen = {NULL, NULL, 0};
    PyObject *rows = NULL, *entries = NULL, *counts = NULL, *result = NULL;
    Py_ssize_t most, total = 0, kept = 0, n, numbers, identities;
    long farthest;
    (void)module;
    if (count != 7) return PyErr_Format(PyExc_TypeError, "collect takes 7 arguments");
    if (view_all(&held, args, "44444") < 0) goto done;
    most = PyLong_AsSsize_t(args[5]);
    farthest = PyLong_AsLong(args[6]);
    if (PyErr_Occurred()) goto done;
    numbers = COUNT(3, 4);
    identities = COUNT(1, 4);
    if (COUNT(4, 4) != numbers || farthest < 0 || farthest > 65536 || most < 0) {
        damaged();
        goto done;
    }
    const uint32_t *starts = held.views[0].buf;
    for (n = 0; n < numbers; n++) {
        int32_t number = INTS(3)[n];
        if (number < 0 || (Py_ssize_t)number + 1 >= COUNT(0, 4)
            || starts[number] > starts[number + 1] || starts[number + 1] > (size_t)identities
            || INTS(4)[n] < 0 || INTS(4)[n] > farthest) {
            damaged();
            goto done;
        }
        total += starts[number + 1] - starts[number];
    }
    if (total > most) total = most;
    rows = PyBytes_FromStringAndSize(NULL, total * 4);
    entries = PyBytes_FromStringAndSize(NULL, total * 4);
    counts = PyBytes_FromStringAndSize(NULL, (farthest + 1) * 4);
    if (!rows || !entries || !counts || make_room(&seen, total) < 0) goto done;
    int32_t *row = (int32_t *)PyBytes_AS_STRING(rows),
            *entry = (int32_t *)PyBytes_AS_STRING(entries),
            *tally = (int32_t *)PyBytes_AS_STRING(counts);
    memset(tally, 0, (size_t)(farthest + 1) * 4);
    for (n = 0; n < numbers; n++) {
        int32_t number = INTS(3)[n];
        uint32_t at = starts[number], stop = starts[number + 1];
        for (; at < stop && kept < total; at++) {
            int32_t identity = INTS(1)[at];
            if (identity < 0) {
                damaged();
                goto done;
            }
            if (COUNT(2, 4) && is_hidden(INTS(2), COUNT(2, 4), identity)) continue;
            row[kept] = (int32_t)at;
            entry[kept++] = (int32_t)n;
            size_t place = place_of(&seen, identity);
            if (seen.keys[place] == -1) {
                seen.keys[place] = identity;
                tally[INTS(4)[n]]++;
            }
        }
    }
    for (n = 1; n <= farthest; n++) tally[n] += tally[n - 1];
    if (kept < total && (_PyBytes_Resize(&rows, kept * 4) < 0
                         || _PyBytes_Resize(&entries, kept * 4) < 0))
        goto done;
    result = PyTuple_Pack(3, rows, entries, counts);
done:
    Py_XDECREF(rows);
    Py_XDECREF(entries);
    Py_XDECREF(counts);
    PyMem_Free(seen.keys);
    release(&held);
    return result;
}

/* Adds to `sums` the value of each row: values[numbers[row]], or values[row] without numbers, which are
   of four bytes or of one. 0, or -1 with an error set. */
static int add_term(PyObject *values, PyObject *numbers, double *sums, Py_ssize_t rows)
{
    Views held;
    PyObject *const given[2] = {values, numbers};
    int result = -1, by_place = numbers == Py_None;
    Py_ssize_t n;
    if (view_all(&held, given, by_place ? "8" : "81") < 0) goto done;
    const double *value = held.views[0].buf;
    Py_ssize_t size = COUNT(0, 8), width = by_place || !rows ? 4 : COUNT(1, rows);
    if (by_place ? size != rows : COUNT(1, 1) != rows * width || (width != 1 && width != 4)) {
        damaged();
        goto done;
    }
    for (n = 0; n < rows; n++) {
        Py_ssize_t at = n;
        if (!by_place) at = width == 4 ? INTS(1)[n] : ((const uint8_t *)held.views[1].buf)[n];
        if (at < 0) at += size; /* from the end, as arrays count */
        if (at < 0 || at >= size) {
            damaged();
            goto done;
        }
        sums[n] += value[at];
    }
    result = 0;
done:
    release(&held);
    return result;
}

/* less_costs(values, costs, distances, numbers, lengths, length) */
static PyObject *less_costs(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Views held;
    PyObject *result = NULL;
    Py_ssize_t n, width, length;
    (void)module;
    if (count != 6) {
        PyErr_SetString(PyExc_TypeError, "less_costs takes 6 arguments");
        return NULL;
    }
    if (view_all(&held, args, "88442") < 0) goto done;
    length = PyLong_AsSsize_t(args[5]);
    if (PyErr_Occurred()) goto done;
    const double *values = held.views[0].buf, *costs = held.views[1].buf;
    const uint16_t *lengths = held.views[4].buf;
    Py_ssize_t distances = COUNT(0, 8), rows = PyObject_Length(args[1]);
    if (rows < 0) goto done;
    width = rows ? COUNT(1, 8) / rows : 0;
    if (COUNT(2, 4) != COUNT(3, 4) || length < 0 || !width) {
        damaged();
        goto done;
    }
    result = PyBytes_FromStringAndSize(NULL, COUNT(2, 4) * 8);
    if (!result) goto done;
    double *value = (double *)PyBytes_AS_STRING(result);
    for (n = 0; n < COUNT(2, 4); n++) {
        int32_t distance = INTS(2)[n], number = INTS(3)[n];
        if (distance < 0 || distance >= distances || distance >= rows || number < 0
            || number >= COUNT(4, 2)) {
            damaged();
            Py_CLEAR(result);
            goto done;
        }
        Py_ssize_t longer = lengths[number] > length ? lengths[number] : length;
        if (longer >= width) longer = width - 1;
        value[n] = values[distance] - costs[distance * width + longer];
    }
done:
    release(&held);
    return result;
}

/* near_best([(values, numbers), ...], beyond) */
static PyObject *near_best(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    PyObject *kept = NULL, *weights = NULL, *result = NULL;
    double *sums = NULL, beyond, best = -HUGE_VAL;
    Py_ssize_t n, rows = 0, size = 0;
    (void)module;
    if (count != 2 || !PyList_Check(args[0]) || !PyList_GET_SIZE(args[0])) {
        PyErr_SetString(PyExc_TypeError, "near_best takes a list and a number");
        return NULL;
    }
    beyond = PyFloat_AsDouble(args[1]);
    if (PyErr_Occurred()) return NULL;
    for (n = 0; n < PyList_GET_SIZE(args[0]); n++) {
        PyObject *one = PyList_GET_ITEM(args[0], n);
        if (!PyTuple_Check(one) || PyTuple_GET_SIZE(one) != 2) {
            PyErr_SetString(PyExc_TypeError, "each is a tuple of 2");
            goto done;
        }
        if (!n) {
            rows = PyObject_Length(PyTuple_GET_ITEM(one, PyTuple_GET_ITEM(one, 1) == Py_None ? 0 : 1));
            if (rows < 0) goto done;
            sums = PyMem_Calloc((size_t)rows + 1, sizeof(double));
            if (!sums) {
                PyErr_NoMemory();
                goto done;
            }
        }
        if (add_term(PyTuple_GET_ITEM(one, 0), PyTuple_GET_ITEM(one, 1), sums, rows) < 0) goto done;
    }
    for (n = 0; n < rows; n++)
        if (sums[n] > best) best = sums[n];
    for (n = 0; n < rows; n++) size += sums[n] >= best - beyond;
    kept = PyBytes_FromStringAndSize(NULL, size * 4);
    weights = PyBytes_FromStringAndSize(NULL, size * 8);
    if (!kept || !weights) goto done;
    int32_t *place = (int32_t *)PyBytes_AS_STRING(kept);
    double *weight = (double *)PyBytes_AS_STRING(weights);
    for (n = 0; n < rows; n++) {
        if (!(sums[n] >= best - beyond)) continue;
        *place++ = (int32_t)n;
        *weight++ = sums[n];
    }
    result = PyTuple_Pack(2, kept, weights);
done:
    Py_XDECREF(kept);
    Py_XDECREF(weights);
    PyMem_Free(sums);
    return result;
}

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

/* alike(numbers, text_of, texts, text_starts, folded, longest) */
static PyObject *alike(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Views held;
    PyObject *sames = NULL, *acronyms = NULL, *result = NULL;
    Py_ssize_t n, longest;
    (void)module;
    if (count != 6) return PyErr_Format(PyExc_TypeError, "alike takes 6 arguments");
    if (view_all(&held, args, "4414") < 0) goto done;
    longest = PyLong_AsSsize_t(args[5]);
    if (PyErr_Occurred()) goto done;
    if (!PyUnicode_Check(args[4])) {
        PyErr_SetString(PyExc_TypeError, "a word is text");
        goto done;
    }
    const uint32_t *text_of = held.views[1].buf, *text_starts = held.views[3].buf;
    sames = PyBytes_FromStringAndSize(NULL, COUNT(0, 4));
    acronyms = PyBytes_FromStringAndSize(NULL, COUNT(0, 4));
    if (!sames || !acronyms) goto done;
    for (n = 0; n < COUNT(0, 4); n++) {
        int32_t number = INTS(0)[n];
        if (number < 0 || number >= COUNT(1, 4)
            || (Py_ssize_t)text_of[number] + 1 >= COUNT(3, 4)) {
            damaged();
            goto done;
        }
        uint32_t start = text_starts[text_of[number]], stop = text_starts[text_of[number] + 1];
        if (start > stop || stop > COUNT(2, 1)) {
            damaged();
            goto done;
        }
        PyObject *text = PyUnicode_DecodeUTF8((const char *)held.views[2].buf + start, stop - start,
                                              NULL);
        if (!text) goto done;
        int same = is_same(text, args[4]), capitals = same < 0 ? -1 : is_acronym(text, longest);
        Py_DECREF(text);
        if (capitals < 0) goto done;
        PyBytes_AS_STRING(sames)[n] = (char)same;
        PyBytes_AS_STRING(acronyms)[n] = (char)capitals;
    }
    result = PyTuple_Pack(2, sames, acronyms);
done:
    Py_XDECREF(sames);
    Py_XDECREF(acronyms);
    release(&held);
    return result;
}

/* A word of a row that answers one of the query; `next` is the one before it of the same row. */
typedef struct {
    double weight;
    int32_t word, of, entry, number, distance, next;
    uint8_t same;
} Answer;

typedef struct {
    int32_t row, last;
} Row;

#define MOST_WORDS 64 /* words of a query */

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
    return !is_better(b, a) && a->word < b->word;
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

/* Adds what one element of `matches` has to the rows; 0, or -1 with an error set. */
static int gather(PyObject *one, int32_t of, Answer *answers, Py_ssize_t *count, Row *rows,
                  Py_ssize_t *row_count, Seen *seen)
{
    Views held;
    PyObject *const *items = ((PyTupleObject *)one)->ob_item;
    long word = PyLong_AsLong(items[0]);
    int result = -1;
    Py_ssize_t n, entries;
    if (word == -1 && PyErr_Occurred()) return -1;
    if (view_all(&held, items + 1, "448144") < 0) goto done;
    entries = COUNT(0, 4);
    const double *weights = held.views[2].buf;
    const uint8_t *same = held.views[3].buf;
    if (word < 0 || word >= MOST_WORDS || COUNT(1, 4) != entries || COUNT(2, 8) != entries
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
        Answer answer = {weights[entry], (int32_t)word, of, entry, INTS(0)[entry],
                         INTS(1)[entry], -1, same[entry] != 0};
        size_t place = place_of(seen, row);
        if (seen->keys[place] == -1) {
            seen->keys[place] = row;
            seen->values[place] = (int32_t)*row_count;
            rows[(*row_count)++] = (Row){row, -1};
        }
        Row *here = rows + seen->values[place];
        for (at = here->last; at >= 0 && answers[at].word != word; at = answers[at].next);
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

/* answered([(word, numbers, distances, values, same, rows, entries), ...]) */
static PyObject *answered(PyObject *module, PyObject *matches)
{
    PyObject *found[7] = {NULL}, *result = NULL;
    Answer *answers = NULL;
    Row *rows = NULL;
    Seen seen = {NULL, NULL, 0};
    Py_ssize_t n, total = 0, count = 0, row_count = 0, kept = 0;
    (void)module;
    if (!PyList_Check(matches)) return PyErr_Format(PyExc_TypeError, "a list of tuples");
    for (n = 0; n < PyList_GET_SIZE(matches); n++) {
        PyObject *one = PyList_GET_ITEM(matches, n);
        if (!PyTuple_Check(one) || PyTuple_GET_SIZE(one) != 7)
            return PyErr_Format(PyExc_TypeError, "each is a tuple of 7");
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
    for (n = 0; n < PyList_GET_SIZE(matches); n++)
        if (gather(PyList_GET_ITEM(matches, n), (int32_t)n, answers, &count, rows, &row_count, &seen) < 0)
            goto done;
    qsort(rows, (size_t)row_count, sizeof(Row), by_row);
    const Py_ssize_t sizes[7] = {row_count * 4, (row_count + 1) * 4, row_count * 8, row_count * 4,
                                 row_count,     count * 4,           count * 4};
    for (n = 0; n < 7; n++)
        if (!(found[n] = PyBytes_FromStringAndSize(NULL, sizes[n]))) goto done;
    int32_t *row = (int32_t *)PyBytes_AS_STRING(found[0]),
            *start = (int32_t *)PyBytes_AS_STRING(found[1]),
            *far = (int32_t *)PyBytes_AS_STRING(found[3]),
            *of = (int32_t *)PyBytes_AS_STRING(found[5]),
            *entry = (int32_t *)PyBytes_AS_STRING(found[6]);
    double *sum = (double *)PyBytes_AS_STRING(found[2]);
    char *all_same = PyBytes_AS_STRING(found[4]);
    for (n = 0; n < row_count; n++) {
        const Answer *best[MOST_WORDS];
        int size = best_of(answers, rows[n].last, best), one;
        row[n] = rows[n].row;
        start[n] = (int32_t)kept;
        sum[n] = 0;
        far[n] = 0;
        all_same[n] = 1;
        for (one = 0; one < size; one++) {
            sum[n] += best[one]->weight;
            if (best[one]->distance > far[n]) far[n] = best[one]->distance;
            all_same[n] = all_same[n] && best[one]->same;
            of[kept] = best[one]->of;
            entry[kept++] = best[one]->entry;
        }
    }
    start[row_count] = (int32_t)kept;
    if (_PyBytes_Resize(&found[5], kept * 4) < 0 || _PyBytes_Resize(&found[6], kept * 4) < 0)
        goto done;
    result = PyTuple_Pack(7, found[0], found[1], found[2], found[3], found[4], found[5], found[6]);
done:
    for (n = 0; n < 7; n++) Py_XDECREF(found[n]);
    PyMem_Free(answers);
    PyMem_Free(rows);
    PyMem_Free(seen.keys);
    return result;
}

/* A candidate: where it stands in which pool. */
typedef struct {
    double weight;
    int32_t identity, pool, place;
} Candidate;

static int by_identity(const void *a, const void *b)
{
    int32_t x = ((const Candidate *)a)->identity, y = ((const Candidate *)b)->identity;
    return x < y ? -1 : x > y;
}

/* pool([(identities, weights), ...], beyond) */
static PyObject *pool(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    PyObject *found[4] = {NULL}, *result = NULL;
    Seen seen = {NULL, NULL, 0};
    Candidate *kept = NULL;
    Py_ssize_t n, at, total = 0, size = 0, near = 0;
    double beyond, best = -HUGE_VAL;
    int ascend = 1;
    (void)module;
    if (count != 2 || !PyList_Check(args[0]))
        return PyErr_Format(PyExc_TypeError, "pool takes a list and a number");
    beyond = PyFloat_AsDouble(args[1]);
    if (PyErr_Occurred()) return NULL;
    for (n = 0; n < PyList_GET_SIZE(args[0]); n++) {
        PyObject *one = PyList_GET_ITEM(args[0], n);
        if (!PyTuple_Check(one) || PyTuple_GET_SIZE(one) != 2)
            return PyErr_Format(PyExc_TypeError, "each is a tuple of 2");
        at = PyObject_Length(PyTuple_GET_ITEM(one, 0));
        if (at < 0) return NULL;
        total += at;
    }
    kept = PyMem_Malloc((size_t)(total + 1) * sizeof(Candidate));
    if (!kept) PyErr_NoMemory();
    if (!kept || make_room(&seen, total) < 0) goto done;
    for (n = 0; n < PyList_GET_SIZE(args[0]); n++) {
        Views held;
        PyObject *one = PyList_GET_ITEM(args[0], n);
        if (view_all(&held, ((PyTupleObject *)one)->ob_item, "48") < 0
            || COUNT(0, 4) != COUNT(1, 8)) {
            if (!PyErr_Occurred()) damaged();
            release(&held);
            goto done;
        }
        const double *weights = held.views[1].buf;
        for (at = 0; at < COUNT(0, 4); at++) {
            Candidate candidate = {weights[at], INTS(0)[at], (int32_t)n, (int32_t)at};
            if (candidate.identity < 0) {
                damaged();
                release(&held);
                goto done;
            }
            size_t place = place_of(&seen, candidate.identity);
            if (candidate.weight > best) best = candidate.weight;
            if (seen.keys[place] == -1) {
                seen.keys[place] = candidate.identity;
                seen.values[place] = (int32_t)size;
                kept[size++] = candidate;
            }
            else if (candidate.weight > kept[seen.values[place]].weight)
                kept[seen.values[place]] = candidate;
        }
        release(&held);
    }
    for (n = 0; n < size; n++) {
        if (kept[n].weight < best - beyond) continue;
        ascend = ascend && (!near || kept[near - 1].identity < kept[n].identity);
        kept[near++] = kept[n];
    }
    if (!ascend) qsort(kept, (size_t)near, sizeof(Candidate), by_identity);
    for (n = 0; n < 4; n++)
        if (!(found[n] = PyBytes_FromStringAndSize(NULL, near * (n == 1 ? 8 : 4)))) goto done;
    for (n = 0; n < near; n++) {
        ((int32_t *)PyBytes_AS_STRING(found[0]))[n] = kept[n].identity;
        ((double *)PyBytes_AS_STRING(found[1]))[n] = kept[n].weight;
        ((int32_t *)PyBytes_AS_STRING(found[2]))[n] = kept[n].pool;
        ((int32_t *)PyBytes_AS_STRING(found[3]))[n] = kept[n].place;
    }
    result = PyTuple_Pack(4, found[0], found[1], found[2], found[3]);
done:
    for (n = 0; n < 4; n++) Py_XDECREF(found[n]);
    PyMem_Free(kept);
    PyMem_Free(seen.keys);
    return result;
}

static PyMethodDef methods[] = {
    {"collect", FAST(collect),
     "collect(starts, identity, hidden, numbers, distances, most, farthest, /)\n--\n\n(rows, the "
     "entry of `numbers` of each, how many identities are so near) for each distance."},
    {"less_costs", FAST(less_costs),
     "less_costs(values, costs, distances, numbers, lengths, length, /)\n--\n\nThe value of each "
     "distance less its cost: a row of costs for a distance, a column for the longer length."},
    {"near_best", FAST(near_best),
     "near_best(terms, beyond, /)\n--\n\n(places, sums): each place of the terms (values, numbers) "
     "with the sum of its values, of those not `beyond` the best."},
    {"alike", FAST(alike),
     "alike(numbers, text_of, texts, text_starts, folded, longest, /)\n--\n\n(whether each text is "
     "`folded` but for case, whether it is a few capitals)."},
    {"answered", answered, METH_O,
     "answered(matches, /)\n--\n\n(rows, starts, summed, farthest, all the same, of, entry): the rows "
     "with the strongest answer to each word."},
    {"pool", FAST(pool),
     "pool(pools, beyond, /)\n--\n\n(identities, weights, pools, places): each candidate of "
     "pools of (identities, weights) once, of those not `beyond` the best."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "namenorm.resolution._core",
    .m_doc = "The inner loops of a query.",
    .m_size = -1,
    .m_methods = methods,
};

PyMODINIT_FUNC PyInit__core(void) { return PyModule_Create(&module); }
