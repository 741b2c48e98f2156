package io.holdfast.store.fanout;

import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.DeleteArtifactResult;
import io.holdfast.store.Destination;
import io.holdfast.store.FailureDomain;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.FreeSpace;
import io.holdfast.store.LocalDirectory;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.StatArtifactResult;
import io.holdfast.store.StoreCompanionFileResult;
import io.holdfast.store.StoredFile;
import io.holdfast.store.UnfinishedWriteState;
import io.holdfast.store.WalkStoredFilesResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/** A directory whose writes fail or hang after some bytes. */
final class FaultyDestination implements Destination {

    /** Runs before the write that exceeds the limit. */
    interface Trouble {

        /** Whether the bytes are written nevertheless. */
        boolean instead() throws IOException;
    }

    private final LocalDirectory directory;
    private final long after;
    private final Trouble trouble;

    FaultyDestination(LocalDirectory directory, long after, Trouble trouble) {
        this.directory = directory;
        this.after = after;
        this.trouble = trouble;
    }

    @Override
    public BeginWriteResult begin(ArtifactName name, ArtifactWriteOptions options) {
        return directory.begin(name, options) instanceof BeginWriteResult.Begun begun
                ? new BeginWriteResult.Begun(new WaywardWriting(begun.writing()))
                : directory.begin(name, options);
    }

    private final class WaywardWriting implements ArtifactWriter {

        private final ArtifactWriter real;

        WaywardWriting(ArtifactWriter real) {
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
        public FlushArtifactResult finish() {
            return real.finish();
        }

        @Override
        public SealArtifactResult seal(List<CompanionFile> companions) {
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
    public FailureDomain failureDomain() {
        return directory.failureDomain();
    }

    @Override
    public WalkStoredFilesResult walk(Consumer<StoredFile> each) {
        return directory.walk(each);
    }

    @Override
    public StatArtifactResult stat(ObjectKey key) {
        return directory.stat(key);
    }

    @Override
    public OpenArtifactResult open(ObjectKey key) {
        return directory.open(key);
    }

    @Override
    public DeleteArtifactResult delete(ObjectKey key) {
        return directory.delete(key);
    }

    @Override
    public StoreCompanionFileResult put(ObjectKey artifact, CompanionFile companion) {
        return directory.put(artifact, companion);
    }

    @Override
    public UnfinishedWriteState leftovers(ArtifactName name) {
        return directory.leftovers(name);
    }

    @Override
    public UnfinishedWriteState sweep(ArtifactName name) {
        return directory.sweep(name);
    }

    @Override
    public FreeSpace freeSpace() {
        return directory.freeSpace();
    }
}
