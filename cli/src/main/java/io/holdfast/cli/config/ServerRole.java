package io.holdfast.cli.config;

/** For what a PostgreSQL server is configured. */
enum ServerRole {
    DATABASE("holdfast.databases", "may read the database"),
    TARGET("holdfast.restore.targets", "may create databases and owns the live one"),
    SCRATCH("holdfast.drills.server", "may create databases");

    private final String prefix;
    private final String task;

    ServerRole(String prefix, String task) {
        this.prefix = prefix;
        this.task = task;
    }

    /** Of its settings, in front of an id if there are several. */
    String prefix() {
        return prefix;
    }

    /** What the role on the server has to be able to do. */
    String task() {
        return task;
    }
}
