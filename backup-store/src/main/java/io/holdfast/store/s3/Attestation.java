package io.holdfast.store.s3;

import io.holdfast.events.Copy;
import io.holdfast.events.Sha256;
import io.holdfast.store.Attesting;
import io.holdfast.store.Companion;
import io.holdfast.store.Key;
import io.holdfast.store.Missing;
import io.holdfast.store.NotOffered;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Compares what a storage says of its bytes with what was known when they were written: their SHA-256, or, of what was written
 * in parts, the checksum of the parts' checksums, which stands in the manifest's metadata.
 */
final class Attestation {

    /** Name of that metadata. */
    static final String COMPOSITE = "holdfast-composite-sha256";

    /** Name of what ties it to a copy: the SHA-256 of the whole. */
    static final String WHOLE = "holdfast-sha256";

    private final Bucket bucket;

    Attestation(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Throws what the SDK throws. */
    Attesting of(Key key, Copy copy) {
        HeadObjectResponse there;
        try {
            there = bucket.head(key.value(), Optional.ofNullable(copy.versionId()));
        } catch (SdkException e) {
            if (Refusal.isNotFound(e)) {
                return Family.of(bucket, key).hasArtifact()
                        ? new Attesting.Contradicted(key, "this version is not there any more")
                        : new Missing(key);
            }
            throw e;
        }
        if (there.contentLength() != copy.bytes()) {
            return new Attesting.Contradicted(key, "it has " + there.contentLength() + " bytes, not " + copy.bytes());
        }
        return compared(key, there.checksumSHA256(), copy);
    }

    private Attesting compared(Key key, @Nullable String kept, Copy copy) {
        if (kept == null) {
            return new NotOffered();
        }
        return kept.contains("-")
                ? comparedInParts(key, kept, copy)
                : answer(key, kept.equals(inBase64(copy.sha256())));
    }

    private Attesting comparedInParts(Key key, String kept, Copy copy) {
        Map<String, String> known = bucket.head(
                        key.companion(Companion.Role.MANIFEST).value(), Optional.empty())
                .metadata();
        if (!known.containsKey(COMPOSITE) || !known.containsKey(WHOLE)) {
            return new NotOffered();
        }
        return answer(
                key, kept.equals(known.get(COMPOSITE)) && copy.sha256().hex().equals(known.get(WHOLE)));
    }

    private static Attesting answer(Key key, boolean isSame) {
        return isSame
                ? new Attesting.Attested(key)
                : new Attesting.Contradicted(key, "the storage's checksum of it is another");
    }

    private static String inBase64(Sha256 sum) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sum.hex()));
    }
}
