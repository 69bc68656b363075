/* Arrays of numbers as the cores of this package see them. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

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
