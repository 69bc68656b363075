"""The Reconciliation Service API, versions 0.2 and 1.0-draft, for OpenRefine and its like.

The specification is that of the W3C Entity Reconciliation Community Group. Both versions lie under
one blueprint, `routes`: `protocol` has the addresses; `queries` and `extension` read requests
of either version into one form; `candidates`, `extension` and `suggestions` answer it; `manifest`
says what there is; `flyouts` shows one identity as HTML.
"""

from namenorm.faces.reconcile.protocol import routes

__all__ = ["routes"]
