"""From a GraphQL operation to one Cypher statement, and from its one value back to the response."""

from api.compiler.operation import Plan, compile_operation

__all__ = ["Plan", "compile_operation"]
