package io.holdfast.store.s3;

import io.holdfast.store.Deletion;
import io.holdfast.store.Key;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The artifact first, as everywhere: without it the manifest commits nothing, and where a lock forbids it, nothing at all has
 * been touched. (The manifest first would leave gigabytes that nobody may use nor delete.)
 */
final class S3Deletion {

    private final Bucket bucket;
    private final Refusal refusal;

    S3Deletion(Bucket bucket, Refusal refusal) {
        this.bucket = bucket;
        this.refusal = refusal;
    }

    Deletion artifactThenCompanions(Key key) {
        try {
            return Version.ifOffered(bucket, key)
                    .map(versions -> byVersion(key, versions))
                    .orElseGet(() -> plainly(key));
        } catch (SdkException e) {
            return Refusal.isForbidden(e) ? new Deletion.NotDeleted(key, refusal.sentence(e)) : refusal.unavailable(e);
        }
    }

    private Deletion byVersion(Key key, List<Version> versions) {
        Consumer<Key> remove = each -> versions.stream()
                .filter(version -> version.key().equals(each))
                .forEach(version -> bucket.delete(each.value(), version.id()));
        boolean wasThere = versions.stream().anyMatch(version -> version.key().equals(key) && !version.isMark());
        return inOrder(key, wasThere, remove);
    }

    private Deletion plainly(Key key) {
        Family family = Family.of(bucket, key);
        return inOrder(key, family.hasArtifact(), each -> {
            if (family.members().containsKey(each)) {
                bucket.delete(each.value());
            }
        });
    }

    private Deletion inOrder(Key key, boolean wasThere, Consumer<Key> remove) {
        try {
            Family.names(key).forEach(remove);
            return wasThere ? new Deletion.Deleted(key) : new Deletion.AlreadyGone(key);
        } catch (SdkException e) {
            int status = Refusal.status(e);
            return status >= 400 && status < 500
                    ? new Deletion.NotDeleted(
                            key, key + " is kept by its storage: is it locked? Else, " + refusal.sentence(e))
                    : refusal.unavailable(e);
        }
    }
}
