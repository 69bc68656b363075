"""The server: how the application meets the network."""
