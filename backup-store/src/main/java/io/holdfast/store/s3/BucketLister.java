package io.holdfast.store.s3;

import io.holdfast.store.ArtifactName;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.PartialFileName;
import io.holdfast.store.StoredFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists a bucket page by page. Whether an artifact is sealed is only known when its manifest is listed, a few names later. Until then, the
 * artifact and the objects after it are buffered.
 */
final class BucketLister {

    private final S3BucketClient bucket;
    private final Consumer<StoredFile> each;
    private final Deque<Seen> queue = new ArrayDeque<>();
    private long files;

    BucketLister(S3BucketClient bucket, Consumer<StoredFile> each) {
        this.bucket = bucket;
        this.each = each;
    }

    /** Returns the number of visited files. Throws the SDK's exceptions. */
    long run() {
        bucket.pages(bucket.place().prefix()).forEach(page -> page.contents().forEach(this::see));
        queue.forEach(Seen::unsealed);
        showDecided();
        return files;
    }

    private void see(S3Object object) {
        String name = bucket.place().key(object.key());
        queue.forEach(seen -> seen.decide(name, S3ArtifactWithCompanions.isCommit(object)));
        queue.add(new Seen(new StoredFile(name, object.size(), object.lastModified())));
        showDecided();
    }

    private void showDecided() {
        while (!queue.isEmpty() && queue.getFirst().manifest == null) {
            files++;
            each.accept(queue.removeFirst().stored);
        }
    }

    private static final class Seen {

        private StoredFile stored;

        /** Name of the expected manifest; null after the decision. */
        private @Nullable String manifest;

        Seen(StoredFile stored) {
            this.stored = stored;
            this.manifest = ArtifactName.parse(stored.fileName())
                    .map(name ->
                            name.key().companion(CompanionFile.Role.MANIFEST).value())
                    .orElse(null);
        }

        /** Names are sorted, so a name after the manifest's shows that there is no manifest. */
        void decide(String name, boolean isCommit) {
            if (manifest == null || name.compareTo(manifest) < 0) {
                return;
            }
            if (name.equals(manifest) && isCommit) {
                manifest = null;
            } else {
                unsealed();
            }
        }

        void unsealed() {
            if (manifest != null) {
                stored = new StoredFile(
                        PartialFileName.of(new ObjectKey(stored.fileName())), stored.bytes(), stored.modified());
                manifest = null;
            }
        }
    }
}
