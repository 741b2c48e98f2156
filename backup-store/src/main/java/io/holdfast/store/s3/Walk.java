package io.holdfast.store.s3;

import io.holdfast.store.ArtifactName;
import io.holdfast.store.Companion;
import io.holdfast.store.Key;
import io.holdfast.store.PartialName;
import io.holdfast.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Shows a bucket page by page. Whether an artifact is sealed is known when its manifest comes by, a few names later; until
 * then it waits.
 */
final class Walk {

    private final Bucket bucket;
    private final Consumer<Stored> each;
    private @Nullable Stored waiting;
    private String manifest = "";
    private final List<Stored> behind = new ArrayList<>();
    private long files;

    Walk(Bucket bucket, Consumer<Stored> each) {
        this.bucket = bucket;
        this.each = each;
    }

    /** How many were shown. Throws what the SDK throws. */
    long run() {
        var pages = bucket.client()
                .listObjectsV2Paginator(request -> request.bucket(bucket.place().bucket())
                        .prefix(bucket.place().prefix()));
        for (var page : pages) {
            page.contents().forEach(this::see);
        }
        decide(false);
        return files;
    }

    private void see(S3Object object) {
        String name = bucket.place().key(object.key());
        if (waiting != null && name.compareTo(manifest) >= 0) {
            decide(name.equals(manifest) && Family.isCommit(object));
        }
        Stored stored = new Stored(name, object.size(), object.lastModified());
        Optional<ArtifactName> artifact = ArtifactName.parse(name);
        if (artifact.isPresent()) {
            decide(false);
            waiting = stored;
            manifest = artifact.get().key().companion(Companion.Role.MANIFEST).value();
        } else if (waiting != null) {
            behind.add(stored);
        } else {
            show(stored);
        }
    }

    private void decide(boolean isSealed) {
        if (waiting != null) {
            show(isSealed ? waiting : unsealed(waiting));
            waiting = null;
        }
        behind.forEach(this::show);
        behind.clear();
    }

    private static Stored unsealed(Stored artifact) {
        return new Stored(PartialName.of(new Key(artifact.fileName())), artifact.bytes(), artifact.modified());
    }

    private void show(Stored stored) {
        files++;
        each.accept(stored);
    }
}
