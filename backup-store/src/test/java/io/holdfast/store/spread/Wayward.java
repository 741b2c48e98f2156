package io.holdfast.store.spread;

import io.holdfast.store.ArtifactName;
import io.holdfast.store.Beginning;
import io.holdfast.store.Companion;
import io.holdfast.store.Deletion;
import io.holdfast.store.Destination;
import io.holdfast.store.Finishing;
import io.holdfast.store.Key;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.Look;
import io.holdfast.store.Opening;
import io.holdfast.store.Placing;
import io.holdfast.store.Remains;
import io.holdfast.store.Room;
import io.holdfast.store.Sealing;
import io.holdfast.store.Site;
import io.holdfast.store.Stored;
import io.holdfast.store.Terms;
import io.holdfast.store.Walking;
import io.holdfast.store.Writing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/** A directory whose writing goes wrong, or nowhere, after some bytes. */
final class Wayward implements Destination {

    /** What happens before the writing that goes too far. */
    interface Trouble {

        /** Whether the bytes are written all the same. */
        boolean instead() throws IOException;
    }

    private final LocalDirectory directory;
    private final long after;
    private final Trouble trouble;

    Wayward(LocalDirectory directory, long after, Trouble trouble) {
        this.directory = directory;
        this.after = after;
        this.trouble = trouble;
    }

    @Override
    public Beginning begin(ArtifactName name, Terms terms) {
        return directory.begin(name, terms) instanceof Beginning.Begun begun
                ? new Beginning.Begun(new WaywardWriting(begun.writing()))
                : directory.begin(name, terms);
    }

    private final class WaywardWriting implements Writing {

        private final Writing real;

        WaywardWriting(Writing real) {
            this.real = real;
        }

        @Override
        public ArtifactName name() {
            return real.name();
        }

        @Override
        public OutputStream stream() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (real.written() + length <= after || trouble.instead()) {
                        real.stream().write(bytes, offset, length);
                    }
                }
            };
        }

        @Override
        public long written() {
            return real.written();
        }

        @Override
        public Finishing finish() {
            return real.finish();
        }

        @Override
        public Sealing seal(List<Companion> companions) {
            return real.seal(companions);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @Override
    public String id() {
        return directory.id();
    }

    @Override
    public Site site() {
        return directory.site();
    }

    @Override
    public Walking walk(Consumer<Stored> each) {
        return directory.walk(each);
    }

    @Override
    public Look look(Key key) {
        return directory.look(key);
    }

    @Override
    public Opening open(Key key) {
        return directory.open(key);
    }

    @Override
    public Deletion delete(Key key) {
        return directory.delete(key);
    }

    @Override
    public Placing put(Key artifact, Companion companion) {
        return directory.put(artifact, companion);
    }

    @Override
    public Remains remains(ArtifactName name) {
        return directory.remains(name);
    }

    @Override
    public Remains sweep(ArtifactName name) {
        return directory.sweep(name);
    }

    @Override
    public Room room() {
        return directory.room();
    }
}
