package io.holdfast.restoreengine;

/** Receives the progress of a task, often and from any thread, and decides whether the task continues. */
public interface ProgressListener {

    /** Ignores the progress and never stops the task. */
    ProgressListener NONE = new ProgressListener() {

        @Override
        public void at(String phase, long bytes, int tables, int ofTables) {}

        @Override
        public boolean isStopped() {
            return false;
        }
    };

    /**
     *
     * @param phase name of the phase as in the report
     * @param bytes bytes read or written in this phase
     * @param tables tables done so far
     * @param ofTables total number of tables; 0 if the phase does not count tables
     */
    void at(String phase, long bytes, int tables, int ofTables);

    /** Whether the task should end as soon as possible. The caller cleans up. */
    boolean isStopped();
}
