"""The HTTP service: a factory, thin routes, one table of errors (`problems`)."""

from namenorm.faces.api.app import create_app

__all__ = ["create_app"]
