/* What the compiled cores share: how they refuse, and how their types enter a module. */

#ifndef NAMENORM_CORE_H
#define NAMENORM_CORE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The function of a method that takes its arguments as an array, and the flag that says so. */
#define FAST(function) (PyCFunction)(void (*)(void))function, METH_FASTCALL

/* Each sets an exception and gives -1, as functions do that return an int. */
static inline int type_error(const char *reason)
{
    PyErr_SetString(PyExc_TypeError, reason);
    return -1;
}

static inline int value_error(const char *reason)
{
    PyErr_SetString(PyExc_ValueError, reason);
    return -1;
}

static inline int no_memory(void)
{
    PyErr_NoMemory();
    return -1;
}

static inline int damaged(void) { return value_error("the index is damaged"); }

/* The module of a definition, with its public types, NULL behind the last. */
static inline PyObject *module_of(struct PyModuleDef *module, PyTypeObject **types)
{
    PyObject *made = PyModule_Create(module);
    for (; made && *types; types++)
        if (PyModule_AddType(made, *types) < 0) Py_CLEAR(made);
    return made;
}

#endif
