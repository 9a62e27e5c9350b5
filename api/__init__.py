"""GraphQL over the graph: types, the compiler from an operation to one statement, and the HTTP application."""
