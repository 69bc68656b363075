"""No module imports itself by way of others, not even by an import inside a function.

A package is loaded before its modules, so that a name which a module takes from its own package
is there, or the import fails at once: such imports are left out.
"""

from __future__ import annotations

import grimp


def test_imports_have_no_circle() -> None:
    graph = grimp.build_graph("namenorm", cache_dir=None)
    left = {
        module: {
            imported
            for imported in graph.find_modules_directly_imported_by(module)
            if not module.startswith(f"{imported}.")
        }
        for module in graph.modules
    }
    while ended := {module for module, imported in left.items() if not imported & left.keys()}:
        left = {module: imported for module, imported in left.items() if module not in ended}
    assert not left, f"these import one another, or import such ones: {sorted(left)}"
