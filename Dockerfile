# Web, worker and beat from one image; the command decides which.

FROM node:22-bookworm-slim AS front-end
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv .venv
COPY requirements.in constraints.txt ./
RUN .venv/bin/pip install -c constraints.txt -r requirements.in
COPY . .
COPY --from=front-end /app/node_modules node_modules
# The key signs nothing: collectstatic only needs one to be there.
RUN .venv/bin/python -m tools.vendor \
    && .venv/bin/python -m tools.translations compile \
    && SECRET_KEY=only-while-building .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules

FROM python:3.11-slim-bookworm
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=config.settings
RUN useradd --system --uid 10001 --home-dir /app app && mkdir -p /app/var && chown app /app/var
COPY --from=build /app /app
USER app
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi:application"]
