"""Real services for the tests: private PostgreSQL and Redis servers, the browser, MedCom's official files."""
