"""The HTTP service under load, beside a bare Flask view under the same server."""
