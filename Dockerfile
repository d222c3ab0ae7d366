# The server alone: docker-compose.yml puts MariaDB and Artemis beside it. Build the jar first: mvn package
FROM eclipse-temurin:17-jre
WORKDIR /app
RUN useradd --system --home-dir /app simtrix && mkdir data && chown simtrix data
COPY target/simtrix.jar simtrix.jar
COPY routes routes
COPY config config
USER simtrix
VOLUME /app/data
EXPOSE 8080
# SIGTERM reaches Java itself, so that phones are answered and calls in work are finished before the end.
ENTRYPOINT ["java", "-jar", "simtrix.jar"]
