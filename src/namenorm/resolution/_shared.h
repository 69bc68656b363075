/* What the cores of this package share: arrays of numbers as they see them, numbers that were met,
   and what signs cost. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

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

static PyObject *damaged(void)
{
    PyErr_SetString(PyExc_ValueError, "the index is damaged");
    return NULL;
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
    if (seen->keys == NULL) {
        PyErr_NoMemory();
        return -1;
    }
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

/* What signs beyond those of the same sounds cost, dearer in a short name (`Judge.cost`). */
typedef struct {
    double length, cost, slip;
    long same;
} Costs;

static double cost_of(const Costs *costs, int32_t apart, uint16_t sixths)
{
    double length = sixths / 6.0;
    if (apart <= costs->same) return 0;
    if (length < costs->length) length = costs->length;
    return costs->cost * (double)(apart - costs->same) * sqrt(8 / length) + costs->slip;
}
