/* The inner loops of a query over the rows of an index: who bears the surnames that were found,
   what each row weighs, and who comes near the best. `bearers.py` and `pool.py` do the same where
   there was no C compiler, and the tests run both. Every number that comes from an index is checked. */

#include "_shared.h"
#include <stdlib.h>

#define GENDER 3 /* the bits of a row's flags, as in registry/compiling.py */
#define SWAPPED 4
#define PARTIAL 8

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

/* meet(starts, identity, hidden, numbers, signs, most, farthest) */
static PyObject *meet(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Views held;
    Seen seen = {NULL, NULL, 0};
    PyObject *rows = NULL, *which = NULL, *counts = NULL, *result = NULL;
    Py_ssize_t most, total = 0, kept = 0, n, numbers, identities;
    long farthest;
    (void)module;
    if (count != 7) {
        PyErr_SetString(PyExc_TypeError, "meet takes 7 arguments");
        return NULL;
    }
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
    which = PyBytes_FromStringAndSize(NULL, total * 4);
    counts = PyBytes_FromStringAndSize(NULL, (farthest + 1) * 4);
    if (!rows || !which || !counts || make_room(&seen, total) < 0) goto done;
    int32_t *row = (int32_t *)PyBytes_AS_STRING(rows), *from
        = (int32_t *)PyBytes_AS_STRING(which), *tally = (int32_t *)PyBytes_AS_STRING(counts);
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
            from[kept++] = (int32_t)n;
            size_t place = place_of(&seen, identity);
            if (seen.keys[place] == -1) {
                seen.keys[place] = identity;
                tally[INTS(4)[n]]++;
            }
        }
    }
    for (n = 1; n <= farthest; n++) tally[n] += tally[n - 1];
    if (kept < total && (_PyBytes_Resize(&rows, kept * 4) < 0
                         || _PyBytes_Resize(&which, kept * 4) < 0))
        goto done;
    result = PyTuple_Pack(3, rows, which, counts);
done:
    Py_XDECREF(rows);
    Py_XDECREF(which);
    Py_XDECREF(counts);
    PyMem_Free(seen.keys);
    release(&held);
    return result;
}

static int by_value(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* sift(rows, column, found, flags, sharing, known, initial, exact, told, contradicted) */
static PyObject *sift(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Views held;
    Py_buffer known = {0};
    Seen seen = {NULL, NULL, 0};
    PyObject *judged = NULL, *others = NULL, *result = NULL;
    Py_ssize_t n, judge = 0, other = 0;
    int initial, exact, told;
    double contradicted;
    (void)module;
    if (count != 10) {
        PyErr_SetString(PyExc_TypeError, "sift takes 10 arguments");
        return NULL;
    }
    if (view_all(&held, args, "44411") < 0) goto done;
    if (PyObject_GetBuffer(args[5], &known, PyBUF_WRITABLE) < 0) goto done;
    initial = (int)PyLong_AsLong(args[6]);
    exact = (int)PyLong_AsLong(args[7]);
    told = PyObject_IsTrue(args[8]);
    contradicted = PyFloat_AsDouble(args[9]);
    if (PyErr_Occurred()) goto done;
    const uint8_t *flags = held.views[3].buf, *sharing = held.views[4].buf;
    double *weight = known.buf;
    judged = PyBytes_FromStringAndSize(NULL, COUNT(0, 4) * 4);
    others = PyBytes_FromStringAndSize(NULL, COUNT(0, 4) * 4);
    if (!judged || !others || make_room(&seen, COUNT(0, 4)) < 0) goto done;
    int32_t *to_judge = (int32_t *)PyBytes_AS_STRING(judged),
            *to_hear = (int32_t *)PyBytes_AS_STRING(others);
    for (n = 0; n < COUNT(0, 4); n++) {
        int32_t row = INTS(0)[n], part, kind;
        if (row < 0 || row >= COUNT(1, 4)) {
            damaged();
            goto done;
        }
        part = INTS(1)[row];
        if (part < -1 || (Py_ssize_t)part + 1 >= known.len / 8) {
            damaged();
            goto done;
        }
        if (part < 0 || weight[part] == weight[part]) continue;
        if (part >= COUNT(2, 4) || part >= COUNT(3, 1)) {
            damaged();
            goto done;
        }
        kind = INTS(2)[part];
        if (kind < 0 || kind >= COUNT(4, 1)) {
            damaged();
            goto done;
        }
        size_t place = place_of(&seen, part);
        if (seen.keys[place] != -1) continue;
        seen.keys[place] = part;
        if (flags[part] & initial || sharing[kind]) to_judge[judge++] = part;
        else if (told && flags[part] & exact) weight[part] = contradicted;
        else to_hear[other++] = part;
    }
    qsort(to_judge, (size_t)judge, sizeof(int32_t), by_value);
    qsort(to_hear, (size_t)other, sizeof(int32_t), by_value);
    if (_PyBytes_Resize(&judged, judge * 4) == 0 && _PyBytes_Resize(&others, other * 4) == 0)
        result = PyTuple_Pack(2, judged, others);
done:
    Py_XDECREF(judged);
    Py_XDECREF(others);
    PyMem_Free(seen.keys);
    if (known.obj) PyBuffer_Release(&known);
    release(&held);
    return result;
}

/* surnames(numbers, apart, sixths, by_signs, length, cost, slip, same) */
static PyObject *surnames(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Views held;
    PyObject *result = NULL;
    Costs costs;
    Py_ssize_t n;
    (void)module;
    if (count != 8) {
        PyErr_SetString(PyExc_TypeError, "surnames takes 8 arguments");
        return NULL;
    }
    if (view_all(&held, args, "4428") < 0) goto done;
    costs.length = PyFloat_AsDouble(args[4]);
    costs.cost = PyFloat_AsDouble(args[5]);
    costs.slip = PyFloat_AsDouble(args[6]);
    costs.same = PyLong_AsLong(args[7]);
    if (PyErr_Occurred()) goto done;
    const uint16_t *sixths = held.views[2].buf;
    const double *by_signs = held.views[3].buf;
    result = PyBytes_FromStringAndSize(NULL, COUNT(0, 4) * 8);
    if (result == NULL) goto done;
    for (n = 0; n < COUNT(0, 4); n++) {
        int32_t number = INTS(0)[n], apart = n < COUNT(1, 4) ? INTS(1)[n] : -1;
        if (number < 0 || number >= COUNT(2, 2) || apart < 0 || apart >= COUNT(3, 8)) {
            Py_CLEAR(result);
            damaged();
            goto done;
        }
        ((double *)PyBytes_AS_STRING(result))[n] =
            by_signs[apart] - cost_of(&costs, apart, sixths[number]);
    }
done:
    release(&held);
    return result;
}

/* forenames(numbers, apart, sixths, kinds, shares, bearers, length, cost, slip, same, share, borne,
             outside, people, named, counted, least) */
static PyObject *forenames(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Views held;
    PyObject *result = NULL;
    Costs costs;
    Py_ssize_t n;
    int named, counted;
    (void)module;
    if (count != 17) {
        PyErr_SetString(PyExc_TypeError, "forenames takes 17 arguments");
        return NULL;
    }
    if (view_all(&held, args, "442488") < 0) goto done;
    costs.length = PyFloat_AsDouble(args[6]);
    costs.cost = PyFloat_AsDouble(args[7]);
    costs.slip = PyFloat_AsDouble(args[8]);
    costs.same = PyLong_AsLong(args[9]);
    const double own = PyFloat_AsDouble(args[10]), borne = PyFloat_AsDouble(args[11]),
                 outside = PyFloat_AsDouble(args[12]), people = PyFloat_AsDouble(args[13]),
                 least = PyFloat_AsDouble(args[16]);
    named = PyObject_IsTrue(args[14]);
    counted = PyObject_IsTrue(args[15]);
    if (PyErr_Occurred()) goto done;
    const uint16_t *sixths = held.views[2].buf;
    const double *shares = held.views[4].buf, *bearers = held.views[5].buf;
    result = PyBytes_FromStringAndSize(NULL, COUNT(0, 4) * 8);
    if (result == NULL) goto done;
    for (n = 0; n < COUNT(0, 4); n++) {
        int32_t number = INTS(0)[n], apart = n < COUNT(1, 4) ? INTS(1)[n] : -1, kind = -1;
        double share, weight;
        if (number >= 0 && number < COUNT(2, 2) && number < COUNT(3, 4)) kind = INTS(3)[number];
        if (kind < 0 || kind >= COUNT(4, 8) || kind >= COUNT(5, 8)) {
            Py_CLEAR(result);
            damaged();
            goto done;
        }
        share = own + shares[kind];
        if (counted && (named || bearers[kind] >= 0)) {
            share = (borne + (bearers[kind] > 0 ? bearers[kind] : 0) + outside * share) / people;
            if (share > 1) share = 1;
        }
        weight = -log(share) - 1.5 * cost_of(&costs, apart, sixths[number]);
        ((double *)PyBytes_AS_STRING(result))[n] = weight > least ? weight : least;
    }
done:
    release(&held);
    return result;
}

/* weigh(rows, which, identity, given, father, flags, by_surname, leans_apart, given_known,
         father_known, both, gender, swapped, weights of: gender, leaning, swapped; beyond) */
static PyObject *weigh(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Views held;
    Seen seen = {NULL, NULL, 0};
    PyObject *identities = NULL, *weights = NULL, *places = NULL, *result = NULL;
    double against[3], beyond, best = -HUGE_VAL;
    Py_ssize_t n, kept = 0, rows, in_all;
    int both, gender, swapped;
    (void)module;
    if (count != 17) {
        PyErr_SetString(PyExc_TypeError, "weigh takes 17 arguments");
        return NULL;
    }
    if (view_all(&held, args, "4444418188") < 0) goto done;
    both = PyObject_IsTrue(args[10]);
    gender = (int)PyLong_AsLong(args[11]);
    swapped = PyObject_IsTrue(args[12]);
    for (n = 0; n < 3; n++) against[n] = PyFloat_AsDouble(args[13 + n]);
    beyond = PyFloat_AsDouble(args[16]);
    if (PyErr_Occurred()) goto done;
    rows = COUNT(0, 4);
    in_all = COUNT(2, 4);
    if (COUNT(1, 4) != rows || COUNT(3, 4) != in_all || COUNT(4, 4) != in_all
        || COUNT(5, 1) != in_all || COUNT(7, 1) != COUNT(6, 8)) {
        damaged();
        goto done;
    }
    identities = PyBytes_FromStringAndSize(NULL, rows * 4);
    weights = PyBytes_FromStringAndSize(NULL, rows * 8);
    places = PyBytes_FromStringAndSize(NULL, rows * 4);
    if (!identities || !weights || !places || make_room(&seen, rows) < 0) goto done;
    int32_t *identity = (int32_t *)PyBytes_AS_STRING(identities),
            *place = (int32_t *)PyBytes_AS_STRING(places);
    double *weight = (double *)PyBytes_AS_STRING(weights);
    const uint8_t *flags = held.views[5].buf, *leans = held.views[7].buf;
    const double *surname = held.views[6].buf, *firsts = held.views[8].buf,
                 *fathers = held.views[9].buf;
    Py_ssize_t first_count = COUNT(8, 8) - 1, father_count = COUNT(9, 8) - 1;
    for (n = 0; n < rows; n++) {
        int32_t row = INTS(0)[n], from = INTS(1)[n], given, father, number;
        double total, first, second;
        size_t at;
        int said;
        if (row < 0 || row >= in_all || from < 0 || from >= COUNT(6, 8)) {
            damaged();
            goto done;
        }
        given = INTS(3)[row];
        father = INTS(4)[row];
        number = INTS(2)[row];
        if (given < -1 || given >= first_count || father < -1 || father >= father_count
            || number < 0) {
            damaged();
            goto done;
        }
        first = firsts[given < 0 ? first_count : given];
        second = fathers[father < 0 ? father_count : father];
        if (both && first < 0 && given >= 0 && father >= 0 && second > 0) second = 0;
        total = surname[from] + (first + second);
        said = flags[row] & GENDER;
        if (gender && said && said != gender) total += against[0];
        if (leans[from] && (!gender || !said)) total += against[1];
        if (((flags[row] & SWAPPED) != 0) != swapped) total += against[2];
        if (flags[row] & PARTIAL) total += against[2];
        if (total > best) best = total;
        at = place_of(&seen, number);
        if (seen.keys[at] == -1) {
            seen.keys[at] = number;
            seen.values[at] = (int32_t)kept;
            identity[kept] = number;
            weight[kept] = total;
            place[kept++] = (int32_t)n;
        }
        else if (total > weight[seen.values[at]]) {
            weight[seen.values[at]] = total;
            place[seen.values[at]] = (int32_t)n;
        }
    }
    rows = kept;
    for (n = kept = 0; n < rows; n++)
        if (weight[n] >= best - beyond) {
            identity[kept] = identity[n];
            weight[kept] = weight[n];
            place[kept++] = place[n];
        }
    if (_PyBytes_Resize(&identities, kept * 4) < 0 || _PyBytes_Resize(&weights, kept * 8) < 0
        || _PyBytes_Resize(&places, kept * 4) < 0)
        goto done;
    result = PyTuple_Pack(3, identities, weights, places);
done:
    Py_XDECREF(identities);
    Py_XDECREF(weights);
    Py_XDECREF(places);
    PyMem_Free(seen.keys);
    release(&held);
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
    if (count != 2 || !PyList_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "pool takes a list and a number");
        return NULL;
    }
    beyond = PyFloat_AsDouble(args[1]);
    if (PyErr_Occurred()) return NULL;
    for (n = 0; n < PyList_GET_SIZE(args[0]); n++) {
        PyObject *one = PyList_GET_ITEM(args[0], n);
        if (!PyTuple_Check(one) || PyTuple_GET_SIZE(one) != 2) {
            PyErr_SetString(PyExc_TypeError, "each is a tuple of 2");
            return NULL;
        }
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
    {"meet", (PyCFunction)(void (*)(void))meet, METH_FASTCALL,
     "meet(starts, identity, hidden, numbers, signs, most, farthest, /)\n--\n\n(rows, the entry "
     "of `numbers` of each, how many identities are so near) for each number of signs."},
    {"sift", (PyCFunction)(void (*)(void))sift, METH_FASTCALL,
     "sift(rows, column, found, flags, sharing, known, initial, exact, told, contradicted, /)"
     "\n--\n\n(parts to judge, parts to hear): those of these rows that are NaN in `known`. Where "
     "the query is `told`, other `exact` ones are `contradicted` at once."},
    {"forenames", (PyCFunction)(void (*)(void))forenames, METH_FASTCALL,
     "forenames(numbers, apart, sixths, kinds, shares, bearers, length, cost, slip, same, share, "
     "borne, outside, people, named, counted, least, /)\n--\n\nThe weight of each of these given "
     "names, so many signs apart."},
    {"surnames", (PyCFunction)(void (*)(void))surnames, METH_FASTCALL,
     "surnames(numbers, apart, sixths, by_signs, length, cost, slip, same, /)\n--\n\nThe weight "
     "of each of these surnames, so many signs apart."},
    {"weigh", (PyCFunction)(void (*)(void))weigh, METH_FASTCALL,
     "weigh(rows, which, identity, given, father, flags, by_surname, leans_apart, given_known, "
     "father_known, both, gender, swapped, against_gender, against_leaning, against_swapped, "
     "beyond, /)\n--\n\n(identities, weights, places among the rows): the best row of each "
     "identity, of those that are not `beyond` the best of all."},
    {"pool", (PyCFunction)(void (*)(void))pool, METH_FASTCALL,
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
