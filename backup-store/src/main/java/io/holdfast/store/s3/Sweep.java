package io.holdfast.store.s3;

import io.holdfast.store.ArtifactName;
import io.holdfast.store.Companion;
import io.holdfast.store.Key;
import io.holdfast.store.Remains;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Removes what a dead writer left, and makes sure that it is dead: without its upload it cannot complete the object any more,
 * and with an empty manifest in the place of its own it cannot commit. Throws what the SDK throws.
 */
final class Sweep {

    private final Bucket bucket;
    private final Uploads uploads;

    Sweep(Bucket bucket) {
        this.bucket = bucket;
        this.uploads = new Uploads(bucket);
    }

    Remains look(ArtifactName name) {
        Key key = name.key();
        Family family = Family.of(bucket, key);
        if (family.isSealed()) {
            return new Remains.SealedThere(key);
        }
        return family.isEmpty() && !uploads.any(key) ? new Remains.Nothing(key) : new Remains.Unsealed(key);
    }

    Remains sweep(ArtifactName name) {
        Key key = name.key();
        // Uploads first: what is completed before that is seen by the look at the objects, and nothing is completed
        // after it.
        uploads.abort(key);
        Family family = Family.of(bucket, key);
        if (!family.isEmpty() && !family.isSealed() && isForbiddenToCommit(family)) {
            Removal removal = new Removal(bucket);
            Family.names(key)
                    .filter(each -> family.members().containsKey(each))
                    .filter(each -> !each.equals(manifest(key)))
                    .forEach(removal::remove);
            removal.remove(manifest(key));
        }
        return look(name);
    }

    /** Whether nobody can commit any more; false where somebody has done so in this moment. */
    private boolean isForbiddenToCommit(Family family) {
        if (!family.hasArtifact()) {
            return true;
        }
        try {
            bucket.put(manifest(family.key()).value(), new byte[0], Optional.empty(), Map.of(), true);
            return true;
        } catch (SdkException e) {
            if (Refusal.status(e) == 501) {
                return true;
            }
            if (Refusal.isTaken(e)) {
                return !Family.of(bucket, family.key()).isSealed();
            }
            throw e;
        }
    }

    private static Key manifest(Key key) {
        return key.companion(Companion.Role.MANIFEST);
    }
}
