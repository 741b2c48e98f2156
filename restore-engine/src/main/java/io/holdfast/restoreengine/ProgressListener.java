package io.holdfast.restoreengine;

/** Hears how far the work is, often and from any thread, and says whether it is still wanted. */
public interface ProgressListener {

    /** Nobody listens, and nobody stops it. */
    ProgressListener NONE = new ProgressListener() {

        @Override
        public void at(String phase, long bytes, int tables, int ofTables) {}

        @Override
        public boolean isStopped() {
            return false;
        }
    };

    /**
     * @param phase as in the report
     * @param bytes read or written in this phase
     * @param tables done so far
     * @param ofTables how many there are; 0 where the phase does not go by tables
     */
    void at(String phase, long bytes, int tables, int ofTables);

    /** Whether the work should end as soon as it can, leaving nothing but what its caller clears away. */
    boolean isStopped();
}
