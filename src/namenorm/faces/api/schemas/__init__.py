"""What each route accepts and answers: marshmallow schemas, the source of the OpenAPI document."""
