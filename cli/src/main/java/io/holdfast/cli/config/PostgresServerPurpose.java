package io.holdfast.cli.config;

/** The use of a PostgreSQL server in the settings. */
enum PostgresServerPurpose {
    DATABASE("holdfast.databases", "may read the database"),
    TARGET("holdfast.restore.targets", "may create databases and owns the live one"),
    SCRATCH("holdfast.drills.server", "may create databases");

    private final String prefix;
    private final String task;

    PostgresServerPurpose(String prefix, String task) {
        this.prefix = prefix;
        this.task = task;
    }

    /** The prefix of its settings, before an id if there can be several. */
    String prefix() {
        return prefix;
    }

    /** The privileges that the role on the server needs, for a hint. */
    String task() {
        return task;
    }
}
