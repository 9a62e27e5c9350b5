# The API alone; the store is another container (docker-compose.yml).
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation . && useradd --create-home parcours
USER parcours
WORKDIR /home/parcours
EXPOSE 8000
ENTRYPOINT ["parcours"]
CMD ["serve"]
