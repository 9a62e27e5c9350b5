"""Our application over the store that the environment names, for uvicorn."""

from api.app import create_app
from bench.floor import store

app = create_app(store())
