package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads an archive from its first byte to its last: the table of contents, and the frames of the blocks of rows and large objects. The
 * content of the frames is skipped. Source: {@code _readBlockHeader} and {@code _skipData} in pg_backup_custom.c.
 */
final class ArchiveStructureScan {

    private static final int ROWS = 1;
    private static final int LARGE_OBJECTS = 3;

    private final ArchiveByteReader in;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Set<Integer> wanted = new HashSet<>();
    private boolean isInOrder = true;

    private ArchiveStructureScan(ArchiveByteReader in) {
        this.in = in;
    }

    sealed interface Result {

        /**
         * Every frame is complete, and each entry with rows has its block.
         *
         * @param isInOrder whether the blocks are in the order of the table of contents; pg_restore requires this order in a pipe
         */
        record Whole(ArchiveHeader header, boolean isInOrder) implements Result {}

        /** @param head the reason: the archive is damaged, its version is unknown, or its table of contents is too long */
        record NotWhole(TableOfContentsReadResult head) implements Result {}
    }

    /**
     * @param archive positioned at its start; it is read to its end
     * @param limit maximum number of bytes of names to keep
     * @throws IOException if the stream cannot be read
     */
    static Result of(InputStream archive, long limit) throws IOException {
        try {
            return new ArchiveStructureScan(new ArchiveByteReader(archive, limit)).walk();
        } catch (ArchiveHeaderException e) {
            return new Result.NotWhole(e.result());
        }
    }

    private Result walk() throws IOException, ArchiveHeaderException {
        ArchiveHeader header = ArchiveHeader.read(in);
        int count = in.number();
        if (count < 0) {
            throw ArchiveHeaderException.damaged("it has " + count + " entries");
        }
        Map<String, String> types = new HashMap<>();
        for (int i = 0; i < count; i++) {
            RawTocEntry entry = RawTocEntry.read(in, header, types);
            places.put(entry.id(), i);
            if (entry.hasBlock()) {
                wanted.add(entry.id());
            }
        }
        in.beginsRows();
        int last = -1;
        while (in.hasMore()) {
            last = block(last);
        }
        if (!wanted.isEmpty()) {
            throw ArchiveHeaderException.damaged("the rows of " + wanted.size() + " entries are missing");
        }
        return new Result.Whole(header, isInOrder);
    }

    /** @return the index of the entry in the table of contents */
    private int block(int placeBefore) throws IOException, ArchiveHeaderException {
        int type = in.nextByte();
        Integer place = places.get(nextId());
        if (place == null) {
            throw ArchiveHeaderException.damaged("a block of rows belongs to no entry");
        }
        isInOrder &= place > placeBefore;
        switch (type) {
            case ROWS -> pieces();
            case LARGE_OBJECTS -> {
                for (int object = in.number(); object != 0; object = in.number()) {
                    pieces();
                }
            }
            default -> throw ArchiveHeaderException.damaged("it has a block of unknown type " + type);
        }
        return place;
    }

    private int nextId() throws IOException, ArchiveHeaderException {
        int id = in.number();
        wanted.remove(id);
        return id;
    }

    private void pieces() throws IOException, ArchiveHeaderException {
        for (int length = in.number(); length != 0; length = in.number()) {
            if (length < 0) {
                throw ArchiveHeaderException.damaged("a piece of rows has " + length + " bytes");
            }
            in.skip(length);
        }
    }
}
